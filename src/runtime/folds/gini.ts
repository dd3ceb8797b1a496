import { blockSize, type Kernel } from '../fold.ts';
import { type CellRows, chunkRows, type NumericValues } from './axis.ts';
import { type DenseRows, denseOfChunk, roomForDense } from './dense.ts';
import { firstFrom } from './grouped.ts';
import { keysOfChunk } from './moments.ts';
import { roomForDigits, sortDoubles } from './radix-sort.ts';
import type { UnitRows } from './units.ts';

/** Values to bring together by cell and by the sign that rule DC-14 gives their unit in the cell. */
export interface SignedValuesInput {
  readonly rows: CellRows;
  readonly units: UnitRows;
  readonly values: NumericValues;
  /** Values beyond these limits count as the limits. */
  readonly lower: number;
  readonly upper: number;
  readonly cells: number;
  /** Halves of the cells' sign keys, as signed integers. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  readonly rowCount: number;
}

/** Input of `signedScatterKernel`. */
export interface SignedScatterInput extends SignedValuesInput {
  /** By block and part (twice the cell, and one more for negative signs): where the block's values of that part begin in `out`. */
  readonly places: Int32Array;
  readonly out: Float64Array;
}

/** Valid rows by part within each block. */
export const signedCountsKernel: Kernel<SignedValuesInput, Int32Array> = {
  name: 'signed-counts',
  run: (input, start, end) => {
    const counts = new Int32Array(input.cells * 2);
    forParts(input, start, end, (parts, _, count) => {
      for (let i = 0; i < count; i++) {
        const part = parts[i]!;
        counts[part] = counts[part]! + 1;
      }
    });
    return counts;
  },
};

/** Writes the winsorised values of each part side by side, in the order of the rows. */
export const signedScatterKernel: Kernel<SignedScatterInput, null> = {
  name: 'signed-scatter',
  run: (input, start, end) => {
    const { lower, upper, places, out } = input;
    const parts = input.cells * 2;
    const block = Math.floor(start / blockSize(input.rowCount, 0));
    const next = places.slice(block * parts, (block + 1) * parts);
    forParts(input, start, end, (partOf, values, count) => {
      for (let i = 0; i < count; i++) {
        const part = partOf[i]!;
        const value = values[i]!;
        const at = next[part]!;
        out[at] = value < lower ? lower : value > upper ? upper : value;
        next[part] = at + 1;
      }
    });
    return null;
  },
};

/** Calls back with the valid rows of each chunk and the part of each. */
function forParts(
  input: SignedValuesInput,
  start: number,
  end: number,
  take: (parts: Int32Array, values: Float64Array, count: number) => void,
): void {
  const dense = roomForDense();
  const keys = { a: new Int32Array(chunkRows), b: new Int32Array(chunkRows) };
  // Not in the room's own cells: without axes nothing writes them again, and they must stay 0.
  const parts = new Int32Array(chunkRows);
  for (let row = start; row < end; row += chunkRows) {
    const rowsHere = Math.min(chunkRows, end - row);
    const count = denseOfChunk(input.rows, input.values, row, rowsHere, dense);
    const { a, b } = keysOfChunk(input.units, row, rowsHere, keys);
    partsOf(dense, input, a, b, count, parts);
    take(parts, dense.values, count);
  }
}

/** Writes the parts of valid rows, from their cells. */
function partsOf(
  { cells, places }: DenseRows,
  { lo, hi }: SignedValuesInput,
  a: Int32Array,
  b: Int32Array,
  count: number,
  parts: Int32Array,
): void {
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    const place = places[i]!;
    const flip = Math.imul(a[place]! ^ lo[cell]!, 0x9e3779b1) ^ Math.imul(b[place]! ^ hi[cell]!, 0x85ebca77);
    parts[i] = cell * 2 + (flip >>> 31);
  }
}

/** Input of `giniKernel`: winsorised values by cell, those with positive signs first; each part is sorted in place. */
export interface GiniInput {
  readonly values: Float64Array;
  /** By cell: where its values begin; one entry more than there are cells. */
  readonly begins: Float64Array;
  /** By cell: where its values with negative signs begin. */
  readonly middles: Float64Array;
}

/** The Gini coefficient of one cell, and what its noise is made of. */
export interface CellGini {
  readonly cell: number;
  readonly value: number;
  /** Σ s ψ, Σ ψ² and max |ψ| of the centred influence values. */
  readonly signed: number;
  readonly squares: number;
  readonly largest: number;
}

