import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquaredCdf, chiSquaredDensity, chiSquaredSurvival } from '../../../src/stats/distributions/chi-squared.ts';
import { fCdf, fDensity, fSurvival, fUpperQuantile } from '../../../src/stats/distributions/f.ts';
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
import { normalSurvival } from '../../../src/stats/distributions/normal.ts';
import { tCdf, tDensity, tSurvival, tUpperQuantile } from '../../../src/stats/distributions/student-t.ts';

/** A number between 10^`low` and 10^`high`, even on the logarithmic scale. */
function magnitude(low: number, high: number): fc.Arbitrary<number> {
  return fc.double({ min: low, max: high, noNaN: true }).map((exponent) => 10 ** exponent);
}

const df = magnitude(-1, 6);
const np = magnitude(-6, 4);
const signed = fc.tuple(np, fc.boolean()).map(([size, isNegative]) => (isNegative ? -size : size));
/** Standard deviations from the mean. */
const deviations = fc.double({ min: -12, max: 12, noNaN: true });

/** A family with its parameters filled in, and a point in its body or tails. */
interface Case {
  readonly name: string;
  readonly x: number;
  readonly cdf: (x: number) => number;
  readonly survival: (x: number) => number;
  readonly density: (x: number) => number;
}

const chiSquaredCase = fc.tuple(df, np, deviations).map(([n, lambda, k]): Case => {
  const x = Math.max((n + lambda) / 100, n + lambda + k * Math.sqrt(2 * n + 4 * lambda));
  return {
    name: `chi2(${n}, ${lambda}) at ${x}`,
    x,
    cdf: (at) => noncentralChiSquaredCdf(at, n, lambda),
    survival: (at) => noncentralChiSquaredSurvival(at, n, lambda),
    density: (at) => noncentralChiSquaredDensity(at, n, lambda),
  };
});
const fCase = fc.tuple(df, df, np, deviations).map(([n, m, lambda, k]): Case => {
  const mean = (n + lambda) / n;
  const spread = Math.sqrt((2 * n + 4 * lambda) / (n + lambda) ** 2 + 2 / m);
  const x = mean * Math.max(0.01, 1 + k * spread);
  return {
    name: `F(${n}, ${m}, ${lambda}) at ${x}`,
    x,
    cdf: (at) => noncentralFCdf(at, n, m, lambda),
    survival: (at) => noncentralFSurvival(at, n, m, lambda),
    density: (at) => noncentralFDensity(at, n, m, lambda),
  };
});
const tCase = fc.tuple(df, signed, deviations).map(([n, delta, k]): Case => {
  const x = delta + k * Math.sqrt(1 + (delta * delta) / (2 * n));
  return {
    name: `t(${n}, ${delta}) at ${x}`,
    x,
    cdf: (at) => noncentralTCdf(at, n, delta),
    survival: (at) => noncentralTSurvival(at, n, delta),
    density: (at) => noncentralTDensity(at, n, delta),
  };
});
const anyCase = fc.oneof(chiSquaredCase, fCase, tCase);

function check<T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void, numRuns = 120): void {
  fc.assert(fc.property(arbitrary, law), { numRuns });
}

function expectClose(actual: number, expected: number, tolerance: number, what: string): void {
  expect(
    actual === expected || Math.abs(actual / expected - 1) < tolerance,
    `${what}: ${actual}, not ${expected}`,
  ).toBe(true);
}

