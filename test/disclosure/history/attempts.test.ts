import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secret } from '../../../src/disclosure/gate.ts';
import { PopulationAttempts } from '../../../src/disclosure/history/attempts.ts';
import type { HistoryEntry } from '../../../src/disclosure/history/store.ts';
import { policyById } from '../../../src/disclosure/policies.ts';
import type { DisclosureSession, EditQuestion } from '../../../src/disclosure/protection.ts';
import { openDisclosureSession } from '../../../src/disclosure/session.ts';
import { membersOf, range } from './sets.ts';

const strict = policyById('strict')!;
const size = 4096;

/** What becomes of populations, by nothing but their size and those before them. */
function outcomes(asked: readonly (readonly number[])[]): readonly boolean[] {
  const attempts = new PopulationAttempts(strict, 256);
  return asked.map((units) => attempts.decide(membersOf(units, size), units.length < 1000).isRefused);
}

describe('DC-01: attempts to make a population', () => {
  test('whoever is refused stays refused with nineteen units more, and is accepted with twenty', () => {
    expect(outcomes([range(0, 995), range(0, 1014)])).toEqual([true, true]);
    expect(outcomes([range(0, 995), range(0, 1015)])).toEqual([true, false]);
  });

  test('what was accepted is refused once one close to it has been', () => {
    expect(outcomes([range(0, 1010), range(0, 999), range(0, 1010)])).toEqual([false, true, true]);
    expect(outcomes([range(0, 1019), range(0, 999), range(0, 1019)])).toEqual([false, true, false]);
  });

  test('a search for the smallest population ends where one unit more or less changes nothing', () => {
    // Any order of people: the search knows nothing but what it was told.
    const orders = fc.shuffledSubarray([...range(0, 1200)], { minLength: 1200, maxLength: 1200 });
    fc.assert(
      fc.property(
        orders,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1030, max: 1200 }),
        (order, low, high) => {
          const attempts = new PopulationAttempts(strict, 256);
          const ask = (units: readonly number[]) =>
            attempts.decide(membersOf(units, size), units.length < 1000).isRefused;
          let [refused, accepted] = [low, high];
          while (accepted - refused > 1) {
            const middle = (accepted + refused) >>> 1;
            if (ask(order.slice(0, middle))) refused = middle;
            else accepted = middle;
          }
          const [below, above] = [order.slice(0, refused), order.slice(0, accepted)];
          expect(ask([...below, 3000])).toBe(ask(below));
          expect(ask(above.slice(1))).toBe(ask(above));
          expect(ask([...above, 3000])).toBe(ask(above));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('refusals are not driven out by asking for other populations', () => {
    const attempts = new PopulationAttempts(strict, 3);
    const ask = (units: readonly number[]) => attempts.decide(membersOf(units, size), units.length < 1000).isRefused;
    expect(ask(range(0, 990))).toBe(true);
    for (let i = 1; i <= 10; i++) expect(ask(range(100 * i, 100 * i + 1010))).toBe(false);
    expect(ask(range(0, 1005))).toBe(true);
  });

  test('an attempt between refused and accepted ones is contested; far from the minimum none is remembered', () => {
    const attempts = new PopulationAttempts(strict, 256);
    const ask = (units: readonly number[]) => attempts.decide(membersOf(units, size), units.length < 1000);
    expect(ask(range(0, 990))).toEqual({ isRefused: true, isContested: false, isNew: true });
    expect(ask(range(0, 1010))).toEqual({ isRefused: false, isContested: false, isNew: true });
    expect(ask(range(0, 1000))).toEqual({ isRefused: true, isContested: true, isNew: true });
    expect(ask(range(0, 1000))).toEqual({ isRefused: true, isContested: true, isNew: false });
    expect([899, 900, 1100, 1101].map((units) => attempts.concerns(units))).toEqual([false, true, true, false]);
  });
});

describe('DC-01/keep: attempts of a session', () => {
  function open(earlier: readonly HistoryEntry[] = []): { session: DisclosureSession; entries: HistoryEntry[] } {
    const entries = [...earlier];
    const session = openDisclosureSession({
      policy: strict,
      secret: new Uint8Array(32),
      stamp: { databanks: [{ databank: 'test', version: '1', nature: 'synthetic' }], trust: 'client' },
      history: { load: () => earlier, append: (entry) => entries.push(entry) },
    });
    return { session, entries };
  }

  function question(units: readonly number[]): EditQuestion {
    const [all, some] = [membersOf(range(0, 4000), size), membersOf(units, size)];
    return {
      population: { unitType: 'PERSON', counts: secret(all.counts) },
      selected: { unitType: 'PERSON', counts: secret(some.counts) },
      attempt: () => Promise.resolve(secret(some)),
    };
  }

  const keep = (session: DisclosureSession, units: readonly number[]) =>
    session.resolveAttempt(question(units), session.resolveRows(question(units)));
  const refused = { type: 'refused', rule: 'DC-01' };

  test('decisions last as long as the history does, until an operator has reviewed them', async () => {
    const first = open();
    expect(await keep(first.session, range(0, 995))).toEqual(refused);
    const second = open(first.entries);
    expect(await keep(second.session, range(0, 1010))).toEqual(refused);
    const reviewed = open([...second.entries, { type: 'reset' }]);
    expect(await keep(reviewed.session, range(0, 1010))).toEqual({ type: 'as-asked' });
  });

  test('a search weighs 7.5 for each contested attempt, and a paused session makes no populations', async () => {
    const { session } = open();
    await keep(session, range(0, 980));
    await keep(session, range(0, 1010));
    for (const units of [999, 998, 997, 996]) await keep(session, range(0, units));
    expect(session.score()).toMatchObject({ population: 5 * 0.5 + 4 * 7.5, isBlocked: true });
    expect(await keep(session, range(0, 3000))).toEqual({ type: 'refused', rule: 'DC-32' });
  });
});