/**
 * Gini coefficient `2 Σ i·x_(i) / (n Σ x) − (n + 1)/n` of the cells that begin within a block of the grouped values, with
 * the influence of each value: ψ = 2[R − L + (x/μ)(R − (1 − F))], R = (1 − G)/2, F = rank/n, L = share of the total up to
 * that rank, centred. Tied values share the mean of their influences, so that the order of rows cannot show.
 */
export const giniKernel: Kernel<GiniInput, CellGini[]> = {
  name: 'gini',
  run: ({ values, begins, middles }, start, end) => {
    const results: CellGini[] = [];
    const counters = roomForDigits();
    for (let cell = firstFrom(begins, start); cell < begins.length - 1; cell++) {
      const from = begins[cell]!;
      const to = begins[cell + 1]!;
      if (from >= end) break;
      if (to === from) continue;
      const plus = values.subarray(from, middles[cell]);
      const minus = values.subarray(middles[cell], to);
      const room = new Float64Array(Math.max(plus.length, minus.length));
      sortDoubles(plus, room, counters);
      sortDoubles(minus, room, counters);
      results.push({ cell, ...giniOf(tiesOf(plus, minus)) });
    }
    return results;
  },
};

/** The distinct values of a cell, ascending, and how many units with each sign have them. */
interface Ties {
  readonly n: number;
  readonly distinct: number;
  readonly values: Float64Array;
  readonly plus: Int32Array;
  readonly minus: Int32Array;
}

function tiesOf(plus: Float64Array, minus: Float64Array): Ties {
  const n = plus.length + minus.length;
  const ties = { values: new Float64Array(n), plus: new Int32Array(n), minus: new Int32Array(n) };
  let i = 0;
  let j = 0;
  let distinct = 0;
  while (i < plus.length || j < minus.length) {
    const a = i < plus.length ? plus[i]! : Number.POSITIVE_INFINITY;
    const b = j < minus.length ? minus[j]! : Number.POSITIVE_INFINITY;
    const value = a < b ? a : b;
    const firstOfPlus = i;
    while (i < plus.length && plus[i] === value) i++;
    const firstOfMinus = j;
    while (j < minus.length && minus[j] === value) j++;
    ties.values[distinct] = value;
    ties.plus[distinct] = i - firstOfPlus;
    ties.minus[distinct] = j - firstOfMinus;
    distinct++;
  }
  return { n, distinct, ...ties };
}

function giniOf(ties: Ties): Omit<CellGini, 'cell'> {
  const { n, distinct, values, plus, minus } = ties;
  let total = 0;
  let ranked = 0;
  for (let k = 0, before = 0; k < distinct; k++) {
    const count = plus[k]! + minus[k]!;
    total += values[k]! * count;
    // The ranks of tied values add up to their number times the rank in their middle.
    ranked += values[k]! * count * (before + (count + 1) / 2);
    before += count;
  }
  if (total === 0) return { value: 0, signed: 0, squares: 0, largest: 0 };
  const value = (2 * ranked) / (n * total) - (n + 1) / n;
  const influence = influenceOf(ties, value, total);
  let centre = 0;
  for (let k = 0; k < distinct; k++) centre += influence[k]! * (plus[k]! + minus[k]!);
  centre /= n;
  let signed = 0;
  let squares = 0;
  let largest = 0;
  for (let k = 0; k < distinct; k++) {
    const psi = influence[k]! - centre;
    signed += psi * (plus[k]! - minus[k]!);
    squares += psi * psi * (plus[k]! + minus[k]!);
    largest = Math.max(largest, Math.abs(psi));
  }
  return { value, signed, squares, largest };
}

/** The influence of each distinct value, not yet centred. */
function influenceOf({ n, distinct, values, plus, minus }: Ties, gini: number, total: number): Float64Array {
  const mean = total / n;
  const r = (1 - gini) / 2;
  const influence = new Float64Array(distinct);
  let rows = 0;
  let sum = 0;
  for (let k = 0; k < distinct; k++) {
    const x = values[k]!;
    const ties = plus[k]! + minus[k]!;
    const rank = rows + (ties + 1) / 2;
    const share = (sum + (x * (ties + 1)) / 2) / total;
    influence[k] = 2 * (r - share + (x / mean) * (r - (1 - rank / n)));
    rows += ties;
    sum += x * ties;
  }
  return influence;
}
