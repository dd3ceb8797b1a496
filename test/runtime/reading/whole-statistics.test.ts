import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { StatisticsBlock } from '../../../src/disclosure/nodes.ts';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import type { WinsorLimits } from '../../../src/runtime/engine/reading.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';

const runner = createFoldRunner({ threads: 1 });
const engine = createReadingEngine(runner);
afterAll(() => runner.close());

const lo = 0xdeadbeef;
const hi = 0x12345678;
const noLimits = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

interface Expected {
  readonly mean: number;
  readonly m2: number;
  readonly m4: number;
  readonly signedDeviation: number;
  readonly signedSquare: number;
  readonly signSum: number;
}

/** One cell's statistics by their definitions, and by the engine. */
async function bothWays(
  values: readonly (number | null)[],
  limits: WinsorLimits,
): Promise<{ readonly block: StatisticsBlock; readonly expected: Expected; readonly inside: readonly number[] }> {
  const data = columnarDataset({ x: values });
  const classification = (await engine.classify(populationOf(data), []))!;
  const signKeys = (): { lo: Uint32Array; hi: Uint32Array } => ({ lo: Uint32Array.of(lo), hi: Uint32Array.of(hi) });
  const request = { classification, grids: [[]], variable: 'x', limits, gini: false, signKeys };
  const [block] = await engine.statistics(request);
  expect(await engine.sumOfSquares(request)).toBe(block!.m2[0]);
  const { a, b } = data.units.keys;
  const rows = values.flatMap((x, row) => {
    if (x === null) return [];
    const flip = (Math.imul(a[row]! ^ lo, 0x9e3779b1) >>> 31) ^ (Math.imul(b[row]! ^ hi, 0x85ebca77) >>> 31);
    return [{ x: Math.min(Math.max(x, limits.lower), limits.upper), sign: 1 - 2 * flip }];
  });
  const inside = rows.map(({ x }) => x);
  const mean = exactSum(inside) / rows.length;
  const sumOf = (term: (d: number, sign: number) => number): number =>
    exactSum(rows.map(({ x, sign }) => term(x - mean, sign)));
  const expected = {
    mean,
    m2: sumOf((d) => d * d),
    m4: sumOf((d) => d ** 4),
    signedDeviation: sumOf((d, sign) => sign * d),
    signedSquare: sumOf((d, sign) => sign * d * d),
    signSum: sumOf((_, sign) => sign),
  };
  return { block: block!, expected, inside };
}

/** A sum whose rounding is carried along. */
function exactSum(numbers: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = sum + number;
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum;
    sum = next;
  }
  return sum + lost;
}

function expectEqual(block: StatisticsBlock, expected: Expected, inside: readonly number[]): void {
  const n = inside.length;
  const size = Math.max(...inside.map(Math.abs));
  // Values themselves are only known to their last digit: so are deviations, however small.
  const digit = size * Number.EPSILON;
  const near = (found: number, wanted: number, scale: number): void => {
    expect(Math.abs(found - wanted)).toBeLessThanOrEqual(8e-9 * scale);
  };
  const sd = Math.sqrt(expected.m2 / n) + 64 * digit;
  expect(Math.abs(block.mean[0]! - expected.mean)).toBeLessThanOrEqual(8 * digit);
  near(block.m2[0]!, expected.m2, n * sd * (sd + digit * 1e9));
  near(block.m4[0]!, expected.m4, expected.m4 + n * sd ** 3 * (sd + digit * 1e9));
  near(block.signedDeviation[0]!, expected.signedDeviation, n * (sd + digit * 1e9));
  near(block.signedSquare[0]!, expected.signedSquare, n * sd * (sd + digit * 1e9));
  expect(block.signSum[0]).toBe(expected.signSum);
  expect([block.minimum[0], block.maximum[0]]).toEqual([Math.min(...inside), Math.max(...inside)]);
}

describe('statistics of a whole population', () => {
  test('equal their definitions, wherever the values lie and however far one is out', async () => {
    const scale = fc.constantFrom(1, 1e-6, 1e6);
    const place = fc.constantFrom(0, 1, -1e3, 1e6, -1e9);
    const rows = fc.array(fc.oneof(fc.constant(null), fc.integer({ min: -5000, max: 5000 })), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(rows, scale, place, fc.boolean(), fc.boolean(), async (list, by, from, isOut, isLimited) => {
        const values = [...list.map((x) => (x === null ? null : from + (x * by) / 7)), from + (isOut ? by * 1e9 : 0)];
        const limits = isLimited ? { lower: from - by * 300, upper: from + by * 300 } : noLimits;
        const { block, expected, inside } = await bothWays(values, limits);
        expectEqual(block, expected, inside);
        const sizes = values.flatMap((x) => (x === null ? [] : Math.abs(x))).toSorted((a, b) => b - a);
        expect([block.largest[0], block.secondLargest[0]]).toEqual([sizes[0], sizes[1] ?? 0]);
      }),
      { numRuns: 100 },
    );
  });

  test('equal values have no spread at all', async () => {
    for (const value of [0.1, -1e9 / 3, 2021, 1e15]) {
      const { block } = await bothWays([value, null, value, value], noLimits);
      expect([block.m2[0], block.m4[0], block.signedDeviation[0], block.signedSquare[0]]).toEqual([0, 0, 0, 0]);
    }
  });

  test('whole numbers have exact sums', async () => {
    const values = Array.from({ length: 999 }, (_, i) => 1000 + ((i * 7919) % 1001));
    const { block, expected } = await bothWays(values, noLimits);
    expect(block.mean[0]).toBe(expected.mean);
    expect(block.absoluteTotal[0]).toBe(exactSum(values));
  });

  test('no values: no mean, no spread', async () => {
    const { block } = await bothWays([null, null], noLimits);
    expect([block.mean[0], block.m2[0], block.signSum[0], block.largest[0]]).toEqual([Number.NaN, 0, 0, 0]);
  });

  test('digits do not cancel where the middle of a bin is far from the mean', async () => {
    // Nearly all values are at the beginning of a bin that one value beyond makes wide.
    const values = [...Array.from({ length: 20_000 }, (_, i) => 2 ** 20 + (i % 2) / 1024), 2 ** 20 + 16_000.5];
    const limits = { lower: 0, upper: 2 ** 20 + 4000 };
    const { block, expected, inside } = await bothWays(values, limits);
    expectEqual(block, expected, inside);
    expect(block.m2[0]! / expected.m2).toBeCloseTo(1, 12);
  });
});
