import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HexGrid } from '../../../src/disclosure/nodes.ts';
import { missingInt32 } from '../../../src/metadata/stored-column.ts';
import type { NumericValues } from '../../../src/runtime/folds/axis.ts';
import { countHexagonsFold } from '../../../src/runtime/folds/hexagon-counts.ts';
import { hexagonCount, hexagonOf } from '../../../src/runtime/folds/hexagons.ts';

const grids: fc.Arbitrary<HexGrid> = fc
  .record({
    left: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    bottom: fc.integer({ min: -50, max: 50 }),
    width: fc.constantFrom(0.1, 1, 7, 1e6),
    height: fc.constantFrom(1 / 3, 5, 1e5),
    columns: fc.integer({ min: 1, max: 12 }),
    rows: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ left, bottom, width, height, columns, rows }) => ({
    left,
    right: left + width,
    bottom,
    top: bottom + height,
    columns,
    rows,
  }));

/** Where a point lies, in quarters of steps: on lines of the lattices, between them, and outside; or what has no place. */
const places = fc.oneof(
  fc.integer({ min: -4, max: 60 }).map((quarters) => quarters / 4),
  fc.double({ min: -1, max: 13, noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

test('rows of each hexagon with the keys of their units, where both values are valid', () => {
  const points = fc.array(fc.tuple(places, places, fc.boolean()), { maxLength: 150 });
  fc.assert(
    fc.property(grids, points, fc.boolean(), (grid, list, isWhole) => {
      const { left, right, bottom, top, columns, rows } = grid;
      const x = Float64Array.from(list, ([u]) => left + (u * (right - left)) / columns);
      const decimals = Float64Array.from(list, ([, v]) => bottom + (v * (top - bottom)) / rows);
      const y: NumericValues = isWhole
        ? {
            kind: 'int32',
            values: Int32Array.from(decimals, (v) => (Number.isFinite(v) ? Math.round(v) : missingInt32)),
            openStop: false,
          }
        : { kind: 'float64', values: decimals };
      const mask = Uint8Array.from(list, ([, , isIn]) => (isIn ? 1 : 0));
      const keys = Int32Array.from(list, (_, row) => 1 << (row % 31));
      const units = { keysA: keys, keysB: keys, index: undefined, distinct: true, rowCount: list.length };
      const input = { mask, x: { kind: 'float64', values: x } as const, y, grid, units };
      const found = countHexagonsFold.init(input);
      countHexagonsFold.step(found, input, 0, list.length);
      const expected = new Int32Array(hexagonCount(grid) * 4);
      list.forEach((_, row) => {
        const [atX, atY] = [x[row]!, y.values[row]!];
        if (mask[row] === 0 || Number.isNaN(atX) || Number.isNaN(atY) || atY === missingInt32) return;
        const at = hexagonOf(grid, atX, atY) * 4;
        expected[at] = expected[at]! + 1;
        expected[at + 2] = (expected[at + 2]! + keys[row]!) | 0;
        expected[at + 3] = (expected[at + 3]! + keys[row]!) | 0;
      });
      expect([...found]).toEqual([...expected]);
    }),
    { numRuns: 500 },
  );
});