describe('laws of the non-central distributions', () => {
  it('the two tails add up to one, and each lies between zero and one', () => {
    check(anyCase, ({ name, x, cdf, survival }) => {
      const [lower, upper] = [cdf(x), survival(x)];
      expect(Math.min(lower, upper)).toBeGreaterThanOrEqual(0);
      expect(Math.max(lower, upper)).toBeLessThanOrEqual(1);
      expectClose(lower + upper, 1, 1e-13, name);
    });
  });

  it('the tails are monotone in the point', () => {
    check(anyCase, ({ name, x, cdf, survival }) => {
      const further = x + 1e-6 * Math.abs(x);
      expect(cdf(further) >= cdf(x) * (1 - 1e-13), name).toBe(true);
      expect(survival(further) <= survival(x) * (1 + 1e-13), name).toBe(true);
    });
  });

  it('the upper tail grows with the non-centrality', () => {
    check(fc.tuple(df, df, np, magnitude(-3, 4)), ([n, m, lambda, x]) => {
      const more = lambda * 1.001;
      const slack = 1 + 1e-12;
      expect(noncentralTSurvival(x, n, more) * slack).toBeGreaterThanOrEqual(noncentralTSurvival(x, n, lambda));
      expect(noncentralTSurvival(x, n, -lambda) * slack).toBeGreaterThanOrEqual(noncentralTSurvival(x, n, -more));
      expect(noncentralChiSquaredSurvival(x, n, more) * slack).toBeGreaterThanOrEqual(
        noncentralChiSquaredSurvival(x, n, lambda),
      );
      expect(noncentralFSurvival(x, n, m, more) * slack).toBeGreaterThanOrEqual(noncentralFSurvival(x, n, m, lambda));
    });
  });

  it('the density is the slope of the tails', () => {
    check(anyCase, ({ name, x, cdf, survival, density }) => {
      const [lower, upper] = [cdf(x), survival(x)];
      const tail = Math.min(lower, upper);
      fc.pre(tail > 1e-250 && Math.abs(x) > 1e-4);
      // A fraction of the length on which the tail changes: the error of the difference is about its square.
      const step = 1e-3 * Math.min(Math.abs(x), tail / density(x));
      fc.pre(step > 1e-9 * Math.abs(x));
      const width = x + step - (x - step);
      const slope =
        lower < upper ? (cdf(x + step) - cdf(x - step)) / width : (survival(x - step) - survival(x + step)) / width;
      expectClose(slope, density(x), 1e-4, name);
    });
  });

  it('a squared t is F, in both tails', () => {
    check(fc.tuple(df, magnitude(-3, 2), magnitude(-2, 3)), ([n, delta, x]) => {
      const outside = noncentralTSurvival(x, n, delta) + noncentralTCdf(-x, n, delta);
      fc.pre(outside > 1e-280);
      // The rounding of x² and np² is magnified by how steep the tail is.
      expectClose(noncentralFSurvival(x * x, 1, n, delta * delta), outside, 1e-9, `t(${n}, ${delta}) at ${x}`);
    });
  });

  it('χ² with one degree of freedom is a squared normal variable', () => {
    check(fc.tuple(magnitude(-3, 1.5), magnitude(-3, 1.5)), ([root, delta]) => {
      const outside = normalSurvival(root - delta) + normalSurvival(root + delta);
      expectClose(noncentralChiSquaredSurvival(root * root, 1, delta * delta), outside, 1e-11, `${root}, ${delta}`);
    });
  });

  it('t is mirrored by the sign of its non-centrality', () => {
    check(tCase, ({ x, cdf, name }) => {
      const [n, delta] = /\((.*), (.*)\)/.exec(name)!.slice(1).map(Number) as [number, number];
      expect(noncentralTSurvival(-x, n, -delta)).toBe(cdf(x));
      expectClose(noncentralTDensity(-x, n, -delta), noncentralTDensity(x, n, delta), 1e-13, name);
    });
  });
});

