import type { Fold } from '../fold.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { addKeys } from './cells.ts';
import { denseOfChunk, halvesOf, roomForDense } from './dense.ts';
import { addToList, emptyLists, type GatheredList, mergeLists } from './order.ts';
import { emptyProfile, mergeProfiles, type ProfileState, profileDense } from './profile.ts';
import type { UnitRows } from './units.ts';

/** Input of `surveyFold`. */
export interface SurveyInput {
  readonly rows: CellRows;
  readonly values: NumericValues;
  /** Counts the valid rows and their keys; only where no unit has more than one row. */
  readonly units: UnitRows | undefined;
}

/** What one pass tells of a column's values. */
export interface SurveyState {
  readonly profile: ProfileState;
  /** Rows, (no units,) ΣA and ΣB of the valid values; zeros without units. */
  readonly counts: Int32Array;
  /** Valid values by the leading bits of their doubles, ascending; whole numbers of 32 bits have finer bins. */
  readonly bins: Uint32Array;
}

/** Bits of a double that are left out of its bin number: sign, exponent and 6 bits after them make 64 bins per power of two. */
const leftOut = 14;

/** Bins of a survey. They depend on no extremes, so that the pass that finds those can count them, too. */
export const surveyBins = 2 ** (32 - leftOut);

/** Extremes, distinct values, valid set and a histogram of a column: all that is asked of it before its statistics. */
export const surveyFold: Fold<SurveyInput, SurveyState> = {
  name: 'survey',
  isExact: true,
  stateBytes: () => surveyBins * 4,
  init: () => ({ profile: emptyProfile(), counts: new Int32Array(4), bins: new Uint32Array(surveyBins) }),
  step: (state, { rows, values, units }, start, end) => {
    const dense = roomForDense();
    const halves = halvesOf(dense.values, 0, chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), dense);
      profileDense(state.profile, dense, count, values.kind === 'int32');
      if (values.kind === 'int32') countIntegers(state.bins, halves, count);
      else countDecimals(state.bins, halves, count);
      if (units !== undefined) addKeys(state.counts, dense.cells, dense.places, units, row, count);
    }
  },
  merge: (earlier, later) => {
    const { bins, counts } = earlier;
    mergeProfiles(earlier.profile, later.profile);
    for (let i = 0; i < bins.length; i++) bins[i] = bins[i]! + later.bins[i]!;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

function countDecimals(bins: Uint32Array, halves: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const bin = binOf(halves[2 * i + 1]!);
    bins[bin] = bins[bin]! + 1;
  }
}

function countIntegers(bins: Uint32Array, halves: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const bin = binOfInteger(halves[2 * i + 1]!);
    bins[bin] = bins[bin]! + 1;
  }
}

/**
 * The bin of a double, from its upper half. The bits of doubles ascend with them once those of negative ones are all turned round
 * and the sign of the others is.
 */
export function binOf(upper: number): number {
  return (upper ^ ((upper >> 31) | 0x80000000)) >>> leftOut;
}

/** The upper half of 1. */
const upperOfOne = 0x3ff00000;

/** Bits of the upper half of a whole number that are left out of its bin number: 12 bits after the exponent remain. */
const leftOutOfInteger = 8;

/**
 * The same for whole numbers of 32 bits, whose exponents are few: years, months and days have bins of their own, or nearly.
 * 0 is in the middle; below it the numbers are mirrored.
 */
function binOfInteger(upper: number): number {
  const size = upper & 0x7fffffff;
  const step = size === 0 ? 0 : ((size - upperOfOne) >>> leftOutOfInteger) + 1;
  const mirrored = upper >> 31;
  return surveyBins / 2 + ((step ^ mirrored) - mirrored);
}

/**
 * The mean of surveyed values, each of which counts as the middle of its bin, pulled into limits. It misses the true mean by no
 * more than half a bin: a 128th of the values' size, and much less where they are whole. NaN without values.
 */
export function meanOfBins(bins: Uint32Array, kind: 'int32' | 'float64', lower: number, upper: number): number {
  const middle = new Float64Array(1);
  const halves = new Int32Array(middle.buffer);
  let count = 0;
  let sum = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    const rows = bins[bin]!;
    if (rows === 0) continue;
    halves[1] = kind === 'int32' ? middleOfInteger(bin) : middleOf(bin);
    count += rows;
    sum += rows * Math.min(Math.max(middle[0]!, lower), upper);
  }
  // Rounding must not lead beyond the limits: between equal ones there is nothing else.
  return Math.min(Math.max(sum / count, lower), upper);
}

/** The upper half of the double in the middle of a bin: what `binOf` does, turned round. */
function middleOf(bin: number): number {
  const ascending = (bin << leftOut) | (1 << (leftOut - 1));
  return ascending < 0 ? ascending ^ 0x80000000 : ~ascending;
}

function middleOfInteger(bin: number): number {
  const step = Math.abs(bin - surveyBins / 2);
  if (step === 0) return 0;
  const size = upperOfOne + ((step - 1) << leftOutOfInteger) + (1 << (leftOutOfInteger - 1));
  return bin < surveyBins / 2 ? size | 0x80000000 : size;
}

/** Input of `gatherSurveyedFold`. */
export interface GatherSurveyedInput {
  readonly rows: CellRows;
  readonly values: NumericValues;
  /** For each bin of the survey the list that it goes to (-1: none). */
  readonly listOfBin: Int16Array;
  readonly lists: number;
  /** Lists that would hold more values than this keep extremes only. */
  readonly keepAtMost: number;
}

/** Collects the values that fall into chosen bins of a survey. */
export const gatherSurveyedFold: Fold<GatherSurveyedInput, GatheredList[]> = {
  name: 'gather-surveyed',
  isExact: true,
  stateBytes: (input) => input.lists * 1024,
  init: (input) => emptyLists(input.lists),
  step: (state, { rows, values, listOfBin, keepAtMost }, start, end) => {
    const dense = roomForDense();
    const halves = halvesOf(dense.values, 0, chunkRows);
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), dense);
      if (values.kind === 'int32') gatherIntegers(state, listOfBin, halves, dense.values, count, keepAtMost);
      else gatherDecimals(state, listOfBin, halves, dense.values, count, keepAtMost);
    }
  },
  merge: (earlier, later, input) => mergeLists(earlier, later, input.keepAtMost),
};

/* The same loop twice, with the bins of each kind. */
function gatherDecimals(
  lists: readonly GatheredList[],
  listOfBin: Int16Array,
  halves: Int32Array,
  values: Float64Array,
  count: number,
  keepAtMost: number,
): void {
  for (let i = 0; i < count; i++) {
    const list = listOfBin[binOf(halves[2 * i + 1]!)]!;
    if (list >= 0) addToList(lists[list]!, values[i]!, keepAtMost);
  }
}

function gatherIntegers(
  lists: readonly GatheredList[],
  listOfBin: Int16Array,
  halves: Int32Array,
  values: Float64Array,
  count: number,
  keepAtMost: number,
): void {
  for (let i = 0; i < count; i++) {
    const list = listOfBin[binOfInteger(halves[2 * i + 1]!)]!;
    if (list >= 0) addToList(lists[list]!, values[i]!, keepAtMost);
  }
}
