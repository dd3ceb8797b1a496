import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingInt32, openStopDay } from '../../../src/metadata/stored-column.ts';
import { type Axis, cellsOfChunk, droppedRow, type NumericValues } from '../../../src/runtime/folds/axis.ts';
import { type CountCellsInput, countCellsFold } from '../../../src/runtime/folds/cells.ts';

/** What a row contributes to its cell by one axis. */
function contributed({ source, contribution, missing }: Axis, row: number): number {
  switch (source.kind) {
    case 'codes':
      return contribution[source.codes[row]!]!;
    case 'int32': {
      const value = source.values[row]!;
      return value === missingInt32 ? missing : contribution[value - source.offset]!;
    }
    case 'float64': {
      const value = source.values[row]!;
      return Number.isNaN(value) ? missing : contribution[value - source.offset]!;
    }
    default:
      throw new Error('the reference does not know this kind of axis');
  }
}

function valueAt(column: NumericValues, row: number): number {
  const value = column.values[row]!;
  if (column.kind === 'float64') return value;
  return value === missingInt32 || (column.openStop && value === openStopDay) ? Number.NaN : value;
}

/** The cell of a row, -1 for none, one row at a time. */
function cellOf({ rows, valid, equals }: CountCellsInput, row: number): number {
  if (rows.mask !== undefined && rows.mask[row] === 0) return -1;
  const value = valid === undefined ? 0 : valueAt(valid, row);
  if (Number.isNaN(value) || (equals !== undefined && value !== equals)) return -1;
  return Math.max(
    -1,
    rows.axes.reduce((sum, axis) => sum + contributed(axis, row), 0),
  );
}

/** Counts with sets of units. */
function countedPlainly(input: CountCellsInput): Int32Array {
  const { units, cells } = input;
  const counts = new Int32Array(cells * 4);
  const seen = new Set<number>();
  for (let row = 0; row < units.rowCount; row++) {
    const cell = cellOf(input, row);
    if (cell < 0) continue;
    counts[cell * 4]! += 1;
    const unit = units.index === undefined ? row : units.index[row]!;
    if (seen.has(cell * 2 ** 20 + unit)) continue;
    seen.add(cell * 2 ** 20 + unit);
    if (!units.distinct) counts[cell * 4 + 1]! += 1;
    counts[cell * 4 + 2] = counts[cell * 4 + 2]! + units.keysA[unit]!;
    counts[cell * 4 + 3] = counts[cell * 4 + 3]! + units.keysB[unit]!;
  }
  return counts;
}

function counted(input: CountCellsInput, cuts: readonly number[]): Int32Array {
  const ends = [...cuts, input.units.rowCount].sort((a, b) => a - b);
  const states = ends.map((end, at) => {
    const state = countCellsFold.init(input);
    countCellsFold.step(state, input, ends[at - 1] ?? 0, end);
    return state;
  });
  return states.reduce((earlier, later) => countCellsFold.merge(earlier, later, input)).counts;
}

type Kind = 'bytes' | 'halves' | 'words' | 'integers' | 'decimals';

interface Shape {
  readonly kinds: readonly { readonly kind: Kind; readonly slots: number }[];
  readonly isMasked: boolean;
  readonly isIndexed: boolean;
  readonly isDistinct: boolean;
  readonly valid: 'none' | 'integers' | 'open' | 'decimals' | 'two';
}

/** A number without a pattern, 0 or more and below `size`. */
function random(seed: number, size: number): number {
  const mixed = Math.imul(Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) ^ 0x297a2d39, 0x6b43a9b5) >>> 0;
  return ((mixed ^ (mixed >>> 13)) >>> 0) % size;
}

function axisOf({ kind, slots }: Shape['kinds'][number], stride: number, rows: number, seed: number): Axis {
  const from = (make: (row: number) => number) => (_: unknown, row: number) => make(row);
  const slot = from((row) => random(row * 7 + seed, slots));
  // The first slot has no cell, and the others the next multiple of the stride each.
  const contribution = Int32Array.from({ length: slots }, (_, at) => (at === 0 ? droppedRow : (at - 1) * stride));
  const missing = droppedRow;
  const length = { length: rows };
  const value = from((row) => (random(row + seed, 9) === 0 ? Number.NaN : random(row * 7 + seed, slots) - 5));
  switch (kind) {
    case 'bytes':
      return { source: { kind: 'codes', codes: Uint8Array.from(length, slot) }, contribution, missing };
    case 'halves':
      return { source: { kind: 'codes', codes: Uint16Array.from(length, slot) }, contribution, missing };
    case 'words':
      return { source: { kind: 'codes', codes: Uint32Array.from(length, slot) }, contribution, missing };
    case 'integers': {
      const values = Int32Array.from(Array.from(length, value), (x) => (Number.isNaN(x) ? missingInt32 : x));
      return { source: { kind: 'int32', values, offset: -5 }, contribution, missing };
    }
    case 'decimals':
      return {
        source: { kind: 'float64', values: Float64Array.from(length, value), offset: -5 },
        contribution,
        missing,
      };
  }
}

