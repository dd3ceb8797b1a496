import type { LoopIteration } from '../../base/diagnostic.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { Span } from '../../base/span.ts';
import type { CodeListId, DatasetSchema } from '../types/schema.ts';
import type { ExpressionIr } from './expression.ts';

/** One entry of a code list that a script made or changed. */
export interface CodeListEntry {
  readonly code: number | string;
  readonly label: string;
  /** Statistics treat the code like missing. */
  readonly flaggedMissing?: true;
}

/** How `destring` reads a text: without the characters to ignore, and with a comma as decimal mark or not. */
export interface NumeralRules {
  readonly ignore: string;
  readonly decimalComma: boolean;
}

/** Where a code list comes from: the register at a date, or the script. A derived list starts from another and changes entries. */
export type CodeListSource =
  | {
      readonly type: 'register';
      readonly databank: string;
      readonly version: string;
      readonly variable: string;
      /** Absent for FIXED variables; a period for event and panel imports. */
      readonly period?: { readonly startDay: EpochDay; readonly stopDay: EpochDay };
    }
  | { readonly type: 'defined'; readonly name: string; readonly entries: readonly CodeListEntry[] }
  | {
      readonly type: 'derived';
      readonly from: CodeListId | undefined;
      readonly entries: readonly CodeListEntry[];
      /** `destring` turns the codes into numbers, as it does the values; those that do not convert are dropped. */
      readonly toNumbers?: NumeralRules;
    };

/** What an operation reads of a databank: a register variable at some days, or over a period; at none if it does not change. */
export interface RegisterRead {
  readonly databank: string;
  /** Resolved version. */
  readonly version: string;
  readonly variable: string;
  readonly days?: readonly EpochDay[];
  readonly period?: { readonly startDay: EpochDay; readonly stopDay: EpochDay };
}

/** What every command's operation has: the command's name discriminates the union that the vocabulary makes. */
export interface OperationBase {
  readonly type: string;
  /** The statement's `if` over the active dataset: the rows that it is about. */
  readonly condition?: ExpressionIr;
  /** What it reads of databanks, so that a run can have it ready before it starts, whatever the command. */
  readonly reads?: readonly RegisterRead[];
  /** The operation of another command whose result it makes something else of; it is executed by that command. */
  readonly inner?: OperationBase;
}

/** `let`: nothing is left to do but to show the value. */
export interface LetOperation extends OperationBase {
  readonly type: 'let';
  readonly name: string;
  readonly valueType: 'number' | 'string' | 'symbol' | 'date';
  /** The value as text: a number without superfluous decimals, a date as `YYYY-MM-DD`. */
  readonly value: string;
}

/** `for`: the loop has been unrolled into the statements that follow; what is left is to say how often it runs. */
export interface LoopOperation extends OperationBase {
  readonly type: 'for';
  readonly iterations: number;
}

/** Operations of the constructs that are no commands. */
export type ConstructOperation = LetOperation | LoopOperation;

/** A databank that the script has connected. */
export interface DatabankBinding {
  readonly alias: string;
  readonly databank: string;
  /** Resolved version. */
  readonly version: string;
  readonly versionHash: ContentHash;
}

/** A statement in the straight line that is executed. */
export interface AnalysedStatement<O extends OperationBase = OperationBase> {
  readonly index: number;
  readonly operation: O;
  /** The dataset that was active before the statement: the echo's prompt. */
  readonly activeDataset: string | undefined;
  /** The statement as written, or with bindings substituted inside a loop. */
  readonly echo: string;
  readonly span: Span;
  readonly iteration?: LoopIteration;
  /** Datasets that the statement makes or changes, as they are afterwards. */
  readonly changes: readonly DatasetSchema[];
  /** Whether it is shown (`eval`/`output` attributes of a literate fence). */
  readonly hidden?: true;
}

/** A text block in its place among the statements. */
export interface AnalysedText {
  readonly markdown: string;
  readonly span: Span;
  /** Comes before the statement with this index (equal to the number of statements for a text at the end). */
  readonly before: number;
}

/** A script after analysis: plain, serialisable data that says everything the engine needs. It is what is hashed and archived. */
export interface AnalysedScript<O extends OperationBase = OperationBase> {
  readonly type: 'analysed-script';
  readonly irVersion: 1;
  readonly databanks: readonly DatabankBinding[];
  readonly codeLists: Readonly<Record<CodeListId, CodeListSource>>;
  readonly statements: readonly AnalysedStatement<O>[];
  readonly texts: readonly AnalysedText[];
}
