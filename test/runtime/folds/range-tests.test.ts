import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RangeTest, rangeTestsKernel } from '../../../src/runtime/folds/range-tests.ts';

/** Whether a row passes, one test at a time. */
function passes(tests: readonly RangeTest[], row: number): boolean {
  return tests.every(({ values, low, high, isBeyond }) => {
    const isWithin = values[row]! >= low && values[row]! <= high;
    return isWithin !== isBeyond;
  });
}

const edge = fc.constantFrom(-(2 ** 31), -(2 ** 31) + 1, -3, 0, 2, 2 ** 31 - 1);
const test32 = fc.record({ kind: fc.constant('integers'), low: edge, high: edge, isBeyond: fc.boolean() });
const codes = fc
  .record({ kind: fc.constantFrom('halves', 'bytes'), low: fc.constantFrom(1, 3, 200), isBeyond: fc.boolean() })
  .map((given) => ({ ...given, high: given.low }));

const mixed = (row: number): number => Math.imul(row + 3, 0x9e3779b1) >>> 7;
const someIntegers = [-(2 ** 31), -(2 ** 31) + 1, -3, -1, 0, 1, 2, 3, 2 ** 31 - 1];

function valuesOf(kind: string, rows: number, salt: number): RangeTest['values'] {
  const length = { length: rows };
  if (kind === 'integers') return Int32Array.from(length, (_, row) => someIntegers[mixed(row + salt) % 9]!);
  const code = (_: unknown, row: number): number => [0, 1, 2, 3, 200, 255][mixed(row + salt) % 6]!;
  // Codes of 16 bits have the lower byte in common with others.
  return kind === 'bytes'
    ? Uint8Array.from(length, code)
    : Uint16Array.from(length, (_, row) => code(_, row) + (mixed(row) % 3 === 0 ? 65_280 : 0));
}

test('rows that pass every test are those of one row at a time, however rows are cut', () => {
  const list = fc.array(fc.oneof(test32, codes), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(list, fc.oneof(fc.nat({ max: 60 }), fc.constant(4099)), fc.nat({ max: 60 }), (given, rows, cut) => {
      const tests = given.map(({ kind, ...range }, at) => ({ ...range, values: valuesOf(kind, rows, at) }));
      const out = new Uint8Array(rows).fill(7);
      const middle = Math.min(cut, rows);
      const input = { tests, out };
      const passed = rangeTestsKernel.run(input, 0, middle) + rangeTestsKernel.run(input, middle, rows);
      const expected = Uint8Array.from(out, (_, row) => Number(passes(tests, row)));
      expect(Buffer.from(out).equals(expected)).toBe(true);
      expect(passed).toBe(expected.reduce((sum, bit) => sum + bit, 0));
    }),
  );
});
