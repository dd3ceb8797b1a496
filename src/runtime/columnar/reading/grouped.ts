import { sharedFloat64, sharedInt32 } from '../../column.ts';
import type { RankRange } from '../../engine/reading.ts';
import { blockSize, type FoldRunner } from '../../fold.ts';
import type { CellRows, NumericValues } from '../../folds/axis.ts';
import { blockCountsKernel, placeCodedKernel, placeValuesKernel, ranksKernel } from '../../folds/grouped.ts';
import type { UnitRows } from '../../folds/units.ts';
import { type ColumnarGrid, gridCells } from './classify.ts';
import { inTurn, roomFor, type Shelf, shelfOf } from './shelf.ts';
import type { CodedValues, GriddedValues } from './valid-rows.ts';

/** Values to bring together by cell. */
export interface GroupSource {
  readonly rows: CellRows;
  readonly values: NumericValues;
  readonly rowCount: number;
}

/** Valid values by cell, in the order of their rows. */
export interface GroupedValues<Values extends Int32Array | Float64Array = Int32Array | Float64Array> {
  readonly values: Values;
  /** By cell: where its values begin; one entry more than there are cells. Shared. */
  readonly begins: Float64Array;
}

/** The same with both halves of the key of each value's unit. */
export interface KeyedValues extends GroupedValues {
  readonly keys: Int32Array;
}

interface PartlyKeyedValues extends GroupedValues {
  readonly keys: Int32Array | undefined;
}

interface Places {
  readonly begins: Float64Array;
  readonly ofBlocks: Float64Array;
  readonly total: number;
}

async function placesFor(runner: FoldRunner, source: GroupSource, cells: number): Promise<Places> {
  const { rowCount } = source;
  const counts = await runner.map(blockCountsKernel, { ...source, cells }, rowCount);
  const blocks = Math.ceil(rowCount / blockSize(rowCount, 0));
  const ofBlocks = sharedFloat64(blocks * cells);
  const begins = sharedFloat64(cells + 1);
  let total = 0;
  for (let cell = 0; cell < cells; cell++) {
    begins[cell] = total;
    for (let block = 0; block < blocks; block++) {
      ofBlocks[block * cells + cell] = total;
      total += counts[block]![cell]!;
    }
  }
  begins[cells] = total;
  return { begins, ofBlocks, total };
}

/** Brings the valid values of each cell together, as doubles. */
export async function groupValues(
  runner: FoldRunner,
  source: GroupSource,
  cells: number,
): Promise<GroupedValues<Float64Array>> {
  const { begins, ofBlocks, total } = await placesFor(runner, source, cells);
  const out = sharedFloat64(total);
  await runner.map(placeValuesKernel, { ...source, cells, begins: ofBlocks, out, keys: undefined }, source.rowCount);
  return { values: out, begins };
}

/** The same as the column has them, with the keys of their units if these are wanted. */
async function groupRows(
  runner: FoldRunner,
  { rows, values, rowCount, units }: GroupSource & { readonly units: UnitRows },
  cells: number,
  needsKeys: boolean,
): Promise<PartlyKeyedValues> {
  const { begins, ofBlocks, total } = await placesFor(runner, { rows, values, rowCount }, cells);
  const { out, keys } = roomFor(runner, values.kind, total, needsKeys);
  const input = { rows, values, rowCount, cells, begins: ofBlocks, out, keys: keys && { units, out: keys } };
  await runner.map(placeValuesKernel, input, rowCount);
  return { values: out, keys, begins };
}

