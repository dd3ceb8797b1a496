import { describe, expect, test } from 'vitest';
import { secret } from '../../../src/disclosure/gate.ts';
import type { MemberSet } from '../../../src/disclosure/history/members.ts';
import { ProximityScore, weightOf } from '../../../src/disclosure/history/score.ts';
import type { HistoryEntry } from '../../../src/disclosure/history/store.ts';
import { policyById } from '../../../src/disclosure/policies.ts';
import type { DisclosureSession, MembersQuestion } from '../../../src/disclosure/protection.ts';
import { openDisclosureSession } from '../../../src/disclosure/session.ts';
import { membersOf, range } from './sets.ts';

interface Opened {
  readonly session: DisclosureSession;
  readonly entries: HistoryEntry[];
}

function open(policy: string, earlier: readonly HistoryEntry[] = [], user?: string): Opened {
  const entries = [...earlier];
  const session = openDisclosureSession({
    policy: policyById(policy)!,
    secret: new Uint8Array(32),
    stamp: { databanks: [{ databank: 'test', version: '1', nature: 'synthetic' }], trust: 'client' },
    history: {
      load: () => earlier,
      append: (entry) => entries.push(entry),
      ...(user === undefined ? {} : { account: { user, now: () => 0 } }),
    },
  });
  return { session, entries };
}

const size = 12_288;

function question(all: readonly number[], some: readonly number[], statement = 0): MembersQuestion {
  const [population, selected] = [membersOf(all, size), membersOf(some, size)];
  const set = ({ counts }: MemberSet) => ({ unitType: 'PERSON', counts: secret(counts) });
  return {
    statement,
    population: set(population),
    selected: set(selected),
    members: {
      population: () => Promise.resolve(secret(population)),
      selected: () => Promise.resolve(secret(selected)),
    },
  };
}

