import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import { arrayOf } from '../../metadata/stored-column.ts';
import { type Column, columnLength } from '../column.ts';
import type { ColumnarSelection, Population } from '../dataset.ts';
import { childrenOf } from '../expression/evaluate.ts';
import type { FoldRunner } from '../fold.ts';
import { areTooFew, mostDeviating, UnitCounter } from './deviating.ts';
import { smoothedPercentiles } from './percentiles.ts';
import { createReadingEngine } from './reading/engine.ts';
import type { Table } from './table.ts';
import { emptyLike, isMissingAt } from './values.ts';

/** Under this name a new column joins the dataset while its median is asked for. */
const valueName = '#';

/**
 * Rule DC-06 (d): where an expression has no value for a few units although all that it is made from has one, these get the median
 * (a text the most frequent one). Otherwise `ln(x + 5)` would say who has −5.
 *
 * @param value the expression as it was written
 * @param rows the rows that get a value; absent for all
 */
export async function withoutInducedMissing(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  value: ExpressionIr,
  rows: Uint8Array | undefined,
  column: Column,
): Promise<Column> {
  const inputs = [...variablesOf(value)].flatMap((name) => table.columns.get(name) ?? []);
  if (value.type === 'missing' || inputs.length === 0) return column;
  const induced = inducedRows(table, inputs, rows, column, mostDeviating(protection));
  if (induced === undefined || !(await areTooFew(runner, protection, table, induced))) return column;
  const usual = await usualValue(runner, protection, table, rows, column);
  if (usual === undefined) return column;
  const copy = emptyLike(column, columnLength(column));
  const values = arrayOf(copy);
  values.set(arrayOf(column));
  for (const row of induced) values[row] = usual;
  return copy;
}

/** The median of a column among some rows, of texts the code of the most frequent one; `undefined` where there is no value. */
export function usualValue(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  rows: Uint8Array | undefined,
  column: Column,
): Promise<number | undefined> {
  if (column.kind === 'dictionary') return Promise.resolve(mostFrequent(column, rows));
  return median(runner, protection, table, rows, column);
}

function variablesOf(node: ExpressionIr, found = new Set<string>()): Set<string> {
  if (node.type === 'variable') found.add(node.name);
  for (const child of childrenOf(node)) variablesOf(child, found);
  return found;
}

/** Rows without a value although all inputs have one; `undefined` once as many units have such rows as the rule lets pass anyway. */
function inducedRows(
  table: Table,
  inputs: readonly Column[],
  rows: Uint8Array | undefined,
  column: Column,
  limit: number,
): readonly number[] | undefined {
  const isMissing = isMissingAt(column);
  const lacks = inputs.map(isMissingAt);
  const counter = new UnitCounter(table);
  for (let row = 0; row < table.rowCount; row++) {
    if (rows?.[row] === 0 || !isMissing(row) || lacks.some((isLacking) => isLacking(row))) continue;
    counter.add(row);
    if (counter.units >= limit) return undefined;
  }
  return counter.rows;
}

/** The median of rule DC-10 of the values that were computed; a whole number where these are. */
async function median(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  rows: Uint8Array | undefined,
  column: Column,
): Promise<number | undefined> {
  const dataset: Table = { ...table, columns: new Map([[valueName, column]]) };
  const selection: ColumnarSelection | undefined =
    rows === undefined ? undefined : { of: dataset, mask: rows, rowCount: table.rowCount };
  const population: Population = selection === undefined ? { dataset } : { dataset, selection };
  const [found] = await smoothedPercentiles(createReadingEngine(runner), protection, population, valueName, [0.5]);
  if (found === undefined || Number.isNaN(found)) return undefined;
  return column.kind === 'int32' ? Math.round(found) : found;
}

/** The code of the most frequent text; of several the first in the dictionary. */
function mostFrequent(
  { codes, dictionary }: Extract<Column, { kind: 'dictionary' }>,
  rows: Uint8Array | undefined,
): number | undefined {
  const counts = new Float64Array(dictionary.length);
  for (let row = 0; row < codes.length; row++) if (rows?.[row] !== 0) counts[codes[row]!]! += 1;
  let best: number | undefined;
  // Code 0 is the missing value.
  for (let code = 1; code < counts.length; code++)
    if (counts[code]! > (best === undefined ? 0 : counts[best]!)) best = code;
  return best;
}
