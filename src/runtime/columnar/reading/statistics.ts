import type { CellBlock, StatisticsBlock } from '../../../disclosure/nodes.ts';
import { sharedFloat64, sharedInt32 } from '../../column.ts';
import type { Keeps, StatisticsRequest } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { countCellsFold } from '../../folds/cells.ts';
import { giniKernel, signedCountsKernel, signedScatterKernel } from '../../folds/gini.ts';
import {
  correctedMean,
  emptyFirstMoments,
  firstMoments,
  firstMomentsFold,
  mergeFirstMoments,
  secondMoments,
  secondMomentsFold,
} from '../../folds/moments.ts';
import { unitMomentsFold } from '../../folds/unit-moments.ts';
import { type CoarserGrid, firstOfCells, secondOfCells } from './cell-moments.ts';
import { type ColumnarGrid, coarser, gridCells, gridRows, pool } from './classify.ts';
import { isGrouped, type KeyedValues, withKeyedValues } from './grouped.ts';
import { blockOf, numericValuesOf } from './population.ts';
import { surveyOf } from './survey.ts';
import { type GriddedValues, griddedValuesOf } from './valid-rows.ts';
import { squaresOfWhole, statisticsOfWhole } from './whole-statistics.ts';

/** A grid, and the sign keys of its cells. */
interface SignedGrid {
  readonly keeps: readonly boolean[];
  readonly cells: number;
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** One grid on its way to a block of statistics. */
interface GridState {
  readonly keeps: readonly boolean[];
  readonly cells: number;
  readonly first: Float64Array;
  readonly valid: CellBlock;
}

/** Statistics of a variable in the cells of some grids of one classification, in the order of the grids. */
export async function statistics(
  runner: FoldRunner,
  classification: ColumnarGrid,
  request: StatisticsRequest,
): Promise<readonly StatisticsBlock[]> {
  const { dataset } = classification;
  const whole =
    isWhole(classification, request) && request.withoutMoments !== true
      ? await statisticsOfWhole(runner, classification, request)
      : undefined;
  if (whole !== undefined) {
    const grid = { keeps: request.grids[0]!, cells: 1, ...signKeysOf(request, whole.valid) };
    return [request.gini ? { ...whole, gini: await giniOf(runner, classification, request, grid) } : whole];
  }
  const source = await griddedValuesOf(runner, classification, request.variable);
  if (request.withoutMoments === true) return validSets(runner, classification, request, source);
  const inPasses = (grouped?: KeyedValues): Promise<Passes> => passes(runner, classification, request, source, grouped);
  const { signed, second } = await (isGrouped(classification)
    ? withKeyedValues(runner, classification, source, inPasses)
    : inPasses());
  const blocks: StatisticsBlock[] = [];
  for (const [g, grid] of signed.entries()) {
    const moments = finish(grid, grid.mean, second[g]!);
    const block = dataset.units.distinct
      ? moments
      : { ...moments, byUnit: await byUnitOf(runner, request, grid, moments, source) };
    blocks.push(request.gini ? { ...block, gini: await giniOf(runner, classification, request, grid) } : block);
  }
  return blocks;
}

/** What both passes over the values tell of each grid. */
interface Passes {
  readonly signed: readonly (GridState & SignedGrid & { readonly mean: Float64Array })[];
  readonly second: readonly Float64Array[];
}

async function passes(
  runner: FoldRunner,
  classification: ColumnarGrid,
  request: StatisticsRequest,
  source: GriddedValues,
  grouped: KeyedValues | undefined,
): Promise<Passes> {
  const grids = await firstPass(runner, classification, request, source, grouped);
  const signed = grids.map((grid) => ({ ...grid, ...signKeysOf(request, grid.valid), mean: meansOf(grid) }));
  const coarserGrids = signed.map(({ keeps, cells, mean, lo, hi }) => {
    return { to: coarser(classification, keeps), cells, mean, lo, hi };
  });
  const second =
    grouped === undefined
      ? await secondPass(runner, classification, request, source, coarserGrids)
      : await secondOfCells(runner, grouped, request.limits, coarserGrids);
  return { signed, second };
}

/** Σ (x_w − mean)² alone. */
export async function sumOfSquares(
  runner: FoldRunner,
  classification: ColumnarGrid,
  request: StatisticsRequest,
): Promise<number> {
  const whole = isWhole(classification, request) ? await squaresOfWhole(runner, classification, request) : undefined;
  if (whole !== undefined) return whole;
  const [block] = await statistics(runner, classification, request);
  return block!.m2[0]!;
}

/** A block for statistics that need no moments: nothing but the counts is in it. */
export function withoutMoments(valid: CellBlock): StatisticsBlock {
  const none = new Float64Array(0);
  return {
    valid,
    mean: none,
    m2: none,
    m4: none,
    minimum: none,
    maximum: none,
    signedDeviation: none,
    signedSquare: none,
    signSum: none,
    absoluteTotal: none,
    largest: none,
    secondLargest: none,
  };
}

async function validSets(
  runner: FoldRunner,
  classification: ColumnarGrid,
  { variable, grids }: StatisticsRequest,
  source: GriddedValues,
): Promise<readonly StatisticsBlock[]> {
  const full = classification.dimensions.map(() => true);
  const { distinct } = classification.dataset.units;
  const ofFull = distinct ? await validIn(runner, classification, variable, source, full) : undefined;
  const blocks: StatisticsBlock[] = [];
  for (const keeps of grids) {
    const valid =
      ofFull === undefined
        ? await validIn(runner, classification, variable, source, keeps)
        : pool(ofFull, coarser(classification, keeps), gridCells(classification, keeps));
    blocks.push(withoutMoments(valid));
  }
  return blocks;
}

/** Counts of the valid values in the cells of a grid. */
async function validIn(
  runner: FoldRunner,
  classification: ColumnarGrid,
  variable: string,
  { values, units, rowCount, rowsIn }: GriddedValues,
  keeps: Keeps,
): Promise<CellBlock> {
  const { dataset, population } = classification;
  const rows = rowsIn(keeps);
  if (rows.axes.length === 0) return (await surveyOf(runner, population, numericValuesOf(dataset, variable))).valid;
  const input = { rows, units, cells: gridCells(classification, keeps), valid: values };
  return blockOf((await runner.fold(countCellsFold, input, rowCount)).counts, dataset.units.distinct);
}

/** Whether one cell is asked for, which has all rows of the population, one for each unit. */
function isWhole(classification: ColumnarGrid, { grids }: StatisticsRequest): boolean {
  const keeps = classification.dimensions.map(() => true);
  const isOne = grids.length === 1 && gridCells(classification, keeps) === 1;
  return isOne && classification.dataset.units.distinct && gridRows(classification, keeps).axes.length === 0;
}

/** First moments of the full grid; coarser grids are sums of its cells. */
async function firstPass(
  runner: FoldRunner,
  classification: ColumnarGrid,
  request: StatisticsRequest,
  source: GriddedValues,
  grouped: KeyedValues | undefined,
): Promise<GridState[]> {
  const { values, units, rowCount, rowsIn } = source;
  const full = classification.dimensions.map(() => true);
  const rows = rowsIn(full);
  const cells = gridCells(classification, full);
  const validAt = (keeps: Keeps): Promise<CellBlock> =>
    validIn(runner, classification, request.variable, source, keeps);
  const input = { rows, cells, values, ...request.limits, units: units.distinct ? units : undefined };
  const { moments: first, counts } =
    grouped === undefined
      ? await runner.fold(firstMomentsFold, input, rowCount)
      : await firstOfCells(runner, grouped, request.limits);
  const valid = units.distinct ? blockOf(counts, true) : await validAt(full);
  const grids: GridState[] = [];
  for (const keeps of request.grids) {
    const count = gridCells(classification, keeps);
    const to = coarser(classification, keeps);
    const isFull = keeps.every((keep) => keep);
    grids.push({
      keeps,
      cells: count,
      first: isFull ? first : poolFirst(first, to, count),
      valid: isFull ? valid : units.distinct ? pool(valid, to, count) : await validAt(keeps),
    });
  }
  return grids;
}

/** Second moments of grids of so many cells that values are better read in the order of the rows. */
function secondPass(
  runner: FoldRunner,
  { dimensions }: ColumnarGrid,
  { limits }: StatisticsRequest,
  { values, units, rowCount, rowsIn }: GriddedValues,
  grids: readonly CoarserGrid[],
): Promise<readonly Float64Array[]> {
  const rows = rowsIn(dimensions.map(() => true));
  return runner.fold(secondMomentsFold, { rows, grids, units, values, ...limits }, rowCount);
}

function poolFirst(first: Float64Array, to: Int32Array, cells: number): Float64Array {
  const pooled = emptyFirstMoments(cells);
  for (let cell = 0; cell < to.length; cell++) {
    mergeFirstMoments(pooled, to[cell]! * firstMoments.size, first, cell * firstMoments.size);
  }
  return pooled;
}

function meansOf(grid: GridState): Float64Array {
  return Float64Array.from({ length: grid.cells }, (_, cell) => {
    const at = cell * firstMoments.size;
    return grid.first[at + firstMoments.sum]! / grid.first[at + firstMoments.rows]!;
  });
}

function signKeysOf(
  request: StatisticsRequest,
  valid: CellBlock,
): { readonly lo: Int32Array; readonly hi: Int32Array } {
  const { lo, hi } = request.signKeys(valid);
  return { lo: Int32Array.from(lo), hi: Int32Array.from(hi) };
}

/** Puts both passes together; what is left of Σ(x − mean) corrects the rounding of the first pass. */
function finish(grid: GridState, firstMean: Float64Array, second: Float64Array): StatisticsBlock {
  const of = (entry: number): Float64Array =>
    Float64Array.from({ length: grid.cells }, (_, cell) => grid.first[cell * firstMoments.size + entry]!);
  /** Sums over the units of both signs, or with −1 their differences. */
  const both = (entry: number, sign: 1 | -1): Float64Array =>
    Float64Array.from({ length: grid.cells }, (_, cell) => {
      const at = cell * secondMoments.size + entry;
      return second[at]! + sign * second[at + secondMoments.half]!;
    });
  const d = both(secondMoments.d, 1);
  const rows = of(firstMoments.rows);
  const minimum = of(firstMoments.minimum);
  const maximum = of(firstMoments.maximum);
  return {
    valid: grid.valid,
    mean: firstMean.map((mean, cell) => {
      const scale = Math.max(Math.abs(minimum[cell]!), Math.abs(maximum[cell]!));
      return correctedMean(mean, d[cell]! / rows[cell]!, scale);
    }),
    m2: both(secondMoments.d2, 1).map((m2, cell) =>
      rows[cell]! > 0 ? Math.max(0, m2 - (d[cell]! * d[cell]!) / rows[cell]!) : 0,
    ),
    m4: both(secondMoments.d4, 1),
    minimum,
    maximum,
    signedDeviation: both(secondMoments.d, -1),
    signedSquare: both(secondMoments.d2, -1),
    signSum: both(secondMoments.rows, -1),
    absoluteTotal: of(firstMoments.absolute),
    largest: of(firstMoments.largest),
    secondLargest: of(firstMoments.secondLargest),
  };
}

/** Influences summed per unit, where units have several rows (rule DC-14). */
async function byUnitOf(
  runner: FoldRunner,
  request: StatisticsRequest,
  grid: GridState,
  { mean, m2 }: StatisticsBlock,
  { values, units, rowCount, rowsIn }: GriddedValues,
): Promise<NonNullable<StatisticsBlock['byUnit']>> {
  const { deviationSquares, deviationLargest, squareSquares, squareLargest } = await runner.fold(
    unitMomentsFold,
    {
      rows: rowsIn(grid.keeps),
      cells: grid.cells,
      units,
      values,
      lower: request.limits.lower,
      upper: request.limits.upper,
      mean,
      variance: m2.map((sum, cell) => sum / grid.first[cell * firstMoments.size + firstMoments.rows]!),
    },
    rowCount,
  );
  return { deviationSquares, deviationLargest, squareSquares, squareLargest };
}

async function giniOf(
  runner: FoldRunner,
  classification: ColumnarGrid,
  request: StatisticsRequest,
  grid: SignedGrid,
): Promise<NonNullable<StatisticsBlock['gini']>> {
  const { values: own, units, rowCount, rowsIn } = await griddedValuesOf(runner, classification, request.variable);
  const { cells, lo, hi } = grid;
  const input = { rows: rowsIn(grid.keeps), units, values: own, ...request.limits, cells, lo, hi, rowCount };
  const counts = await runner.map(signedCountsKernel, input, rowCount);
  const { places, starts, total } = placesOfParts(counts, cells * 2);
  const values = sharedFloat64(total);
  await runner.map(signedScatterKernel, { ...input, places, out: values }, rowCount);
  const begins = starts.filter((_, part) => part % 2 === 0);
  const middles = starts.filter((_, part) => part % 2 === 1);
  const gini = {
    value: new Float64Array(cells).fill(Number.NaN),
    signed: new Float64Array(cells),
    squares: new Float64Array(cells),
    largest: new Float64Array(cells),
  };
  for (const found of (await runner.map(giniKernel, { values, begins, middles }, total)).flat()) {
    gini.value[found.cell] = found.value;
    gini.signed[found.cell] = found.signed;
    gini.squares[found.cell] = found.squares;
    gini.largest[found.cell] = found.largest;
  }
  return gini;
}

/** Where the values of each part begin (`starts` has one entry more), and by block and part where the block's own do. */
function placesOfParts(
  counts: readonly Int32Array[],
  parts: number,
): { readonly places: Int32Array; readonly starts: Float64Array; readonly total: number } {
  const places = sharedInt32(counts.length * parts);
  const starts = new Float64Array(parts + 1);
  let next = 0;
  for (let part = 0; part < parts; part++) {
    starts[part] = next;
    for (const [block, count] of counts.entries()) {
      places[block * parts + part] = next;
      next += count[part]!;
    }
  }
  starts[parts] = next;
  return { places, starts, total: next };
}
