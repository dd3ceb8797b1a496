import { hasMembers } from '../../base/members.ts';
import type { NodeKind } from '../nodes.ts';
import type { Policy } from '../policy.ts';
import type { ReleasedBody } from '../released.ts';
import type { Account } from './store.ts';

/** What one statement has taken of its author's budget. */
export interface Use {
  /** Who asked, and when (epoch seconds). */
  readonly user: string;
  readonly time: number;
  readonly tables: number;
  readonly cells: number;
  readonly models: number;
}

/** What a kind of result counts as. Sentences and metadata are free. */
const measures: Readonly<Record<NodeKind, 'tables' | 'models' | undefined>> = {
  message: undefined,
  metadata: undefined,
  document: undefined,
  countTable: 'tables',
  volumeTable: 'tables',
  summary: 'tables',
  matrix: 'tables',
  test: 'tables',
  distribution: 'tables',
  flow: 'tables',
  box: 'tables',
  hex: 'tables',
  model: 'models',
  coefficients: 'models',
  variance: 'models',
};

const secondsOfDay = 86_400;

/**
 * How many results a user has got within 24 hours (rule DC-33). It counts what was asked and what is displayed, never data; where
 * nobody keeps what earlier runs have left, a run has the budget of a day.
 */
export class VolumeBudget {
  readonly #policy: Policy['budget'];
  readonly #account: Account;
  #uses: Use[] = [];

  constructor(policy: Policy['budget'], account: Account | undefined) {
    this.#policy = policy;
    this.#account = account ?? { user: '', now: () => 0 };
  }

  /** Takes in what an earlier run has left. */
  restore(use: Use): void {
    if (use.user === this.#account.user) this.#uses.push(use);
  }

  /** Whether there is no room for another result of this kind. */
  isSpentFor(kind: NodeKind): boolean {
    const measure = measures[kind];
    if (measure === undefined) return false;
    const { tablesPerDay, cellsPerDay, modelsPerDay } = this.#policy;
    if (measure === 'models') return modelsPerDay !== null && this.#sum('models') >= modelsPerDay;
    return (
      (tablesPerDay !== null && this.#sum('tables') >= tablesPerDay) ||
      (cellsPerDay !== null && this.#sum('cells') >= cellsPerDay)
    );
  }

  /** Counts a result: its body, or what was refused instead. `undefined` where nothing is counted. */
  count(kind: NodeKind, body: ReleasedBody): Use | undefined {
    const measure = measures[kind];
    const { tablesPerDay, cellsPerDay, modelsPerDay } = this.#policy;
    if (measure === undefined || (tablesPerDay === null && cellsPerDay === null && modelsPerDay === null))
      return undefined;
    const { user, now } = this.#account;
    const isModel = measure === 'models';
    const use: Use = {
      user,
      time: now(),
      tables: isModel ? 0 : 1,
      cells: isModel ? 0 : cellsIn(body),
      models: isModel ? 1 : 0,
    };
    this.#uses.push(use);
    return use;
  }

  #sum(measure: 'tables' | 'cells' | 'models'): number {
    const since = this.#account.now() - secondsOfDay;
    if (this.#uses.some(({ time }) => time <= since)) this.#uses = this.#uses.filter(({ time }) => time > since);
    return this.#uses.reduce((sum, use) => sum + use[measure], 0);
  }
}

/** Numbers that are displayed, suppressed ones among them; in pictures what stands for cells. */
function cellsIn(body: ReleasedBody): number {
  if (body.type === 'hex') return body.hexagons.length;
  if (body.type === 'box') return body.boxes.length;
  return shownIn(body);
}

function shownIn(value: unknown): number {
  if (!hasMembers(value)) return 0;
  if ('v' in value) return 1;
  let sum = 0;
  if (Array.isArray(value)) for (const member of value) sum += shownIn(member);
  else for (const key in value) sum += shownIn(value[key]);
  return sum;
}
