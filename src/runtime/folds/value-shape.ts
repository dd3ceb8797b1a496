import { normalScore } from '../../stats/descriptive/shapiro-wilk.ts';
import type { Fold } from '../fold.ts';
import { chunkRows } from './axis.ts';

/** Values in ascending order, seen through a scale: u = (x_w − minimum) / range, from 0 to 1. */
export interface ScaledValues {
  /** Ascending. */
  readonly values: Float64Array;
  /** Values beyond these count as these: x_w. */
  readonly lower: number;
  readonly upper: number;
  /** Smallest x_w, and how far the largest is from it; must not be 0. */
  readonly minimum: number;
  readonly range: number;
}

/** u of the value at a place (from 0). */
export function scaledAt({ values, lower, upper, minimum, range }: ScaledValues, place: number): number {
  const value = values[place]!;
  return ((value < lower ? lower : value > upper ? upper : value) - minimum) / range;
}

/** Σ u. */
export const scaledSumFold: Fold<ScaledValues, Float64Array> = {
  name: 'scaled-sum',
  isExact: false,
  stateBytes: () => 8,
  init: () => new Float64Array(1),
  step: (state, input, start, end) => {
    for (let from = start; from < end; from += chunkRows) {
      let sum = 0;
      for (let place = from; place < Math.min(from + chunkRows, end); place++) sum += scaledAt(input, place);
      state[0] = state[0]! + sum;
    }
  },
  merge: addAll,
};

/** Input of `valueShapeFold`. */
export interface ValueShapeInput extends ScaledValues {
  /** Mean of u. */
  readonly mean: number;
}

/** Entries of the state of `valueShapeFold`; d = u − mean. The last two are `ScoreSums` of the values, in the unit of u. */
export const valueShape = { d: 0, d2: 1, d3: 2, d4: 3, squares: 4, products: 5, size: 6 } as const;

/** Σ d, Σ d², Σ d³, Σ d⁴, and over the pairs of outer and inner order statistics Σ m² and Σ m (u_(n+1−i) − u_(i)). */
export const valueShapeFold: Fold<ValueShapeInput, Float64Array> = {
  name: 'value-shape',
  isExact: false,
  stateBytes: () => valueShape.size * 8,
  init: () => new Float64Array(valueShape.size),
  step: (state, input, start, end) => {
    for (let from = start; from < end; from += chunkRows) {
      const to = Math.min(from + chunkRows, end);
      addMoments(state, input, from, to);
      addScores(state, input, from, Math.min(to, Math.floor(input.values.length / 2)));
    }
  },
  merge: addAll,
};

function addMoments(state: Float64Array, input: ValueShapeInput, from: number, to: number): void {
  const { mean } = input;
  let sumD = 0;
  let sumD2 = 0;
  let sumD3 = 0;
  let sumD4 = 0;
  for (let place = from; place < to; place++) {
    const d = scaledAt(input, place) - mean;
    const d2 = d * d;
    sumD += d;
    sumD2 += d2;
    sumD3 += d2 * d;
    sumD4 += d2 * d2;
  }
  state[0] = state[0]! + sumD;
  state[1] = state[1]! + sumD2;
  state[2] = state[2]! + sumD3;
  state[3] = state[3]! + sumD4;
}

function addScores(state: Float64Array, input: ValueShapeInput, from: number, to: number): void {
  const n = input.values.length;
  let squares = 0;
  let products = 0;
  for (let place = from; place < to; place++) {
    const score = normalScore(place + 1, n);
    squares += score * score;
    products += score * (scaledAt(input, n - 1 - place) - scaledAt(input, place));
  }
  state[4] = state[4]! + squares;
  state[5] = state[5]! + products;
}

function addAll(earlier: Float64Array, later: Float64Array): Float64Array {
  for (let i = 0; i < earlier.length; i++) earlier[i] = earlier[i]! + later[i]!;
  return earlier;
}
