import { describe, expect, test } from 'vitest';
import type { Origin } from '../../src/disclosure/protection.ts';
import { context, range, rules, session, setOf } from './helpers.ts';

const all = range(0, 3000);
const question = (selected: number, population = 3000) => ({
  population: setOf(all.slice(0, population)),
  selected: setOf(all.slice(0, selected)),
});

test('DC-06/replace DC-06/keep: units of several rows are beyond a condition with the rows that it does not select', () => {
  const strict = session('strict');
  const whole = { population: setOf(all), selected: setOf(all) };
  for (const few of [0, 1, 9]) {
    const but = { ...whole, others: setOf(all.slice(0, few)) };
    expect(strict.resolveEdit(but)).toEqual({ type: 'all' });
    expect(strict.resolveRows(but)).toEqual({ type: 'all' });
  }
  for (const many of [10, 3000]) {
    const but = { ...whole, others: setOf(all.slice(0, many)) };
    expect(strict.resolveEdit(but)).toEqual({ type: 'as-asked' });
    expect(strict.resolveRows(but)).toEqual({ type: 'as-asked' });
  }
});

describe('DC-06/replace (values)', () => {
  test('uniform: none, one and nine selected units give one answer, and so do all but none, one and nine', () => {
    const strict = session('strict');
    for (const few of [0, 1, 9]) {
      expect(strict.resolveEdit(question(few))).toEqual({ type: 'none' });
      expect(strict.resolveEdit(question(3000 - few))).toEqual({ type: 'all' });
    }
    for (const many of [10, 1500, 2990]) expect(strict.resolveEdit(question(many))).toEqual({ type: 'as-asked' });
  });

  test('literal: one to nine, or all but one to nine, are refused; none and all are not', () => {
    const literal = session('literal');
    for (const few of [1, 9, 2991, 2999]) {
      expect(literal.resolveEdit(question(few))).toEqual({ type: 'refused', rule: 'DC-06' });
    }
    for (const fine of [0, 10, 2990, 3000]) expect(literal.resolveEdit(question(fine))).toEqual({ type: 'as-asked' });
  });

  test('open: everything is done as asked', () => {
    for (const units of [0, 1, 9, 2999, 3000]) {
      expect(session('open').resolveEdit(question(units))).toEqual({ type: 'as-asked' });
    }
  });

  test('hardened: the limit depends on the set, is never below 10 and at most 15', () => {
    const hardened = session('hardened');
    const limits = new Set<number>();
    for (let from = 0; from < 300; from++) {
      limits.add(hardened.minimumEdit(setOf(range(from, from + 12))));
    }
    expect([...limits].sort((a, b) => a - b)).toEqual([10, 11, 12, 13, 14, 15]);
    expect(hardened.resolveEdit(question(9))).toEqual({ type: 'none' });
    expect(hardened.resolveEdit(question(16))).toEqual({ type: 'as-asked' });
  });
});

describe('DC-06 and DC-01/keep if, drop if (rows)', () => {
  const strict = session('strict');

  test('removing none, one or nine units removes nothing', () => {
    for (const removed of [0, 1, 9]) expect(strict.resolveRows(question(3000 - removed))).toEqual({ type: 'all' });
    expect(strict.resolveRows(question(2990))).toEqual({ type: 'as-asked' });
  });

  test('leaving fewer than a thousand is refused with one rule, none and nine alike', () => {
    for (const left of [0, 1, 9, 10, 999]) {
      expect(strict.resolveRows(question(left))).toEqual({ type: 'refused', rule: 'DC-01' });
    }
    expect(strict.resolveRows(question(1000))).toEqual({ type: 'as-asked' });
  });

  test('a policy without a smallest population still refuses to keep fewer than ten', () => {
    const acro = session('acro');
    expect(acro.resolveRows(question(9))).toEqual({ type: 'refused', rule: 'DC-01' });
    expect(acro.resolveRows(question(10))).toEqual({ type: 'as-asked' });
  });

  test('literal refuses what open does', () => {
    expect(session('literal').resolveRows(question(2999))).toEqual({ type: 'refused', rule: 'DC-06' });
    expect(session('literal').resolveRows(question(0))).toEqual({ type: 'refused', rule: 'DC-01' });
    for (const left of [0, 1, 2999, 3000]) {
      expect(session('open').resolveRows(question(left))).toEqual({ type: 'as-asked' });
    }
  });
});

