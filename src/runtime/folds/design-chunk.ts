import type { WinsorLimits } from '../engine/reading.ts';
import { type CellRows, cellsOfChunk, chunkRows, type NumericValues } from './axis.ts';

/** A block of a design as folds read it. */
export interface BlockRows {
  readonly values: readonly NumericValues[];
  /** By value: beyond what it is pulled in. */
  readonly limits: readonly (WinsorLimits | undefined)[];
  /** For blocks with factors: the column of each row within the block; negative where all columns are 0. */
  readonly columns: CellRows | undefined;
  /** Number of columns. */
  readonly width: number;
  readonly shift: number;
  readonly scale: number;
}

/** A design as folds read it. */
export interface DesignRows {
  readonly blocks: readonly BlockRows[];
  /** One byte per row, 0 = not in the sample; absent when all rows are. */
  readonly mask: Uint8Array | undefined;
}

/** One block's part of a chunk: the value and the column of each row. Rows that are 0 in all columns point one past the last. */
export interface BlockChunk {
  /** Absent when the block has one column. */
  readonly columns: Int32Array | undefined;
  /** Absent when all values are 1. */
  readonly values: Float64Array | undefined;
  readonly width: number;
}

/** Scratch space and contents of one chunk of a design: the rows of the sample only, moved together. */
export interface DesignChunk {
  readonly blocks: BlockChunk[];
  /** By block with one factor that is coded: the column of each code. */
  readonly closed: readonly (Int32Array | undefined)[];
  /** Place in the chunk of each of its rows that is in the sample, ascending. */
  readonly rows: Int32Array;
  /** All 1: the values of a block that has none. */
  readonly ones: Float64Array;
}

const chunks = new WeakMap<DesignRows, DesignChunk>();

/** The thread's room for the chunks of a design: the same in every step. */
export function chunkFor(design: DesignRows): DesignChunk {
  const known = chunks.get(design) ?? emptyChunk(design);
  chunks.set(design, known);
  return known;
}

function emptyChunk(design: DesignRows): DesignChunk {
  const rows = new Int32Array(chunkRows);
  for (let row = 0; row < chunkRows; row++) rows[row] = row;
  return {
    rows,
    closed: design.blocks.map(closedColumns),
    ones: new Float64Array(chunkRows).fill(1),
    blocks: design.blocks.map((block) => ({
      columns: block.columns === undefined ? undefined : new Int32Array(chunkRows),
      // A block of neither factors nor values is the constant.
      values:
        block.columns !== undefined && block.values.length === 0 ? undefined : new Float64Array(chunkRows).fill(1),
      width: block.width,
    })),
  };
}

/* Codes lead to columns by one table, where "no column" is one past the last already. */
function closedColumns({ columns, width }: BlockRows): Int32Array | undefined {
  const axis = columns?.axes[0];
  if (axis?.source.kind !== 'codes' || columns?.axes.length !== 1 || columns.mask !== undefined) return undefined;
  return axis.contribution.map((column) => (column < 0 ? width : column));
}

const cells = new Int32Array(chunkRows);
const factors = new Float64Array(chunkRows);

/**
 * Fills a chunk with those of `count` rows from `start` on that are in the sample; gives their number. Loops over a chunk then
 * need not ask row by row, which costs more than all of their arithmetic. Rows of the sample have a value in every variable.
 */
export function fillChunk(chunk: DesignChunk, design: DesignRows, start: number, count: number): number {
  const { rows } = chunk;
  const { mask } = design;
  const inside = mask === undefined ? count : chooseRows(mask, start, count, rows);
  for (let b = 0; b < design.blocks.length; b++) {
    const block = design.blocks[b]!;
    const { columns, values } = chunk.blocks[b]!;
    if (columns !== undefined && block.columns !== undefined) {
      const closed = chunk.closed[b];
      const source = block.columns.axes[0]?.source;
      if (closed !== undefined && source?.kind === 'codes') {
        takeCodes(source.codes, closed, rows, inside, start, columns);
      } else {
        cellsOfChunk(block.columns, start, count, cells);
        takeColumns(cells, rows, inside, block.width, columns);
      }
    }
    if (values !== undefined) fillValues(values, block, rows, inside, start);
  }
  return inside;
}

