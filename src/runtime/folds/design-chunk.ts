import { type CellRows, cellsOfChunk, chunkRows, type NumericValues, valuesOfChunk } from './axis.ts';

/** A block of a design as folds read it. */
export interface BlockRows {
  readonly values: readonly NumericValues[];
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
  /** Absent when all values are 1. Rows outside the sample hold 0. */
  readonly values: Float64Array | undefined;
  readonly width: number;
}

/** Scratch space and contents of one chunk of a design. */
export interface DesignChunk {
  readonly blocks: BlockChunk[];
  /** 1 for rows in the sample, 0 for the others. */
  readonly inside: Float64Array;
}

/** Room for the chunks of a design. */
export function emptyChunk(design: DesignRows): DesignChunk {
  return {
    inside: new Float64Array(chunkRows),
    blocks: design.blocks.map((block) => ({
      columns: block.columns === undefined ? undefined : new Int32Array(chunkRows),
      values: block.columns !== undefined && block.values.length === 0 ? undefined : new Float64Array(chunkRows),
      width: block.width,
    })),
  };
}

const scratch = new Float64Array(chunkRows);
const second = new Float64Array(chunkRows);

/** Fills a chunk with the rows from `start` on. */
export function fillChunk(chunk: DesignChunk, design: DesignRows, start: number, count: number): void {
  const { inside } = chunk;
  const { mask } = design;
  if (mask === undefined) inside.fill(1, 0, count);
  else for (let i = 0; i < count; i++) inside[i] = mask[start + i]!;
  for (let b = 0; b < design.blocks.length; b++) {
    const block = design.blocks[b]!;
    const { columns, values } = chunk.blocks[b]!;
    if (columns !== undefined && block.columns !== undefined) {
      cellsOfChunk(block.columns, start, count, columns);
      closeColumns(columns, mask === undefined ? undefined : inside, block.width, count);
    }
    if (values !== undefined) fillValues(values, block, inside, mask !== undefined, start, count);
  }
}

/** Rows without a column, and rows outside the sample, point one past the last column. */
function closeColumns(columns: Int32Array, inside: Float64Array | undefined, width: number, count: number): void {
  if (inside === undefined) {
    for (let i = 0; i < count; i++) if (columns[i]! < 0) columns[i] = width;
    return;
  }
  for (let i = 0; i < count; i++) if (columns[i]! < 0 || inside[i] === 0) columns[i] = width;
}

function fillValues(
  out: Float64Array,
  block: BlockRows,
  inside: Float64Array,
  isPartial: boolean,
  start: number,
  count: number,
): void {
  if (block.values.length === 0) {
    out.set(inside.subarray(0, count));
    return;
  }
  let values = valuesOfChunk(block.values[0]!, start, count, scratch);
  for (let v = 1; v < block.values.length; v++) {
    const factors = valuesOfChunk(block.values[v]!, start, count, values === scratch ? second : scratch);
    for (let i = 0; i < count; i++) out[i] = values[i]! * factors[i]!;
    values = out;
  }
  const { shift, scale } = block;
  if (isPartial) for (let i = 0; i < count; i++) out[i] = inside[i] === 0 ? 0 : (values[i]! - shift) * scale;
  else for (let i = 0; i < count; i++) out[i] = (values[i]! - shift) * scale;
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
export function addPair(sums: Float64Array, a: BlockChunk, b: BlockChunk, inside: Float64Array, count: number): void {
  if (a.columns === undefined) {
    const left = a.values ?? inside;
    if (b.columns === undefined) sums[0] = sums[0]! + dot(left, b.values ?? inside, count);
    else scatter(sums, b.columns, left, b.values, count);
    return;
  }
  if (b.columns === undefined) {
    scatterWide(sums, a.columns, b.values ?? inside, a.values, count);
    return;
  }
  crossCells(sums, a, b, count);
}

/** Adds Σ a² of a chunk to the diagonal of a block with itself (or Σ a·b when `b` is the same block weighted). */
export function addDiagonal(
  sums: Float64Array,
  a: BlockChunk,
  b: BlockChunk,
  inside: Float64Array,
  count: number,
): void {
  if (a.columns === undefined) sums[0] = sums[0]! + dot(a.values ?? inside, b.values ?? inside, count);
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
  for (let i = 0; i < count; i++) {
    const at = columns[i]! * 2;
    sums[at] = sums[at]! + (factors === undefined ? values[i]! : values[i]! * factors[i]!);
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
