import type { LoopIteration } from '../../base/diagnostic.ts';
import type { Span } from '../../base/span.ts';
import type { BindingValue } from '../function-spec.ts';
import type { CodeListSource } from '../ir/script.ts';
import type { CodeListId, VariableSchema } from '../types/schema.ts';
import type { ConnectedDatabank, DatasetState } from './state.ts';

/** What an occurrence in a script can be of. */
export type OccurrenceKind =
  | 'variable'
  | 'dataset'
  | 'binding'
  | 'code-list'
  | 'alias'
  | 'register-variable'
  | 'function'
  | 'command'
  | 'option'
  | 'code';

/** What a statement does with the thing: makes it, gives it other values, or uses it. */
export type OccurrenceRole = 'definition' | 'write' | 'read';

/** What two occurrences share when renaming one must rename the other. Means nothing outside its trace. */
export type SymbolId = number;

/** What an occurrence stands for in one pass of its loop; outside loops there is one. */
export type Meaning =
  /** `schema` is the variable as the statement finds it, or leaves it if it makes it. */
  | {
      readonly kind: 'variable';
      readonly name: string;
      readonly dataset: string;
      readonly schema: VariableSchema | undefined;
    }
  | { readonly kind: 'dataset'; readonly name: string; readonly state: DatasetState | undefined }
  /** `value` is undefined after a mistake. */
  | { readonly kind: 'binding'; readonly name: string; readonly value: BindingValue | undefined }
  | { readonly kind: 'code-list'; readonly name: string; readonly codeList: CodeListId | undefined }
  | { readonly kind: 'alias'; readonly name: string; readonly databank: ConnectedDatabank | undefined }
  | {
      readonly kind: 'register-variable';
      readonly name: string;
      readonly alias: string;
      readonly databank: ConnectedDatabank;
    }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'option'; readonly name: string; readonly command: string }
  | {
      readonly kind: 'code';
      readonly name: string;
      readonly code: number | string;
      readonly variable: string;
      readonly codeList: CodeListId;
    };

/** How a name that something has is written. */
export type Writing =
  /** What is written is the name. */
  | { readonly type: 'literal' }
  /** Nothing is: the name follows from another, and would be given by inserting `before` and a name at `at`. */
  | { readonly type: 'implicit'; readonly at: number; readonly before: string }
  /** Through bindings or `++`, or with other names: what is written is not the name. `origin` is where a binding has it from. */
  | { readonly type: 'derived'; readonly origin?: Span };

/** A name that was made of another: `START@x` of `x`. */
export interface Derivation {
  readonly whole: SymbolId;
  readonly part: SymbolId;
  readonly wholeName: string;
  readonly partName: string;
  /** Where in the whole the part begins. */
  readonly offset: number;
  /** The command, or the `++`, that makes the whole. */
  readonly at: Span;
}

/** A place in the text that stands for something. Several occurrences may have the same place: with other roles, or in other passes. */
export interface Occurrence {
  /** Where the name is written, without the `$` of a binding; for a derived name all that makes it. */
  readonly at: Span;
  readonly kind: OccurrenceKind;
  readonly role: OccurrenceRole;
  readonly symbol: SymbolId;
  readonly writing: Writing;
  /** The name in the first pass. */
  readonly name: string;
  /** What it stands for, pass by pass: those of the first passes that differ, at least one and at most `mostMeanings`. */
  readonly meanings: readonly (Meaning & { readonly iteration: LoopIteration })[];
}

/** How many passes of a loop an occurrence remembers. */
export const mostMeanings = 10;

/** What analysis knows at some point of the script. Its maps are made when they are asked for. */
export interface TracedState {
  readonly datasets: ReadonlyMap<string, DatasetState>;
  readonly active: string | undefined;
  /** By alias. */
  readonly databanks: ReadonlyMap<string, ConnectedDatabank>;
  readonly settings: ReadonlySet<string>;
  /** Code lists that the script has named. */
  readonly listNames: ReadonlyMap<string, CodeListId>;
  /** Every code list of the script, also those that come later. */
  readonly codeLists: ReadonlyMap<CodeListId, CodeListSource>;
  /** What can be used after `$`, with its value in the first pass; a value is undefined after a mistake. */
  readonly bindings: ReadonlyMap<string, BindingValue | undefined>;
}

/** A statement of the text as its first pass met it. The header of a loop is one. */
export interface TracedStatement {
  readonly span: Span;
  /** The loop that it stands in, or that it begins, from `for` to `end`. */
  readonly loop: Span | undefined;
  /** Of a loop's header: how often the loop runs. */
  readonly iterations?: number;
  readonly before: TracedState;
  /** For a loop's header, this is what its first pass begins with. */
  readonly after: TracedState;
}

/** What analysis has met on its way through a script, by places of its text. */
export interface ScriptTrace {
  /** In source order. */
  readonly statements: readonly TracedStatement[];
  /** In source order. */
  readonly occurrences: readonly Occurrence[];
  /** What names the statements have made of others. */
  readonly derivations: readonly Derivation[];
  readonly after: TracedState;
}

/** What is known where a statement at an offset begins; between statements, what those before it have left. */
export function stateAt(trace: ScriptTrace, offset: number): TracedState {
  const { statements } = trace;
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const here = statements[low - 1];
  if (here !== undefined && offset <= here.span.end) return here.before;
  if (here?.loop !== undefined && offset < here.loop.end) return here.after;
  return statements[low]?.before ?? trace.after;
}
