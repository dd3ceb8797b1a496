import type { DisclosureSession } from '../../disclosure/protection.ts';
import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import { sharedFloat64 } from '../column.ts';
import { evaluateColumn, type RowSource } from '../expression/evaluate.ts';
import { mostDeviating } from './deviating.ts';
import type { Table } from './table.ts';

/** An expression with what it reads. */
export interface Sourced {
  readonly source: RowSource;
  readonly node: ExpressionIr;
}

/**
 * The same as for near-constant nodes (rule DC-06 b), where far values are pulled in (DC-21, `models.clipRanges`): a node whose
 * variation is that of few units takes, for these, the value of the next unit. Otherwise `exp(−20 · distance)` would pick out one
 * person as surely as an exact condition does, with values that are next to nothing, but nowhere the same, for all others.
 *
 * Multiples and sums of one variable and constants are left as they are: they say nothing that the variable does not.
 */
export async function withoutFarValues(
  protection: DisclosureSession,
  table: Table,
  { source, node }: Sourced,
  rows: Uint8Array | undefined,
): Promise<Sourced> {
  const { clipRanges, topShare } = protection.policy.models;
  if (clipRanges === null || valueTypeOf(node) !== 'number' || affineIn(node) !== undefined) return { source, node };
  const column = await evaluateColumn(source, { value: node });
  if (column.kind !== 'float64') return { source, node };
  const limits = usualRange(table, column.values, rows, mostDeviating(protection));
  if (limits === undefined || !isDominated(column.values, rows, limits, topShare)) return { source, node };
  const values = sharedFloat64(column.values.length);
  for (let row = 0; row < values.length; row++) values[row] = within(column.values[row]!, limits);
  // No variable of a script can have such a name.
  const name = `#${source.columns.size}`;
  const columns = new Map([...source.columns, [name, { kind: 'float64', values }] as const]);
  return {
    source: { ...source, columns },
    node: { type: 'variable', name, valueType: 'number', isInteger: false },
  };
}

/** The variable that a node is a linear function of, empty for none; `undefined` for anything else. */
export function affineIn(node: ExpressionIr): string | undefined {
  switch (node.type) {
    case 'number':
      return '';
    case 'variable':
      return node.name;
    case 'negate':
      return affineIn(node.operand);
    case 'arithmetic': {
      const [left, right] = [affineIn(node.left), affineIn(node.right)];
      if (left === undefined || right === undefined || node.operator === '^') return undefined;
      if (node.operator === '/') return right === '' ? left : undefined;
      if (node.operator === '*') return left === '' || right === '' ? left + right : undefined;
      return left === '' || right === '' || left === right ? left || right : undefined;
    }
    default:
      return undefined;
  }
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** The values of the units that come after the `few` smallest and largest ones; `undefined` where there are no more units than these. */
function usualRange(table: Table, values: Float64Array, rows: Uint8Array | undefined, few: number): Range | undefined {
  const [lowest, highest] = [new Extremes(few + 1, -1), new Extremes(few + 1, 1)];
  const { index } = table.units;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (rows?.[row] === 0 || Number.isNaN(value)) continue;
    const unit = index === undefined ? row : index[row]!;
    lowest.add(value, unit);
    highest.add(value, unit);
  }
  const [low, high] = [lowest.last, highest.last];
  return low === undefined || high === undefined || low > high ? undefined : { low, high };
}

/** The units with the most extreme values, as many as asked for. */
class Extremes {
  readonly #count: number;
  readonly #sign: 1 | -1;
  /** In falling order of the values times the sign. */
  readonly #found: { readonly value: number; readonly unit: number }[] = [];

  constructor(count: number, sign: 1 | -1) {
    this.#count = count;
    this.#sign = sign;
  }

  add(value: number, unit: number): void {
    const found = this.#found;
    const last = found.at(-1);
    if (found.length === this.#count && last !== undefined && this.#sign * value <= this.#sign * last.value) return;
    const own = found.findIndex((one) => one.unit === unit);
    if (own >= 0) {
      if (this.#sign * value <= this.#sign * found[own]!.value) return;
      found.splice(own, 1);
    }
    const at = found.findIndex((one) => this.#sign * value > this.#sign * one.value);
    found.splice(at < 0 ? found.length : at, 0, { value, unit });
    if (found.length > this.#count) found.pop();
  }

  /** The least extreme of them; `undefined` where there are too few units. */
  get last(): number | undefined {
    return this.#found.length === this.#count ? this.#found.at(-1)?.value : undefined;
  }
}

function within(value: number, { low, high }: Range): number {
  return value < low ? low : value > high ? high : value;
}

/** Whether pulling values in takes away more than this share of a column's variation. */
function isDominated(values: Float64Array, rows: Uint8Array | undefined, range: Range, share: number): boolean {
  let [count, sum] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    if (rows?.[row] === 0 || Number.isNaN(values[row]!)) continue;
    count++;
    sum += within(values[row]!, range);
  }
  const centre = sum / count;
  let [rest, all] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    if (rows?.[row] === 0 || Number.isNaN(values[row]!)) continue;
    rest += (within(values[row]!, range) - centre) ** 2;
    all += (values[row]! - centre) ** 2;
  }
  return rest < (1 - share) * all;
}