function valuesOf(kind: Shape['valid'], rows: number): { valid?: NumericValues; equals?: number } {
  const value = (row: number): number => (random(row, 3) === 0 ? Number.NaN : random(row, 4));
  const integers = Int32Array.from({ length: rows }, (_, row) => {
    const x = value(row);
    return Number.isNaN(x) ? (row % 2 === 0 ? missingInt32 : openStopDay) : x;
  });
  switch (kind) {
    case 'none':
      return {};
    case 'integers':
      return { valid: { kind: 'int32', values: integers, openStop: false } };
    case 'open':
      return { valid: { kind: 'int32', values: integers, openStop: true } };
    case 'decimals':
      return { valid: { kind: 'float64', values: Float64Array.from(integers, (_, row) => value(row)) } };
    case 'two':
      return { valid: { kind: 'int32', values: integers, openStop: true }, equals: 2 };
  }
}

function inputOf(shape: Shape, rows: number): CountCellsInput {
  const { kinds, isMasked, isDistinct } = shape;
  const strides = kinds.map((_, at) => kinds.slice(at + 1).reduce((product, { slots }) => product * (slots - 1), 1));
  const axes = kinds.map((kind, at) => axisOf(kind, strides[at]!, rows, at * 1000));
  const isIndexed = shape.isIndexed || !isDistinct;
  const key = (salt: number) => (_: unknown, unit: number) => Math.imul(unit + salt, 0x9e3779b1);
  const index = Int32Array.from({ length: rows }, (_, row) => (isDistinct ? row * 2 + 1 : row >> 2));
  const length = { length: rows * 2 + 2 };
  return {
    rows: { axes, mask: isMasked ? Uint8Array.from({ length: rows }, (_, row) => random(row, 5) & 1) : undefined },
    cells: kinds.reduce((product, { slots }) => product * (slots - 1), 1),
    units: {
      keysA: Int32Array.from(length, key(1)),
      keysB: Int32Array.from(length, key(99)),
      index: isIndexed ? index : undefined,
      distinct: isDistinct,
      rowCount: rows,
    },
    ...valuesOf(shape.valid, rows),
  };
}

const kind = fc.record({
  kind: fc.constantFrom<Kind>('bytes', 'halves', 'words', 'integers', 'decimals'),
  slots: fc.integer({ min: 2, max: 12 }),
});
const shape = fc.record({
  kinds: fc.array(kind, { maxLength: 5 }),
  isMasked: fc.boolean(),
  isIndexed: fc.boolean(),
  isDistinct: fc.boolean(),
  valid: fc.constantFrom<Shape['valid']>('none', 'integers', 'open', 'decimals', 'two'),
});

test('rows, units and their keys by cell are those of one row at a time, however rows are cut', () => {
  fc.assert(
    fc.property(shape, fc.nat({ max: 70 }), fc.array(fc.nat({ max: 70 }), { maxLength: 3 }), (given, rows, cuts) => {
      const input = inputOf(given, rows);
      const cutsWithin = cuts.filter((cut) => cut < rows);
      expect([...counted(input, cutsWithin)]).toEqual([...countedPlainly(input)]);
    }),
  );
});

const wide: Shape = { kinds: [], isMasked: false, isIndexed: false, isDistinct: true, valid: 'none' };

for (const [name, kinds] of Object.entries({
  'one cell': [],
  'few cells': [{ kind: 'bytes', slots: 6 }],
  'hundreds of cells': [
    { kind: 'halves', slots: 400 },
    { kind: 'bytes', slots: 3 },
  ],
  'too many cells for the memory of a thread': [{ kind: 'halves', slots: 40_000 }],
  'more slots than are looked up there': [{ kind: 'words', slots: 70_000 }],
  'more integers than are looked up there': [
    { kind: 'integers', slots: 70_000 },
    { kind: 'bytes', slots: 3 },
  ],
} satisfies Record<string, Shape['kinds']>)) {
  test(`${name}, in more rows than are looked at together`, () => {
    for (const isMasked of [false, true]) {
      const input = inputOf({ ...wide, kinds, isMasked }, 9001);
      const expected = countedPlainly(input);
      expect(counted(input, [4099]).findIndex((found, at) => found !== expected[at])).toBe(-1);
    }
  });
}

test('cells of a chunk leave what comes after it alone', () => {
  const { rows } = inputOf({ ...wide, kinds: [{ kind: 'bytes', slots: 6 }], isMasked: true }, 50);
  const cells = new Int32Array(20).fill(77);
  cellsOfChunk(rows, 3, 7, cells);
  const input = { rows, cells: 5, units: { ...inputOf(wide, 50).units } };
  expect([...cells].map((cell) => Math.max(-1, cell))).toEqual([
    ...Array.from({ length: 7 }, (_, i) => cellOf(input, 3 + i)),
    ...Array.from({ length: 13 }, () => 77),
  ]);
});
