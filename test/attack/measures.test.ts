import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CountBelief, displaysOf, singleDisplayRate } from '../../src/attack/measures/counts.ts';
import { halvesOf, likelihoodOf } from '../../src/attack/measures/halves.ts';
import { shareOf } from '../../src/attack/measures/interval.ts';
import { nearestDistance } from '../../src/attack/measures/judge.ts';
import { estimateCell } from '../../src/attack/measures/relations.ts';
import { likeliestWeight, tailWeights } from '../../src/attack/measures/tail.ts';
import { bisect, isNarrow } from '../../src/attack/moves/bisect.ts';
import { randomStream, someOf } from '../../src/attack/random.ts';
import { policyById } from '../../src/disclosure/policies.ts';

const strict = policyById('strict')!;

describe('the interval of a share', () => {
  test("is Wilson's: 8 of 10 give 0.490 to 0.943", () => {
    const { share, lower, upper } = shareOf(8, 10);
    expect(share).toBe(0.8);
    expect(lower).toBeCloseTo(0.4902, 4);
    expect(upper).toBeCloseTo(0.9433, 4);
  });

  test('of none begins at exactly 0, of all ends at exactly 1', () => {
    for (const runs of [1, 3, 6, 50, 999]) {
      expect(shareOf(0, runs).lower).toBe(0);
      expect(shareOf(runs, runs).upper).toBe(1);
    }
  });

  test('holds the share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (runs, part) => {
        const { share, lower, upper } = shareOf(Math.round(part * runs), runs);
        expect(lower).toBeLessThanOrEqual(share);
        expect(upper).toBeGreaterThanOrEqual(share);
      }),
    );
  });
});

describe('what a display tells of a count', () => {
  test('probabilities of displays add up to 1, and their mean is the count', () => {
    for (let n = 0; n <= 12; n++) {
      const displays = [...displaysOf(n, strict)];
      expect(displays.reduce((sum, [, p]) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(displays.reduce((sum, [shown, p]) => sum + shown * p, 0)).toBeCloseTo(n, 9);
    }
  });

  test('one display is named rightly by the likeliest count as often as by hand', () => {
    const rate = singleDisplayRate(strict, [1, 2, 3, 4]);
    let byHand = 0;
    for (const shown of [0, 5, 6, 7, 8, 9]) {
      byHand += Math.max(...[1, 2, 3, 4].map((n) => displaysOf(n, strict).get(shown) ?? 0)) / 4;
    }
    expect(rate).toBeCloseTo(byHand, 12);
    expect(singleDisplayRate(policyById('open')!)).toBe(1);
    expect(singleDisplayRate(policyById('hardened')!, [1, 2, 3, 4])).toBe(0.25);
  });

  test('a belief takes a sum without error for the count', () => {
    const belief = new CountBelief(strict);
    belief.see(5);
    belief.seeSum(3, 0.01);
    expect(belief.best()).toBe(3);
  });
});

describe('what random halves tell of a count', () => {
  const seen = (...halves: readonly (readonly [number, number])[]): ReadonlyMap<string, number> => {
    const times = new Map<string, number>();
    for (const [one, other] of halves) times.set(halvesOf(one, other), (times.get(halvesOf(one, other)) ?? 0) + 1);
    return times;
  };

  test('one unit is never halved, and two are in one of two ways', () => {
    expect(likelihoodOf(1, 5, seen([5, 0], [0, 5]), strict)).toBeCloseTo(displaysOf(1, strict).get(5)!, 12);
    expect(likelihoodOf(1, 5, seen([5, 0], [5, 5]), strict)).toBe(0);
    const shown = displaysOf(1, strict);
    const together = displaysOf(2, strict).get(7)! * 2 * shown.get(0)! * shown.get(6)!;
    expect(likelihoodOf(2, 7, seen([0, 6]), strict)).toBeCloseTo(together / 2, 12);
  });

  test('probabilities of all that one table may show add up to those of the whole', () => {
    for (const n of [1, 2, 3, 4]) {
      for (const whole of [0, 5]) {
        let sum = 0;
        for (let one = 0; one <= 9; one++) {
          for (let other = one; other <= 9; other++) sum += likelihoodOf(n, whole, seen([one, other]), strict);
        }
        expect(sum).toBeCloseTo(displaysOf(n, strict).get(whole) ?? 0, 9);
      }
    }
  });
});

describe('what the highest percentile tells of the largest value', () => {
  test('is two fifteenths of it without noise, and up to all of both groups with noise', () => {
    const none = tailWeights(40, { ...strict, percentiles: { ...strict.percentiles, lambda: 0 } });
    expect(new Set(none)).toEqual(new Set([2 / 15]));
    expect(likeliestWeight(none)).toBeCloseTo(2 / 15, 12);
    const weights = tailWeights(40, strict);
    expect(Math.min(...weights)).toBe(0);
    expect(Math.max(...weights)).toBeGreaterThan(4 / 15);
    expect(Math.max(...weights)).toBeLessThanOrEqual(1);
    expect(likeliestWeight(weights)).toBeGreaterThan(0);
  });
});

describe('cells from sums', () => {
  test('a cell is its margin less the others, with their noise together', () => {
    const estimate = estimateCell(3, [
      { cells: [0, 1, 2], shown: 20, variance: 4 },
      { cells: [1], shown: 7, variance: 4 },
      { cells: [2], shown: 9, variance: 4 },
    ]);
    expect(estimate?.value).toBeCloseTo(4, 9);
    expect(estimate?.variance).toBeCloseTo(12, 9);
  });

  test('two ways to the same cell are averaged', () => {
    const estimate = estimateCell(1, [
      { cells: [0], shown: 4, variance: 1 },
      { cells: [0], shown: 8, variance: 3 },
    ]);
    expect(estimate?.value).toBeCloseTo(5, 9);
    expect(estimate?.variance).toBeCloseTo(0.75, 9);
  });

  test('what nothing is shown of is not estimated', () => {
    expect(estimateCell(2, [{ cells: [1], shown: 4, variance: 1 }])).toBeUndefined();
  });
});

describe('moves', () => {
  test('bisection closes in on where the answer changes', async () => {
    const bracket = await bisect(0, 1000, 40, (cut) => Promise.resolve(cut < 321.5 ? 'below' : 'above'), isNarrow);
    expect(bracket.low).toBeLessThan(321.5);
    expect(bracket.high).toBeGreaterThanOrEqual(321.5);
    expect(isNarrow(bracket)).toBe(true);
  });

  test('bisection stops where nothing is answered', async () => {
    const bracket = await bisect(0, 8, 40, (cut) => Promise.resolve(cut === 4 ? undefined : String(cut)), isNarrow);
    expect(bracket).toEqual({ low: 0, high: 8, steps: 0 });
  });

  test('the nearest of ascending values is found', () => {
    const values = Float64Array.of(1, 5, 9);
    expect([0, 4, 6, 100].map((x) => nearestDistance(values, x))).toEqual([1, 1, 1, 91]);
  });

  test('random choices follow from the name, and are different ones', () => {
    const list = Array.from({ length: 30 }, (_, i) => i);
    expect(someOf(list, 9, randomStream('a'))).toEqual(someOf(list, 9, randomStream('a')));
    expect(someOf(list, 9, randomStream('a'))).not.toEqual(someOf(list, 9, randomStream('b')));
    expect(new Set(someOf(list, 9, randomStream('a'))).size).toBe(9);
    expect(someOf([1, 2], 9, randomStream('a'))).toHaveLength(2);
  });
});
