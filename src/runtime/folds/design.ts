import type { Fold } from '../fold.ts';
import { type CellRows, cellsOfChunk, chunkRows } from './axis.ts';
import {
  addDiagonal,
  addPair,
  type BlockChunk,
  chunkFor,
  type DesignChunk,
  type DesignRows,
  fillChunk,
  pairLength,
  pairsOf,
} from './design-chunk.ts';

/** Adds the sums of a later state to those of an earlier one. */
function addSums(earlier: Float64Array[], later: readonly Float64Array[]): Float64Array[] {
  for (const [p, from] of later.entries()) {
    const into = earlier[p]!;
    for (let i = 0; i < into.length; i++) into[i] = into[i]! + from[i]!;
  }
  return earlier;
}

function bytesOf(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length * 8, 0);
}

function lengthsOf(design: DesignRows, skip = -1): number[] {
  return pairsOf(design.blocks.length, skip).map(([a, b]) => pairLength(a, b, design.blocks));
}

/** Calls `work` with each chunk and the number of its rows that are in the sample; the chunk begins at `row` and has `length` rows. */
function eachChunk(
  design: DesignRows,
  start: number,
  end: number,
  work: (chunk: DesignChunk, count: number, row: number, length: number) => void,
): void {
  const chunk = chunkFor(design);
  for (let row = start; row < end; row += chunkRows) {
    const length = Math.min(chunkRows, end - row);
    work(chunk, fillChunk(chunk, design, row, length), row, length);
  }
}

/** Cross products of a design, one accumulator per pair of blocks. A factor never becomes dummy columns: its sums are made by cell. */
export const crossProductsFold: Fold<DesignRows, Float64Array[]> = {
  name: 'cross-products',
  isExact: false,
  stateBytes: (design) => bytesOf(lengthsOf(design)),
  init: (design) => lengthsOf(design).map((length) => new Float64Array(length)),
  step: (state, design, start, end) => {
    const pairs = pairsOf(design.blocks.length);
    eachChunk(design, start, end, ({ blocks, ones }, count) => {
      for (let p = 0; p < pairs.length; p++) {
        const a = pairs[p]![0];
        const b = pairs[p]![1];
        if (a === b) addDiagonal(state[p]!, blocks[a]!, blocks[a]!, ones, count);
        else addPair(state[p]!, blocks[a]!, blocks[b]!, ones, count);
      }
    });
  },
  merge: addSums,
};

/** Sum, smallest and largest value of each block without factors, before shift and scale; and the rows of the sample. */
export const productMomentsFold: Fold<DesignRows, Float64Array> = {
  name: 'product-moments',
  isExact: false,
  stateBytes: (design) => design.blocks.length * 32,
  init: (design) => {
    const state = new Float64Array(design.blocks.length * 4);
    for (let at = 0; at < state.length; at += 4) {
      state[at + 2] = Number.POSITIVE_INFINITY;
      state[at + 3] = Number.NEGATIVE_INFINITY;
    }
    return state;
  },
  step: (state, design, start, end) => {
    eachChunk(design, start, end, ({ blocks }, count) => {
      for (let b = 0; b < blocks.length; b++) {
        const { columns, values } = blocks[b]!;
        if (columns === undefined && values !== undefined) addMoments(state, b * 4, values, count);
      }
    });
  },
  merge: (earlier, later) => {
    for (let at = 0; at < earlier.length; at += 4) {
      earlier[at] = earlier[at]! + later[at]!;
      earlier[at + 1] = earlier[at + 1]! + later[at + 1]!;
      earlier[at + 2] = Math.min(earlier[at + 2]!, later[at + 2]!);
      earlier[at + 3] = Math.max(earlier[at + 3]!, later[at + 3]!);
    }
    return earlier;
  },
};

function addMoments(state: Float64Array, at: number, values: Float64Array, count: number): void {
  let sum = 0;
  let minimum = state[at + 2]!;
  let maximum = state[at + 3]!;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  state[at] = state[at]! + count;
  state[at + 1] = state[at + 1]! + sum;
  state[at + 2] = minimum;
  state[at + 3] = maximum;
}

