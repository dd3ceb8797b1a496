import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bitsOf,
  compareUnits,
  distanceToUnits,
  type MemberRows,
  rowDistance,
} from '../../../src/disclosure/history/members.ts';
import { type PopulationAnswer, PopulationHistory } from '../../../src/disclosure/history/populations.ts';
import { policyById } from '../../../src/disclosure/policies.ts';
import { bitsFor, membersOf, numbersIn, range } from './sets.ts';

const { history: policy } = policyById('strict')!;
const everybody = range(0, 200);
const population = membersOf(everybody);

/** The units that are computed on in place of some units. */
function used(
  answer: PopulationAnswer,
  asked: readonly number[],
  all: readonly number[] = everybody,
): readonly number[] {
  switch (answer.type) {
    case 'as-asked':
      return asked;
    case 'none':
      return [];
    case 'all':
      return all;
    case 'instead':
      return numbersIn(answer.units);
  }
}

function apart(a: readonly number[], b: readonly number[]): number {
  const [inA, inB] = [new Set(a), new Set(b)];
  return a.filter((unit) => !inB.has(unit)).length + b.filter((unit) => !inA.has(unit)).length;
}

/** Subsets that tend to lie near one another: a few blocks of units, of which some single ones are taken out or put in. */
const subsets = fc
  .record({
    blocks: fc.subarray(range(0, 10).slice()),
    changed: fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { maxLength: 14 }),
  })
  .map(({ blocks, changed }) => {
    const units = new Set(blocks.flatMap((block) => range(block * 20, block * 20 + 20)));
    for (const unit of changed) if (!units.delete(unit)) units.add(unit);
    return [...units].sort((a, b) => a - b);
  });

describe('bit sets', () => {
  test('bits are counted, and sets compared, as sets are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (word) => {
        expect(bitsOf(word)).toBe(word.toString(2).replaceAll('0', '').length);
      }),
    );
    fc.assert(
      fc.property(subsets, subsets, subsets, fc.integer({ min: 1, max: 64 }), (s, t, p, limit) => {
        const within = s.filter((unit) => p.includes(unit));
        const shared = t.filter((unit) => p.includes(unit));
        const distance = apart(within, shared);
        const found = compareUnits(bitsFor(within), bitsFor(t), bitsFor(p), limit);
        if (distance >= limit) expect(found.distance).toBe(limit);
        else expect(found).toEqual({ distance, lost: within.filter((unit) => !shared.includes(unit)).length });
      }),
    );
  });
});

