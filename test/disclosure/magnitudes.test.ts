import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StatisticKey } from '../../src/disclosure/released.ts';
import { type StatisticsCell, statisticOf } from '../../src/disclosure/rules/statistics.ts';
import { type Person, range, rules, secretOf, statisticsOf, sum } from './helpers.ts';

const strict = rules('strict');
const wanted: readonly StatisticKey[] = ['mean', 'std', 'sum', 'gini', 'p25', 'p50', 'p75', 'iqr', 'min', 'max'];
const values = fc.array(fc.integer({ min: -1000, max: 100_000 }), { minLength: 12, maxLength: 80 });

const cell = (persons: readonly Person[], applied = strict, populationSd = 0): StatisticsCell => ({
  unitType: 'PERSON',
  block: statisticsOf([persons], applied, wanted),
  cell: 0,
  twoValued: undefined,
  isInteger: false,
  populationSd,
});
const persons = (list: readonly number[], from = 0): Person[] =>
  list.map((value, at) => ({ unit: from + at, at: [], value }));

describe('DC-14 noise on magnitudes', () => {
  test('is equivariant under a·x + b, so that rescaling, shifting or negating gives no second draw', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(-3, 0.5, 7), fc.integer({ min: -500, max: 500 }), (list, a, b) => {
        const plain = cell(persons(list));
        const moved = cell(persons(list.map((x) => a * x + b)));
        const mean = statisticOf(strict, 'mean', plain);
        const scale = Math.max(1, ...list.map(Math.abs)) * Math.abs(a) + Math.abs(b);
        expect(Math.abs(statisticOf(strict, 'mean', moved) - (a * mean + b))).toBeLessThan(1e-9 * scale);
        const deviation = statisticOf(strict, 'std', plain);
        expect(Math.abs(statisticOf(strict, 'std', moved) - Math.abs(a) * deviation)).toBeLessThan(1e-6 * scale);
      }),
    );
  });

  test('stays within 2.5 of the largest influence of one unit', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 1000 }), (list, from) => {
        const exact = sum(list) / list.length;
        const bound = (2.5 * Math.max(...list.map((x) => Math.abs(x - exact)))) / list.length;
        const released = statisticOf(strict, 'mean', cell(persons(list, from)));
        expect(Math.abs(released - exact)).toBeLessThanOrEqual(bound + 1e-9);
      }),
    );
  });

  test('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(values, (list) => {
        const own = persons(list);
        const a = statisticOf(strict, 'mean', cell(own));
        const b = statisticOf(strict, 'mean', cell([...own].reverse()));
        expect(Math.abs(a - b)).toBeLessThan(1e-9 * Math.max(1, Math.abs(a)));
      }),
    );
  });

  test('averages to nothing over secrets', () => {
    const list = range(0, 40).map((at) => (at * 7919) % 1000);
    const exact = sum(list) / list.length;
    const draws = range(0, 400).map((seed) => {
      const applied = rules('strict', secretOf(seed));
      return statisticOf(applied, 'mean', cell(persons(list), applied)) - exact;
    });
    const spread = Math.sqrt(sum(draws.map((draw) => draw * draw)) / draws.length);
    expect(spread).toBeGreaterThan(0);
    expect(Math.abs(sum(draws) / draws.length)).toBeLessThan((4 * spread) / Math.sqrt(draws.length));
  });

  test('hides the value of a group of identical values where the population varies', () => {
    const same = cell(persons(range(0, 20).map(() => 500)), strict, 100);
    expect(statisticOf(strict, 'mean', same)).not.toBe(500);
    expect(Math.abs(statisticOf(strict, 'mean', same) - 500)).toBeLessThanOrEqual((Math.sqrt(3) * 100) / 20);
  });

  test('is doubled by the policy hardened', () => {
    const hardened = rules('hardened');
    const list = persons(range(0, 50).map((at) => at * at));
    const exact = sum(list.map((person) => person.value!)) / 50;
    const single = statisticOf(strict, 'mean', cell(list)) - exact;
    expect(statisticOf(hardened, 'mean', cell(list, hardened)) - exact).toBeCloseTo(2 * single, 9);
  });
});

describe('policy open', () => {
  const open = rules('open');

  test('leaves every statistic as it is', () => {
    fc.assert(
      fc.property(values, (list) => {
        const own = cell(persons(list), open, 1000);
        const n = list.length;
        const mean = sum(list) / n;
        const variance = sum(list.map((x) => (x - mean) ** 2)) / (n - 1);
        const ordered = [...list].sort((a, b) => a - b);
        const type7 = (p: number): number => {
          const h = (n - 1) * p;
          const low = ordered[Math.floor(h)]!;
          return low + (h - Math.floor(h)) * (ordered[Math.ceil(h)]! - low);
        };
        const expected: readonly (readonly [Exclude<StatisticKey, 'count' | 'freq'>, number])[] = [
          ['mean', mean],
          ['std', Math.sqrt(variance)],
          ['sum', sum(list)],
          ['p25', type7(0.25)],
          ['p50', type7(0.5)],
          ['iqr', type7(0.75) - type7(0.25)],
          ['min', ordered[0]!],
          ['max', ordered[n - 1]!],
        ];
        for (const [statistic, value] of expected) {
          const got = statisticOf(open, statistic, own);
          expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
        }
      }),
    );
  });
});

describe('variables with two values', () => {
  test('have the mean and spread of their released counts', () => {
    const list = range(0, 200).map((at) => (at % 3 === 0 ? 1 : 0));
    const own = persons(list);
    const base = cell(own);
    const at = (value: number) => statisticsOf([own.filter((person) => person.value === value)], strict, []).valid;
    const two: StatisticsCell = { ...base, twoValued: { low: 0, high: 1, atLow: at(0), atHigh: at(1) } };
    const mean = statisticOf(strict, 'mean', two);
    // The released numbers of zeros and ones are integers within 5 of 133 and 67.
    const candidates = range(128, 139).flatMap((zeros) => range(62, 73).map((ones) => ones / (zeros + ones)));
    expect(candidates.some((candidate) => Math.abs(candidate - mean) < 1e-12)).toBe(true);
    expect(statisticOf(strict, 'std', two)).toBeCloseTo(Math.sqrt(mean * (1 - mean)), 2);
    expect(statisticOf(strict, 'gini', two)).toBeCloseTo(1 - mean, 12);
  });

  test('that nobody visibly has have no mean', () => {
    const own = persons(range(0, 12).map(() => 0));
    const none = statisticsOf([[]], strict, []).valid;
    const two: StatisticsCell = { ...cell(own), twoValued: { low: 0, high: 1, atLow: none, atHigh: none } };
    expect(statisticOf(strict, 'mean', two)).toBeNaN();
  });
});