/** Input of the folds that need residuals: response = the one column of block `response`. */
export interface FitRows {
  readonly design: DesignRows;
  readonly response: number;
  /** By block the coefficients of its columns, and a 0 for "no column". */
  readonly coefficients: readonly Float64Array[];
}

/** Writes fitted values and residuals of a chunk. */
function fit(input: FitRows, chunk: DesignChunk, count: number, fitted: Float64Array, residuals: Float64Array): void {
  fitted.fill(0, 0, count);
  for (let b = 0; b < chunk.blocks.length; b++) {
    if (b !== input.response) addFitted(fitted, chunk.blocks[b]!, input.coefficients[b]!, count);
  }
  const response = chunk.blocks[input.response]!.values!;
  for (let i = 0; i < count; i++) residuals[i] = response[i]! - fitted[i]!;
}

function addFitted(fitted: Float64Array, block: BlockChunk, coefficients: Float64Array, count: number): void {
  const { columns, values } = block;
  if (columns === undefined) {
    const coefficient = coefficients[0]!;
    if (coefficient !== 0) for (let i = 0; i < count; i++) fitted[i] = fitted[i]! + coefficient * values![i]!;
  } else if (values === undefined) {
    for (let i = 0; i < count; i++) fitted[i] = fitted[i]! + coefficients[columns[i]!]!;
  } else {
    for (let i = 0; i < count; i++) fitted[i] = fitted[i]! + coefficients[columns[i]!]! * values[i]!;
  }
}

/** Σ e² x x' over the blocks other than the response. */
export const weightedProductsFold: Fold<FitRows, Float64Array[]> = {
  name: 'weighted-cross-products',
  isExact: false,
  stateBytes: (input) => bytesOf(lengthsOf(input.design, input.response)),
  init: (input) => lengthsOf(input.design, input.response).map((length) => new Float64Array(length)),
  step: (state, input, start, end) => {
    const pairs = pairsOf(input.design.blocks.length, input.response);
    const fitted = new Float64Array(chunkRows);
    const weights = new Float64Array(chunkRows);
    const weighted = input.design.blocks.map(() => new Float64Array(chunkRows));
    eachChunk(input.design, start, end, (chunk, count) => {
      fit(input, chunk, count, fitted, weights);
      for (let i = 0; i < count; i++) weights[i] = weights[i]! * weights[i]!;
      const left = chunk.blocks.map((block, b) => weigh(block, weights, weighted[b]!, count));
      for (let p = 0; p < pairs.length; p++) {
        const a = pairs[p]![0];
        const b = pairs[p]![1];
        if (a === b) addDiagonal(state[p]!, left[a]!, chunk.blocks[a]!, chunk.ones, count);
        else addPair(state[p]!, left[a]!, chunk.blocks[b]!, chunk.ones, count);
      }
    });
  },
  merge: addSums,
};

function weigh(block: BlockChunk, weights: Float64Array, out: Float64Array, count: number): BlockChunk {
  const values = block.values;
  for (let i = 0; i < count; i++) out[i] = values === undefined ? weights[i]! : values[i]! * weights[i]!;
  return { ...block, values: out };
}

/** Input of `scoreSumsFold`: the clusters with numbers `from` to `to` (exclusive). */
export interface ScoreRows extends FitRows {
  readonly clusters: CellRows;
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  /** By block: its first column. */
  readonly offsets: readonly number[];
}

