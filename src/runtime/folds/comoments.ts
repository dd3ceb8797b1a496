import type { Fold } from '../fold.ts';
import { deviations } from '../simd/deviations.ts';
import { type Area, area, doublesIn, growingArea, integersIn } from '../simd/memory.ts';
import { pairRows } from '../simd/pair-rows.ts';
import { influenceTerms, productLayout, sums as simd } from '../simd/products.ts';
import { chunkRows } from './axis.ts';
import { type ComomentRows, eachGroupChunk, type GroupChunk, roomForGroups } from './comoment-rows.ts';
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
    const chunk = roomForGroups(input.groups);
    eachGroupChunk(input, chunk, undefined, start, end, (g, count) => {
      const sums = state.sums[g]!;
      for (let v = 0; v < sums.length; v++) sums[v] = sums[v]! + simd.sum(chunk.areas[v]!.address, count);
      if (input.units.distinct) countKeys(state.counts, g * 4, chunk, count);
      else countUnits(state.counts, g * 4, input.units, chunk, count);
    });
  },
  merge: (earlier, later) => {
    addTo(earlier.sums, later.sums);
    const { counts } = earlier;
    for (let i = 0; i < counts.length; i++) counts[i] = (counts[i]! + later.counts[i]!) | 0;
    return earlier;
  },
};

/** Rows are units. */
function countKeys(counts: Int32Array, at: number, { keysA, keysB }: GroupChunk, count: number): void {
  counts[at] = counts[at]! + count;
  counts[at + 1] = counts[at + 1]! + count;
  counts[at + 2] = (counts[at + 2]! + deviations.total(keysA.address, count)) | 0;
  counts[at + 3] = (counts[at + 3]! + deviations.total(keysB.address, count)) | 0;
}

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
    const chunk = roomForGroups(rows.groups);
    const lists = listsOf(
      rows.groups.map(({ values }) => pairsOf(values.length)),
      productLayout.size,
      8,
    );
    for (const [g, list] of lists.entries()) {
      for (const [pair, one] of list.pairs.entries()) writePair(list, pair * productLayout.size, one, chunk);
      list.answers.set(state.products[g]!);
    }
    const open = rows.groups.map(({ values }) => new Float64Array(values.length));
    eachGroupChunk(
      rows,
      chunk,
      means,
      start,
      end,
      (g, count) => {
        const rests = state.rests[g]!;
        for (let i = 0; i < rests.length; i++) rests[i] = rests[i]! + simd.sum(chunk.areas[i]!.address, count);
        const { begin, end: listEnd, out } = lists[g]!;
        simd.products(begin, listEnd, count, out);
        if (topUnits === 0) return;
        for (let i = 0; i < rests.length; i++) {
          const top = state.largest[g]!.subarray(i * topUnits, (i + 1) * topUnits);
          if (rows.units.distinct) keepSquares(top, chunk, i, count);
          else open[g]![i] = keepSquaresPerUnit(top, chunk.deviations[i]!, chunk.opens, count, open[g]![i]!);
        }
      },
      false,
    );
    for (const [g, { answers }] of lists.entries()) state.products[g]!.set(answers);
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

/** Variables of a pair. */
interface Pair {
  readonly left: number;
  readonly right: number;
}

/** All pairs (i, j), i ≤ j, of so many variables. */
function pairsOf(width: number): readonly Pair[] {
  const each = Array.from({ length: width }, (_, v) => v);
  return each.flatMap((left) => each.slice(left).map((right) => ({ left, right })));
}

/** Pairs of one group as routines read them: where the list begins and ends, and where what is found of each is added up. */
interface PairList<P extends Pair> {
  readonly pairs: readonly P[];
  readonly list: Area;
  readonly begin: number;
  readonly end: number;
  readonly out: number;
  readonly answers: Float64Array;
}

const listRoom = growingArea();
const answerRoom = growingArea();

/** Room for the lists of all groups, which are the same in all chunks of a step, and for the answers. */
function listsOf<P extends Pair>(
  groups: readonly (readonly P[])[],
  bytesOfPair: number,
  bytesOfAnswer: number,
): readonly PairList<P>[] {
  const count = groups.reduce((sum, pairs) => sum + pairs.length, 0);
  const [list, answers] = [listRoom(count * bytesOfPair), answerRoom(count * bytesOfAnswer)];
  let before = 0;
  return groups.map((pairs) => {
    const begin = list.address + before * bytesOfPair;
    const out = answers.address + before * bytesOfAnswer;
    before += pairs.length;
    return {
      pairs,
      list: { address: begin, bytes: pairs.length * bytesOfPair },
      begin,
      end: begin + pairs.length * bytesOfPair,
      out,
      answers: doublesIn({ address: out, bytes: pairs.length * bytesOfAnswer }),
    };
  });
}

function writePair({ list }: PairList<Pair>, at: number, { left, right }: Pair, { areas }: GroupChunk): void {
  const entries = integersIn(list);
  entries[(at + productLayout.left) / 4] = areas[left]!.address;
  entries[(at + productLayout.right) / 4] = areas[right]!.address;
}

const outlierArea = area(chunkRows * 4 + 8);
const outliers = integersIn(outlierArea);

