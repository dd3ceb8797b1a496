import type { Fold } from '../fold.ts';
import { chunkRows } from './axis.ts';
import { type BlockChunk, chunkFor, type DesignChunk, type DesignRows, fillChunk } from './design-chunk.ts';
import { keepLargest, mergeLargest } from './largest.ts';
import { ownRange, type UnitRows } from './units.ts';

/** Numbers that each row of a design has: Σ weight · column, one combination after another. */
export interface FormRows {
  readonly design: DesignRows;
  readonly units: UnitRows;
  /** By combination and block the weights of the block's columns, and a 0 for "no column". */
  readonly forms: readonly (readonly Float64Array[])[];
}

/** One chunk's rows in the sample, and how they belong to units. */
interface UnitChunk {
  readonly chunk: DesignChunk;
  /** Entry of each row's unit among the record keys. */
  readonly units: Int32Array;
  /** 1 where the row's unit differs from that of the row before it. */
  readonly opens: Uint8Array;
}

/** Calls `work` with each chunk. A unit belongs to the block of its first row, so that what is summed per unit never spans two blocks. */
function eachUnitChunk(
  { design, units }: FormRows,
  start: number,
  end: number,
  work: (rows: UnitChunk, count: number) => void,
): void {
  const { from, to } = ownRange(units, start, end);
  const chunk = chunkFor(design);
  const rows = { chunk, units: new Int32Array(chunkRows), opens: new Uint8Array(chunkRows).fill(1) };
  let last = -1;
  for (let row = from; row < to; row += chunkRows) {
    const count = fillChunk(chunk, design, row, Math.min(chunkRows, to - row));
    unitsOfRows(units.index, chunk.rows, row, count, rows.units);
    if (!units.distinct) last = markOpenings(rows, count, last);
    if (count > 0) work(rows, count);
  }
}

function unitsOfRows(
  index: Int32Array | undefined,
  places: Int32Array,
  row: number,
  count: number,
  units: Int32Array,
): void {
  if (index === undefined) for (let i = 0; i < count; i++) units[i] = row + places[i]!;
  else for (let i = 0; i < count; i++) units[i] = index[row + places[i]!]!;
}

/** Marks where units begin, and gives the unit of the last row. */
function markOpenings({ units, opens }: UnitChunk, count: number, before: number): number {
  let last = before;
  for (let i = 0; i < count; i++) {
    const unit = units[i]!;
    opens[i] = unit === last ? 0 : 1;
    last = unit;
  }
  return last;
}

/** Writes the values of one combination in the rows of a chunk. */
function evaluate(form: readonly Float64Array[], { blocks }: DesignChunk, count: number, out: Float64Array): void {
  out.fill(0, 0, count);
  const plain: number[] = [];
  for (let b = 0; b < blocks.length; b++) {
    if (blocks[b]!.columns !== undefined) addBlock(out, blocks[b]!, form[b]!, count);
    // A block without part in the combination need not be read.
    else if (form[b]![0]! !== 0) plain.push(b);
  }
  // Four at a time, so that what is being summed is read and written once for all of them.
  let k = 0;
  for (; k + 3 < plain.length; k += 4) {
    const [b0, b1, b2, b3] = [plain[k]!, plain[k + 1]!, plain[k + 2]!, plain[k + 3]!];
    const weights = [form[b0]![0]!, form[b1]![0]!, form[b2]![0]!, form[b3]![0]!] as const;
    addFour(out, weights, blocks[b0]!.values!, blocks[b1]!.values!, blocks[b2]!.values!, blocks[b3]!.values!, count);
  }
  for (; k < plain.length; k++) addOne(out, form[plain[k]!]![0]!, blocks[plain[k]!]!.values!, count);
}

function addFour(
  out: Float64Array,
  [w0, w1, w2, w3]: readonly [number, number, number, number],
  v0: Float64Array,
  v1: Float64Array,
  v2: Float64Array,
  v3: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    out[i] = out[i]! + (w0 * v0[i]! + w1 * v1[i]! + (w2 * v2[i]! + w3 * v3[i]!));
  }
}

function addOne(out: Float64Array, weight: number, values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) out[i] = out[i]! + weight * values[i]!;
}