/** Σ x e of each cluster: one row of `columns` sums per cluster. */
export const scoreSumsFold: Fold<ScoreRows, Float64Array> = {
  name: 'score-sums',
  isExact: false,
  stateBytes: (input) => (input.to - input.from) * input.columns * 8,
  init: (input) => new Float64Array((input.to - input.from) * input.columns),
  step: (state, input, start, end) => {
    const fitted = new Float64Array(chunkRows);
    const residuals = new Float64Array(chunkRows);
    const clusters = new Int32Array(chunkRows);
    eachChunk(input.design, start, end, (chunk, count, row, length) => {
      fit(input, chunk, count, fitted, residuals);
      cellsOfChunk(input.clusters, row, length, clusters);
      // Places in the chunk ascend, so that each cluster moves to where none is read any more.
      for (let i = 0; i < count; i++) clusters[i] = clusters[chunk.rows[i]!]!;
      for (const [b, block] of chunk.blocks.entries()) {
        if (b !== input.response) addScores(state, input, block, input.offsets[b]!, clusters, residuals, count);
      }
    });
  },
  merge: (earlier, later) => {
    for (let i = 0; i < earlier.length; i++) earlier[i] = earlier[i]! + later[i]!;
    return earlier;
  },
};

function addScores(
  state: Float64Array,
  input: ScoreRows,
  block: BlockChunk,
  offset: number,
  clusters: Int32Array,
  residuals: Float64Array,
  count: number,
): void {
  const { from, to, columns: width } = input;
  const { columns, values } = block;
  for (let i = 0; i < count; i++) {
    const cluster = clusters[i]!;
    const column = columns === undefined ? 0 : columns[i]!;
    if (cluster < from || cluster >= to || column === block.width) continue;
    const at = (cluster - from) * width + offset + column;
    state[at] = state[at]! + (values === undefined ? 1 : values[i]!) * residuals[i]!;
  }
}

/** Input of `auxiliaryFold`. */
export interface AuxiliaryRows extends FitRows {
  readonly fittedShift: number;
  readonly fittedScale: number;
}

/** Number of auxiliary columns: w², w³, w⁴ (w the standardised fitted value), e and e². */
export const auxiliaryColumns = 5;

/** Cross products of the auxiliary columns with each block, and among themselves (last accumulator). */
export const auxiliaryFold: Fold<AuxiliaryRows, Float64Array[]> = {
  name: 'auxiliary-cross-products',
  isExact: false,
  stateBytes: (input) => bytesOf(input.design.blocks.map((block) => auxiliaryColumns * 2 * (block.width + 1))),
  init: (input) => [
    ...input.design.blocks.map((block) => new Float64Array(auxiliaryColumns * (block.width + 1))),
    new Float64Array(auxiliaryColumns * auxiliaryColumns),
  ],
  step: (state, input, start, end) => {
    const fitted = new Float64Array(chunkRows);
    const columns = Array.from({ length: auxiliaryColumns }, () => new Float64Array(chunkRows));
    eachChunk(input.design, start, end, (chunk, count) => {
      fit(input, chunk, count, fitted, columns[3]!);
      fillAuxiliary(columns, fitted, input, count);
      for (const [x, values] of columns.entries()) {
        const left: BlockChunk = { columns: undefined, values, width: 1 };
        for (const [b, block] of chunk.blocks.entries()) {
          const sums = state[b]!.subarray(x * (block.width + 1), (x + 1) * (block.width + 1));
          addPair(sums, left, block, chunk.ones, count);
        }
        for (const [y, other] of columns.entries()) {
          const at = state.at(-1)!.subarray(x * auxiliaryColumns + y, x * auxiliaryColumns + y + 1);
          addPair(at, left, { columns: undefined, values: other, width: 1 }, chunk.ones, count);
        }
      }
    });
  },
  merge: addSums,
};

function fillAuxiliary(
  columns: readonly Float64Array[],
  fitted: Float64Array,
  input: AuxiliaryRows,
  count: number,
): void {
  const [w2, w3, w4, e, e2] = [columns[0]!, columns[1]!, columns[2]!, columns[3]!, columns[4]!];
  for (let i = 0; i < count; i++) {
    const w = (fitted[i]! - input.fittedShift) / input.fittedScale;
    w2[i] = w * w;
    w3[i] = w * w * w;
    w4[i] = w * w * w * w;
    e2[i] = e[i]! * e[i]!;
  }
}
