import type { People } from './people.ts';
import type { LifeHistories, PlainPopulation } from './population.ts';
import type { Part } from './register-index.ts';

/** What the threads of a pool share: of which databank they make parts, and from which population. Plain data. */
export interface PoolSetting {
  readonly kind: string;
  readonly cacheFolder: string;
  readonly population: PlainPopulation;
}

/** A part of the making that can be done in any thread: plain data over shared memory. */
export type Task =
  | { readonly type: 'simulate'; readonly people: People; readonly first: number; readonly last: number }
  | { readonly type: 'part'; readonly part: Part };

/** What a task hands back. */
export type TaskResult =
  | { readonly type: 'simulated'; readonly histories: LifeHistories }
  | { readonly type: 'made'; readonly part: string };
