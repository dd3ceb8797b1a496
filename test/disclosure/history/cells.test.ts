import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellHistory, type CellValue, nameOf } from '../../../src/disclosure/history/cells.ts';
import { nearDistance, type PrintedSet } from '../../../src/disclosure/history/near-cells.ts';
import { bucketOf, printWords } from '../../../src/disclosure/history/prints.ts';

const reusing = { reuses: true, mostFew: 0 } as const;
const noticing = { reuses: false, mostFew: 0 } as const;

/** Pseudo-random words, the same every time. */
function words(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
    return (word ^ (word >>> 16)) >>> 0;
  };
}

interface Unit {
  readonly a: number;
  readonly b: number;
  readonly value?: number;
}

function unitsOf(seed: number, count: number): Unit[] {
  const next = words(seed);
  return Array.from({ length: count }, () => ({ a: next(), b: next(), value: next() }));
}

function setOf(units: readonly Unit[], rows = units.length): PrintedSet {
  const print = new Uint32Array(printWords);
  let [sumA, sumB] = [0, 0];
  for (const { a, b } of units) {
    sumA = (sumA + a) >>> 0;
    sumB = (sumB + b) >>> 0;
    print[bucketOf(a)]! ^= b;
  }
  return { units: units.length, rows, sumA, sumB, print };
}

function valuesOf(units: readonly Unit[], factor = 1): Uint32Array {
  const print = new Uint32Array(printWords);
  for (const { a, b, value = 0 } of units) print[bucketOf(a)]! += Math.imul(b ^ value, factor);
  return print;
}

/** Two sets that share so many units, and each has some of its own. */
function twoSets(seed: number, shared: number, left: number, right: number): readonly [Unit[], Unit[]] {
  const units = unitsOf(seed, shared + left + right);
  return [units.slice(0, shared + left), [...units.slice(0, shared), ...units.slice(shared + left)]];
}

describe('DC-31: cells that differ by few units', () => {
  it('are found among many as if each were looked at', () => {
    const people = unitsOf(5, 260);
    const kept = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
      minLength: 1,
      maxLength: 40,
    });
    // Large sets have people in every word; of small ones most words are empty.
    fc.assert(
      fc.property(kept, fc.constantFrom(12, 60, 240), (list, size) => {
        const sets = list.map(([first, without]) => setOf(people.slice(first, size + first - without)));
        const history = new CellHistory(1000);
        for (const [at, set] of sets.entries()) {
          const earlier = sets.slice(0, at).filter((other) => nearDistance(set, other) !== undefined);
          expect(history.nearest(set)?.anchor.cell).toEqual(earlier[0]);
          history.add(set);
        }
      }),
    );
  });

  it('are always found up to nine, whoever they are', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 10, max: 400 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
    );
    const few = sizes.filter(([, left, right]) => left + right >= 1 && left + right <= 9);
    fc.assert(
      fc.property(fc.integer(), few, (seed, [shared, left, right]) => {
        const [s, t] = twoSets(seed, shared, left, right);
        const found = nearDistance(setOf(s), setOf(t));
        expect(found).toBeGreaterThanOrEqual(1);
        expect(found).toBeLessThanOrEqual(left + right);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [10, 0.52],
    [11, 0.19],
    [12, 0.06],
    [13, 0.01],
  ])('are found at a distance of %i with probability %d', (distance, expected) => {
    const runs = 4000;
    let found = 0;
    for (let run = 0; run < runs; run++) {
      const [s, t] = twoSets(run * 131 + distance, 60, Math.ceil(distance / 2), Math.floor(distance / 2));
      if (nearDistance(setOf(s), setOf(t)) !== undefined) found++;
    }
    // Five standard errors, and what the specification has rounded.
    const error = 5 * Math.sqrt((expected * (1 - expected)) / runs) + 0.005;
    expect(Math.abs(found / runs - expected)).toBeLessThan(error);
  });

  it('are not those that share less than half of the smaller one', () => {
    const [s, t] = twoSets(3, 2, 3, 3);
    expect(nearDistance(setOf(s), setOf(t))).toBeUndefined();
    const [u, v] = twoSets(3, 3, 3, 3);
    expect(nearDistance(setOf(u), setOf(v))).toBe(6);
  });

  it('are compared by their rows, too: another panel of the same people is another cell', () => {
    const people = unitsOf(4, 50);
    expect(nearDistance(setOf(people, 100), setOf(people, 104))).toBe(0);
    expect(nearDistance(setOf(people, 100), setOf(people, 150))).toBeUndefined();
    expect(nearDistance(setOf(people, 100), setOf(people.slice(1), 97))).toBe(1);
    expect(nearDistance(setOf(people, 100), setOf(people.slice(1), 147))).toBeUndefined();
  });
});