function chooseRows(mask: Uint8Array, start: number, count: number, rows: Int32Array): number {
  let inside = 0;
  for (let i = 0; i < count; i++) {
    rows[inside] = i;
    inside += mask[start + i]!;
  }
  return inside;
}

/* Rows without a column point one past the last; the sign says so, without a branch. */
function takeColumns(from: Int32Array, rows: Int32Array, count: number, width: number, to: Int32Array): void {
  for (let i = 0; i < count; i++) {
    const column = from[rows[i]!]!;
    to[i] = column + ((column >> 31) & (width - column));
  }
}

/* The same loop three times over: one copy per array type keeps each of them fast. */
function takeCodes(
  codes: Uint8Array | Uint16Array | Uint32Array,
  closed: Int32Array,
  rows: Int32Array,
  count: number,
  start: number,
  to: Int32Array,
): void {
  if (codes instanceof Uint8Array) takeCodes8(codes, closed, rows, count, start, to);
  else if (codes instanceof Uint16Array) takeCodes16(codes, closed, rows, count, start, to);
  else takeCodes32(codes, closed, rows, count, start, to);
}

function takeCodes8(
  codes: Uint8Array,
  closed: Int32Array,
  rows: Int32Array,
  count: number,
  start: number,
  to: Int32Array,
): void {
  for (let i = 0; i < count; i++) to[i] = closed[codes[start + rows[i]!]!]!;
}

function takeCodes16(
  codes: Uint16Array,
  closed: Int32Array,
  rows: Int32Array,
  count: number,
  start: number,
  to: Int32Array,
): void {
  for (let i = 0; i < count; i++) to[i] = closed[codes[start + rows[i]!]!]!;
}

function takeCodes32(
  codes: Uint32Array,
  closed: Int32Array,
  rows: Int32Array,
  count: number,
  start: number,
  to: Int32Array,
): void {
  for (let i = 0; i < count; i++) to[i] = closed[codes[start + rows[i]!]!]!;
}

function fillValues(out: Float64Array, block: BlockRows, rows: Int32Array, count: number, start: number): void {
  if (block.values.length === 0) return;
  const { shift, scale, limits } = block;
  if (block.values.length === 1) {
    takeValues(block.values[0]!, rows, count, start, shift, scale, out);
    if (limits[0] !== undefined) pullIn(limits[0], shift, scale, count, out);
    return;
  }
  takeValues(block.values[0]!, rows, count, start, 0, 1, out);
  if (limits[0] !== undefined) pullIn(limits[0], 0, 1, count, out);
  for (let v = 1; v < block.values.length; v++) {
    takeValues(block.values[v]!, rows, count, start, 0, 1, factors);
    const own = limits[v];
    if (own !== undefined) pullIn(own, 0, 1, count, factors);
    for (let i = 0; i < count; i++) out[i] = out[i]! * factors[i]!;
  }
  for (let i = 0; i < count; i++) out[i] = (out[i]! - shift) * scale;
}

/* On the scale that the values have been brought to, which never turns them around. */
function pullIn({ lower, upper }: WinsorLimits, shift: number, scale: number, count: number, out: Float64Array): void {
  const least = (lower - shift) * scale;
  const most = (upper - shift) * scale;
  for (let i = 0; i < count; i++) out[i] = Math.min(Math.max(out[i]!, least), most);
}

function takeValues(
  from: NumericValues,
  rows: Int32Array,
  count: number,
  start: number,
  shift: number,
  scale: number,
  out: Float64Array,
): void {
  if (from.kind === 'int32') takeIntegers(from.values, rows, count, start, shift, scale, out);
  else takeDecimals(from.values, rows, count, start, shift, scale, out);
}

/* The same loop twice: one copy per array type keeps both fast. */
function takeIntegers(
  from: Int32Array,
  rows: Int32Array,
  count: number,
  start: number,
  shift: number,
  scale: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) out[i] = (from[start + rows[i]!]! - shift) * scale;
}

