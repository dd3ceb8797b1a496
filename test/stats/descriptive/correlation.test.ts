import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipped, correlationPValue, pairAt, pearson } from '../../../src/stats/descriptive/correlation.ts';

describe('pearson', () => {
  it('is missing for constants, and whole for what is proportional', () => {
    expect(pearson(0, 0, 5)).toBeNaN();
    expect(pearson(0, 5, 0)).toBeNaN();
    expect(pearson(-1, 0.5, 2)).toBe(-1);
    expect(pearson(3, 3, 3)).toBe(1);
  });

  it('keeps its digits where squares leave the range of doubles, and its bounds where rounding leaves them', () => {
    expect(pearson(0.5e200, 1e200, 1e200)).toBeCloseTo(0.5, 14);
    expect(pearson(0.5e-200, 1e-200, 1e-200)).toBeCloseTo(0.5, 14);
    expect(pearson(1.0000000000000002, 1, 1)).toBe(1);
  });

  it('does not change when the variables change places, nor with their units', () => {
    const size = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(size, size, fc.double({ min: -1, max: 1, noNaN: true }), (left, right, share) => {
        const product = share * Math.sqrt(left * right);
        const r = pearson(product, left, right);
        expect(pearson(product, right, left)).toBe(r);
        expect(pearson(-8 * product, 64 * left, right)).toBeCloseTo(-r, 14);
        expect(r).toBeCloseTo(share, 14);
      }),
    );
  });
});

describe('correlationPValue', () => {
  it('is missing without a degree of freedom, 1 without and 0 with a perfect correlation', () => {
    expect(correlationPValue(0.5, 2)).toBeNaN();
    expect(correlationPValue(Number.NaN, 20)).toBeNaN();
    expect(correlationPValue(0, 20)).toBe(1);
    expect(correlationPValue(1, 20)).toBe(0);
    expect(correlationPValue(-1, 20)).toBe(0);
  });

  it('depends on the size of r only, and falls with it and with n', () => {
    const r = fc.double({ min: 0.05, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(r, fc.integer({ min: 4, max: 400 }), (size, n) => {
        const p = correlationPValue(size, n);
        expect(correlationPValue(-size, n)).toBe(p);
        expect(correlationPValue(size + 0.05, n)).toBeLessThan(p);
        expect(correlationPValue(size, n + 1)).toBeLessThan(p);
      }),
    );
  });
});

it('clipped keeps what lies between −1 and 1', () => {
  expect([-2, -1, 0.3, 1, 1.5].map(clipped)).toEqual([-1, -1, 0.3, 1, 1]);
  expect(clipped(Number.NaN)).toBeNaN();
});

it('pairAt counts pairs row by row', () => {
  const places = [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].filter((j) => j >= i).map((j) => pairAt(i, j, 4)));
  expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
