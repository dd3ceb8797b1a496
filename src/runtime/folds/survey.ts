import type { Fold } from '../fold.ts';
import { type Area, area, bring, bytesIn, doublesIn, integersIn } from '../simd/memory.ts';
import { binOf, binOfInteger, middleOfDecimal, middleOfInteger, survey as simd, surveyBins } from '../simd/survey.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { type DenseRoom, denseOfChunk, roomForDense } from './dense.ts';
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

/** Extremes, distinct values, valid set and a histogram of a column: all that is asked of it before its statistics. */
export const surveyFold: Fold<SurveyInput, SurveyState> = {
  name: 'survey',
  isExact: true,
  stateBytes: () => surveyBins * 4,
  init: () => {
    integersIn(roomOfThread().counts).fill(0);
    return { profile: emptyProfile(), counts: new Int32Array(4), bins: new Uint32Array(surveyBins) };
  },
  step: (state, { rows, values, units }, start, end) => {
    const dense = roomForDense();
    const { bins, counts } = roomOfThread();
    for (let row = start; row < end; row += chunkRows) {
      const rowsHere = Math.min(chunkRows, end - row);
      const count = denseOfChunk(rows, values, row, rowsHere, dense);
      profileDense(state.profile, dense, count, values.kind === 'int32');
      binsOfDense(values.kind, dense, count);
      simd.count(bins.address, count, counts.address);
      if (units !== undefined) addUnits(state.counts, dense, units, row, rowsHere, count);
    }
  },
  finish: ({ bins, profile }, { values }) => {
    const [first, end] = spanOf(values.kind, profile);
    bins.set(integersIn(roomOfThread().counts).subarray(first, end), first);
  },
  merge: (earlier, later, { values }) => {
    const { bins, counts } = earlier;
    const [first, end] = spanOf(values.kind, later.profile);
    for (let i = first; i < end; i++) bins[i] = bins[i]! + later.bins[i]!;
    mergeProfiles(earlier.profile, later.profile);
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

/** Where the bins of surveyed values are: the first that has any, and the one after the last. */
export function spanOf(
  kind: NumericValues['kind'],
  { rows, minimum, maximum }: Pick<ProfileState, 'rows' | 'minimum' | 'maximum'>,
): readonly [first: number, end: number] {
  if (rows === 0) return [0, 0];
  const upper = new Int32Array(Float64Array.of(minimum, maximum).buffer);
  const own = kind === 'int32' ? binOfInteger : binOf;
  return [own(upper[1]!), own(upper[3]!) + 1];
}

interface Room {
  readonly bins: Area;
  /** How many values there are in each bin, until the state is finished. */
  readonly counts: Area;
  readonly keys: Area;
}

let ownRoom: Room | undefined;

function roomOfThread(): Room {
  ownRoom ??= { bins: area(chunkRows * 4), counts: area(surveyBins * 4), keys: area(chunkRows * 4) };
  return ownRoom;
}

/** Writes the bins of the values of a room to the thread's room for them. */
function binsOfDense(kind: NumericValues['kind'], { areas }: DenseRoom, count: number): void {
  const { bins } = roomOfThread();
  if (kind === 'int32') simd.binsOfIntegers(areas.values.address, count, bins.address);
  else simd.binsOfDecimals(areas.values.address, count, bins.address);
}

/** Adds rows and sums of keys to four integers. Units must be distinct. */
function addUnits(
  counts: Int32Array,
  { areas, places }: DenseRoom,
  { keysA, keysB, index }: UnitRows,
  row: number,
  rows: number,
  count: number,
): void {
  counts[0] = counts[0]! + count;
  const room = roomOfThread().keys;
  const keys = integersIn(room);
  for (const [at, source] of [
    [2, keysA],
    [3, keysB],
  ] as const) {
    let sum: number;
    if (index !== undefined) sum = sumOfEntries(source, index, places, row, count);
    else {
      bring(keys, source, row, row + rows);
      keys.fill(0, rows, (rows + 3) & ~3);
      sum = count === rows ? simd.sum(room.address, count) : simd.sumAt(room.address, areas.places.address, count);
    }
    counts[at] = (counts[at]! + sum) | 0;
  }
}

function sumOfEntries(keys: Int32Array, index: Int32Array, places: Int32Array, row: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum = (sum + keys[index[row + places[i]!]!]!) | 0;
  return sum;
}

/**
 * The mean of surveyed values, each of which counts as the middle of its bin, pulled into limits. It misses the true mean by no
 * more than half a bin: a 128th of the values' size, and much less where they are whole. NaN without values.
 */
export function meanOfBins(
  bins: Uint32Array,
  kind: 'int32' | 'float64',
  lower: number,
  upper: number,
  [first, end]: readonly [first: number, end: number] = [0, bins.length],
): number {
  const middle = new Float64Array(1);
  const halves = new Int32Array(middle.buffer);
  let count = 0;
  let sum = 0;
  for (let bin = first; bin < end; bin++) {
    const rows = bins[bin]!;
    if (rows === 0) continue;
    halves[1] = kind === 'int32' ? middleOfInteger(bin) : middleOfDecimal(bin);
    count += rows;
    sum += rows * Math.min(Math.max(middle[0]!, lower), upper);
  }
  // Rounding must not lead beyond the limits: between equal ones there is nothing else.
  return Math.min(Math.max(sum / count, lower), upper);
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
    const room = roomOfLists();
    if (room.held !== listOfBin) {
      room.own.set(listOfBin);
      room.held = listOfBin;
    }
    const [found, binsFound] = [doublesIn(room.values), integersIn(room.bins)];
    for (let row = start; row < end; row += chunkRows) {
      const count = denseOfChunk(rows, values, row, Math.min(chunkRows, end - row), dense);
      binsOfDense(values.kind, dense, count);
      const [from, bins] = [dense.areas.values.address, roomOfThread().bins.address];
      const kept = simd.inLists(from, bins, count, room.lists.address, room.values.address, room.bins.address);
      for (let i = 0; i < kept; i++) addToList(state[listOfBin[binsFound[i]!]!]!, found[i]!, keepAtMost);
    }
  },
  merge: (earlier, later, input) => mergeLists(earlier, later, input.keepAtMost),
};

interface ListRoom {
  readonly lists: Area;
  readonly own: Int16Array;
  /** Whose lists are in it: they never change. */
  held: Int16Array | undefined;
  readonly values: Area;
  readonly bins: Area;
}

let ownListRoom: ListRoom | undefined;

function roomOfLists(): ListRoom {
  if (ownListRoom !== undefined) return ownListRoom;
  const lists = area(surveyBins * 2);
  const { buffer, byteOffset } = bytesIn(lists);
  ownListRoom = {
    lists,
    own: new Int16Array(buffer, byteOffset, surveyBins),
    held: undefined,
    values: area(chunkRows * 8),
    bins: area(chunkRows * 4),
  };
  return ownListRoom;
}