function takeDecimals(
  from: Float64Array,
  rows: Int32Array,
  count: number,
  start: number,
  shift: number,
  scale: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) out[i] = (from[start + rows[i]!]! - shift) * scale;
}

/** Length of the accumulator of a pair of blocks: every combination of columns, one past the last included. */
export function pairLength(a: number, b: number, blocks: readonly { readonly width: number }[]): number {
  const [left, right] = [blocks[a]!.width, blocks[b]!.width];
  return a === b ? left + 1 : (left + 1) * (right + 1);
}

/** All pairs of blocks, each with itself included; `skip` leaves a block out. */
export function pairsOf(blocks: number, skip = -1): (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < blocks; a++) for (let b = a; b < blocks; b++) if (a !== skip && b !== skip) pairs.push([a, b]);
  return pairs;
}

/** Adds Σ a·b of a chunk to the accumulator of a pair of different blocks. */
export function addPair(sums: Float64Array, a: BlockChunk, b: BlockChunk, ones: Float64Array, count: number): void {
  if (a.columns === undefined) {
    const left = a.values ?? ones;
    if (b.columns === undefined) sums[0] = sums[0]! + dot(left, b.values ?? ones, count);
    else scatter(sums, b.columns, left, b.values, count);
    return;
  }
  if (b.columns === undefined) {
    scatterWide(sums, a.columns, b.values ?? ones, a.values, count);
    return;
  }
  crossCells(sums, a, b, count);
}

/** Adds Σ a² of a chunk to the diagonal of a block with itself (or Σ a·b when `b` is the same block weighted). */
export function addDiagonal(sums: Float64Array, a: BlockChunk, b: BlockChunk, ones: Float64Array, count: number): void {
  if (a.columns === undefined) sums[0] = sums[0]! + dot(a.values ?? ones, b.values ?? ones, count);
  else if (a.values === undefined && b.values === undefined) countColumns(sums, a.columns, count);
  else if (a.values === undefined) scatter(sums, a.columns, b.values!, undefined, count);
  else scatter(sums, a.columns, a.values, b.values, count);
}

/* Σ a·b in four sums, so that the additions need not wait for one another. */
function dot(a: Float64Array, b: Float64Array, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = count - (count % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < count; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

/* sums[column] += value · factor */
function scatter(
  sums: Float64Array,
  columns: Int32Array,
  values: Float64Array,
  factors: Float64Array | undefined,
  count: number,
): void {
  if (factors === undefined) {
    for (let i = 0; i < count; i++) {
      const at = columns[i]!;
      sums[at] = sums[at]! + values[i]!;
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    const at = columns[i]!;
    sums[at] = sums[at]! + values[i]! * factors[i]!;
  }
}

/* The same where the other block has one column: the accumulator's rows are two entries wide. */
function scatterWide(
  sums: Float64Array,
  columns: Int32Array,
  values: Float64Array,
  factors: Float64Array | undefined,
  count: number,
): void {
  if (factors === undefined) {
    for (let i = 0; i < count; i++) {
      const at = columns[i]! * 2;
      sums[at] = sums[at]! + values[i]!;
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    const at = columns[i]! * 2;
    sums[at] = sums[at]! + values[i]! * factors[i]!;
  }
}

function countColumns(sums: Float64Array, columns: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const at = columns[i]!;
    sums[at] = sums[at]! + 1;
  }
}

function crossCells(sums: Float64Array, a: BlockChunk, b: BlockChunk, count: number): void {
  const stride = b.width + 1;
  const [left, right] = [a.columns!, b.columns!];
  const [x, y] = [a.values, b.values];
  if (x === undefined && y === undefined) {
    for (let i = 0; i < count; i++) {
      const at = left[i]! * stride + right[i]!;
      sums[at] = sums[at]! + 1;
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    const at = left[i]! * stride + right[i]!;
    sums[at] = sums[at]! + (x === undefined ? 1 : x[i]!) * (y === undefined ? 1 : y[i]!);
  }
}