describe('DC-31: what stands for a cell', () => {
  const everybody = unitsOf(5, 60);
  const near = everybody.slice(3);
  const far = everybody.slice(30);

  it('is the cell that came first, for ever', () => {
    const history = new CellHistory(100);
    const first = history.begin(reusing);
    expect(first.standIn(setOf(everybody))).toMatchObject({ units: 60 });
    expect(first.standIn(setOf(near))).toMatchObject({ units: 60 });
    expect(first.standIn(setOf(far))).toMatchObject({ units: 30 });
    // Near the second, but not the first one: the second is no cell of its own.
    expect(first.standIn(setOf(everybody.slice(10)))).toMatchObject({ units: 50 });
    const next = history.begin(reusing);
    expect(next.standIn(setOf(near))).toMatchObject({ units: 60 });
    expect(next.standIn(setOf(everybody.slice(4)))).toMatchObject({ units: 60 });
    // The one that the first result had shown itself is no news.
    expect(next.findings.near).toMatchObject([{ cell: setOf(everybody.slice(4)), distance: 4, of: { units: 60 } }]);
  });

  it('is the cell itself where the policy only looks, and the distance is noticed all the same', () => {
    const history = new CellHistory(100);
    history.begin(noticing).standIn(setOf(everybody));
    const visit = history.begin(noticing);
    expect(visit.standIn(setOf(near))).toMatchObject({ units: 57 });
    expect(visit.findings).toMatchObject({ entries: [{ type: 'near' }], near: [{ distance: 3 }] });
  });

  it('is not noticed within one result', () => {
    const visit = new CellHistory(100).begin(reusing);
    visit.standIn(setOf(everybody));
    visit.standIn(setOf(near));
    expect(visit.findings.near).toEqual([]);
    expect(visit.findings.entries.map(({ type }) => type)).toEqual(['cell', 'near']);
  });

  it('forgets a result that was refused', () => {
    const history = new CellHistory(100);
    const visit = history.begin(reusing);
    visit.standIn(setOf(everybody));
    visit.standIn(setOf(far));
    visit.statistic(setOf(far), 'mean', valuesOf(far), () => 7);
    visit.drop();
    expect(history.begin(reusing).standIn(setOf(near))).toMatchObject({ units: 57 });
    expect(history.named(nameOf(setOf(far)))).toBeUndefined();
  });

  it('forgets the oldest cells where there are too many', () => {
    const history = new CellHistory(2);
    for (const seed of [11, 12, 13]) {
      const visit = history.begin(reusing);
      visit.standIn(setOf(unitsOf(seed, 40)));
      visit.keep();
    }
    const visit = history.begin(reusing);
    expect(visit.standIn(setOf(unitsOf(12, 40).slice(1)))).toMatchObject({ units: 40 });
    expect(visit.standIn(setOf(unitsOf(11, 40).slice(1)))).toMatchObject({ units: 39 });
  });

  it('gives the statistic that was released of the same column, and keeps another column apart', () => {
    const history = new CellHistory(100);
    const visit = history.begin(reusing);
    expect(visit.statistic(setOf(everybody), 'mean', valuesOf(everybody), () => 100)).toBe(100);
    expect(visit.statistic(setOf(near), 'mean', valuesOf(near), () => 95)).toBe(100);
    expect(visit.statistic(setOf(near), 'std', valuesOf(near), () => 5)).toBe(5);
    expect(visit.statistic(setOf(near), 'mean', valuesOf(near, 3), () => 285)).toBe(285);
    expect(visit.statistic(setOf(everybody), 'mean', valuesOf(everybody, 3), () => 300)).toBe(285);
    expect(visit.statistic(setOf(everybody), 'std', valuesOf(everybody), () => 6)).toBe(5);
  });

  it('notices a column that differs from an earlier one for few of its units, and keeps its own number', () => {
    const changed = (count: number): Uint32Array => {
      const units = everybody.map((unit, at) => (at < count ? { ...unit, value: 5 } : unit));
      return valuesOf(units);
    };
    for (const comparison of [reusing, noticing]) {
      const history = new CellHistory(100);
      const ask = (values: Uint32Array, value: number) => {
        const visit = history.begin(comparison);
        expect(visit.statistic(setOf(everybody), 'mean', values, () => value)).toBe(value);
        const found = visit.knownColumns.map(({ distance }) => distance);
        visit.keep();
        return found;
      };
      expect(ask(valuesOf(everybody), 100)).toEqual([]);
      expect(ask(changed(1), 99)).toEqual([1]);
      expect(ask(changed(1), 99)).toEqual([0]);
      expect(ask(changed(40), 80)).toEqual([]);
      expect(ask(valuesOf(everybody, 3), 300)).toEqual([]);
    }
  });

  it('lasts as long as its entries are kept', () => {
    const history = new CellHistory(100);
    const visit = history.begin(reusing);
    visit.standIn(setOf(everybody));
    visit.statistic(setOf(everybody), 'mean', valuesOf(everybody), () => 100);
    const again = new CellHistory(100);
    for (const entry of visit.findings.entries) again.restore(entry);
    const next = again.begin(reusing);
    expect(next.standIn(setOf(near))).toMatchObject({ units: 60 });
    expect(next.statistic(setOf(near), 'mean', valuesOf(near), () => 95)).toBe(100);
    const value: CellValue | undefined = again.named(nameOf(setOf(everybody)))?.values[0];
    expect(value?.value).toBe(100);
  });
});