describe('inverse upper tails', () => {
  const probability = fc.oneof(magnitude(-280, -1), fc.double({ min: 1e-3, max: 0.999999, noNaN: true }));

  it('undo the upper tail of t', () => {
    check(
      fc.tuple(probability, df, signed),
      ([p, n, delta]) => {
        const x = noncentralTUpperQuantile(p, n, delta);
        fc.pre(x < Infinity);
        expectClose(noncentralTSurvival(x, n, delta), p, 1e-9, `t(${n}, ${delta}) with tail ${p}`);
      },
      120,
    );
  });

  it('undo the upper tail of F', () => {
    check(
      fc.tuple(probability, df, df, np),
      ([p, n, m, lambda]) => {
        const x = noncentralFUpperQuantile(p, n, m, lambda);
        fc.pre(x < Infinity);
        // Near one the tail is level: what is recovered there is the probability of the lower tail.
        expectClose(noncentralFSurvival(x, n, m, lambda), p, 1e-9, `F(${n}, ${m}, ${lambda}) with tail ${p}`);
      },
      120,
    );
  });

  it('recover probabilities next to one from the lower tail', () => {
    const p = 1 - 2 ** -40;
    expectClose(noncentralTCdf(noncentralTUpperQuantile(p, 7, 2), 7, 2), 2 ** -40, 1e-10, 't');
    expectClose(noncentralFCdf(noncentralFUpperQuantile(p, 3, 20, 2), 3, 20, 2), 2 ** -40, 1e-10, 'F');
  });

  it('reach the ends of the range, and what no double can hold', () => {
    expect(noncentralTUpperQuantile(0, 3, 1)).toBe(Infinity);
    expect(noncentralTUpperQuantile(1, 3, 1)).toBe(-Infinity);
    expect(noncentralFUpperQuantile(0, 3, 4, 1)).toBe(Infinity);
    expect(noncentralFUpperQuantile(1, 3, 4, 1)).toBe(0);
    expect(noncentralFUpperQuantile(1e-100, 0.1, 0.1, 1)).toBe(Infinity);
    expect(noncentralTUpperQuantile(1e-100, 0.1, 1)).toBe(Infinity);
    expect(noncentralTUpperQuantile(1 - 1e-15, 0.01, 1)).toBe(-Infinity);
  });
});

