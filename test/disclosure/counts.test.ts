import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SetCounts } from '../../src/disclosure/nodes.ts';
import { findPerturbationTable, readPerturbationTable } from '../../src/disclosure/perturbation-table.ts';
import defaultTable from '../../src/disclosure/policies/ptable-default.json' with { type: 'json' };
import { releaseRows, releaseUnits, shownCount } from '../../src/disclosure/rules/counts.ts';
import { counts, numberOf, rules } from './helpers.ts';

const key = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anySet: fc.Arbitrary<SetCounts> = fc
  .record({ units: fc.integer({ min: 0, max: 200 }), extra: fc.integer({ min: 0, max: 50 }), sumA: key, sumB: key })
  .map(({ units, extra, sumA, sumB }) => ({ units, rows: units === 0 ? 0 : units + extra, sumA, sumB }));

describe('DC-03 the default perturbation table', () => {
  const table = findPerturbationTable('ptable-default')!;

  test('is unbiased in integer arithmetic, bounded, and never yields 1 to 4', () => {
    for (const [count, row] of table.rows.entries()) {
      let moment = 0n;
      let total = 0n;
      let lower = 0;
      for (const [at, upper] of row.upperBound.entries()) {
        const weight = BigInt(upper - lower);
        const value = row.perturbation[at]!;
        moment += BigInt(value) * weight;
        total += weight;
        lower = upper;
        expect(Math.abs(value)).toBeLessThanOrEqual(5);
        expect(count + value === 0 || count + value > 4).toBe(true);
      }
      expect(moment).toBe(0n);
      expect(total).toBe(2n ** 32n);
    }
  });

  test.each([
    [
      'a weight is off by one',
      [
        [-1, 3499829178],
        [4, 475861418],
        [5, 319276701],
      ],
    ],
    [
      'a row is biased',
      [
        [-1, 2147483648],
        [4, 2147483648],
      ],
    ],
    [
      'a perturbation exceeds the maximum',
      [
        [-1, 3579139413],
        [5, 715827882],
        [6, 1],
      ],
    ],
    [
      'a result would be shown that is too small',
      [
        [-1, 2147483648],
        [1, 2147483648],
      ],
    ],
    [
      'perturbations are not ascending',
      [
        [4, 475861418],
        [-1, 3499829177],
        [5, 319276701],
      ],
    ],
  ])('is not read when %s', (_, row) => {
    const damaged = { ...defaultTable, rows: defaultTable.rows.map((own, count) => (count === 1 ? row : own)) };
    expect(readPerturbationTable(damaged)).toHaveProperty('problems');
    expect(readPerturbationTable(defaultTable)).toHaveProperty('table');
  });

  test('is not read with too few rows, or when it is something else', () => {
    expect(readPerturbationTable({ ...defaultTable, rows: defaultTable.rows.slice(0, 10) })).toHaveProperty('problems');
    for (const other of [null, 7, 'table', {}, { ...defaultTable, rows: [[['0', 1]]] }]) {
      expect(readPerturbationTable(other)).toHaveProperty('problems');
    }
  });
});

describe('DC-03 released counts', () => {
  const strict = rules('strict');

  test('are never 1 to 4, are within 5 of the count, and a shown count is never 0', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        const shown = shownCount(releaseUnits(strict, set));
        if (shown.v === null) {
          expect(set.units).toBeLessThanOrEqual(5);
        } else {
          expect(shown.v).toBeGreaterThanOrEqual(5);
          expect(Math.abs(shown.v - set.units)).toBeLessThanOrEqual(5);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('are the same for the same set, whatever the order of its units', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 4999 }), { maxLength: 60 }), (units) => {
        const shuffled = [...units].reverse();
        expect(releaseUnits(strict, counts(shuffled))).toEqual(releaseUnits(strict, counts(units)));
      }),
    );
  });

  test('average to the count over many sets of one size', () => {
    for (const size of [1, 2, 3, 4, 5, 7, 12]) {
      let total = 0;
      const sets = 4000;
      for (let set = 0; set < sets; set++) {
        const mixed = { units: size, rows: size, sumA: (set * 2654435761) >>> 0, sumB: (set * 40503) >>> 0 };
        total += shownCount(releaseUnits(strict, mixed)).v ?? 0;
      }
      // The variance is at most 8, so 0.25 is more than five standard errors.
      expect(Math.abs(total / sets - size)).toBeLessThan(0.25);
    }
  });

  test('hide small counts altogether under hardened', () => {
    const hardened = rules('hardened');
    fc.assert(
      fc.property(anySet, (set) => {
        if (set.units <= 4) expect(releaseUnits(hardened, set)).toBeNaN();
      }),
    );
  });

  test('of rows follow the units: R′ = 0 with u′, never fewer rows than units', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        const units = releaseUnits(strict, set);
        const rows = releaseRows(strict, set);
        if (Number.isNaN(units)) expect(rows).toBeNaN();
        else expect(rows).toBe(Math.max(units, Math.round((set.rows * units) / set.units)));
      }),
    );
  });

  test('are exact under open, where 0 is shown as 0', () => {
    const open = rules('open');
    fc.assert(
      fc.property(anySet, (set) => {
        expect(numberOf(shownCount(releaseUnits(open, set)))).toBe(set.units);
        expect(numberOf(shownCount(releaseRows(open, set)))).toBe(set.rows);
      }),
    );
  });

  test('are suppressed up to the limit under acro, zeros too', () => {
    const acro = rules('acro');
    for (let units = 0; units < 30; units++) {
      const released = releaseUnits(acro, { units, rows: units, sumA: units, sumB: 1 });
      expect(released).toEqual(units <= 9 ? Number.NaN : units);
    }
  });

  test('are rounded to the base under acro-round, ties away from zero', () => {
    const rounding = { ...rules('acro-round') };
    const at = (units: number): number => releaseUnits(rounding, { units, rows: units, sumA: 1, sumB: 1 });
    expect([at(2), at(3), at(7), at(8), at(12), at(13), at(500)]).toEqual([Number.NaN, 5, 5, 10, 10, 15, 500]);
  });
});
