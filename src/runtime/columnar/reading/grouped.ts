import { sharedFloat64, sharedInt32 } from '../../column.ts';
import type { RankRange } from '../../engine/reading.ts';
import { blockSize, type FoldRunner } from '../../fold.ts';
import type { CellRows, NumericValues } from '../../folds/axis.ts';
import { blockCountsKernel, placeCodedKernel, placeValuesKernel, ranksKernel } from '../../folds/grouped.ts';
import type { UnitRows } from '../../folds/units.ts';
import { type ColumnarGrid, gridCells } from './classify.ts';
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
  const out = values.kind === 'int32' ? sharedInt32(total) : sharedFloat64(total);
  const keys = needsKeys ? sharedInt32(total * 2) : undefined;
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
  const out = values.kind === 'int32' ? sharedInt32(total + 1) : sharedFloat64(total + 1);
  const keys = needsKeys ? sharedInt32((total + 1) * 2) : undefined;
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

/** By grid, of the variable that was asked for last: its values by cell of the full grid. */
const known = new WeakMap<
  ColumnarGrid,
  {
    readonly of: NumericValues['values'];
    readonly hasKeys: boolean;
    readonly grouped: Promise<PartlyKeyedValues>;
  }
>();

/** The values of a variable by cell of a grid with all its dimensions. */
export function groupedValuesOf(
  runner: FoldRunner,
  grid: ColumnarGrid,
  gridded: GriddedValues,
): Promise<GroupedValues> {
  return grouped(runner, grid, gridded, false);
}

/** The same with the keys of their units. */
export async function keyedValuesOf(
  runner: FoldRunner,
  grid: ColumnarGrid,
  gridded: GriddedValues,
): Promise<KeyedValues> {
  const { values, begins, keys } = await grouped(runner, grid, gridded, true);
  return { values, begins, keys: keys! };
}

function grouped(
  runner: FoldRunner,
  grid: ColumnarGrid,
  { values, units, rowCount, rowsIn, coded }: GriddedValues,
  needsKeys: boolean,
): Promise<PartlyKeyedValues> {
  const before = known.get(grid);
  if (before?.of === values.values && (before.hasKeys || !needsKeys)) return before.grouped;
  const rows = rowsIn(grid.dimensions.map(() => true));
  const cells = fullCells(grid);
  const found =
    coded === undefined
      ? groupRows(runner, { rows, values, units, rowCount }, cells, needsKeys)
      : groupCoded(runner, { values, units }, coded, cells, needsKeys);
  known.set(grid, { of: values.values, hasKeys: needsKeys, grouped: found });
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