describe('DC-27/sample', () => {
  test('a sample that would remove one to nine units removes none', () => {
    const strict = session('strict');
    for (const removed of [0, 1, 9]) {
      expect(strict.resolveRows({ ...question(3000 - removed), bySampling: true })).toEqual({ type: 'all' });
    }
    expect(strict.resolveRows({ ...question(2970), bySampling: true })).toEqual({ type: 'as-asked' });
    expect(session('literal').resolveRows({ ...question(2999), bySampling: true })).toEqual({ type: 'as-asked' });
  });

  test('A29 DC-27/sample: the largest sample that is drawn tells the released number, not the exact one', () => {
    const strict = session('strict');
    const released = strict.releasedCount(question(3000).population);
    for (let kept = 2950; kept <= 3000; kept++) {
      const expected = released - kept < 20 ? 'all' : 'as-asked';
      expect(strict.resolveRows({ ...question(kept), bySampling: true }).type).toBe(expected);
    }
    expect(Math.abs(released - 3000)).toBeLessThanOrEqual(5);
  });

  test('its keys depend on seed, unit and row, not on the company or the order of the rows', async () => {
    const strict = session('strict');
    const keys = await strict.recordKeys({
      unitType: 'PERSON',
      size: 3,
      identifierOf: (unit) => String(unit),
      contentHash: 'x',
    });
    const three = strict.sampleKeys(7, keys, Int32Array.of(0, 1, 2));
    expect(Array.from(strict.sampleKeys(7, keys, Int32Array.of(2, 0)))).toEqual([three[2], three[0]]);
    expect(strict.sampleKeys(8, keys, Int32Array.of(0))[0]).not.toBe(three[0]);
    expect(strict.sampleKeys(7, keys, Int32Array.of(0, 0), Int32Array.of(0, 1))[1]).not.toBe(three[0]);
    expect(Array.from(three).every((key) => Number.isSafeInteger(key))).toBe(true);
  });

  test('its keys are spread evenly', async () => {
    const strict = session('strict');
    const keys = await strict.recordKeys({
      unitType: 'PERSON',
      size: 20_000,
      identifierOf: String,
      contentHash: 'y',
    });
    const order = strict.sampleKeys(1, keys, Int32Array.from(range(0, 20_000)));
    const below = order.filter((key) => key < 2 ** 53 / 4).length;
    expect(Math.abs(below - 5000)).toBeLessThan(350);
  });
});

describe('DC-01/import', () => {
  test('a first population under a thousand is refused, with jitter under hardened', () => {
    expect(session('strict').resolvePopulation({ population: setOf(range(0, 999)) })).toEqual({ refused: 'DC-01' });
    expect(session('strict').resolvePopulation({ population: setOf(range(0, 1000)) })).toBeUndefined();
    const decisions = range(0, 60).map((from) =>
      session('hardened').resolvePopulation({ population: setOf(range(from, from + 1010)) }),
    );
    expect(decisions.some((decision) => decision === undefined)).toBe(true);
    expect(decisions.some((decision) => decision !== undefined)).toBe(true);
    expect(session('hardened').resolvePopulation({ population: setOf(range(0, 1020)) })).toBeUndefined();
    expect(session('open').resolvePopulation({ population: setOf([]) })).toBeUndefined();
  });

  test('public facts about units that everybody can name need no size; one of the two does not do', () => {
    const population = setOf(range(0, 300));
    const asked = (...origins: readonly Origin[]) => session('hardened').resolvePopulation({ population, origins });
    const accounts = { isPublic: true, isPseudonymised: false };
    expect(asked(accounts, accounts)).toBeUndefined();
    expect(asked(accounts, { isPublic: false, isPseudonymised: false })).toEqual({ refused: 'DC-01' });
    expect(asked({ isPublic: true, isPseudonymised: true })).toEqual({ refused: 'DC-01' });
  });

  test('a refusal decided before execution is a released result with its audit record', () => {
    const strict = session('strict');
    const refused = strict.refuse('import', 'DC-01', context);
    expect(refused.body).toEqual({ type: 'refusal', command: 'import', rule: 'DC-01', minimum: 1000, notes: [] });
    expect(strict.audit()).toMatchObject([{ outcome: 'refused', node: 'refusal', rules: [{ id: 'DC-01' }] }]);
  });
});

describe('DC-20 and DC-21/regress', () => {
  const ask = (id: string, units: number, parameters: number, residualDegreesOfFreedom: number) =>
    session(id).resolveModelSample({ sample: setOf(range(0, units)), parameters, residualDegreesOfFreedom });

  test('ten units per parameter and ten residual degrees of freedom', () => {
    expect(ask('strict', 29, 3, 26)).toEqual({ refused: 'DC-20' });
    expect(ask('strict', 30, 3, 27)).toBeUndefined();
    expect(ask('strict', 9, 0, 20)).toEqual({ refused: 'DC-20' });
    expect(ask('strict', 100, 3, 9)).toEqual({ refused: 'DC-20' });
    expect(ask('open', 4, 3, 1)).toBeUndefined();
    expect(ask('open', 3, 3, 0)).toEqual({ refused: 'DC-20' });
  });

  test('every outcome class needs its units', () => {
    const sample = setOf(range(0, 200));
    const withClass = (units: number) =>
      session('strict').resolveModelSample({
        sample,
        parameters: 2,
        residualDegreesOfFreedom: 198,
        outcomes: [setOf(range(0, units)), setOf(range(units, 200))],
      });
    expect(withClass(9)).toEqual({ refused: 'DC-20' });
    expect(withClass(10)).toBeUndefined();
  });

  test('levels with none and with nine units are absent alike', () => {
    expect(Array.from(session('strict').absentLevels(Float64Array.of(0, 1, 9, 10, 500)))).toEqual([1, 1, 1, 0, 0]);
    expect(Array.from(session('open').absentLevels(Float64Array.of(0, 1, 9)))).toEqual([1, 0, 0]);
  });
});

test('thresholds are the documented ones under strict', () => {
  const { population, edit, descriptive } = rules('strict').policy;
  expect([population.min, edit.min, descriptive.minUnits, descriptive.cellMinUnits]).toEqual([1000, 10, 10, 10]);
});