function addBlock(out: Float64Array, { columns, values }: BlockChunk, weights: Float64Array, count: number): void {
  if (values === undefined) {
    for (let i = 0; i < count; i++) out[i] = out[i]! + weights[columns![i]!]!;
  } else {
    for (let i = 0; i < count; i++) out[i] = out[i]! + weights[columns![i]!]! * values[i]!;
  }
}

/** Input of `leadingSquaresFold`. */
export interface LeadingRows extends FormRows {
  /** How many of the largest are kept. */
  readonly most: number;
}

/** By combination: Σ value² over the rows, and the largest sums that single units have. */
export interface LeadingState {
  readonly totals: Float64Array;
  readonly largest: readonly Float64Array[];
}

/** Squares of combinations, summed per unit: their total and the largest. */
export const leadingSquaresFold: Fold<LeadingRows, LeadingState> = {
  name: 'leading-squares',
  isExact: false,
  stateBytes: ({ forms, most }) => forms.length * (most + 1) * 8,
  init: ({ forms, most }) => ({
    totals: new Float64Array(forms.length),
    largest: forms.map(() => new Float64Array(most)),
  }),
  step: (state, input, start, end) => {
    const out = new Float64Array(chunkRows);
    const open = new Float64Array(input.forms.length);
    eachUnitChunk(input, start, end, ({ chunk, opens }, count) => {
      for (const [k, form] of input.forms.entries()) {
        evaluate(form, chunk, count, out);
        const largest = state.largest[k]!;
        let least = largest[largest.length - 1]!;
        let total = 0;
        let sum = open[k]!;
        for (let i = 0; i < count; i++) {
          const square = out[i]! * out[i]!;
          total += square;
          if (opens[i] === 1) {
            if (sum > least) least = keepLargest(largest, sum);
            sum = 0;
          }
          sum += square;
        }
        open[k] = sum;
        state.totals[k] = state.totals[k]! + total;
      }
    });
    for (const [k, sum] of open.entries()) keepLargest(state.largest[k]!, sum);
  },
  merge: (earlier, later) => {
    for (const [k, from] of later.largest.entries()) {
      earlier.totals[k] = earlier.totals[k]! + later.totals[k]!;
      mergeLargest(earlier.largest[k]!, from);
    }
    return earlier;
  },
};

/** Input of `scoreInfluencesFold`: the residual is a combination itself; `lo` and `hi` are the halves of the sample's sign key. */
export interface ScoreInfluenceRows extends FormRows {
  readonly residual: readonly Float64Array[];
  /** Blocks of factors without values, of which residuals are summed by column: only where units have one row. */
  readonly blocks: readonly number[];
  readonly lo: number;
  readonly hi: number;
}

/** Entries per combination, and per column of a block, in the state of `scoreInfluencesFold`. */
export const scoreEntries = { signed: 0, squares: 1, largest: 2, size: 3 } as const;

/** Sums of `scoreEntries` by combination, and by block for each of its columns and for none. */
export interface ScoreState {
  readonly forms: Float64Array;
  readonly blocks: readonly Float64Array[];
}

/** Combination × residual, summed per unit: Σ s ψ with the signs of rule DC-14, Σ ψ² and max |ψ|. */
export const scoreInfluencesFold: Fold<ScoreInfluenceRows, ScoreState> = {
  name: 'score-influences',
  isExact: false,
  stateBytes: (input) => (input.forms.length + columnsOf(input).reduce((sum, width) => sum + width, 0)) * 24,
  init: (input) => ({
    forms: new Float64Array(input.forms.length * scoreEntries.size),
    blocks: columnsOf(input).map((width) => new Float64Array(width * scoreEntries.size)),
  }),
  step: (state, input, start, end) => {
    const out = new Float64Array(chunkRows);
    const residuals = new Float64Array(chunkRows);
    const signs = new Float64Array(chunkRows);
    const open = new Float64Array(input.forms.length);
    eachUnitChunk(input, start, end, ({ chunk, units, opens }, count) => {
      evaluate(input.residual, chunk, count, residuals);
      signsOf(input, units, count, signs);
      for (const [k, form] of input.forms.entries()) {
        evaluate(form, chunk, count, out);
        const rows = { out, residuals, signs, opens, count };
        const at = k * scoreEntries.size;
        open[k] = input.units.distinct
          ? addOwnScores(state.forms, at, open[k]!, rows)
          : addScores(state.forms, at, open[k]!, rows);
      }
      for (const [at, block] of input.blocks.entries()) {
        addByColumn(state.blocks[at]!, chunk.blocks[block]!.columns!, residuals, signs, count);
      }
    });
    for (const [k, sum] of open.entries()) closeUnit(state.forms, k * scoreEntries.size, sum);
  },
  merge: (earlier, later) => {
    addTo(earlier.forms, later.forms);
    for (const [at, from] of later.blocks.entries()) addTo(earlier.blocks[at]!, from);
    return earlier;
  },
};

