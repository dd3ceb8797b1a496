import { arrayOf, missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../column.ts';
import type { Reshaped, ToPanelRequest } from '../engine/changing.ts';
import { codeTexts } from '../expression/dictionary.ts';
import type { FoldRunner } from '../fold.ts';
import { cycleKernel, interleaveKernel, repeatKernel } from '../folds/reshape.ts';
import { codesInto, roomFor } from './common-column.ts';
import { closedColumnOf } from './open-stops.ts';
import { noteWhole, populationSet } from './reading/facts.ts';
import { columnOf } from './reading/population.ts';
import { asUnits, columnsFor, type Table, tableOf } from './table.ts';
import { emptyLike, missingOf } from './values.ts';

/**
 * Makes rows of a unit and a time each: by unit in the order of the dataset, then by time. Nothing is made but the columns of
 * the panel, each once. `keepsRows`: rows of a unit must be told apart across datasets.
 */
export async function toPanel(runner: FoldRunner, request: ToPanelRequest, keepsRows = false): Promise<Reshaped> {
  const table = tableOf(request.dataset);
  const { rowCount } = table;
  const times = request.times.length;
  const index = sharedInt32(rowCount * times);
  await runner.map(repeatKernel, { values: table.units.index, times, out: index }, rowCount);
  const columns = new Map([[request.timeName, await timeColumn(runner, request.times, rowCount)]]);
  for (const { name, variables } of request.series) {
    columns.set(name, await seriesColumn(runner, table, variables));
  }
  for (const { name } of request.schema.variables) {
    if (!columns.has(name)) columns.set(name, await repeated(runner, columnOf(table, name), times, rowCount));
  }
  const origin = { type: 'times', times: request.times.map(String) } as const;
  const panel: Table = {
    ...table,
    schema: request.schema,
    rowCount: index.length,
    units: { ...table.units, index, distinct: false, ...(keepsRows ? { rows: { origin, numbers: undefined } } : {}) },
    identifier: await identifierOf(runner, table, index, times),
    columns: columnsFor(request.schema, columns),
  };
  // Every unit has every time: what the rules know of the units is known of the panel.
  const units = asUnits(await populationSet(runner, { dataset: table }));
  noteWhole(panel.units, { ...units, rows: panel.rowCount });
  return { dataset: panel, units };
}

function identifierOf(runner: FoldRunner, table: Table, index: Int32Array, times: number): Promise<Column> {
  const { identifier } = table;
  if (table.space?.pseudonymised === true && identifier.kind === 'unit') {
    return Promise.resolve({ kind: 'unit', unitType: identifier.unitType, units: index });
  }
  return repeated(runner, identifier, times, table.rowCount);
}

async function repeated(runner: FoldRunner, column: Column, times: number, rowCount: number): Promise<Column> {
  const out = emptyLike(column, rowCount * times);
  await runner.map(repeatKernel, { values: arrayOf(column), times, out: arrayOf(out) }, rowCount);
  return out;
}

/** The time of each row: texts, whole numbers, or decimals where a number is too large for a whole one. */
async function timeColumn(runner: FoldRunner, times: readonly (number | string)[], rowCount: number): Promise<Column> {
  const few = columnOfTimes(times);
  const column = emptyLike(few, times.length * rowCount);
  await runner.map(cycleKernel, { values: arrayOf(few), out: arrayOf(column) }, rowCount);
  return column;
}

function columnOfTimes(times: readonly (number | string)[]): Column {
  const numbers = times.filter((time) => typeof time === 'number');
  if (numbers.length < times.length) return { kind: 'dictionary', ...codeTexts(times.map(String)) };
  const fit = numbers.every((time) => time > missingInt32 && time < openStopDay);
  const values = fit ? sharedInt32(times.length) : sharedFloat64(times.length);
  values.set(numbers);
  return values instanceof Int32Array ? { kind: 'int32', values } : { kind: 'float64', values };
}

/** The variables of a series in turn. The open end of a spell is no number: a series with decimals has missing in its place. */
async function seriesColumn(
  runner: FoldRunner,
  table: Table,
  variables: readonly (string | undefined)[],
): Promise<Column> {
  const present = variables.filter((name) => name !== undefined);
  const kept = present.map((name) => columnOf(table, name));
  const column = roomFor(kept, variables.length * table.rowCount);
  const sources = [];
  for (const name of variables) {
    if (name === undefined) {
      sources.push(undefined);
      continue;
    }
    const from = column.kind === 'float64' ? await closedColumnOf(runner, table, name) : columnOf(table, name);
    sources.push({ values: arrayOf(from), missing: missingOf(from), codes: codesInto(from, column) });
  }
  await runner.map(interleaveKernel, { sources, out: arrayOf(column), outMissing: missingOf(column) }, table.rowCount);
  return column;
}
