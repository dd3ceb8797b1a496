import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilityFunctions } from '../../../src/runtime/expression/probability-functions.ts';

const reference = JSON.parse(readFileSync(new URL('../../reference/probability.json', import.meta.url), 'utf8')) as {
  readonly values: Readonly<Record<string, readonly (readonly number[])[]>>;
};

const call = (name: string, ...values: number[]): number => probabilityFunctions[name]!(...values);

const relativeError = (actual: number, expected: number): number =>
  actual === expected ? 0 : expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);

describe('functions of central distributions agree with 60-digit arithmetic', () => {
  it.each(Object.keys(reference.values))('%s', (name) => {
    const rows = reference.values[name]!;
    expect(rows.length).toBeGreaterThan(10);
    const wrong = rows.flatMap((row) => {
      const values = row.slice(0, -1);
      const expected = row.at(-1)!;
      const actual = call(name, ...values);
      const error = relativeError(actual, expected);
      return error <= 1e-12 ? [] : [`${name}(${values.join(', ')}) = ${actual}, not ${expected}: ${error}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** A number whose logarithm is spread evenly. */
const spread = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map((x) => Math.exp(x));

const degrees = spread(0.01, 1e10);
const point = spread(1e-12, 1e12);
const probability = fc.oneof(spread(1e-290, 0.5), fc.double({ min: 1e-3, max: 0.999, noNaN: true }));
const share = fc.double({ min: 0, max: 1, noNaN: true });

interface Family {
  readonly lower: string;
  readonly upper: string;
  readonly inverse: string;
  readonly upperInverse: string;
  readonly parameters: fc.Arbitrary<readonly number[]>;
  readonly points: fc.Arbitrary<number>;
}

const families: readonly Family[] = [
  {
    lower: 'chi2',
    upper: 'chi2tail',
    inverse: 'invchi2',
    upperInverse: 'invchi2tail',
    parameters: fc.tuple(degrees),
    points: point,
  },
  {
    lower: 'F',
    upper: 'Ftail',
    inverse: 'invF',
    upperInverse: 'invFtail',
    parameters: fc.tuple(degrees, degrees),
    points: point,
  },
  {
    lower: 't',
    upper: 'ttail',
    inverse: 'invt',
    upperInverse: 'invttail',
    parameters: fc.tuple(degrees),
    points: fc.tuple(point, fc.boolean()).map(([x, negative]) => (negative ? -x : x)),
  },
  {
    lower: 'ibeta',
    upper: 'ibetatail',
    inverse: 'invibeta',
    upperInverse: 'invibetatail',
    parameters: fc.tuple(spread(0.005, 1e9), spread(0.005, 1e9)),
    points: share,
  },
];

describe.each(families)('$lower', ({ lower, upper, inverse, upperInverse, parameters, points }) => {
  it('and its upper tail make 1', () => {
    fc.assert(
      fc.property(parameters, points, (given, x) => {
        expect(call(lower, ...given, x) + call(upper, ...given, x)).toBeCloseTo(1, 14);
      }),
      { numRuns: 400 },
    );
  });

  it('never falls', () => {
    fc.assert(
      fc.property(parameters, points, points, (given, x, y) => {
        const [less, more] = x < y ? [x, y] : [y, x];
        expect(call(lower, ...given, less)).toBeLessThanOrEqual(call(lower, ...given, more) * (1 + 1e-13));
        expect(call(upper, ...given, less) * (1 + 1e-13)).toBeGreaterThanOrEqual(call(upper, ...given, more));
      }),
      { numRuns: 400 },
    );
  });

  it('is undone by its inverse, and so is its upper tail', () => {
    fc.assert(
      fc.property(parameters, probability, (given, p) => {
        for (const [direct, back] of [
          [lower, inverse],
          [upper, upperInverse],
        ] as const) {
          const x = call(back, ...given, p);
          // At the ends of the doubles no point has this probability.
          if (Number.isNaN(x) || Math.abs(x) < 1e-300) continue;
          if (lower === 'ibeta' && x > 0.999) continue;
          expect(call(direct, ...given, x) / p).toBeCloseTo(1, sharpness(given, x));
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Decimals of a probability that a point rounded to a double leaves: shapes of a thousand million are that steep. */
const sharpness = (parameters: readonly number[], x: number): number =>
  Math.max(...parameters) > 1e5 ? 5 : Math.abs(x) < 1e-290 ? 5 : 9;

describe('the normal distribution', () => {
  it('is symmetric, never falls, and is what t tends to', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 37, noNaN: true }), (z) => {
        expect(call('normal', z) + call('normal', -z)).toBeCloseTo(1, 15);
        expect(relativeError(call('normalden', z), call('normalden', -z))).toBe(0);
        expect(call('normal', z)).toBeLessThanOrEqual(call('normal', z + 0.01));
        // With n degrees of freedom the tail differs by a factor of about 1 + z⁴/4n.
        expect(relativeError(call('t', 1e18, z), call('normal', z))).toBeLessThan(1e-11);
      }),
    );
  });
});

describe('the binomial distribution', () => {
  it('sums its probabilities', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), share, (n, p) => {
        let sum = 0;
        for (let k = 0; k <= n; k++) {
          expect(call('binomialtail', n, k, p)).toBeCloseTo(1 - sum, 13);
          sum += call('binomialp', n, k, p);
          expect(call('binomial', n, k, p)).toBeCloseTo(sum, 13);
        }
        expect(sum).toBeCloseTo(1, 13);
      }),
    );
  });
});

describe('relations between distributions', () => {
  it('hold far out as well', () => {
    fc.assert(
      fc.property(degrees, spread(1e-6, 1e6), (df, x) => {
        // χ² with two degrees of freedom is exponential; t² is F; Cauchy's quartiles are at ±1.
        expect(relativeError(call('chi2tail', 2, x), Math.exp(-x / 2))).toBeLessThan(1e-12);
        expect(relativeError(2 * call('ttail', df, x), call('Ftail', 1, df, x * x))).toBeLessThan(1e-9);
        expect(relativeError(call('Ftail', 3, df, x), call('F', df, 3, 1 / x))).toBeLessThan(1e-9);
        expect(call('t', 1, -1)).toBeCloseTo(0.25, 15);
      }),
      { numRuns: 300 },
    );
  });
});

describe('arguments without sense', () => {
  it('give missing, and never anything infinite', () => {
    const odd = fc.constantFrom(Number.NaN, 0, -1, 1, 0.5, 1e-320, 1e300, 1e18, -1e300, 2);
    const central = Object.keys(probabilityFunctions).filter((name) => !/^(inv)?n(?!ormal)/.test(name));
    fc.assert(
      fc.property(fc.constantFrom(...central), fc.array(odd, { minLength: 3, maxLength: 3 }), (name, values) => {
        const result = call(name, ...values);
        expect(Number.isFinite(result) || Number.isNaN(result)).toBe(true);
        const arity = reference.values[name]![0]!.length - 1;
        if (values.slice(0, arity).some(Number.isNaN)) expect(result).toBeNaN();
      }),
      { numRuns: 1000 },
    );
  });
});
