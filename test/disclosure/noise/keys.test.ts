import { describe, expect, test } from 'vitest';
import { cellKey, type Lane, lanes } from '../../../src/disclosure/keys/cell-key.ts';
import { rules } from '../helpers.ts';
import { correlation, leastP, pOfCounts, pOfUniform } from './measures.ts';
import { countsOf, differentSet, drawSet, draws, recordKeysUnder, secretNumber } from './sets.ts';

const cells = 100_000;
/** 4.4 standard errors; the specification asks for less than 0.02. */
const mostCorrelation = 0.014;
const secret = secretNumber(11);
const keys = recordKeysUnder(secret);
const { cell: key } = rules('strict', secret).keys;
const laneNames = Object.keys(lanes) as readonly (keyof typeof lanes)[];

/** Both halves of the keys of sets that grow from `size` units by `growth` each time they are drawn. */
function halves(
  lane: Lane,
  seed: number,
  size: number,
  growth = 0,
): { readonly lo: Float64Array; readonly hi: Float64Array } {
  const next = draws(seed);
  const lo = new Float64Array(cells);
  const hi = new Float64Array(cells);
  const result = { lo: 0, hi: 0 };
  for (let cell = 0; cell < cells; cell++) {
    const set = differentSet(next, cell, size);
    cellKey(key, lane, countsOf(keys, { ...set, size: size + growth }), result);
    lo[cell] = result.lo;
    hi[cell] = result.hi;
  }
  return { lo, hi };
}

describe('DC-15: record keys', () => {
  test('fill their range evenly and their halves have nothing to do with each other', () => {
    const a = Float64Array.from(keys.a);
    const b = Float64Array.from(keys.b);
    expect(pOfUniform(a)).toBeGreaterThan(leastP);
    expect(pOfUniform(b)).toBeGreaterThan(leastP);
    expect(Math.abs(correlation(a, b))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(a.subarray(1), a.subarray(0, -1)))).toBeLessThan(mostCorrelation);
  });

  test('of one unit are others under every secret', () => {
    const two = Array.from({ length: 2000 }, (_, seed) => recordKeysUnder(secretNumber(seed), 2));
    const first = Float64Array.from(two, ({ a }) => a[0]!);
    const second = Float64Array.from(two, ({ a }) => a[1]!);
    expect(new Set(first).size).toBe(2000);
    // 4.5 standard errors of a correlation of 2,000 pairs.
    expect(Math.abs(correlation(first, second))).toBeLessThan(0.1);
    // Eight values per bin are enough for 256 bins.
    expect(pOfUniform(first)).toBeGreaterThan(leastP);
  });
});

describe.each(laneNames)('DC-15: cell keys of the lane %s', (name) => {
  const lane = lanes[name];

  test.each([1, 2, 12, 300])('fill their range evenly for sets of %i units, in both halves and all bytes', (size) => {
    const { lo, hi } = halves(lane, lane, size);
    expect(pOfUniform(lo)).toBeGreaterThan(leastP);
    expect(pOfUniform(hi)).toBeGreaterThan(leastP);
    // The lowest byte is moved to the top.
    expect(pOfUniform(lo.map((word) => (word % 256) * 2 ** 24))).toBeGreaterThan(leastP);
    expect(Math.abs(correlation(lo, hi))).toBeLessThan(mostCorrelation);
  });

  test('have nothing to do with those of the sets with one unit more', () => {
    const own = halves(lane, 20 + lane, 25);
    const neighbour = halves(lane, 20 + lane, 25, 1);
    expect(Math.abs(correlation(own.lo, neighbour.lo))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(own.hi, neighbour.hi))).toBeLessThan(mostCorrelation);
    const differences = own.lo.map((word, at) => (word - neighbour.lo[at]! + 2 ** 32) % 2 ** 32);
    expect(pOfUniform(differences)).toBeGreaterThan(leastP);
  });

  test('have nothing to do with those of the other lanes', () => {
    const own = halves(lane, 40, 25);
    for (const other of laneNames.filter((one) => lanes[one] > lane)) {
      const theirs = halves(lanes[other], 40, 25);
      expect(Math.abs(correlation(own.lo, theirs.lo))).toBeLessThan(mostCorrelation);
      // Quarters of both ranges, crossed: sixteen cells that are equally likely.
      const crossed = new Float64Array(16);
      for (const [at, word] of own.lo.entries()) {
        crossed[4 * Math.floor(word / 2 ** 30) + Math.floor(theirs.lo[at]! / 2 ** 30)]! += 1;
      }
      expect(pOfCounts(crossed, new Float64Array(16).fill(1 / 16))).toBeGreaterThan(leastP);
    }
  });
});

test('DC-15: cell keys do not depend on the number of units', () => {
  const next = draws(77);
  const size = new Float64Array(cells);
  const lo = new Float64Array(cells);
  const result = { lo: 0, hi: 0 };
  for (let cell = 0; cell < cells; cell++) {
    const set = drawSet(next, 1 + (cell % 200));
    cellKey(key, lanes.count, countsOf(keys, set), result);
    size[cell] = set.size;
    lo[cell] = result.lo;
  }
  expect(Math.abs(correlation(size, lo))).toBeLessThan(mostCorrelation);
});
