import { describe, expect, test } from 'vitest';
import type { Attack } from '../../src/attack/attack.ts';
import { serviceOf } from '../../src/attack/services.ts';
import { attacks } from '../../src/attack/suite/attacks.ts';
import { isFailure, lineOf, lineWithoutRuns } from '../../src/attack/verdict.ts';

const bit = (allowed: Attack['allowed']): Attack => ({
  id: 'X',
  title: { nb: 'x', en: 'x' },
  type: 'guess',
  about: 'bit',
  allowed,
  play: () => Promise.reject(new Error('not played')),
});

const outcomes = (successes: number, runs: number, flaggedAt?: number) =>
  Array.from({ length: runs }, (_, i) => ({
    success: i < successes,
    chance: 0.5,
    queries: 4,
    ...(flaggedAt === undefined ? {} : { flaggedAt }),
  }));

const strict = serviceOf('strict')!;

describe('the verdict', () => {
  const attack = bit({ strict: { most: 0.1, flaggedWithin: 5 }, hardened: 'measured' });

  test('is beaten only where even the lower end of the interval is beyond the limit', () => {
    expect(lineOf(attack, strict, outcomes(45, 50, 3)).verdict).toBe('beaten');
    expect(lineOf(attack, strict, outcomes(33, 50, 3)).verdict).toBe('holds');
  });

  test('asks for a flag in time where the attack gains something', () => {
    const late = bit({ strict: { most: 0.5, flaggedWithin: 5 }, hardened: 'measured' });
    expect(lineOf(late, strict, outcomes(50, 50, 5)).verdict).toBe('holds');
    expect(lineOf(late, strict, outcomes(50, 50, 6)).verdict).toBe('unnoticed');
    expect(lineOf(late, strict, outcomes(50, 50)).verdict).toBe('unnoticed');
    expect(lineOf(late, strict, outcomes(25, 50)).verdict).toBe('holds');
  });

  test('asks for no flag where the target has nothing that anybody could notice', () => {
    const late = bit({ strict: { most: 0.5, flaggedWithin: 5 }, hardened: 'measured' });
    const seen = [...outcomes(20, 20, 3).map((run) => ({ ...run, hasProperty: true }))];
    const unseen = [...outcomes(30, 30).map((run) => ({ ...run, hasProperty: false }))];
    expect(lineOf(late, strict, [...seen, ...unseen])).toMatchObject({ runs: 50, flaggedAt: 3, verdict: 'holds' });
    const missed = [...outcomes(20, 20).map((run) => ({ ...run, hasProperty: true }))];
    expect(lineOf(late, strict, [...missed, ...unseen]).verdict).toBe('unnoticed');
  });

  test('counts against the rules in a service, not in a run, and not where it is only measured', () => {
    const run = serviceOf('strict', 'run')!;
    expect(isFailure(lineOf(attack, strict, outcomes(50, 50, 3)))).toBe(true);
    expect(isFailure(lineOf(attack, run, outcomes(50, 50, 3)))).toBe(false);
    expect(isFailure(lineOf(attack, serviceOf('hardened')!, outcomes(50, 50, 3)))).toBe(false);
  });

  test('of an attack that could not be played is no pass', () => {
    expect(isFailure(lineWithoutRuns(attack, strict, 'broken', 'x'))).toBe(true);
    expect(lineWithoutRuns(attack, strict, 'lacking', 'logit').verdict).toBe('lacking');
  });

  test('tells advantage and interval over the baseline', () => {
    const line = lineOf(attack, strict, outcomes(40, 50));
    expect(line).toMatchObject({ runs: 50, success: 0.8, baseline: 0.5, queries: 4, flaggedAt: null });
    expect(line.advantage).toBeCloseTo(0.3, 12);
    expect(line.lower).toBeLessThan(0.3);
    expect(line.upper).toBeGreaterThan(0.3);
  });
});

describe('the list of attacks', () => {
  const ids = attacks.map(({ id }) => id);

  test('names each once, in order', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });

  test('has every attack of the specification but those that are tested elsewhere, and at least fifteen of our own', () => {
    const numbers = new Set(ids.map((id) => id.slice(0, 3)));
    const missing = Array.from({ length: 54 }, (_, i) => `A${String(i + 1).padStart(2, '0')}`).filter(
      (n) => !numbers.has(n),
    );
    expect(missing).toEqual([]);
    expect([...numbers].filter((number) => number.startsWith('B')).length).toBeGreaterThanOrEqual(15);
  });

  test('has a limit for both policies, and none that nobody could reach', () => {
    for (const { allowed } of attacks) {
      for (const limit of [allowed.strict, allowed.hardened]) {
        if (limit !== 'measured') expect(limit.most).toBeLessThanOrEqual(0.5);
      }
    }
  });
});
