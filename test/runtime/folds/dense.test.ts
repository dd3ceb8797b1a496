import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingInt32, openStopDay } from '../../../src/metadata/stored-column.ts';
import { type CellRows, chunkRows, droppedRow, type NumericValues } from '../../../src/runtime/folds/axis.ts';
import { denseOfChunk, roomForDense } from '../../../src/runtime/folds/dense.ts';

interface Row {
  readonly value: number;
  readonly place: number;
  readonly cell: number;
}

/** What `denseOfChunk` finds. */
function found(rows: CellRows, column: NumericValues, start: number, count: number, number = 0): readonly Row[] {
  const room = roomForDense(number);
  const kept = denseOfChunk(rows, column, start, count, room);
  return Array.from({ length: kept }, (_, i) => ({
    value: room.values[i]!,
    place: room.places[i]!,
    cell: room.cells[i]!,
  }));
}

/** The same, row by row. */
function expected(
  column: NumericValues,
  mask: readonly number[] | undefined,
  codes: readonly number[] | undefined,
  start: number,
  count: number,
): readonly Row[] {
  const rows: Row[] = [];
  for (let place = 0; place < count; place++) {
    const value = column.values[start + place]!;
    const isMissing =
      column.kind === 'int32'
        ? value === missingInt32 || (column.openStop && value === openStopDay)
        : Number.isNaN(value);
    const code = codes?.[start + place] ?? 1;
    if (isMissing || code === 0 || mask?.[start + place] === 0) continue;
    rows.push({ value: value + 0, place, cell: codes === undefined ? 0 : code - 1 });
  }
  return rows;
}

const integers = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer(),
  fc.constantFrom(missingInt32, openStopDay, 2 ** 31 - 1),
);
const decimals = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE, 5e-324),
);
const bits = fc.integer({ min: 0, max: 1 });

const scenes = fc
  .integer({ min: 0, max: 70 })
  .chain((length) =>
    fc.record({
      column: fc.oneof(
        fc.record({
          kind: fc.constant('int32' as const),
          values: fc.array(integers, { minLength: length, maxLength: length }).map((list) => Int32Array.from(list)),
          openStop: fc.boolean(),
        }),
        fc.record({
          kind: fc.constant('float64' as const),
          values: fc.array(decimals, { minLength: length, maxLength: length }).map((list) => Float64Array.from(list)),
        }),
      ),
      mask: fc.option(fc.array(bits, { minLength: length, maxLength: length }), { nil: undefined }),
      codes: fc.option(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: length, maxLength: length }), {
        nil: undefined,
      }),
      start: fc.integer({ min: 0, max: length }),
    }),
  )
  .map((scene) => ({ ...scene, count: scene.column.values.length - scene.start }));

const axisOf = (codes: readonly number[]): CellRows['axes'][number] => ({
  source: { kind: 'codes', codes: Uint8Array.from(codes) },
  contribution: Int32Array.of(droppedRow, 0, 1, 2),
  missing: 0,
});

describe('the rows of a chunk that count', () => {
  it('are those with a value, a mark and a cell, in their order', () => {
    fc.assert(
      fc.property(scenes, ({ column, mask, codes, start, count }) => {
        const rows: CellRows = {
          mask: mask === undefined ? undefined : Uint8Array.from(mask),
          axes: codes === undefined ? [] : [axisOf(codes)],
        };
        expect(found(rows, column, start, count)).toEqual(expected(column, mask, codes, start, count));
      }),
    );
  });

  it('may be all rows of a chunk', () => {
    const values = Int32Array.from({ length: chunkRows }, (_, i) => i - 7);
    const all = found({ mask: undefined, axes: [] }, { kind: 'int32', values, openStop: false }, 0, chunkRows);
    expect(all).toEqual(Array.from(values, (value, place) => ({ value, place, cell: 0 })));
  });

  it('lie in rooms that do not touch one another, without cells of an earlier step', () => {
    const values = Float64Array.from({ length: chunkRows }, (_, i) => i);
    const column = { kind: 'float64', values } as const;
    const codes = Array.from(values, (_, i) => 1 + (i % 3));
    const first = roomForDense();
    const inCells = denseOfChunk({ mask: undefined, axes: [axisOf(codes)] }, column, 0, chunkRows, first);
    const other = found({ mask: undefined, axes: [] }, { ...column, values: values.map(() => 1) }, 0, chunkRows, 1);
    expect(other.every(({ value, cell }) => value === 1 && cell === 0)).toBe(true);
    expect([inCells, first.values[chunkRows - 1], first.cells[1]]).toEqual([chunkRows, chunkRows - 1, 1]);
    expect(roomForDense().cells[1]).toBe(0);
  });
});