/** Columns of the blocks that are asked for, and one more for rows in none. */
function columnsOf({ design, blocks }: ScoreInfluenceRows): readonly number[] {
  return blocks.map((block) => design.blocks[block]!.width + 1);
}

function addTo(into: Float64Array, from: Float64Array): void {
  const { signed, squares, largest, size } = scoreEntries;
  for (let at = 0; at < into.length; at += size) {
    into[at + signed] = into[at + signed]! + from[at + signed]!;
    into[at + squares] = into[at + squares]! + from[at + squares]!;
    into[at + largest] = Math.max(into[at + largest]!, from[at + largest]!);
  }
}

function addByColumn(
  state: Float64Array,
  columns: Int32Array,
  residuals: Float64Array,
  signs: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = columns[i]! * scoreEntries.size;
    const psi = residuals[i]!;
    state[at] = state[at]! + signs[i]! * psi;
    state[at + 1] = state[at + 1]! + psi * psi;
    state[at + 2] = Math.max(state[at + 2]!, Math.abs(psi));
  }
}

/* The signs of `signOf` in the disclosure rules, which this loop has to be equal to. */
function signsOf({ units, lo, hi }: ScoreInfluenceRows, entries: Int32Array, count: number, signs: Float64Array): void {
  const { keysA, keysB } = units;
  for (let i = 0; i < count; i++) {
    const unit = entries[i]!;
    const bit = (Math.imul(keysA[unit]! ^ lo, 0x9e3779b1) ^ Math.imul(keysB[unit]! ^ hi, 0x85ebca77)) >>> 31;
    signs[i] = 1 - 2 * bit;
  }
}

/** Some rows with a combination, the residual, and the sign of the unit. */
interface ScoredRows {
  readonly out: Float64Array;
  readonly residuals: Float64Array;
  readonly signs: Float64Array;
  readonly opens: Uint8Array;
  readonly count: number;
}

/* A unit's rows carry the same sign, so that signed sums need no care; squares and extremes wait until a unit's rows are over. */
function addScores(
  state: Float64Array,
  at: number,
  open: number,
  { out, residuals, signs, opens, count }: ScoredRows,
): number {
  let signed = 0;
  let squares = 0;
  let largest = state[at + scoreEntries.largest]!;
  let sum = open;
  for (let i = 0; i < count; i++) {
    const psi = out[i]! * residuals[i]!;
    signed += signs[i]! * psi;
    if (opens[i] === 1) {
      squares += sum * sum;
      largest = Math.max(largest, Math.abs(sum));
      sum = 0;
    }
    sum += psi;
  }
  state[at] = state[at]! + signed;
  state[at + scoreEntries.squares] = state[at + scoreEntries.squares]! + squares;
  state[at + scoreEntries.largest] = largest;
  return sum;
}

/* The same where each row is a unit of its own. The last one waits, as it does there. */
function addOwnScores(
  state: Float64Array,
  at: number,
  open: number,
  { out, residuals, signs, count }: ScoredRows,
): number {
  let signed = 0;
  let squares = 0;
  let largest = state[at + scoreEntries.largest]!;
  let last = open;
  for (let i = 0; i < count; i++) {
    const size = Math.abs(last);
    squares += last * last;
    if (size > largest) largest = size;
    last = out[i]! * residuals[i]!;
    signed += signs[i]! * last;
  }
  state[at] = state[at]! + signed;
  state[at + scoreEntries.squares] = state[at + scoreEntries.squares]! + squares;
  state[at + scoreEntries.largest] = largest;
  return last;
}

function closeUnit(state: Float64Array, at: number, sum: number): void {
  state[at + scoreEntries.squares] = state[at + scoreEntries.squares]! + sum * sum;
  state[at + scoreEntries.largest] = Math.max(state[at + scoreEntries.largest]!, Math.abs(sum));
}
