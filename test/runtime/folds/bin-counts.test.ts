import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingInt32 } from '../../../src/metadata/stored-column.ts';
import type { NumericValues } from '../../../src/runtime/folds/axis.ts';
import { countBinsFold } from '../../../src/runtime/folds/bin-counts.ts';

/** Bin of a value by the edges alone. */
function binOf(value: number, edges: Float64Array): number {
  const above = edges.findIndex((edge, at) => at > 0 && value < edge);
  return above < 0 ? edges.length - 2 : above - 1;
}

const width = fc.constantFrom(0.1, 1, 1 / 3, 1e5);
const value = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

test('rows of each cell by the bin of their value, with the keys of their units', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, fc.boolean()), { maxLength: 200 }),
      fc.integer({ min: 1, max: 9 }),
      width,
      fc.boolean(),
      (list, bins, by, areIntegers) => {
        const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i * by);
        // Whole multiples of the width lie on edges, or miss them by rounding.
        const plain = list.map(([x]) => (Number.isInteger(x) && Math.abs(x) < 20 ? x * by : x));
        const isMissing = (x: number): boolean => Number.isNaN(x) || (areIntegers && !Number.isFinite(x));
        const whole = plain.map((x) => (isMissing(x) ? missingInt32 : Math.max(-1e6, Math.min(1e6, Math.round(x)))));
        const values: NumericValues = areIntegers
          ? { kind: 'int32', values: Int32Array.from(whole), openStop: false }
          : { kind: 'float64', values: Float64Array.from(plain) };
        const codes = Uint8Array.from(list, ([, isSecond]) => (isSecond ? 2 : 1));
        const axis = {
          source: { kind: 'codes' as const, codes },
          contribution: Int32Array.of(0, 0, 1),
          missing: 0,
        };
        const keys = Int32Array.from(list, (_, row) => 1 << (row % 31));
        const units = { keysA: keys, keysB: keys, index: undefined, distinct: true, rowCount: list.length };
        const input = { rows: { axes: [axis], mask: undefined }, cells: 2, values, edges, units };
        const found = countBinsFold.init(input);
        countBinsFold.step(found, input, 0, list.length);
        const expected = new Int32Array(2 * bins * 4);
        list.forEach(([, isSecond], row) => {
          const x = areIntegers ? whole[row]! : plain[row]!;
          if (Number.isNaN(x) || (areIntegers && x === missingInt32)) return;
          const at = ((isSecond ? bins : 0) + binOf(x, edges)) * 4;
          expected[at] = expected[at]! + 1;
          expected[at + 2] = (expected[at + 2]! + keys[row]!) | 0;
          expected[at + 3] = (expected[at + 3]! + keys[row]!) | 0;
        });
        expect([...found]).toEqual([...expected]);
      },
    ),
  );
});

for (const cells of [1, 3, 40]) {
  test(`more rows than are looked at together, in ${cells} × 900 bins`, () => {
    const length = 5003;
    const random = (row: number, size: number): number => (Math.imul(row + 1, 0x9e3779b1) >>> 8) % size;
    const values = Float64Array.from({ length }, (_, row) => (row % 7 === 3 ? Number.NaN : random(row, 900) + 0.5));
    const codes = Uint8Array.from({ length }, (_, row) => random(row * 3, cells));
    const contribution = Int32Array.from({ length: cells }, (_, cell) => cell);
    const axes = cells === 1 ? [] : [{ source: { kind: 'codes' as const, codes }, contribution, missing: 0 }];
    const index = Int32Array.from({ length }, (_, row) => row + 2);
    const keys = Int32Array.from({ length: length + 2 }, (_, unit) => Math.imul(unit, 0x85ebca77));
    for (const isIndexed of [false, true]) {
      const units = {
        keysA: keys,
        keysB: keys,
        index: isIndexed ? index : undefined,
        distinct: true,
        rowCount: length,
      };
      const edges = Float64Array.from({ length: 901 }, (_, edge) => edge);
      const input = {
        rows: { axes, mask: undefined },
        cells,
        values: { kind: 'float64' as const, values },
        edges,
        units,
      };
      const found = countBinsFold.init(input);
      countBinsFold.step(found, input, 0, 2050);
      countBinsFold.step(found, input, 2050, length);
      const expected = new Int32Array(cells * 900 * 4);
      for (let row = 0; row < length; row++) {
        if (Number.isNaN(values[row]!)) continue;
        const at = ((cells === 1 ? 0 : codes[row]! * 900) + Math.floor(values[row]!)) * 4;
        const key = keys[isIndexed ? row + 2 : row]!;
        expected[at] = expected[at]! + 1;
        expected[at + 2] = (expected[at + 2]! + key) | 0;
        expected[at + 3] = (expected[at + 3]! + key) | 0;
      }
      expect(found.findIndex((count, at) => count !== expected[at])).toBe(-1);
    }
  });
}
