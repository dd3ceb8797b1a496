import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ditherOf, isSparse } from '../../src/disclosure/rules/sparse-table.ts';
import { rules } from './helpers.ts';

const set = fc
  .record({ units: fc.nat({ max: 12 }), sumA: fc.nat({ max: 2 ** 32 - 1 }), sumB: fc.nat({ max: 2 ** 32 - 1 }) })
  .map((counts) => ({ ...counts, rows: counts.units }));

test('the edge of what counts as small is blurred as if it were asked for at every cell', () => {
  const own = rules('strict');
  const { lowBelow, maxShare } = own.policy.sparseTable;
  fc.assert(
    fc.property(fc.array(set, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 11 }), (cells, limit) => {
      for (const dither of [false, true]) {
        for (const below of [lowBelow, limit]) {
          const sparseTable = { lowBelow: below, maxShare, dither };
          const shift = (at: number): number => (dither && cells[at]!.units > 0 ? ditherOf(own, cells[at]!) : 0);
          const low = cells.filter(({ units }, at) => units + shift(at) < below).length;
          const given = { ...own, policy: { ...own.policy, sparseTable } };
          expect(isSparse(given, cells)).toBe(low / cells.length > maxShare);
        }
      }
    }),
  );
});
