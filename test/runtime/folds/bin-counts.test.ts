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