describe('sets that models and status lines are about', () => {
  const aside = { ...reusing, isAside: true } as const;
  const [units, near] = twoSets(7, 40, 1, 2);

  it('stand for cells that are near them, which are no step of a search', () => {
    const history = new CellHistory(10);
    const sample = history.begin(aside);
    sample.standIn(setOf(units));
    const [entry] = sample.end(true);
    expect(entry).toMatchObject({ type: 'cell', isAside: true });
    const table = history.begin(reusing);
    expect(nameOf(table.standIn(setOf(near)))).toBe(nameOf(setOf(units)));
    expect(table.findings.near).toEqual([]);
  });

  it('are cells from when a table shows them, also to later runs', () => {
    const [history, later] = [new CellHistory(10), new CellHistory(10)];
    const sample = history.begin(aside);
    sample.standIn(setOf(units));
    const entries = [...sample.end(true)];
    const table = history.begin(reusing);
    table.standIn(setOf(units));
    entries.push(...table.end(true));
    for (const entry of entries) later.restore(entry);
    for (const one of [history, later]) {
      const next = one.begin(reusing);
      next.standIn(setOf(near));
      expect(next.findings.near).toHaveLength(1);
    }
  });

  it('of a refused result leave nothing', () => {
    const history = new CellHistory(10);
    const sample = history.begin(aside);
    sample.standIn(setOf(units));
    expect(sample.end(false)).toEqual([]);
    expect(history.named(nameOf(setOf(units)))).toBeUndefined();
  });
});
