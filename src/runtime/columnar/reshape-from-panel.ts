import { arrayOf } from '../../metadata/stored-column.ts';
import { type Column, sharedCodes, sharedFloat64 } from '../column.ts';
import type { FromPanelRequest, Reshaped } from '../engine/changing.ts';
import { codeTexts, translation } from '../expression/dictionary.ts';
import type { InputArray } from '../expression/emitter.ts';
import type { FoldRunner } from '../fold.ts';
import { type KnownTimes, numberTimesKernel, separateKernel, spreadKernel } from '../folds/reshape.ts';
import { populationSet } from './reading/facts.ts';
import { columnOf } from './reading/population.ts';
import { asUnits, type Table, tableOf } from './table.ts';
import { firstRowsOf, tableOfRowsUnits } from './unit-rows.ts';
import { emptyLike, missingOf } from './values.ts';

/** Times that lie at most this far apart are looked up in a table. */
const largestRange = 1 << 22;

/** The rows of a panel by unit and time. */
interface PanelRows {
  /** The first row of each unit. */
  readonly starts: Int32Array;
  /** By row: the number of its time, counted from 1; 0 for rows to be left out. Absent when every unit has every time. */
  readonly numbers: InputArray | undefined;
}

/**
 * Makes one row per unit, in the order of the panel. Besides the new columns it makes the number of each row's time (a byte, as a
 * rule) and the first row of each unit; where every unit has every time, columns are divided without looking at either.
 */
export async function fromPanel(runner: FoldRunner, request: FromPanelRequest): Promise<Reshaped> {
  const table = tableOf(request.dataset);
  const rows = await rowsOfPanel(runner, table, request);
  const columns = new Map<string, Column>();
  for (const { name, targets } of request.variables) {
    const made = await divided(runner, columnOf(table, name), targets.length, rows);
    targets.forEach((target, time) => columns.set(target, made[time]!));
  }
  const dataset = await tableOfRowsUnits(runner, table, rows.starts, request.schema, columns);
  return { dataset, units: asUnits(await populationSet(runner, { dataset })) };
}

async function rowsOfPanel(runner: FoldRunner, table: Table, request: FromPanelRequest): Promise<PanelRows> {
  const { index } = table.units;
  if (index === undefined) throw new TypeError('rows of several times have a unit each');
  const starts = await firstRowsOf(runner, index);
  const numbers = sharedCodes(table.rowCount, request.times.length + 1);
  const times = columnOf(table, request.timeName);
  const input = { values: arrayOf(times), known: knownTimes(times, request.times), index, out: numbers };
  const blocks = await runner.map(numberTimesKernel, input, table.rowCount);
  // No command makes a second row of a unit and a time (D006), so that this is a mistake of ours.
  if (!blocks.every(({ ascend }) => ascend)) throw new RangeError('rows of a unit do not ascend by time');
  const isKnown = blocks.every(({ unknown }) => unknown === 0);
  const isComplete = isKnown && starts.length * request.times.length === table.rowCount;
  return { starts, numbers: isComplete ? undefined : numbers };
}

function knownTimes(column: Column, times: readonly (number | string)[]): KnownTimes {
  if (column.kind === 'dictionary') {
    // Their texts ascend as the times do: a text's code among them is the number of its time.
    const { dictionary } = codeTexts(times.map(String));
    return { type: 'table', base: 0, numbers: translation(column.dictionary, dictionary) };
  }
  const values = sharedFloat64(times.length);
  values.set(times.filter((time) => typeof time === 'number'));
  const [base, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  if (last - base >= largestRange) return { type: 'sorted', values };
  const numbers = sharedCodes(last - base + 1, times.length + 1);
  values.forEach((value, time) => (numbers[value - base] = time + 1));
  return { type: 'table', base, numbers };
}

async function divided(
  runner: FoldRunner,
  column: Column,
  times: number,
  { starts, numbers }: PanelRows,
): Promise<readonly Column[]> {
  const made = Array.from({ length: times }, () => emptyLike(column, starts.length));
  const input = { values: arrayOf(column), outs: made.map(arrayOf) };
  if (numbers === undefined) await runner.map(separateKernel, { ...input, times }, starts.length);
  else await runner.map(spreadKernel, { ...input, starts, numbers, missing: missingOf(column) }, starts.length);
  return made;
}
