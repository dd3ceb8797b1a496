import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  noncentralChiSquaredCdf,
  noncentralChiSquaredDensity,
  noncentralChiSquaredSurvival,
} from '../../../src/stats/distributions/noncentral-chi-squared.ts';
import {
  noncentralFCdf,
  noncentralFDensity,
  noncentralFSurvival,
  noncentralFUpperQuantile,
} from '../../../src/stats/distributions/noncentral-f.ts';
import {
  noncentralTCdf,
  noncentralTDensity,
  noncentralTSurvival,
  noncentralTUpperQuantile,
} from '../../../src/stats/distributions/noncentral-t.ts';

type Numeric = (x: number, ...parameters: number[]) => number;
interface Family {
  readonly cdf: Numeric;
  readonly survival: Numeric;
  readonly density: Numeric;
}

const families: Record<string, Family> = {
  chiSquared: {
    cdf: (x, df, np) => noncentralChiSquaredCdf(x, df, np),
    survival: (x, df, np) => noncentralChiSquaredSurvival(x, df, np),
    density: (x, df, np) => noncentralChiSquaredDensity(x, df, np),
  },
  f: {
    cdf: (x, df1, df2, np) => noncentralFCdf(x, df1, df2, np),
    survival: (x, df1, df2, np) => noncentralFSurvival(x, df1, df2, np),
    density: (x, df1, df2, np) => noncentralFDensity(x, df1, df2, np),
  },
  t: {
    cdf: (x, df, np) => noncentralTCdf(x, df, np),
    survival: (x, df, np) => noncentralTSurvival(x, df, np),
    density: (x, df, np) => noncentralTDensity(x, df, np),
  },
};

/** Rows of point, parameters, and the three values; null below 1e-290. */
const reference = JSON.parse(
  readFileSync(new URL('../../reference/noncentral.json', import.meta.url), 'utf8'),
) as Record<string, readonly (readonly (number | null)[])[]>;

describe('non-central distributions agree with mpmath, in either tail down to 1e-290', () => {
  it.each(Object.keys(families))('%s', (name) => {
    const family = families[name]!;
    const wrong: string[] = [];
    let compared = 0;
    for (const row of reference[name]!) {
      const [x, ...parameters] = row.slice(0, -3) as number[];
      const expected = row.slice(-3);
      for (const [i, key] of (['cdf', 'survival', 'density'] as const).entries()) {
        const value = family[key](x!, ...parameters);
        const target = expected[i];
        const isRight =
          target === null || target === undefined ? value >= 0 && value < 2e-290 : Math.abs(value / target - 1) < 1e-10;
        compared++;
        if (!isRight) {
          wrong.push(`${key}(${[x, ...parameters].join(', ')}) = ${value}, not ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(900);
  });
});

describe('inverse upper tails agree with scipy', () => {
  it.each([
    ['t', noncentralTUpperQuantile(0.05, 10, 1), 3.041741815],
    ['F', noncentralFUpperQuantile(0.05, 3, 20, 2), 4.926778384],
  ])('%s', (_, value, expected) => {
    expect(Math.abs(value / expected - 1)).toBeLessThan(2e-10);
  });
});
