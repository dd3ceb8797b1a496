import type { Bracket } from './bracket.ts';
import type { Use } from './budget.ts';
import type { CellEntry } from './cells.ts';
import type { ColumnSketch } from './columns.ts';
import type { DividedUnits } from './divisions.ts';
import type { MemberSet } from './members.ts';
import type { ScoreEvent } from './score.ts';

/** Something that later answers depend on: a population, model sample or cell that has been asked about, or a rise of the score. */
export type HistoryEntry =
  | {
      readonly type: 'population';
      /** `rows.ownerOf` is not kept: whoever compares rows knows the owners of their origin. */
      readonly members: MemberSet;
      /** All rows of a dataset, which no condition has selected. */
      readonly isDataset: boolean;
      /** What it lay between when it was asked about first (rule DC-32). */
      readonly bracket?: Bracket;
    }
  | {
      readonly type: 'sample';
      readonly members: MemberSet;
      /** Whether the model got noise because an earlier one was near (rule DC-24). */
      readonly wasNear: boolean;
    }
  /** A population that was to become a dataset (rule DC-01). */
  | { readonly type: 'attempt'; readonly members: MemberSet; readonly isRefused: boolean }
  | {
      readonly type: 'score';
      readonly event: ScoreEvent;
      /** What the event is about: the same thing raises the score once only. */
      readonly about?: string;
      /** When it came about (epoch seconds), where there is a clock. */
      readonly time?: number;
      /** Whose score it raised, where it is known who asks: everybody has one. */
      readonly user?: string;
    }
  /** A cell that has been released, or a statistic of it (rule DC-31). */
  | CellEntry
  /** A cell whose values a statement has looked at, or a column of them: no number stands for it (rule DC-32). */
  | { readonly type: 'looked'; readonly at: CellEntry }
  /** Units that were shown in cells of few (rule DC-32). */
  | ({ readonly type: 'divided' } & DividedUnits)
  /** A column that was made or imported (rule DC-06 c). */
  | { readonly type: 'column'; readonly sketch: ColumnSketch }
  /** What a result has taken of a user's budget (rule DC-33). */
  | { readonly type: 'use'; readonly use: Use }
  /** An operator has reviewed what was asked and lets the user go on: score and attempts start anew, populations stay. */
  | { readonly type: 'reset' };

/** Who asks, and what time it is (epoch seconds). */
export interface Account {
  readonly user: string;
  readonly now: () => number;
}

/**
 * Where a history that is wider than one run lies (`history.scope` `user` and `databank`). As confidential as the data: it says
 * who has been selected.
 */
export interface HistoryStore {
  /** Whose budget results are counted against (rule DC-33), and whose score rises (DC-32). Without it a run has the budget of a day. */
  readonly account?: Account;
  /** What earlier runs have left, in the order in which it came about; read once, when the session opens. */
  load(): readonly HistoryEntry[];
  /** Called for each entry as it comes about. */
  append(entry: HistoryEntry): void;
}
