import type { AnyExactNode, ExactMessage, NodeKind } from '../disclosure/nodes.ts';
import type { EditQuestion } from '../disclosure/protection.ts';
import type { ChangingProtection, ReadingProtection } from '../disclosure/rules-by-kind.ts';
import type { OperationBase } from '../lang/ir/script.ts';
import type { DatasetSchema } from '../lang/types/schema.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import type { CodeListLookup } from './code-lists.ts';
import type { DatasetHandle, Population } from './dataset.ts';
import type { ReadingEngine } from './engine/reading.ts';
import type { Engine } from './engine.ts';

/** What an executor may use. Populations have been resolved before it is called. */
export interface ExecutionContext {
  readonly engine: Engine;
  /** Services of disclosure control that act before release: winsor limits, sign keys, ranks. */
  readonly protection: ChangingProtection;
  readonly codeLists: CodeListLookup;
  /** Catalogues of the connected databanks, by name and resolved version. */
  readonly catalogueOf: DatabankDirectory['findCatalogue'];
  /** The active dataset; absent for commands that need none. */
  readonly active: DatasetHandle | undefined;
  /**
   * Rows that the statement's `if` selects in the active dataset. For a statement that changes no dataset, after the rules that
   * change populations (DC-30); for one that does, as asked: what it does to them is decided afterwards.
   */
  readonly population: Population | undefined;
  /** What rule DC-30 makes of rows that a changing statement reads, or would leave of a dataset. */
  settle(population: Population): Promise<Population>;
  /** What the rule makes of the units of a dataset that others have joined: who is to be in it instead, if anybody. */
  settleUnits(dataset: DatasetHandle): Promise<Uint32Array | undefined>;
  /** Whether a model's sample lies near an earlier sample or population (rule DC-24). Asked once for each model. */
  isNearEarlier(sample: Population): Promise<boolean>;
  /** Finds a dataset by name; the analyser has checked that it exists. */
  dataset(name: string): DatasetHandle;
  /** The statements that have been executed before this one, as echoed; loops as the statements of their passes. */
  earlier(): readonly string[];
  /** The schemas that the analyser expects after the statement. */
  readonly changes: readonly DatasetSchema[];
}

/** How a rule decided about one question of an edit. */
export type AppliedDecision = 'as-asked' | 'none' | 'all';

/** What the session commits. */
export interface Commit {
  /** Datasets that are new or replaced, and names that disappear. */
  readonly datasets: readonly DatasetHandle[];
  readonly removes?: readonly string[];
  /** The active dataset afterwards; unchanged when absent, none when `null`. */
  readonly activate?: string | null;
  readonly messages: readonly ExactMessage[];
  readonly notes?: readonly 'DC-06u'[];
}

/** A change that the session carries out after the rules have spoken. Building it has changed nothing. */
export interface Edit {
  /** Which rule is asked: none, DC-06 for values, DC-06 with DC-01 for rows, DC-01 for a new population. */
  readonly rule: 'none' | 'values' | 'rows' | 'population';
  /** One question for most commands, one per rule of `recode`; none for `rule: 'none'`. For `population` only `population` is looked at. */
  readonly questions: readonly EditQuestion[];
  /** Makes the change with one decision per question. */
  apply(decisions: readonly AppliedDecision[]): Promise<Commit>;
}

/** What a command's execution yields: exact nodes to release, or a change to decide on and commit. */
export type Execution<K extends NodeKind> =
  | { readonly type: 'results'; readonly nodes: readonly AnyExactNode<K>[] }
  | { readonly type: 'edit'; readonly edit: Edit }
  /** A failure that only the data can show; all state stays as it was. */
  | {
      readonly type: 'failure';
      readonly rule: 'DC-05' | 'DC-07' | 'DC-20' | 'DC-21o' | 'DC-29' | 'DC-29k' | 'DC-29n' | 'no-units-left';
      readonly stops: boolean;
    };

/** Executes one operation. Returns a value; never commits, prints, logs or releases. */
export type Executor<O extends OperationBase, K extends NodeKind> = (
  operation: O,
  context: ExecutionContext,
) => Promise<Execution<K>>;

/** What an executor of a reading command may use: of the engine its reading half only, and no question about changes. */
export interface ReadingContext extends Omit<ExecutionContext, 'engine' | 'protection'> {
  readonly engine: ReadingEngine;
  readonly protection: ReadingProtection;
}

/** Executes a command that reads datasets and changes none. */
export type ReadingExecutor<O extends OperationBase, K extends NodeKind> = (
  operation: O,
  context: ReadingContext,
) => Promise<Execution<K>>;
