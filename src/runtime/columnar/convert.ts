import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { DatasetSchema } from '../../lang/types/schema.ts';
import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../column.ts';
import type { DatasetHandle } from '../dataset.ts';
import type { ChangingEngine, Conversion, ConversionRules } from '../engine/changing.ts';
import type { FoldRunner } from '../fold.ts';
import { countCellsFold } from '../folds/cells.ts';
import { lookUpKernel } from '../folds/rows.ts';
import { withoutNearEqualColumns } from './near-equal.ts';
import { blockOf, columnOf, setAt, unitRowsOf } from './reading/population.ts';
import { type Table, tableOf, withColumns } from './table.ts';

/** A conversion of this engine: the number of each dictionary entry. */
interface ColumnarConversion extends Conversion {
  readonly table: Table;
  /** NaN for missing and for texts that are no numbers. */
  readonly numbers: Float64Array;
}

function isOwn(conversion: Conversion): conversion is ColumnarConversion {
  return 'numbers' in conversion;
}

/** Converts each text of a variable's dictionary once, and counts the units whose text is no number. */
export async function planConversion(
  runner: FoldRunner,
  dataset: DatasetHandle,
  variable: string,
  rules: ConversionRules,
): Promise<Conversion> {
  const table = tableOf(dataset);
  const column = columnOf(table, variable);
  if (column.kind !== 'dictionary') throw new TypeError('only texts are converted');
  const numbers = new Float64Array(column.dictionary.length).fill(Number.NaN);
  const contribution = new Int32Array(column.dictionary.length).fill(1);
  column.dictionary.forEach((text, code) => {
    if (code === 0) return;
    const number = numberOfText(text, rules);
    if (number === undefined) contribution[code] = 0;
    else numbers[code] = number;
  });
  const axes = [{ source: { kind: 'codes', codes: column.codes } as const, contribution, missing: 1 }];
  const input = { rows: { axes, mask: undefined }, units: unitRowsOf(table), cells: 2 };
  const { counts } = await runner.fold(countCellsFold, input, table.rowCount);
  const { distinct } = table.units;
  const block = blockOf(counts, distinct);
  const failed = setAt(block, 0);
  const others = distinct ? undefined : setAt(block, 1);
  const conversion: ColumnarConversion = { dataset, variable, failed, others, table, numbers };
  return conversion;
}

/** Up to so many digits are exact as a double. */
const exactDigits = 15;

/** The number that up to fifteen digits and nothing else make; `undefined` for every other text. */
function numberOfDigits(text: string): number | undefined {
  if (text.length === 0 || text.length > exactDigits) return undefined;
  let number = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

/** The number that a text says; NaN when nothing is left of it, `undefined` when it is no number. */
function numberOfText(text: string, rules: ConversionRules): number | undefined {
  if (rules.ignore === '') {
    const number = numberOfDigits(text);
    if (number !== undefined) return number;
  }
  let rest = text.replace(/^[ \t\u00a0\r\n]+|[ \t\u00a0\r\n]+$/gu, '');
  if (rules.ignore !== '')
    rest = Array.from(rest)
      .filter((character) => !rules.ignore.includes(character))
      .join('');
  if (rules.decimalComma) rest = rest.replaceAll(',', '.');
  if (rest === '') return Number.NaN;
  if (!/^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/u.test(rest)) return undefined;
  const number = Number(rest);
  return Number.isFinite(number) ? number : undefined;
}

/** Carries out conversions; texts that are no numbers become missing. */
export async function convert(
  runner: FoldRunner,
  protection: DisclosureSession,
  schema: DatasetSchema,
  conversions: Parameters<ChangingEngine['convert']>[1],
): Promise<DatasetHandle> {
  const added = new Map<string, Column>();
  let table: Table | undefined;
  for (const { conversion, target, isAllMissing } of conversions) {
    if (!isOwn(conversion)) throw new TypeError('the conversion belongs to another engine');
    table = conversion.table;
    const numbers = isAllMissing ? conversion.numbers.map(() => Number.NaN) : conversion.numbers;
    added.set(target, await numbersOf(runner, columnOf(table, conversion.variable), numbers));
  }
  if (table === undefined) throw new RangeError('nothing to convert');
  return withColumns(table, schema, await withoutNearEqualColumns(runner, protection, table, schema, added));
}

async function numbersOf(runner: FoldRunner, column: Column, numbers: Float64Array): Promise<Column> {
  if (column.kind !== 'dictionary') throw new TypeError('only texts are converted');
  const isWhole = numbers.every((x) => Number.isNaN(x) || (Number.isInteger(x) && x > missingInt32 && x < openStopDay));
  const { codes } = column;
  const make = isWhole ? sharedInt32 : sharedFloat64;
  const [table, out] = [make(numbers.length), make(codes.length)];
  table.set(isWhole ? numbers.map((x) => (Number.isNaN(x) ? missingInt32 : x)) : numbers);
  await runner.map(lookUpKernel, { codes, table, out }, codes.length);
  return out instanceof Int32Array ? { kind: 'int32', values: out } : { kind: 'float64', values: out };
}
