import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asinh } from '../../../src/base/math/asinh.ts';
import { exp } from '../../../src/base/math/exp.ts';
import { expm1 } from '../../../src/base/math/expm1.ts';
import { acos, asin, atan } from '../../../src/base/math/inverse-trigonometric.ts';
import { log } from '../../../src/base/math/log.ts';
import { log1p } from '../../../src/base/math/log1p.ts';
import { log10 } from '../../../src/base/math/log10.ts';
import { pow } from '../../../src/base/math/pow.ts';
import { cos, sin, tan } from '../../../src/base/math/trigonometric.ts';

type Point = readonly number[];
const reference = JSON.parse(readFileSync(new URL('../../reference/math-functions.json', import.meta.url), 'utf8')) as {
  points: Record<string, readonly Point[]>;
};

const functions: Record<string, (...args: number[]) => number> = {
  exp: (x) => exp(x),
  expm1: (x) => expm1(x),
  log: (x) => log(x),
  log10: (x) => log10(x),
  log1p: (x) => log1p(x),
  sin: (x) => sin(x),
  cos: (x) => cos(x),
  tan: (x) => tan(x),
  asin: (x) => asin(x),
  acos: (x) => acos(x),
  atan: (x) => atan(x),
  asinh: (x) => asinh(x),
  pow: (x, y) => pow(x, y),
};

/** The distance to the next double away from zero. */
function unitInLastPlace(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0) - Math.abs(value);
}

/** Error of `actual` in units of the last place, against head + tail·unit. */
function ulpError(actual: number, head: number, tail: number): number {
  return Object.is(actual, head) ? Math.abs(tail) : Math.abs((actual - head) / unitInLastPlace(head) - tail);
}

function worst(name: string): { error: number; at: Point } {
  const evaluate = functions[name]!;
  let found = { error: -1, at: [] as Point };
  for (const point of reference.points[name]!) {
    const error = ulpError(evaluate(...point.slice(0, -2)), point.at(-2)!, point.at(-1)!);
    if (!(error <= found.error)) {
      found = { error, at: point };
    }
  }
  return found;
}

describe('transcendental functions', () => {
  it.each(Object.keys(functions))('%s is within one unit in the last place of the true value', (name) => {
    const { error, at } = worst(name);
    expect(reference.points[name]!.length).toBeGreaterThan(300);
    expect(error, `at ${at.join(', ')}`).toBeLessThan(1);
  });

  it.each(['log10', 'log1p', 'asinh'])('%s is close to correctly rounded', (name) => {
    expect(worst(name).error).toBeLessThan(0.7);
  });
});

describe('special values', () => {
  it('follow ECMAScript for every function', () => {
    const specials = [NaN, Infinity, -Infinity, 0, -0, 1, -1];
    const unary: [(x: number) => number, (x: number) => number][] = [
      [exp, Math.exp],
      [expm1, Math.expm1],
      [log, Math.log],
      [log10, Math.log10],
      [log1p, Math.log1p],
      [sin, Math.sin],
      [cos, Math.cos],
      [tan, Math.tan],
      [asin, Math.asin],
      [acos, Math.acos],
      [atan, Math.atan],
      [asinh, Math.asinh],
    ];
    for (const [ours, native] of unary) {
      for (const x of specials) {
        const same = Object.is(ours(x), native(x)) || Math.abs(ours(x) - native(x)) < 1e-15;
        expect(same, `${native.name}(${x}): ${ours(x)} is not ${native(x)}`).toBe(true);
      }
    }
  });

  it('of pow are those of the exponentiation operator', () => {
    const bases = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -0.5, 2, -2, 1e300, -1e300];
    const exponents = [...bases, 3, -3, 4, 1 / 3, 1e18, 9007199254740991, -9007199254740991];
    for (const base of bases) {
      for (const exponent of exponents) {
        const native = base ** exponent;
        const actual = pow(base, exponent);
        const same = Object.is(actual, native) || Math.abs(actual / native - 1) < 1e-13;
        expect(same, `${base} ** ${exponent}: ${actual} is not ${native}`).toBe(true);
      }
    }
  });

  it('are exact where the true result is a double', () => {
    for (let k = -22; k <= 22; k++) {
      expect(log10(Number(`1e${k}`))).toBe(k);
      expect(pow(2, k)).toBe(2 ** k);
    }
    expect(pow(10, 15)).toBe(1e15);
    expect(pow(3, 30)).toBe(205891132094649);
    expect(pow(0.25, 0.5)).toBe(0.5);
    expect(exp(0)).toBe(1);
    expect(log(1)).toBe(0);
  });

  it('overflow to infinity and underflow to zero', () => {
    expect(exp(709.79)).toBe(Infinity);
    expect(exp(-745.2)).toBe(0);
    expect(pow(10, 309)).toBe(Infinity);
    expect(pow(10, -330)).toBe(0);
    expect(pow(2, -1074)).toBe(5e-324);
  });
});

describe('laws', () => {
  const close = (actual: number, expected: number, ulps: number): boolean =>
    Math.abs(actual - expected) <= ulps * Number.EPSILON * Math.max(Math.abs(expected), 1);
  const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });

  it('log undoes exp and asinh is odd', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -700, max: 700, noNaN: true }),
        (x) => close(log(exp(x)), x, 2) && asinh(-x) === -asinh(x),
      ),
    );
  });

  it('sine and cosine lie on the unit circle for every finite angle', () => {
    fc.assert(
      fc.property(
        anyDouble,
        (x) => close(sin(x) * sin(x) + cos(x) * cos(x), 1, 4) && sin(-x) === -sin(x) && cos(-x) === cos(x),
      ),
    );
  });

  it('exp and log never fall where their argument rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -745, max: 709, noNaN: true }),
        fc.double({ min: 0, max: 1e-12, noNaN: true }),
        (x, step) => exp(x + step) >= exp(x),
      ),
    );
    fc.assert(
      fc.property(
        anyDouble,
        fc.double({ min: 1, max: 1 + 1e-12, noNaN: true }),
        (x, factor) => !(x > 0) || log(x * factor) >= log(x),
      ),
    );
  });

  it('square roots and reciprocals as powers are exactly rounded', () => {
    fc.assert(
      fc.property(anyDouble, (x) => {
        const magnitude = Math.abs(x);
        return (
          magnitude === 0 || (pow(magnitude, 0.5) === Math.sqrt(magnitude) && pow(magnitude, -1) === 1 / magnitude)
        );
      }),
    );
  });
});