/** Rows after which it is worth while to look only at what could be among the largest. */
const firstRows = 32;

/** Looks only at what is far enough out: as soon as the first rows say how far that is. */
function keepSquares(top: Float64Array, chunk: GroupChunk, variable: number, count: number): void {
  const isNew = top[top.length - 1] === 0 && count > firstRows;
  if (isNew) keepSquaresIn(top, chunk, variable, 0, firstRows);
  keepSquaresIn(top, chunk, variable, isNew ? firstRows : 0, count);
}

function keepSquaresIn(top: Float64Array, chunk: GroupChunk, variable: number, from: number, to: number): void {
  let smallest = top[top.length - 1]!;
  // A little nearer, for what rounding takes from squares.
  const limit = Math.sqrt(smallest) * (1 - 1e-12);
  const found = pairRows.beyond(chunk.areas[variable]!.address + from * 8, to - from, limit, outlierArea.address);
  const deviation = chunk.deviations[variable]!;
  for (let i = 0; i < found; i++) {
    const d = deviation[from + outliers[i]!]!;
    if (d * d > smallest) smallest = keepLargest(top, d * d);
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
    const { rows, means, scales } = input;
    const chunk = roomForGroups(rows.groups);
    const wanted = rows.groups.map((_, g) => wantedOf(input, g));
    if (rows.units.distinct) {
      const lists = listsOf(wanted, influenceTerms.size, influenceTerms.answer);
      for (const [g, list] of lists.entries()) openList(list, state, g, chunk);
      eachGroupChunk(rows, chunk, means, start, end, (g, count) => {
        const { keysA, keysB } = chunk;
        deviations.signs(keysA.address, keysB.address, count, input.lo[g]!, input.hi[g]!, signArea.address);
        scaleAll(chunk, scales[g]!, count);
        const { begin, end: listEnd, out } = lists[g]!;
        simd.influences(begin, listEnd, signArea.address, count, out);
      });
      for (const [g, list] of lists.entries()) closeList(list, state, g);
      return;
    }
    const influences = new Float64Array(chunkRows);
    const open = state.map((groups) => groups.map((pairs) => new Float64Array(pairs.length / influenceEntries.size)));
    eachGroupChunk(rows, chunk, means, start, end, (g, count) => {
      signsOf(rows.units, chunk, count, input.lo[g]!, input.hi[g]!, signs);
      scaleAll(chunk, scales[g]!, count);
      for (const { kind, pair, left, right, shrink, shift } of wanted[g]!) {
        fillInfluences(chunk.deviations[left]!, chunk.deviations[right]!, count, shrink, shift, influences);
        addPerUnit(state[kind]![g]!, pair, open[kind]![g]!, influences, signs, chunk.opens, count);
      }
    });
    for (const [k, groups] of open.entries()) for (const [g, sums] of groups.entries()) close(state[k]![g]!, sums);
  },
  merge: (earlier, later) => {
    for (const [k, groups] of earlier.entries()) {
      for (const [g, into] of groups.entries()) mergeInfluences(into, later[k]![g]!);
    }
    return earlier;
  },
};

/** An influence that is wanted: its kind, its pair and the variables of that, and what ψ is made with. */
interface Wanted extends Pair {
  readonly kind: number;
  readonly pair: number;
  readonly shrink: number;
  readonly shift: number;
}

function wantedOf({ scales, terms }: ComomentInfluencesInput, group: number): readonly Wanted[] {
  const pairs = pairsOf(scales[group]!.length);
  return terms.flatMap(({ shrink, shift }, kind) =>
    pairs
      .map(({ left, right }, pair) => ({
        kind,
        pair,
        left,
        right,
        shrink: shrink[group]![pair]!,
        shift: shift[group]![pair]!,
      }))
      // A variable's correlation with itself is 1, whoever is there.
      .filter((one) => one.left !== one.right || one.shrink === 0),
  );
}

function scaleAll({ areas }: GroupChunk, scales: Float64Array, count: number): void {
  for (let v = 0; v < scales.length; v++) deviations.scale(areas[v]!.address, count, scales[v]!);
}

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

/** Writes the influences that are wanted of a group, and what has been found of them. */
function openList(list: PairList<Wanted>, state: readonly Float64Array[][], group: number, chunk: GroupChunk): void {
  for (const [i, one] of list.pairs.entries()) {
    const at = i * influenceTerms.size;
    writePair(list, at, one, chunk);
    const doubles = doublesIn(list.list);
    doubles[(at + influenceTerms.shrink) / 8] = one.shrink;
    doubles[(at + influenceTerms.shift) / 8] = one.shift;
    list.answers.set(entriesOf(state[one.kind]![group]!, one.pair), i * influenceEntries.size);
  }
}

function closeList({ pairs, answers }: PairList<Wanted>, state: readonly Float64Array[][], group: number): void {
  for (const [i, { kind, pair }] of pairs.entries()) {
    const found = answers.subarray(i * influenceEntries.size, (i + 1) * influenceEntries.size);
    entriesOf(state[kind]![group]!, pair).set(found);
  }
}

function entriesOf(sums: Float64Array, pair: number): Float64Array {
  return sums.subarray(pair * influenceEntries.size, (pair + 1) * influenceEntries.size);
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
