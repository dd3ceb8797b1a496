import type { Fold } from '../fold.ts';
import { area, doublesIn } from '../simd/memory.ts';
import { products as simd } from '../simd/products.ts';
import { chunkRows } from './axis.ts';
import { type ComomentRows, eachGroupChunk, type GroupChunk } from './comoment-rows.ts';
import { keepLargest, mergeLargest } from './largest.ts';
import type { UnitRows } from './units.ts';

/** By group: sums by variable, and the four integers of `countCellsFold` (rows, units, ΣA and ΣB modulo 2^32). */
export interface ComomentSums {
  readonly sums: readonly Float64Array[];
  readonly counts: Int32Array;
}

/** First pass: sums of the variables of each group, and the set of units that they are about. */
export const comomentSumsFold: Fold<ComomentRows, ComomentSums> = {
  name: 'comoment-sums',
  isExact: false,
  stateBytes: ({ groups }) => groups.reduce((bytes, group) => bytes + group.values.length * 8 + 16, 0),
  init: ({ groups }) => ({
    sums: groups.map((group) => new Float64Array(group.values.length)),
    counts: new Int32Array(groups.length * 4),
  }),
  step: (state, input, start, end) => {
    eachGroupChunk(input, undefined, start, end, (g, chunk, count) => {
      const sums = state.sums[g]!;
      for (let v = 0; v < sums.length; v++) sums[v] = sums[v]! + simd.sum(chunk.areas[v]!.address, count);
      countUnits(state.counts, g * 4, input.units, chunk, count);
    });
  },
  merge: (earlier, later) => {
    addTo(earlier.sums, later.sums);
    const { counts } = earlier;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

function countUnits(counts: Int32Array, at: number, keys: UnitRows, { units, opens }: GroupChunk, count: number): void {
  const { keysA, keysB } = keys;
  let distinct = 0;
  let a = counts[at + 2]!;
  let b = counts[at + 3]!;
  for (let i = 0; i < count; i++) {
    const unit = units[i]!;
    // All bits where the unit is new, none where it has been counted.
    const isNew = -opens[i]!;
    distinct -= isNew;
    a = (a + (keysA[unit]! & isNew)) | 0;
    b = (b + (keysB[unit]! & isNew)) | 0;
  }
  counts[at] = counts[at]! + count;
  counts[at + 1] = counts[at + 1]! + distinct;
  counts[at + 2] = a;
  counts[at + 3] = b;
}

/** Input of `comomentProductsFold`. */
export interface ComomentProductsInput {
  readonly rows: ComomentRows;
  /** By group and variable. */
  readonly means: readonly Float64Array[];
  /** How many of the largest squares per unit are kept of each variable. */
  readonly topUnits: number;
}

/** By group; d = x − mean. */
export interface ComomentProducts {
  /** Σ d by variable: what rounding has left in the means. */
  readonly rests: readonly Float64Array[];
  /** Σ d_i d_j of the pairs (i, j), i ≤ j. */
  readonly products: readonly Float64Array[];
  /** By variable the `topUnits` largest Σ d² of a unit, descending. */
  readonly largest: readonly Float64Array[];
}

/** Second pass: products of deviations of all pairs of each group. */
export const comomentProductsFold: Fold<ComomentProductsInput, ComomentProducts> = {
  name: 'comoment-products',
  isExact: false,
  stateBytes: ({ rows, topUnits }) =>
    rows.groups.reduce((bytes, { values }) => bytes + values.length * (values.length + 2 + topUnits) * 8, 0),
  init: ({ rows, topUnits }) => ({
    rests: rows.groups.map(({ values }) => new Float64Array(values.length)),
    products: rows.groups.map(({ values }) => new Float64Array((values.length * (values.length + 1)) / 2)),
    largest: rows.groups.map(({ values }) => new Float64Array(values.length * topUnits)),
  }),
  step: (state, { rows, means, topUnits }, start, end) => {
    const open = rows.groups.map(({ values }) => new Float64Array(values.length));
    eachGroupChunk(
      rows,
      means,
      start,
      end,
      (g, chunk, count) => {
        const rests = state.rests[g]!;
        const products = state.products[g]!;
        let pair = 0;
        for (let i = 0; i < rests.length; i++) {
          const left = chunk.deviations[i]!;
          const { address } = chunk.areas[i]!;
          rests[i] = rests[i]! + simd.sum(address, count);
          for (let j = i; j < rests.length; j++, pair++) {
            products[pair] = products[pair]! + simd.product(address, chunk.areas[j]!.address, count);
          }
          if (topUnits === 0) continue;
          const top = state.largest[g]!.subarray(i * topUnits, (i + 1) * topUnits);
          if (rows.units.distinct) keepSquares(top, left, count);
          else open[g]![i] = keepSquaresPerUnit(top, left, chunk.opens, count, open[g]![i]!);
        }
      },
      false,
    );
    if (topUnits === 0 || rows.units.distinct) return;
    for (const [g, sums] of open.entries()) {
      for (const [i, sum] of sums.entries()) {
        keepLargest(state.largest[g]!.subarray(i * topUnits, (i + 1) * topUnits), sum);
      }
    }
  },
  merge: (earlier, later, { topUnits }) => {
    addTo(earlier.rests, later.rests);
    addTo(earlier.products, later.products);
    if (topUnits > 0) for (const [g, into] of earlier.largest.entries()) mergeLists(into, later.largest[g]!, topUnits);
    return earlier;
  },
};

function keepSquares(top: Float64Array, deviations: Float64Array, count: number): void {
  let smallest = top.at(-1)!;
  for (let i = 0; i < count; i++) {
    const square = deviations[i]! * deviations[i]!;
    if (square > smallest) smallest = keepLargest(top, square);
  }
}

/** The same for squares summed per unit; takes the sum of the unit that is open and gives that of the last one. */
function keepSquaresPerUnit(
  top: Float64Array,
  deviations: Float64Array,
  opens: Uint8Array,
  count: number,
  before: number,
): number {
  let sum = before;
  for (let i = 0; i < count; i++) {
    if (opens[i] === 1) {
      keepLargest(top, sum);
      sum = 0;
    }
    sum += deviations[i]! * deviations[i]!;
  }
  return sum;
}

function mergeLists(into: Float64Array, from: Float64Array, length: number): void {
  for (let at = 0; at < into.length; at += length) {
    mergeLargest(into.subarray(at, at + length), from.subarray(at, at + length));
  }
}

/**
 * Influences of one kind: ψ = z_x z_y − shrink·(z_x² + z_y²) − shift with z = (x − mean)/scale. With shrink = r/2 and no shift
 * it is the influence on a correlation r; with shift = r alone that on a covariance, in units of both standard deviations.
 */
export interface InfluenceTerms {
  /** By group and pair. */
  readonly shrink: readonly Float64Array[];
  readonly shift: readonly Float64Array[];
}

/** Input of `comomentInfluencesFold`. */
export interface ComomentInfluencesInput {
  readonly rows: ComomentRows;
  readonly means: readonly Float64Array[];
  /** 1 / standard deviation by group and variable; 0 for constants. */
  readonly scales: readonly Float64Array[];
  /** Keys of the signs by group. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly terms: readonly InfluenceTerms[];
}

/** Entries of a pair in a state of `comomentInfluencesFold`: Σ s_u ψ_u, Σ ψ_u² and max |ψ_u|. */
export const influenceEntries = { signed: 0, squares: 1, largest: 2, size: 3 } as const;

/** Third pass: moments of the influences of the units, by kind of influence, group and pair. */
export const comomentInfluencesFold: Fold<ComomentInfluencesInput, Float64Array[][]> = {
  name: 'comoment-influences',
  isExact: false,
  stateBytes: ({ rows, terms }) =>
    terms.length * rows.groups.reduce((bytes, { values }) => bytes + values.length * (values.length + 1) * 12, 0),
  init: ({ rows, terms }) =>
    terms.map(() => rows.groups.map(({ values }) => new Float64Array(((values.length * (values.length + 1)) / 2) * 3))),
  step: (state, input, start, end) => {
    const { rows, means, scales, terms } = input;
    const influences = new Float64Array(chunkRows);
    const { distinct } = rows.units;
    const open = state.map((groups) => groups.map((pairs) => new Float64Array(pairs.length / influenceEntries.size)));
    eachGroupChunk(rows, means, start, end, (g, chunk, count) => {
      signsOf(rows.units, chunk, count, input.lo[g]!, input.hi[g]!, signs);
      const width = scales[g]!.length;
      for (let v = 0; v < width; v++) scaleBy(chunk.deviations[v]!, count, scales[g]![v]!);
      for (let k = 0; k < terms.length; k++) {
        const sums = state[k]![g]!;
        const shrink = terms[k]!.shrink[g]!;
        const shift = terms[k]!.shift[g]!;
        let pair = 0;
        for (let i = 0; i < width; i++) {
          for (let j = i; j < width; j++, pair++) {
            // A variable's correlation with itself is 1, whoever is there.
            if (i === j && shrink[pair] !== 0) continue;
            const left = chunk.deviations[i]!;
            const right = chunk.deviations[j]!;
            if (distinct) {
              addInfluences(sums, pair * 3, chunk, i, j, shrink[pair]!, shift[pair]!, count);
              continue;
            }
            fillInfluences(left, right, count, shrink[pair]!, shift[pair]!, influences);
            addPerUnit(sums, pair, open[k]![g]!, influences, signs, chunk.opens, count);
          }
        }
      }
    });
    if (!distinct)
      for (const [k, groups] of open.entries()) for (const [g, sums] of groups.entries()) close(state[k]![g]!, sums);
  },
  merge: (earlier, later) => {
    for (const [k, groups] of earlier.entries()) {
      for (const [g, into] of groups.entries()) mergeInfluences(into, later[k]![g]!);
    }
    return earlier;
  },
};

/* The signs of `signOf` in the disclosure rules, which this loop has to be equal to. */
function signsOf(
  { keysA, keysB }: UnitRows,
  { units }: GroupChunk,
  count: number,
  lo: number,
  hi: number,
  signs: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const unit = units[i]!;
    const bit = (Math.imul(keysA[unit]! ^ lo, 0x9e3779b1) ^ Math.imul(keysB[unit]! ^ hi, 0x85ebca77)) >>> 31;
    signs[i] = 1 - 2 * bit;
  }
}

function scaleBy(values: Float64Array, count: number, scale: number): void {
  for (let i = 0; i < count; i++) values[i] = values[i]! * scale;
}

function fillInfluences(
  left: Float64Array,
  right: Float64Array,
  count: number,
  shrink: number,
  shift: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) out[i] = influenceOf(left[i]!, right[i]!, shrink, shift);
}

const signArea = area(chunkRows * 8);
const signs = doublesIn(signArea);
const answerArea = area(24);
const answer = doublesIn(answerArea);

/* Whole fours of rows by vectors, and what is left one by one. */
function addInfluences(
  state: Float64Array,
  at: number,
  { areas, deviations }: GroupChunk,
  left: number,
  right: number,
  shrink: number,
  shift: number,
  count: number,
): void {
  const fours = count & ~3;
  const [x, y] = [areas[left]!.address, areas[right]!.address];
  simd.influences(x, y, signArea.address, fours, answerArea.address, shrink, shift);
  let [signed, squares, largest] = [answer[0]!, answer[1]!, Math.max(state[at + 2]!, answer[2]!)];
  for (let i = fours; i < count; i++) {
    const psi = influenceOf(deviations[left]![i]!, deviations[right]![i]!, shrink, shift);
    signed += signs[i]! * psi;
    squares += psi * psi;
    largest = Math.max(largest, Math.abs(psi));
  }
  state[at] = state[at]! + signed;
  state[at + 1] = state[at + 1]! + squares;
  state[at + 2] = largest;
}

function influenceOf(x: number, y: number, shrink: number, shift: number): number {
  return x * y - shrink * (x * x + y * y) - shift;
}

/* A unit's rows carry the same sign, so that signed sums need no care; squares and extremes wait until a unit's rows are over. */
function addPerUnit(
  state: Float64Array,
  pair: number,
  open: Float64Array,
  influences: Float64Array,
  signs: Float64Array,
  opens: Uint8Array,
  count: number,
): void {
  const at = pair * 3;
  let sum = open[pair]!;
  for (let i = 0; i < count; i++) {
    if (opens[i] === 1) {
      closeUnit(state, at, sum);
      sum = 0;
    }
    const psi = influences[i]!;
    state[at] = state[at]! + signs[i]! * psi;
    sum += psi;
  }
  open[pair] = sum;
}

function closeUnit(state: Float64Array, at: number, sum: number): void {
  state[at + 1] = state[at + 1]! + sum * sum;
  state[at + 2] = Math.max(state[at + 2]!, Math.abs(sum));
}

function close(state: Float64Array, open: Float64Array): void {
  for (const [pair, sum] of open.entries()) closeUnit(state, pair * 3, sum);
}

function mergeInfluences(into: Float64Array, from: Float64Array): void {
  for (let at = 0; at < into.length; at += 3) {
    into[at] = into[at]! + from[at]!;
    into[at + 1] = into[at + 1]! + from[at + 1]!;
    into[at + 2] = Math.max(into[at + 2]!, from[at + 2]!);
  }
}

function addTo(into: readonly Float64Array[], from: readonly Float64Array[]): void {
  for (const [g, sums] of into.entries()) {
    const more = from[g]!;
    for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + more[i]!;
  }
}
