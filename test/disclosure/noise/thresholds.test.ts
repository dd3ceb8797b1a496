import { describe, expect, test } from 'vitest';
import type { SetCounts } from '../../../src/disclosure/nodes.ts';
import type { Rules } from '../../../src/disclosure/rules/context.ts';
import { countOrZero, releaseUnits } from '../../../src/disclosure/rules/counts.ts';
import {
  decideEdit,
  minimumEdit,
  minimumForCell,
  minimumForCommand,
  populationRefusal,
} from '../../../src/disclosure/rules/thresholds.ts';
import { rules } from '../helpers.ts';
import { correlation, leastP, pOfCounts } from './measures.ts';
import { countsOf, drawSet, draws, recordKeysUnder, secretNumber } from './sets.ts';

const sets = 100_000;
const mostCorrelation = 0.014;
const secret = secretNumber(31);
const keys = recordKeysUnder(secret);
const hardened = rules('hardened', secret);

type Threshold = readonly [string, (applied: Rules, set: SetCounts) => number, number, number];
const thresholds: readonly Threshold[] = [
  ['edits (DC-06)', minimumEdit, 10, 5],
  ['statistics of a command (DC-07)', minimumForCommand, 10, 5],
  ['statistics of a cell (DC-07)', minimumForCell, 10, 5],
];

describe.each(thresholds)('the threshold of %s', (_, thresholdOf, least, jitter) => {
  test('takes each of its values as often as the others, never below the documented one', () => {
    const next = draws(301);
    const counts = new Float64Array(jitter + 1);
    for (let at = 0; at < sets; at++) counts[thresholdOf(hardened, countsOf(keys, drawSet(next, 12))) - least]! += 1;
    expect(pOfCounts(counts, new Float64Array(jitter + 1).fill(1 / (jitter + 1)))).toBeGreaterThan(leastP);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(sets);
  });

  test('of a set says nothing about that of the set with one unit more, nor about the noise on its count', () => {
    const next = draws(302);
    const own = new Float64Array(sets);
    const more = new Float64Array(sets);
    const noise = new Float64Array(sets);
    for (let at = 0; at < sets; at++) {
      const set = drawSet(next, 12);
      const counts = countsOf(keys, set);
      own[at] = thresholdOf(hardened, counts);
      more[at] = thresholdOf(hardened, countsOf(keys, { ...set, size: 13 }));
      noise[at] = countOrZero(releaseUnits(hardened, counts)) - 12;
    }
    expect(Math.abs(correlation(own, more))).toBeLessThan(mostCorrelation);
    expect(Math.abs(correlation(own, noise))).toBeLessThan(mostCorrelation);
  });

  test('is the documented one for every set under strict', () => {
    const strict = rules('strict', secret);
    const next = draws(303);
    for (let at = 0; at < 1000; at++) expect(thresholdOf(strict, countsOf(keys, drawSet(next, 12)))).toBe(least);
  });
});

test('DC-01: populations of 1000 to 1019 units are refused less and less often, smaller ones always, larger ones never', () => {
  const next = draws(304);
  const tries = 2000;
  const refused = (units: number): number => {
    let count = 0;
    for (let at = 0; at < tries; at++) {
      const sums = countsOf(keys, drawSet(next, 12));
      if (populationRefusal(hardened, { ...sums, units, rows: units }) !== undefined) count++;
    }
    return count / tries;
  };
  expect(refused(999)).toBe(1);
  expect(refused(1019)).toBe(0);
  // 2,000 tries: six standard errors are 0.067.
  for (const units of [1000, 1005, 1010, 1015])
    expect(Math.abs(refused(units) - (1019 - units) / 20)).toBeLessThan(0.067);
});

test('DC-06: the decision on an edit follows the threshold of the selected set', () => {
  const next = draws(305);
  for (let at = 0; at < 2000; at++) {
    const selected = countsOf(keys, drawSet(next, 8 + (at % 10)));
    const expected = selected.units < minimumEdit(hardened, selected) ? 'none' : 'as-asked';
    expect(decideEdit(hardened, selected, 5000).type).toBe(expected);
  }
});
