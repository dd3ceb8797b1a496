import type { ColumnarDataset, Population } from '../../dataset.ts';
import type {
  CrossProducts,
  Design,
  DesignBlock,
  DesignFit,
  FitSums,
  ProductMoments,
  Recombination,
} from '../../engine/design.ts';
import type { FoldRunner } from '../../fold.ts';
import { type Axis, type CellRows, droppedRow } from '../../folds/axis.ts';
import { countCellsFold } from '../../folds/cells.ts';
import {
  auxiliaryColumns,
  auxiliaryFold,
  crossProductsFold,
  type FitRows,
  productMomentsFold,
  scoreSumsFold,
  weightedProductsFold,
} from '../../folds/design.ts';
import { type BlockRows, type DesignRows, pairsOf } from '../../folds/design-chunk.ts';
import { refinedProductsFold } from '../../folds/refined-products.ts';
import { classify, gridCells, gridRows, stridesOf } from './classify.ts';
import { columnarDataset, maskOf, numericValuesOf, rowsOf, unitRowsOf } from './population.ts';
import { type Slots, slotsOf } from './slots.ts';

/** Most sums that one pass over the clusters keeps; more clusters take several passes. */
const mostScoreSums = 2 ** 24;

/** Means and extremes of the blocks without factors. */
export async function productMoments(
  runner: FoldRunner,
  population: Population,
  design: Design,
): Promise<readonly ProductMoments[]> {
  const dataset = columnarDataset(population.dataset);
  const rows = await designRows(runner, dataset, population, design);
  const state = await runner.fold(productMomentsFold, rows, dataset.rowCount);
  return design.blocks.map((_, b) => ({
    mean: state[b * 4 + 1]! / state[b * 4]!,
    minimum: state[b * 4 + 2]!,
    maximum: state[b * 4 + 3]!,
  }));
}

/** Cross products of all columns. */
export async function crossProducts(
  runner: FoldRunner,
  population: Population,
  design: Design,
): Promise<CrossProducts> {
  const dataset = columnarDataset(population.dataset);
  const rows = await designRows(runner, dataset, population, design);
  const { offsets, columns } = layoutOf(rows);
  const state = await runner.fold(crossProductsFold, rows, dataset.rowCount);
  const constant = rows.blocks.findIndex((block) => block.columns === undefined && block.values.length === 0);
  const matrix = assemble(rows, offsets, columns, state, -1);
  if (constant < 0) return { rows: (await countRows(runner, population)).rows, columns, matrix };
  const at = offsets[constant]!;
  return { rows: matrix[at * columns + at]!, columns, matrix };
}

async function countRows(runner: FoldRunner, population: Population): Promise<{ readonly rows: number }> {
  const dataset = columnarDataset(population.dataset);
  const input = { rows: rowsOf(population), units: unitRowsOf(dataset), cells: 1 };
  const { counts } = await runner.fold(countCellsFold, input, dataset.rowCount);
  return { rows: counts[0]! };
}

/** Cross products of recombined columns. */
export async function recombinedProducts(
  runner: FoldRunner,
  population: Population,
  design: Design,
  recombination: Recombination,
): Promise<Float64Array> {
  const dataset = columnarDataset(population.dataset);
  const rows = await designRows(runner, dataset, population, design);
  const { offsets, columns } = layoutOf(rows);
  return runner.fold(
    refinedProductsFold,
    { design: rows, offsets, width: columns, ...recombination },
    dataset.rowCount,
  );
}

/** Sums that need residuals. */
export async function fitSums(
  runner: FoldRunner,
  population: Population,
  design: Design,
  fit: DesignFit,
): Promise<FitSums> {
  const dataset = columnarDataset(population.dataset);
  const rows = await designRows(runner, dataset, population, design);
  const { offsets, columns } = layoutOf(rows);
  const response = offsets.indexOf(fit.response);
  const coefficients = byBlock(rows, offsets, fit.coefficients);
  const input: FitRows = { design: rows, response, coefficients };
  const weighted = fit.squaredResiduals ? await runner.fold(weightedProductsFold, input, dataset.rowCount) : undefined;
  const auxiliary =
    fit.auxiliary === undefined
      ? undefined
      : await runner.fold(auxiliaryFold, { ...input, ...fit.auxiliary }, dataset.rowCount);
  const clusters =
    fit.cluster === undefined
      ? undefined
      : await clusterSums(runner, population, dataset, input, { offsets, columns }, fit.cluster);
  return {
    ...(weighted === undefined ? {} : { squaredResiduals: assemble(rows, offsets, columns, weighted, response) }),
    ...(auxiliary === undefined ? {} : { auxiliary: assembleAuxiliary(rows, offsets, columns, auxiliary) }),
    ...(clusters === undefined ? {} : { clusters }),
  };
}

async function clusterSums(
  runner: FoldRunner,
  population: Population,
  dataset: ColumnarDataset,
  input: FitRows,
  layout: { readonly offsets: readonly number[]; readonly columns: number },
  variable: string,
): Promise<NonNullable<FitSums['clusters']> | undefined> {
  const classification = await classify(runner, population, [{ variable, missing: 'drop' }]);
  if (classification === undefined) return undefined;
  const count = gridCells(classification, [true]);
  const clusters = gridRows(classification, [true]);
  const { columns } = layout;
  const matrix = new Float64Array(columns * columns);
  const perPass = Math.max(1, Math.floor(mostScoreSums / columns));
  for (let from = 0; from < count; from += perPass) {
    const to = Math.min(count, from + perPass);
    const scores = await runner.fold(scoreSumsFold, { ...input, ...layout, clusters, from, to }, dataset.rowCount);
    for (let at = 0; at < scores.length; at += columns) addOuter(matrix, scores.subarray(at, at + columns));
  }
  return { codes: classification.dimensions[0]!.codes, matrix };
}

