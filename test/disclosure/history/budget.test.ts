import { describe, expect, it } from 'vitest';
import type { HistoryEntry, HistoryStore } from '../../../src/disclosure/history/store.ts';
import type { DisclosureSession } from '../../../src/disclosure/protection.ts';
import { openDisclosureSession } from '../../../src/disclosure/session.ts';
import { codes, context, countTable, policy, range, testSecret } from '../helpers.ts';

const many = countTable(
  range(0, 600).map((unit) => ({ unit, at: [unit % 3] })),
  [{ variable: 'region', categories: codes(0, 3) }],
);
/** So few people that the table is refused. */
const few = countTable(
  range(0, 3).map((unit) => ({ unit, at: [0] })),
  [{ variable: 'region', categories: codes(0, 1) }],
);
const sentence = { kind: 'message', code: 'status-dataset-created', names: { dataset: 'd' }, counts: {} } as const;

class Kept implements HistoryStore {
  readonly entries: HistoryEntry[] = [];
  readonly account: NonNullable<HistoryStore['account']>;
  time = 1_000_000;
  constructor(user: string, earlier?: Kept) {
    this.account = { user, now: () => this.time };
    if (earlier !== undefined) this.entries.push(...earlier.entries);
  }
  load(): readonly HistoryEntry[] {
    return [...this.entries];
  }
  append(entry: HistoryEntry): void {
    this.entries.push(entry);
  }
}

const limits = { tablesPerDay: 3, cellsPerDay: null, modelsPerDay: 2 } as const;

function opened(
  budget: Partial<Record<keyof typeof limits, number | null>>,
  history?: HistoryStore,
): DisclosureSession {
  return openDisclosureSession({
    policy: { ...policy('strict'), budget: { ...limits, ...budget } },
    secret: testSecret,
    stamp: { databanks: [], trust: 'client' },
    ...(history === undefined ? {} : { history }),
  });
}

const outcomes = (session: DisclosureSession, tables: number): readonly string[] =>
  range(0, tables).map(() => {
    const { body } = session.release(many, context);
    return body.type === 'refusal' ? body.rule : body.type;
  });

describe('DC-33: the budget of a day', () => {
  it('DC-33/tabulate: holds for a run that nobody remembers, and sentences are free', () => {
    const session = opened({});
    expect(outcomes(session, 5)).toEqual(['table', 'table', 'table', 'DC-33', 'DC-33']);
    expect(session.release(sentence, context).body.type).toBe('message');
    expect(outcomes(opened({}), 1)).toEqual(['table']);
  });

  it('counts what is refused, too', () => {
    const session = opened({});
    for (let asked = 0; asked < 3; asked++) expect(session.release(few, context).body).toMatchObject({ rule: 'DC-05' });
    expect(outcomes(session, 1)).toEqual(['DC-33']);
    const models = opened({});
    models.refuse('regress', 'DC-20', context);
    expect(outcomes(models, 3)).toEqual(['table', 'table', 'table']);
  });

  it('says nothing but that it is spent', () => {
    const session = opened({ tablesPerDay: 0 });
    expect(session.release(many, context).body).toEqual({ type: 'refusal', command: 'test', rule: 'DC-33', notes: [] });
    expect(session.release(few, context).body).toEqual({ type: 'refusal', command: 'test', rule: 'DC-33', notes: [] });
  });

  it('counts the cells that are displayed', () => {
    // Three regions, the total and the population.
    const session = opened({ tablesPerDay: null, cellsPerDay: 10 });
    expect(outcomes(session, 3)).toEqual(['table', 'table', 'DC-33']);
  });

  it('has no end where the policy sets none', () => {
    const session = opened({ tablesPerDay: null, modelsPerDay: null });
    expect(outcomes(session, 20)).toEqual(range(0, 20).map(() => 'table'));
  });

  it('lasts from run to run for a user, and for 24 hours', () => {
    const first = new Kept('ola');
    expect(outcomes(opened({}, first), 2)).toEqual(['table', 'table']);
    const second = new Kept('ola', first);
    second.time += 3600;
    expect(outcomes(opened({}, second), 2)).toEqual(['table', 'DC-33']);
    expect(outcomes(opened({}, new Kept('kari', second)), 1)).toEqual(['table']);
    const next = new Kept('ola', second);
    next.time += 86_400;
    expect(outcomes(opened({}, next), 3)).toEqual(['table', 'DC-33', 'DC-33']);
    const later = new Kept('ola', second);
    later.time += 3600 + 86_400;
    expect(outcomes(opened({}, later), 3)).toEqual(['table', 'table', 'table']);
  });
});