describe('DC-30: populations of one dataset', () => {
  test('whatever is asked, what is answered about is the same set as before or more than ten units away', () => {
    fc.assert(
      fc.property(fc.array(subsets, { maxLength: 25 }), (questions) => {
        const history = new PopulationHistory(policy, 256);
        const answered: (readonly number[])[] = [];
        questions.forEach((asked, statement) => {
          const { answer } = history.resolve({ population, selected: membersOf(asked) }, statement);
          const set = used(answer, asked);
          expect(apart(set, asked)).toBeLessThanOrEqual(10);
          for (const whole of [[], everybody]) {
            const distance = apart(set, whole);
            expect(distance === 0 || distance >= 10).toBe(true);
          }
          if (answer.type === 'none' || answer.type === 'all') return;
          for (const earlier of answered) {
            const distance = apart(set, earlier);
            expect(distance === 0 || distance > 10).toBe(true);
          }
          answered.push(set);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('the same question has the same answer for ever', () => {
    fc.assert(
      fc.property(fc.array(subsets, { minLength: 1, maxLength: 20 }), (questions) => {
        const history = new PopulationHistory(policy, 256);
        const ask = (asked: readonly number[]): readonly number[] =>
          used(history.resolve({ population, selected: membersOf(asked) }, 0).answer, asked);
        const first = questions.map(ask);
        expect(questions.map(ask)).toEqual(first);
      }),
    );
  });

  test('nine units are nobody, all but nine are everybody, ten units are some', () => {
    const history = new PopulationHistory(policy, 256);
    const ask = (units: readonly number[]) =>
      history.resolve({ population, selected: membersOf(units) }, 0).answer.type;
    expect(ask(range(0, 9))).toBe('none');
    expect(ask([])).toBe('none');
    expect(ask(range(9, 200))).toBe('all');
    expect(ask(everybody)).toBe('all');
    expect(ask(range(0, 10))).toBe('as-asked');
    expect(ask(range(10, 200))).toBe('as-asked');
  });

  test('in another dataset an earlier population means its units there', () => {
    const history = new PopulationHistory(policy, 256);
    history.resolve({ population, selected: membersOf(range(0, 100)) }, 0);
    const some = range(50, 200);
    const { answer } = history.resolve(
      { population: membersOf(some), selected: membersOf([...range(55, 100), 150, 151]) },
      1,
    );
    expect(used(answer, [], some)).toEqual(range(50, 100));
  });

  test('the first of several near populations counts, and the oldest is forgotten first', () => {
    const history = new PopulationHistory(policy, 2);
    const ask = (units: readonly number[]) =>
      used(history.resolve({ population, selected: membersOf(units) }, 0).answer, units);
    expect(ask(range(0, 100))).toEqual(range(0, 100));
    expect(ask(range(0, 112))).toEqual(range(0, 112));
    expect(ask(range(0, 106))).toEqual(range(0, 100));
    expect(ask(range(0, 150))).toEqual(range(0, 150));
    expect(ask(range(0, 106))).toEqual(range(0, 112));
  });

  test('units of another type are other units', () => {
    const history = new PopulationHistory(policy, 256);
    history.resolve({ population, selected: membersOf(range(0, 100)) }, 0);
    const families = { ...population, space: 'FAMILY' };
    const selected = { ...membersOf(range(0, 99)), space: 'FAMILY' };
    expect(history.resolve({ population: families, selected }, 1).answer.type).toBe('as-asked');
  });
});

/** Everybody's rows at two times, of which a person may lack some. */
function atTimes(first: readonly number[], second: readonly number[], isWhole: boolean): MemberRows {
  return {
    origin: 'times',
    pages: new Map([
      ['1', bitsFor(first)],
      ['2', bitsFor(second)],
    ]),
    isWhole,
  };
}

/** Rows of units that have three each: row r belongs to unit ⌊r / 3⌋. */
function spells(rows: readonly number[], isWhole: boolean): MemberRows {
  return {
    origin: 'bank:1/SPELL',
    pages: new Map([['', bitsFor(rows, 600)]]),
    ownerOf: (row) => Math.floor(row / 3),
    isWhole,
  };
}

describe('DC-30: units with several rows', () => {
  const all = { ...membersOf(everybody), rows: atTimes(everybody, everybody, true) };
  const rowsOf = (units: readonly number[]): readonly number[] =>
    units.flatMap((unit) => range(unit * 3, unit * 3 + 3));
  const owners = { ...membersOf(everybody), rows: spells(rowsOf(everybody), true) };

  test('a row less is a unit of distance, whatever other rows the unit has', () => {
    const history = new PopulationHistory(policy, 256);
    const young = range(0, 100);
    history.resolve({ population: all, selected: { ...membersOf(young), rows: atTimes(young, [], false) } }, 0);
    const without = young.filter((unit) => unit !== 7);
    const { answer } = history.resolve(
      { population: all, selected: { ...membersOf(young), rows: atTimes(without, [], false) } },
      1,
    );
    expect(answer.type).toBe('instead');
    if (answer.type === 'instead') expect([...answer.pages!].map(([, page]) => numbersIn(page))).toEqual([young, []]);
  });

  test('the same units at another time are another population', () => {
    const history = new PopulationHistory(policy, 256);
    const young = range(0, 100);
    const ask = (rows: MemberRows) =>
      history.resolve({ population: all, selected: { ...membersOf(young), rows } }, 0).answer.type;
    expect(ask(atTimes(young, [], false))).toBe('as-asked');
    expect(ask(atTimes([], young, false))).toBe('as-asked');
    expect(ask(atTimes(young, young, true))).toBe('as-asked');
    expect(ask(atTimes(young, young.slice(1), false))).toBe('instead');
  });

  test('all rows but those of nine units are all rows', () => {
    const history = new PopulationHistory(policy, 256);
    const rows = atTimes(everybody, range(9, 200), false);
    expect(history.resolve({ population: all, selected: { ...membersOf(everybody), rows } }, 0).answer.type).toBe(
      'all',
    );
  });

  test('units that were asked about stand for all of their rows', () => {
    const history = new PopulationHistory(policy, 256);
    const young = range(0, 100);
    history.resolve({ population, selected: membersOf(young) }, 0);
    const rows = rowsOf(young).filter((row) => row !== 22);
    const { answer } = history.resolve(
      { population: owners, selected: { ...membersOf(young), rows: spells(rows, false) } },
      1,
    );
    expect(answer.type === 'instead' && answer.pages === undefined && numbersIn(answer.units)).toEqual(young);
  });

  test('distances of rows are those of sets of rows, by unit', () => {
    const some = fc.uniqueArray(fc.integer({ min: 0, max: 599 }), { maxLength: 40 });
    fc.assert(
      fc.property(some, some, some, fc.integer({ min: 1, max: 20 }), (s, t, p, limit) => {
        const within = s.filter((row) => p.includes(row));
        const shared = t.filter((row) => p.includes(row));
        const differing = [
          ...within.filter((row) => !shared.includes(row)),
          ...shared.filter((row) => !within.includes(row)),
        ];
        const distance = new Set(differing.map((row) => Math.floor(row / 3))).size;
        expect(rowDistance(spells(within, false), spells(t, false), spells(p, true), limit)).toBe(
          Math.min(distance, limit),
        );
        const units = [...new Set(t.map((row) => Math.floor(row / 3)))];
        const theirs = p.filter((row) => units.includes(Math.floor(row / 3)));
        const unlike = [
          ...within.filter((row) => !theirs.includes(row)),
          ...theirs.filter((row) => !within.includes(row)),
        ];
        const toUnits = new Set(unlike.map((row) => Math.floor(row / 3))).size;
        expect(distanceToUnits(spells(within, false), bitsFor(units), spells(p, true), limit)).toBe(
          Math.min(toUnits, limit),
        );
      }),
    );
  });
});

describe('DC-24: samples of models', () => {
  const ask = (history: PopulationHistory, units: readonly number[], statement: number): boolean =>
    history.isNear({ population, selected: membersOf(units) }, statement).isNear;

  test('a sample that nine units tell from an earlier one is near, the same one and one ten units away are not', () => {
    const history = new PopulationHistory(policy, 256);
    expect(ask(history, range(0, 100), 0)).toBe(false);
    expect(ask(history, range(0, 100), 1)).toBe(false);
    expect(ask(history, range(9, 100), 2)).toBe(true);
    expect(ask(history, range(10, 110), 3)).toBe(false);
    expect(ask(history, range(9, 100), 4)).toBe(true);
    expect(ask(history, range(0, 100), 5)).toBe(false);
  });

  test("a sample is near a population of an earlier statement, not of the model's own", () => {
    const history = new PopulationHistory(policy, 256);
    history.resolve({ population, selected: membersOf(range(0, 100)) }, 3);
    expect(ask(history, range(0, 98), 3)).toBe(false);
    history.resolve({ population, selected: membersOf(range(100, 160)) }, 4);
    expect(ask(history, range(100, 158), 5)).toBe(true);
  });
});