/* matrix += s s' */
function addOuter(matrix: Float64Array, score: Float64Array): void {
  const columns = score.length;
  for (let i = 0; i < columns; i++) {
    const left = score[i]!;
    if (left === 0) continue;
    for (let j = 0; j < columns; j++) matrix[i * columns + j] = matrix[i * columns + j]! + left * score[j]!;
  }
}

/** The first column of each block, and the number of columns. */
export function layoutOf(design: DesignRows): { readonly offsets: readonly number[]; readonly columns: number } {
  const offsets: number[] = [];
  let columns = 0;
  for (const block of design.blocks) {
    offsets.push(columns);
    columns += block.width;
  }
  return { offsets, columns };
}

/** Numbers by column as numbers by block and column, and a 0 for "no column". */
export function byBlock(design: DesignRows, offsets: readonly number[], numbers: Float64Array): Float64Array[] {
  return design.blocks.map((block, b) => {
    const padded = new Float64Array(block.width + 1);
    padded.set(numbers.subarray(offsets[b], offsets[b]! + block.width));
    return padded;
  });
}

/** Puts the accumulators of the pairs of blocks into one symmetric matrix. */
function assemble(
  design: DesignRows,
  offsets: readonly number[],
  columns: number,
  state: readonly Float64Array[],
  skip: number,
): Float64Array {
  const matrix = new Float64Array(columns * columns);
  for (const [p, [a, b]] of pairsOf(design.blocks.length, skip).entries()) {
    const [left, right] = [design.blocks[a]!.width, design.blocks[b]!.width];
    const sums = state[p]!;
    for (let i = 0; i < left; i++) {
      for (let j = 0; j < right; j++) {
        if (a === b && i !== j) continue;
        const sum = a === b ? sums[i]! : sums[placeInPair(design, a, b, i, j)]!;
        matrix[(offsets[a]! + i) * columns + offsets[b]! + j] = sum;
        matrix[(offsets[b]! + j) * columns + offsets[a]! + i] = sum;
      }
    }
  }
  return matrix;
}

/** Blocks with one column have no place for "no column": their accumulators are narrower. */
function placeInPair(design: DesignRows, a: number, b: number, i: number, j: number): number {
  const [left, right] = [design.blocks[a]!, design.blocks[b]!];
  if (left.columns === undefined) return j;
  return right.columns === undefined ? i * 2 : i * (right.width + 1) + j;
}

function assembleAuxiliary(
  design: DesignRows,
  offsets: readonly number[],
  columns: number,
  state: readonly Float64Array[],
): Float64Array {
  const width = columns + auxiliaryColumns;
  const matrix = new Float64Array(auxiliaryColumns * width);
  for (let x = 0; x < auxiliaryColumns; x++) {
    for (const [b, block] of design.blocks.entries()) {
      for (let j = 0; j < block.width; j++) {
        matrix[x * width + offsets[b]! + j] = state[b]![x * (block.width + 1) + j]!;
      }
    }
    for (let y = 0; y < auxiliaryColumns; y++) {
      matrix[x * width + columns + y] = state.at(-1)![x * auxiliaryColumns + y]!;
    }
  }
  return matrix;
}

/** A design as folds read it. */
export async function designRows(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  population: Population,
  design: Design,
): Promise<DesignRows> {
  const slots = new Map<string, Slots>();
  for (const { factors } of design.blocks) {
    for (const { variable } of factors) {
      if (slots.has(variable)) continue;
      const found = await slotsOf(runner, dataset, variable);
      if (found === undefined) throw new RangeError('a factor has too many distinct values');
      slots.set(variable, found);
    }
  }
  return { mask: maskOf(population), blocks: design.blocks.map((block) => blockRows(dataset, block, slots)) };
}

function blockRows(dataset: ColumnarDataset, block: DesignBlock, slots: ReadonlyMap<string, Slots>): BlockRows {
  const sizes = block.factors.map(({ codes }) => codes.length);
  const strides = stridesOf(sizes);
  const axes = block.factors.map(({ variable, codes }, f) => factorAxis(slots.get(variable)!, codes, strides[f]!));
  const columns: CellRows | undefined = block.factors.length === 0 ? undefined : { axes, mask: undefined };
  return {
    values: block.values.map(({ variable }) => numericValuesOf(dataset, variable)),
    limits: block.values.map(({ limits }) => limits),
    columns,
    width: sizes.reduce((product, size) => product * size, 1),
    shift: block.shift,
    scale: block.scale,
  };
}

function factorAxis(slots: Slots, codes: readonly (number | string)[], stride: number): Axis {
  const placeOf = new Map(codes.map((code, place) => [code, place * stride]));
  const contribution = new Int32Array(slots.count);
  for (let slot = 0; slot < slots.count; slot++) {
    const isMissing = slots.hasMissingSlot && slot === 0;
    contribution[slot] = (isMissing ? undefined : placeOf.get(slots.codeOf(slot))) ?? droppedRow;
  }
  return { source: slots.source, contribution, missing: droppedRow };
}
