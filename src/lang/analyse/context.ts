import type { Report } from '../../base/diagnostic.ts';
import type { Span } from '../../base/span.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import type { DatabankDirectory } from '../../metadata/catalogue.ts';
import type { CommandSpec } from '../command-spec.ts';
import type { FunctionDefinition } from '../function-spec.ts';
import type { CodeListSource, OperationBase } from '../ir/script.ts';
import { lineBefore } from '../line-edits.ts';
import type { BodyOf, CommandStatement, Name } from '../syntax/ast.ts';
import type { CodeListId } from '../types/schema.ts';
import { mergeEntries } from './code-lists.ts';
import type { DatasetState, ScriptState } from './state.ts';
import type { StatementTracer } from './tracer.ts';

/** A command as the language knows it: its declaration and its own analysis. */
export interface CommandDefinition<O extends OperationBase = OperationBase> {
  readonly spec: CommandSpec;
  /** Checks one statement, changes the state, and gives the operation; `undefined` after a mistake that leaves nothing to run. */
  readonly analyse: (context: AnalysisContext) => O | undefined;
}

/** What the language side gets to know of commands and functions; it knows none by name. */
export interface Vocabulary<O extends OperationBase = OperationBase> {
  readonly commands: ReadonlyMap<string, CommandDefinition<O>>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** Names of functions in other languages, with what does their work here. */
  readonly foreignFunctions: ReadonlyMap<string, string>;
}

/** What an analysis of one statement works with. */
export interface AnalysisContext {
  readonly statement: CommandStatement;
  readonly spec: CommandSpec;
  readonly report: Report;
  readonly state: ScriptState;
  readonly vocabulary: Vocabulary;
  readonly directory: DatabankDirectory;
  /** The whole source text, for corrections that quote it. */
  readonly text: string;
  /** Whether the statement stands in a loop. */
  readonly inLoop: boolean;
  /** Names of the datasets that this statement has made or changed, in order. */
  readonly changed: Set<string>;
  /** Is told what names stand for, where somebody wants to know. */
  readonly trace: StatementTracer | undefined;
}

/** Joins a declaration with its analysis, which gets the body in the form that the declaration says. */
export function defineCommand<S extends CommandSpec, O extends OperationBase>(
  spec: S,
  analyse: (body: BodyOf<S['form']>, context: AnalysisContext) => O | undefined,
): CommandDefinition<O> {
  return {
    spec,
    analyse: (context) => {
      const { body } = context.statement;
      return hasForm<S['form']>(body, spec.form) ? analyse(body, context) : undefined;
    },
  };
}

function hasForm<F extends CommandSpec['form']>(body: { readonly form: string }, form: F): body is BodyOf<F> {
  return body.form === form;
}

/** The text of a name; `undefined` when it could not be computed, which has been reported. */
export function nameText(name: Name): string | undefined {
  return name.type === 'plain-name' ? name.name : undefined;
}

/** What stands in the source at a place. */
export function written(context: AnalysisContext, at: Span): string {
  return context.text.slice(at.start, at.end);
}

/** The active dataset of any kind; reports that there is none, once. */
export function anyActiveDataset(context: AnalysisContext): DatasetState | undefined {
  const { state, statement } = context;
  const active = state.active === undefined ? undefined : state.datasets.get(state.active);
  if (active !== undefined) return active;
  if (!state.activeUncertain) {
    const last = [...state.datasets.keys()].at(-1);
    const line = last === undefined ? 'create-dataset data' : `use ${last}`;
    context.report(
      'no-active-dataset',
      statement.commandSpan,
      { command: statement.command },
      context.inLoop ? [] : [lineBefore(context.text, statement.span, line)],
    );
    state.activeUncertain = true;
  }
  return undefined;
}

/** The active dataset, which must have units; reports when there is none or it is empty. */
export function activeDataset(context: AnalysisContext): DatasetState | undefined {
  const dataset = anyActiveDataset(context);
  if (dataset?.schema.kind !== 'empty') return dataset;
  if (dataset.openPrefixes === undefined) {
    context.report('dataset-empty', context.statement.commandSpan, { dataset: dataset.schema.name });
    // Said once: what follows from it is not a mistake of its own.
    context.state.datasets.set(dataset.schema.name, { ...dataset, uncertain: true, openPrefixes: [''] });
  }
  return undefined;
}

/** A dataset by name. When it is unknown, this is reported, and the one that was probably meant is given instead. */
export function existingDataset(context: AnalysisContext, name: Name): DatasetState | undefined {
  const text = nameText(name);
  if (text === undefined) return undefined;
  const { datasets, silenced } = context.state;
  const found = datasets.get(text);
  if (found !== undefined) context.trace?.usesDataset(found, name.span);
  if (found !== undefined || silenced.has(text)) return found;
  const suggestions = suggestionsFor(text, datasets.keys());
  const known = [...datasets.keys()].slice(0, 8);
  const isLiteral = written(context, name.span).normalize('NFC') === text;
  context.report(
    'unknown-dataset',
    name.span,
    { name: text, suggestions, known },
    isLiteral ? suggestions.map((newText) => ({ at: name.span, newText })) : [],
  );
  silenced.add(text);
  const [nearest] = suggestions;
  return nearest === undefined ? undefined : datasets.get(nearest);
}

/** Puts a dataset into the state as this statement leaves it. */
export function putDataset(context: AnalysisContext, dataset: DatasetState): void {
  context.state.datasets.set(dataset.schema.name, dataset);
  context.changed.add(dataset.schema.name);
}

/** Registers a code list under an id made from a stem, which a number makes unique. */
export function addCodeList(context: AnalysisContext, stem: string, source: CodeListSource): CodeListId {
  const { codeLists, codeListCounts } = context.state;
  let n = codeListCounts.get(stem) ?? 1;
  let id = n === 1 ? stem : `${stem}~${n}`;
  while (codeLists.has(id)) id = `${stem}~${++n}`;
  codeListCounts.set(stem, n + 1);
  codeLists.set(id, shortened(source, codeLists));
  return id;
}

/** Lists longer than this are not copied into the lists that are derived from them. */
const longestCopy = 64;

/**
 * A list derived from a derived list, as one step from where that one starts: a loop that recodes a variable in every pass
 * would otherwise make a chain as long as the loop, to be walked at every look-up.
 */
function shortened(source: CodeListSource, codeLists: ReadonlyMap<CodeListId, CodeListSource>): CodeListSource {
  if (source.type !== 'derived' || source.from === undefined || source.toNumbers) return source;
  const before = codeLists.get(source.from);
  if (before?.type !== 'derived' || before.entries.length > longestCopy) return source;
  return { ...before, entries: mergeEntries(before.entries, source.entries) };
}
