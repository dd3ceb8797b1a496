import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingInt32 } from '../../../src/metadata/stored-column.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from '../../../src/runtime/column.ts';
import { lookUpKernel, lookUpNumbersKernel } from '../../../src/runtime/folds/rows.ts';

describe('looking up codes', () => {
  it('gives each row what the table has for its code, whatever the types of arrays', () => {
    for (const size of [3, 300, 70_000]) {
      for (const make of [sharedInt32, sharedFloat64, (length: number) => sharedCodes(length, 2)]) {
        const codes = sharedCodes(100, size);
        for (let i = 0; i < codes.length; i++) codes[i] = (i * 7919) % size;
        const table = make(size);
        for (let code = 0; code < size; code++) table[code] = code % 200;
        const out = make(codes.length);
        lookUpKernel.run({ codes, table, out }, 10, 90);
        expect(Array.from(out)).toEqual(Array.from(codes, (code, i) => (i < 10 || i >= 90 ? 0 : code % 200)));
      }
    }
  });
});

describe('looking up numbers', () => {
  const missing = -1;
  const number = fc.oneof(fc.integer({ min: -30, max: 30 }), fc.constantFrom(missingInt32 + 1, 2 ** 31 - 2));
  it('finds whole numbers within the table only', () => {
    const decimal = fc.oneof(number, fc.constantFrom(0.5, Number.NaN, 1e300, -(2 ** 40), -0));
    fc.assert(
      fc.property(number, fc.array(number), fc.array(decimal), (low, whole, decimals) => {
        const table = sharedInt32(20);
        for (let i = 0; i < 20; i++) table[i] = 100 + i;
        const columns = [sharedInt32(whole.length + 1), sharedFloat64(decimals.length)];
        columns[0]!.set([...whole, missingInt32]);
        columns[1]!.set(decimals);
        for (const values of columns) {
          const out = sharedInt32(values.length);
          lookUpNumbersKernel.run({ values, low, table, missing, out }, 0, values.length);
          const expected = Array.from(values, (x) => {
            const isThere = Number.isInteger(x) && x >= low && x < low + 20;
            return isThere && !(values instanceof Int32Array && x === missingInt32) ? 100 + x - low : missing;
          });
          expect(Array.from(out)).toEqual(expected);
        }
      }),
    );
  });
});