describe('the edges of the domain', () => {
  it('without non-centrality the functions are the central ones', () => {
    for (const x of [0.01, 1, 2.5, 40]) {
      expect(noncentralTCdf(x, 5, 0)).toBe(tCdf(x, 5));
      expect(noncentralTSurvival(x, 5, 0)).toBe(tSurvival(x, 5));
      expect(noncentralTDensity(x, 5, 0)).toBe(tDensity(x, 5));
      expect(noncentralChiSquaredCdf(x, 5, 0)).toBe(chiSquaredCdf(x, 5));
      expect(noncentralChiSquaredSurvival(x, 5, 0)).toBe(chiSquaredSurvival(x, 5));
      expect(noncentralChiSquaredDensity(x, 5, 0)).toBe(chiSquaredDensity(x, 5));
      expect(noncentralFCdf(x, 5, 7, 0)).toBe(fCdf(x, 5, 7));
      expect(noncentralFSurvival(x, 5, 7, 0)).toBe(fSurvival(x, 5, 7));
      expect(noncentralFDensity(x, 5, 7, 0)).toBe(fDensity(x, 5, 7));
    }
    expect(noncentralTUpperQuantile(0.1, 5, 0)).toBe(tUpperQuantile(0.1, 5));
    expect(noncentralFUpperQuantile(0.1, 5, 7, 0)).toBe(fUpperQuantile(0.1, 5, 7));
  });

  it('with next to none they nearly are', () => {
    check(fc.tuple(df, df, magnitude(-2, 2)), ([n, m, x]) => {
      const tiny = 1e-15;
      const pairs = [
        [noncentralTSurvival(x, n, tiny), tSurvival(x, n)],
        [noncentralTDensity(x, n, tiny), tDensity(x, n)],
        [noncentralChiSquaredCdf(x, n, tiny), chiSquaredCdf(x, n)],
        [noncentralChiSquaredSurvival(x, n, tiny), chiSquaredSurvival(x, n)],
        [noncentralChiSquaredDensity(x, n, tiny), chiSquaredDensity(x, n)],
        [noncentralFCdf(x, n, m, tiny), fCdf(x, n, m)],
        [noncentralFSurvival(x, n, m, tiny), fSurvival(x, n, m)],
        [noncentralFDensity(x, n, m, tiny), fDensity(x, n, m)],
      ] as const;
      for (const [i, [value, central]] of pairs.entries()) {
        expect(
          Math.abs(value - central) <= 1e-10 * central + 1e-290,
          `${i}: df ${n}, ${m}, x ${x}: ${value}, not ${central}`,
        ).toBe(true);
      }
    });
  });

  it('below zero there is nothing of χ² and F, and at zero the density depends on the degrees of freedom', () => {
    expect([noncentralChiSquaredCdf(-1, 3, 2), noncentralChiSquaredSurvival(-1, 3, 2)]).toEqual([0, 1]);
    expect([noncentralFCdf(-1, 3, 4, 2), noncentralFSurvival(-1, 3, 4, 2)]).toEqual([0, 1]);
    expect([noncentralChiSquaredDensity(-1, 3, 2), noncentralFDensity(-1, 3, 4, 2)]).toEqual([0, 0]);
    expect([noncentralChiSquaredDensity(0, 3, 2), noncentralFDensity(0, 3, 4, 2)]).toEqual([0, 0]);
    expect([noncentralChiSquaredDensity(0, 1, 2), noncentralFDensity(0, 1, 4, 2)]).toEqual([Infinity, Infinity]);
    expectClose(noncentralChiSquaredDensity(0, 2, 2), noncentralChiSquaredDensity(1e-12, 2, 2), 1e-11, 'chi2');
    expectClose(noncentralFDensity(0, 2, 4, 2), noncentralFDensity(1e-12, 2, 4, 2), 1e-11, 'F');
  });

  it('infinite points are the ends of the distribution', () => {
    expect([noncentralTCdf(Infinity, 3, 1), noncentralTCdf(-Infinity, 3, 1)]).toEqual([1, 0]);
    expect([noncentralTSurvival(Infinity, 3, 1), noncentralTSurvival(-Infinity, 3, 1)]).toEqual([0, 1]);
    expect([noncentralChiSquaredCdf(Infinity, 3, 1), noncentralChiSquaredSurvival(Infinity, 3, 1)]).toEqual([1, 0]);
    expect([noncentralFCdf(Infinity, 3, 4, 1), noncentralFSurvival(Infinity, 3, 4, 1)]).toEqual([1, 0]);
    expect([noncentralTDensity(-Infinity, 3, 1), noncentralChiSquaredDensity(Infinity, 3, 1)]).toEqual([0, 0]);
    expect(noncentralFDensity(Infinity, 3, 4, 1)).toBe(0);
  });

  it('outside the domain everything is missing', () => {
    for (const value of [
      noncentralTCdf(NaN, 3, 1),
      noncentralTSurvival(1, 0, 1),
      noncentralTDensity(1, -2, 1),
      noncentralTDensity(1, 2, NaN),
      noncentralTUpperQuantile(1.5, 2, 1),
      noncentralTUpperQuantile(0.5, 0, 1),
      noncentralChiSquaredCdf(1, 3, -1),
      noncentralChiSquaredSurvival(NaN, 3, 1),
      noncentralChiSquaredDensity(1, 0, 1),
      noncentralFCdf(1, 0, 2, 1),
      noncentralFSurvival(1, 2, 0, 1),
      noncentralFDensity(1, 2, 3, -1),
      noncentralFUpperQuantile(-0.1, 2, 3, 1),
      noncentralFUpperQuantile(0.1, 2, 3, NaN),
    ]) {
      expect(value).toBeNaN();
    }
  });

  it('extreme parameters and points end, with a probability', () => {
    const wild = magnitude(-3, 12);
    const anywhere = magnitude(-307, 308);
    check(
      fc.tuple(wild, wild, wild, anywhere),
      ([n, m, lambda, x]) => {
        for (const value of [
          noncentralTCdf(x, n, lambda),
          noncentralTSurvival(-x, n, lambda),
          noncentralChiSquaredCdf(x, n, lambda),
          noncentralChiSquaredSurvival(x, n, lambda),
          noncentralFCdf(x, n, m, lambda),
          noncentralFSurvival(x, n, m, lambda),
        ]) {
          expect(value >= 0 && value <= 1, `${n}, ${m}, ${lambda} at ${x}: ${value}`).toBe(true);
        }
        expect(noncentralTDensity(x, n, lambda)).toBeGreaterThanOrEqual(0);
        expect(noncentralChiSquaredDensity(x, n, lambda)).toBeGreaterThanOrEqual(0);
        expect(noncentralFDensity(x, n, m, lambda)).toBeGreaterThanOrEqual(0);
      },
      60,
    );
  });
});