/** The same for values whose cells are known. */
async function groupCoded(
  runner: FoldRunner,
  { values, units }: Pick<GriddedValues, 'values' | 'units'>,
  { valid, datasetRows, codes, counts }: CodedValues,
  cells: number,
  needsKeys: boolean,
): Promise<PartlyKeyedValues> {
  const places = sharedInt32(counts.length * (cells + 1));
  const begins = sharedFloat64(cells + 1);
  let total = 0;
  for (let cell = 0; cell < cells; cell++) {
    begins[cell] = total;
    for (let block = 0; block < counts.length; block++) {
      places[block * (cells + 1) + cell + 1] = total;
      total += counts[block]![cell + 1]!;
    }
  }
  begins[cells] = total;
  for (let block = 0; block < counts.length; block++) places[block * (cells + 1)] = total;
  const { out, keys } = roomFor(runner, values.kind, total + 1, needsKeys);
  const input = { rows: valid, codes, cells, values: values.values, places, out, keys: keys && { units, out: keys } };
  await runner.map(placeCodedKernel, input, datasetRows);
  return { values: out.subarray(0, total), keys: keys?.subarray(0, total * 2), begins };
}

/** Values in more cells than this would be written to more places than a processor can keep in mind. */
const mostCells = 4096;

/** Whether it pays to bring the values of a grid together. */
export function isGrouped(grid: ColumnarGrid): boolean {
  return fullCells(grid) <= mostCells;
}

function fullCells(grid: ColumnarGrid): number {
  return gridCells(
    grid,
    grid.dimensions.map(() => true),
  );
}

/** Of a grid: which variable's values were brought together, and when. */
interface Known {
  readonly of: NumericValues['values'];
  readonly hasKeys: boolean;
  readonly grouped: PartlyKeyedValues;
  /** Where they are, and how often something had been put there then. */
  readonly shelf: Shelf;
  readonly number: number;
}

const known = new WeakMap<ColumnarGrid, Known>();

/** The values of a variable by cell of a grid with all its dimensions, for as long as `work` goes on. */
export function withGroupedValues<T>(
  runner: FoldRunner,
  grid: ColumnarGrid,
  gridded: GriddedValues,
  work: (grouped: GroupedValues) => Promise<T>,
): Promise<T> {
  return inTurn(runner, async () => work(await grouped(runner, grid, gridded, false)));
}

/** The same with the keys of their units. */
export function withKeyedValues<T>(
  runner: FoldRunner,
  grid: ColumnarGrid,
  gridded: GriddedValues,
  work: (grouped: KeyedValues) => Promise<T>,
): Promise<T> {
  return inTurn(runner, async () => {
    const { values, begins, keys } = await grouped(runner, grid, gridded, true);
    return work({ values, begins, keys: keys! });
  });
}

async function grouped(
  runner: FoldRunner,
  grid: ColumnarGrid,
  { values, units, rowCount, rowsIn, coded }: GriddedValues,
  needsKeys: boolean,
): Promise<PartlyKeyedValues> {
  const shelf = shelfOf(runner);
  const before = known.get(grid);
  const isThere = before?.of === values.values && before.shelf === shelf && before.number === shelf.number;
  if (isThere && (before.hasKeys || !needsKeys)) return before.grouped;
  const number = ++shelf.number;
  const rows = rowsIn(grid.dimensions.map(() => true));
  const cells = fullCells(grid);
  const found =
    coded === undefined
      ? await groupRows(runner, { rows, values, units, rowCount }, cells, needsKeys)
      : await groupCoded(runner, { values, units }, coded, cells, needsKeys);
  known.set(grid, { of: values.values, hasKeys: needsKeys, grouped: found, shelf, number });
  return found;
}

/** Order statistics by cell of values that have been brought together. */
export async function ranksInCells(
  runner: FoldRunner,
  { values, begins }: GroupedValues,
  ranges: readonly (readonly RankRange[])[],
): Promise<readonly (readonly Float64Array[])[]> {
  const pairs = ranges.map((list) => Float64Array.from(list.flatMap(({ from, to }) => [from, to])));
  const found = await runner.map(ranksKernel, { values, begins, ranges: pairs }, values.length);
  const result: (readonly Float64Array[])[] = ranges.map((list) => list.map(() => new Float64Array(0)));
  for (const { cell, found: ranks } of found.flat()) result[cell] = ranks;
  return result;
}