describe('DC-32: weights', () => {
  test('a distance of one unit weighs 6, of eight 3, of 64 and more nothing', () => {
    expect([1, 8, 64, 1000].map(weightOf)).toEqual([6, 3, 0, 0]);
  });

  test('cell events count half for the block where cells are not reused, and fully where they are', () => {
    const states = ['strict', 'hardened'].map((id) => {
      const score = new ProximityScore(policyById(id)!.history);
      for (let i = 0; i < 4; i++) score.add({ kind: 'cell', reason: 'near-cell', weight: 6 });
      const state = score.stateAt(undefined);
      return [state.isFlagged, state.isBlocked];
    });
    expect(states).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  test('sums are halved every 24 hours, but a session that was paused stays so', () => {
    const score = new ProximityScore(policyById('strict')!.history);
    const near = { kind: 'population', reason: 'near-population', weight: 6 } as const;
    const [day, start] = [86_400, 1_700_000_000];
    for (let i = 0; i < 3; i++) score.add(near, start);
    expect(score.stateAt(start)).toMatchObject({ population: 18, isFlagged: true, isBlocked: false });
    expect(score.stateAt(start + day)).toMatchObject({ population: 9, isFlagged: false });
    // A clock that was put back makes nothing fade, or grow.
    expect(score.stateAt(start)).toMatchObject({ population: 9 });
    for (let i = 0; i < 4; i++) score.add(near, start + 2 * day);
    expect(score.stateAt(start + 2 * day)).toMatchObject({ population: 28.5, isBlocked: false });
    score.add(near, start + 2 * day);
    expect(score.stateAt(start + 9 * day)).toMatchObject({ isFlagged: false, isBlocked: true });
  });

  test('a policy without limits keeps no score', () => {
    const { session, entries } = open('open');
    session.suspect('dominated-model');
    expect(session.score()).toEqual({ population: 0, cells: 0, isFlagged: false, isBlocked: false });
    expect(entries).toEqual([]);
  });
});

describe('DC-32: what a session has asked about', () => {
  test('cumulative ages score nothing among 12 000 people, and 1.1 each among 2 000', async () => {
    for (const [people, low, high] of [
      [12_000, 0, 0],
      [2000, 40, 46],
    ] as const) {
      const { session } = open('strict');
      const perAge = people / 66;
      for (let age = 1; age <= 40; age++) {
        await session.resolveMembers(question(range(0, people), range(0, Math.round(perAge * (age + 3)))));
      }
      expect(session.score().population).toBeGreaterThanOrEqual(low);
      expect(session.score().population).toBeLessThanOrEqual(high);
    }
  });

  test('the same units that make a difference count once, whatever they are added to or taken from', async () => {
    const { session } = open('strict');
    await session.resolveMembers(question(range(0, 5000), range(0, 2000)));
    for (let i = 0; i < 20; i++) await session.resolveMembers(question(range(0, 5000), range(1, 2000), i));
    await session.resolveMembers(question(range(0, 5000), [0]));
    await session.resolveMembers(question(range(0, 5000), range(1, 5000)));
    expect(session.score().population).toBe(6);
  });

  test('whoever comes to the same few in ever new ways moves a threshold between two people: each is a step', async () => {
    const { session, entries } = open('strict');
    const by = (way: string) =>
      session.begin({ rows: () => way, cells: () => way, divisions: () => '', columns: () => '' });
    by('v > 1');
    await session.resolveMembers(question(range(0, 5000), range(0, 2000)));
    for (const [way, population] of [
      ['v > 2', 6],
      ['v > 2', 6],
      ['v > 3', 12],
      ['v > 2', 12],
      ['v > 4', 18],
    ] as const) {
      by(way);
      await session.resolveMembers(question(range(0, 5000), range(1, 2000)));
      expect(session.score().population).toBe(population);
    }
    const next = open('strict', entries).session;
    next.begin({ rows: () => 'v > 3', cells: () => '', divisions: () => '', columns: () => '' });
    await next.resolveMembers(question(range(0, 5000), range(1, 2000)));
    expect(next.score().population).toBe(18);
  });

  test('everybody has a score: what others search for is remembered, and raises theirs only', async () => {
    const ada = open('hardened', [], 'ada');
    await ada.session.resolveMembers(question(range(0, 5000), range(0, 2000)));
    await ada.session.resolveMembers(question(range(0, 5000), range(1, 2000)));
    expect(ada.session.score().population).toBe(6);
    expect(open('hardened', ada.entries, 'ada').session.score().population).toBe(6);
    const bo = open('hardened', ada.entries, 'bo');
    expect(bo.session.score().population).toBe(0);
    const answer = await bo.session.resolveMembers(question(range(0, 5000), range(2, 2000)));
    expect(answer.type).toBe('instead');
    expect(bo.session.score().population).toBe(weightOf(2));
    expect(open('hardened', bo.entries, 'ada').session.score().population).toBe(6);
  });

  test('populations that differ for more than a few are those of two ways to ask', async () => {
    const { session } = open('strict');
    for (const way of ['v > 1', 'v > 2', 'v > 3', 'v > 4']) {
      session.begin({ rows: () => way, cells: () => way, divisions: () => '', columns: () => '' });
      await session.resolveMembers(question(range(0, 5000), range(0, 2000)));
      await session.resolveMembers(question(range(0, 5000), range(32, 2000)));
    }
    expect(session.score().population).toBe(1);
  });

  test('bisection for a rank pauses the session before it gets there, and later runs go on where it was', async () => {
    for (const [policy, most] of [
      ['strict', 7],
      ['hardened', 15],
    ] as const) {
      let entries: readonly HistoryEntry[] = [];
      let [low, high] = [0, 480];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        const run = open(policy, entries);
        for (const cut of low === 0 && high === 480 ? [0, 480, middle] : [middle])
          await run.session.resolveMembers(question(range(0, 12_000), range(5000 + cut, 12_000)));
        entries = run.entries;
        if (run.session.score().isBlocked) break;
        if (middle < 333) low = middle;
        else high = middle;
      }
      expect(high - low).toBeGreaterThanOrEqual(most);
    }
  });

  test('five neighbours of one unit pause the session: results are refused, status lines are not', async () => {
    const { session } = open('strict');
    const context = { statement: 9, command: 'tabulate' };
    const node = { kind: 'metadata', body: { type: 'metadata', topic: 'variables', rows: [] } } as never;
    await session.resolveMembers(question(range(0, 5000), range(0, 2000)));
    for (let i = 1; i < 5; i++)
      await session.resolveMembers(question(range(0, 5000), [...range(0, i), ...range(i + 1, 2000)]));
    expect(session.score()).toMatchObject({ population: 24, isFlagged: true, isBlocked: false });
    await session.resolveMembers(question(range(0, 5000), range(0, 1999)));
    expect(session.score().isBlocked).toBe(true);
    const flow = { kind: 'flow' } as never;
    expect(session.release(flow, context).body).toMatchObject({ type: 'refusal', rule: 'DC-32' });
    expect(session.release(node, context).body.type).toBe('metadata');
    expect(session.audit()[0]).toMatchObject({ flags: ['flag', 'block'], score: { added: 30 } });
  });

  test('an edit of few units weighs a half, of nobody nothing', () => {
    const { session } = open('strict');
    const set = (units: readonly number[]) => ({ unitType: 'PERSON', counts: secret(membersOf(units, size).counts) });
    session.resolveEdit({ population: set(range(0, 2000)), selected: set([]) });
    expect(session.score().population).toBe(0);
    session.resolveEdit({ population: set(range(0, 2000)), selected: set([5]) });
    session.resolveEdit({ population: set(range(0, 2000)), selected: set([5]) });
    expect(session.score().population).toBe(0.5);
    session.resolveRows({ population: set(range(0, 2000)), selected: set(range(0, 500)) });
    expect(session.score().population).toBe(1);
  });
});

describe('DC-30: a history that is wider than a run', () => {
  test('a second session answers as the first one would have, and starts from its score', async () => {
    const first = open('strict');
    await first.session.resolveMembers(question(range(0, 5000), range(0, 2000)));
    await first.session.resolveMembers(question(range(0, 5000), range(1, 2000)));
    const second = open('strict', first.entries);
    expect(second.session.score()).toEqual(first.session.score());
    const near = await second.session.resolveMembers(question(range(0, 5000), range(3, 2000)));
    expect(near.type).toBe('instead');
    const far = await second.session.resolveMembers(question(range(0, 5000), range(3000, 4000)));
    expect(far.type).toBe('as-asked');
    expect(second.entries.length).toBeGreaterThan(first.entries.length);
  });

  test('A09: a population one unit below the minimum, then one that reaches it: the same refusal', async () => {
    const first = open('strict');
    const all = range(0, 5000);
    expect((await first.session.resolveMembers(question(all, range(0, 999)))).type).toBe('as-asked');
    const second = open('strict', first.entries);
    const probed = await second.session.resolveMembers(question(all, range(0, 1000)));
    expect(probed.type).toBe('instead');
    if (probed.type === 'instead') expect(probed.units).toEqual(membersOf(range(0, 999), size).units);
  });
});
