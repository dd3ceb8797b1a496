import type { EpochDay } from '../../base/epoch-day.ts';
import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { VariableSlice } from '../../metadata/stored-column.ts';
import { arrayOf } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32, sharedUint8 } from '../column.ts';
import type { ImportedRows, ImportPanelRequest } from '../engine/importing.ts';
import type { FoldRunner } from '../fold.ts';
import { fillDayKernel, markRecordsKernel, panelGridKernel } from '../folds/panel.ts';
import { findUnitsKernel } from '../folds/units-lookup.ts';
import { withRemembered } from './column-ledger.ts';
import { codesInto, roomFor } from './common-column.ts';
import { unitsForRows } from './group-units.ts';
import { populationSet } from './reading/facts.ts';
import { rowNumbers } from './rows.ts';
import { asUnits, tableOf, tableOfRows } from './table.ts';
import type { UnitSpace, UnitSpaces } from './units.ts';
import { missingOf } from './values.ts';

/** A variable at each day of the panel; one that does not change has the same slice at all of them. */
interface Series {
  readonly isFixed: boolean;
  readonly slices: readonly VariableSlice[];
}

/** Fills a dataset with variables at several days: one row for each unit and day, by unit and day. */
export async function importPanel(
  runner: FoldRunner,
  spaces: UnitSpaces,
  protection: DisclosureSession,
  request: ImportPanelRequest,
): Promise<ImportedRows> {
  const table = tableOf(request.dataset);
  const [first] = request.sources;
  if (first === undefined) throw new RangeError('a panel has variables');
  const space = await spaces.space(spaces.variable(first.source).unitType);
  const isEmpty = table.schema.kind === 'empty';
  const read: Series[] = [];
  if (isEmpty) for (const one of request.sources) read.push(await seriesOf(spaces, one, request.days));
  const units = isEmpty ? await unitsWithRecords(runner, space, read) : unitsForRows(space, table);
  const days = sharedInt32(request.days.length);
  days.set(request.days);
  const rows = await gridOf(runner, units, space, days);
  const columns: (readonly [string, Column])[] = [[request.dayName, { kind: 'int32', values: rows.days }]];
  for (const one of request.sources) {
    // The slices of a variable are let go when its column is there: all of them together are as large as the panel.
    const series = read.shift() ?? (await seriesOf(spaces, one, request.days));
    columns.push([one.name, await columnOfSeries(runner, units, space, series, days.length)]);
  }
  const origin = spaces.keepsRows ? ({ type: 'times', times: request.days.map(String) } as const) : undefined;
  const imported = tableOfRows(request.schema, space, rows.units, columns, origin);
  const dataset = await withRemembered(runner, protection, imported);
  return { dataset, units: asUnits(await populationSet(runner, { dataset })) };
}

async function seriesOf(
  spaces: UnitSpaces,
  { source, isFixed }: ImportPanelRequest['sources'][number],
  days: readonly EpochDay[],
): Promise<Series> {
  if (isFixed) {
    const slice = await spaces.slice(source);
    return { isFixed, slices: days.map(() => slice) };
  }
  const slices: VariableSlice[] = [];
  for (const day of days) slices.push(await spaces.slice({ ...source, day }));
  return { isFixed, slices };
}

/** The units that have a record of a variable that changes at one of the days at least; of any variable if none changes. */
async function unitsWithRecords(
  runner: FoldRunner,
  space: UnitSpace,
  series: readonly Series[],
): Promise<Int32Array | undefined> {
  const changing = series.filter(({ isFixed }) => !isFixed);
  const slices = (changing.length === 0 ? series : changing).flatMap((one) => [...new Set(one.slices)]);
  if (slices.some((slice) => slice.layout === 'dense' && slice.recordCount === slice.rowCount)) return undefined;
  const { size } = space.universe;
  const mask = sharedUint8(size);
  for (const slice of slices) {
    const units = slice.layout === 'sparse' ? slice.units : undefined;
    const input = { values: arrayOf(slice.values), missing: missingOf(slice.values), units, mask };
    await runner.map(markRecordsKernel, input, size);
  }
  return rowNumbers(runner, mask);
}

async function gridOf(
  runner: FoldRunner,
  units: Int32Array | undefined,
  space: UnitSpace,
  days: Int32Array,
): Promise<{ readonly units: Int32Array; readonly days: Int32Array }> {
  const unitCount = units?.length ?? space.universe.size;
  const outUnits = sharedInt32(unitCount * days.length);
  const outDays = sharedInt32(unitCount * days.length);
  await runner.map(panelGridKernel, { units, days, outUnits, outDays }, unitCount);
  return { units: outUnits, days: outDays };
}

async function columnOfSeries(
  runner: FoldRunner,
  units: Int32Array | undefined,
  space: UnitSpace,
  { slices }: Series,
  days: number,
): Promise<Column> {
  const unitCount = units?.length ?? space.universe.size;
  const column = roomFor(
    slices.map(({ values }) => values),
    unitCount * days,
  );
  const places = new Map<VariableSlice, Int32Array | undefined>();
  for (const [day, slice] of slices.entries()) {
    if (!places.has(slice)) places.set(slice, await placesIn(runner, units, unitCount, slice));
    const { values } = slice;
    const codes = codesInto(values, column);
    const from = { values: arrayOf(values), missing: missingOf(values), places: places.get(slice), codes };
    const to = { out: arrayOf(column), outMissing: missingOf(column), days, day };
    await runner.map(fillDayKernel, { ...from, ...to }, unitCount);
  }
  return column;
}

/** Where the value of each unit stands in a slice. */
async function placesIn(
  runner: FoldRunner,
  units: Int32Array | undefined,
  unitCount: number,
  slice: VariableSlice,
): Promise<Int32Array | undefined> {
  if (slice.layout === 'dense') return units;
  const places = sharedInt32(unitCount);
  await runner.map(findUnitsKernel, { units: slice.units, index: units, places }, unitCount);
  return places;
}
