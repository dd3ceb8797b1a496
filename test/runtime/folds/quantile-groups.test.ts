import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingInt32 } from '../../../src/metadata/stored-column.ts';
import { sharedFloat64, sharedInt32 } from '../../../src/runtime/column.ts';
import { groupsOfBins, quantileGroupsKernel } from '../../../src/runtime/folds/quantile-groups.ts';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -100, max: 100 }),
  fc.integer({ min: 200_000, max: 200_100 }),
  fc.constantFrom(0, -0, 1e-310, -1e300),
);

describe('the groups of quantiles', () => {
  it('are those that counting edges gives, for every value and limit', () => {
    const edges = fc.uniqueArray(number, { minLength: 1, maxLength: 12, comparator: (a, b) => a === b });
    fc.assert(
      fc.property(edges, fc.array(number), fc.boolean(), (unsorted, some, isLimited) => {
        const sorted = Float64Array.from(unsorted).sort();
        const values = Float64Array.from([...some, ...sorted, Number.NaN]);
        const lower = isLimited ? sorted[0]! : Number.NEGATIVE_INFINITY;
        const upper = isLimited ? sorted.at(-1)! : Number.POSITIVE_INFINITY;
        const by = { edges: sorted, lower, upper };
        const own = sharedFloat64(values.length);
        own.set(values);
        const out = sharedInt32(values.length);
        quantileGroupsKernel.run({ ...by, values: own, groupOfBin: groupsOfBins(by), out }, 0, values.length);
        const expected = Array.from(values, (x) => {
          const clipped = Math.min(Math.max(x, lower), upper);
          return Number.isNaN(x) ? missingInt32 : Math.max(0, sorted.filter((edge) => edge < clipped).length - 1);
        });
        expect(Array.from(out)).toEqual(expected);
      }),
    );
  });

  it('are missing where there are no edges', () => {
    const by = { edges: new Float64Array(0), lower: Number.NaN, upper: Number.NaN };
    const out = sharedInt32(1);
    quantileGroupsKernel.run({ ...by, values: sharedFloat64(1), groupOfBin: groupsOfBins(by), out }, 0, 1);
    expect(out[0]).toBe(missingInt32);
  });
});
