import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredSurvival,
  chiSquaredUpperQuantile,
} from '../../../src/stats/distributions/chi-squared.ts';
import { fCdf, fQuantile, fSurvival, fUpperQuantile } from '../../../src/stats/distributions/f.ts';
import {
  normalCdf,
  normalQuantile,
  normalSurvival,
  normalTwoSided,
  normalUpperQuantile,
} from '../../../src/stats/distributions/normal.ts';
import {
  tCdf,
  tQuantile,
  tSurvival,
  tTwoSided,
  tTwoSidedQuantile,
} from '../../../src/stats/distributions/student-t.ts';

const reference = JSON.parse(
  readFileSync(new URL('../../reference/distributions.json', import.meta.url), 'utf8'),
) as Record<string, readonly (readonly number[])[]>;

const functions: Record<string, (...args: number[]) => number> = {
  normalCdf: (z) => normalCdf(z),
  normalSurvival: (z) => normalSurvival(z),
  normalUpperQuantile: (p) => normalUpperQuantile(p),
  tTwoSided: (t, df) => tTwoSided(t, df),
  tTwoSidedQuantile: (p, df) => tTwoSidedQuantile(p, df),
  chiSquaredSurvival: (x, df) => chiSquaredSurvival(x, df),
  chiSquaredCdf: (x, df) => chiSquaredCdf(x, df),
  chiSquaredUpperQuantile: (p, df) => chiSquaredUpperQuantile(p, df),
  fSurvival: (x, df1, df2) => fSurvival(x, df1, df2),
  fCdf: (x, df1, df2) => fCdf(x, df1, df2),
  fUpperQuantile: (p, df1, df2) => fUpperQuantile(p, df1, df2),
};

describe('distribution functions agree with mpmath in body and tails', () => {
  it.each(Object.keys(functions))('%s', (name) => {
    const rows = reference[name]!;
    expect(rows.length).toBeGreaterThanOrEqual(8);
    for (const row of rows) {
      const expected = row.at(-1)!;
      const actual = functions[name]!(...row.slice(0, -1));
      const error = expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
      // Below the smallest normal double there are no digits left to compare.
      expect(
        error < 1e-11 || Math.abs(expected) < 1e-300,
        `${name}(${row.slice(0, -1).join(', ')}) = ${actual}, not ${expected}`,
      ).toBe(true);
    }
  });
});

describe('one-sided and two-sided forms', () => {
  it('belong together', () => {
    expect(tSurvival(2, 10)).toBeCloseTo(tTwoSided(2, 10) / 2, 15);
    expect(tCdf(-2, 10)).toBe(tSurvival(2, 10));
    expect(tCdf(2, 10) + tSurvival(2, 10)).toBeCloseTo(1, 15);
    expect(tQuantile(0.975, 10)).toBeCloseTo(tTwoSidedQuantile(0.05, 10), 12);
    expect(tQuantile(0.025, 10)).toBeCloseTo(-tTwoSidedQuantile(0.05, 10), 12);
    expect(normalTwoSided(1.5)).toBeCloseTo(2 * normalSurvival(1.5), 15);
    expect(normalQuantile(0.025)).toBeCloseTo(-normalUpperQuantile(0.025), 14);
    expect(fQuantile(0.95, 3, 20)).toBeCloseTo(fUpperQuantile(0.05, 3, 20), 11);
    expect(chiSquaredQuantile(0.95, 4)).toBeCloseTo(chiSquaredUpperQuantile(0.05, 4), 11);
  });

  it('are missing for missing input and impossible degrees of freedom', () => {
    for (const value of [
      tTwoSided(NaN, 5),
      tTwoSided(1, 0),
      fSurvival(NaN, 1, 1),
      fSurvival(1, 0, 4),
      chiSquaredSurvival(1, 0),
      chiSquaredSurvival(NaN, 2),
    ]) {
      expect(value).toBeNaN();
    }
  });

  it('reach their ends', () => {
    expect(tTwoSided(Infinity, 3)).toBe(0);
    expect(fSurvival(Infinity, 3, 4)).toBe(0);
    expect(fSurvival(0, 3, 4)).toBe(1);
    expect(chiSquaredSurvival(0, 2)).toBe(1);
    expect(chiSquaredSurvival(Infinity, 2)).toBe(0);
    expect(chiSquaredCdf(0, 2)).toBe(0);
  });
});
