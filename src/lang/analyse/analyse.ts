import { type Diagnostic, diagnostic, type LoopIteration, type Report } from '../../base/diagnostic.ts';
import { definitionOf } from '../../base/messages/catalogue.ts';
import { threshold } from '../../base/messages/message.ts';
import type { SourceText } from '../../base/source-text.ts';
import type { Span } from '../../base/span.ts';
import type { DatabankDirectory } from '../../metadata/catalogue.ts';
import { bindingText } from '../expand/binding-text.ts';
import { type ExpandedStatement, expand } from '../expand/expand.ts';
import { mostFailures } from '../expand/loops.ts';
import { isIdentifier } from '../identifiers.ts';
import type {
  AnalysedScript,
  AnalysedStatement,
  AnalysedText,
  ConstructOperation,
  OperationBase,
} from '../ir/script.ts';
import type { ScriptDocument } from '../syntax/ast.ts';
import type { AnalysisContext, Vocabulary } from './context.ts';
import { emptyState, ownVariables, type ScriptState } from './state.ts';
import type { StatementTracer, Tracer } from './tracer.ts';

/** What analysis gives: as much of the script as makes sense, and all its problems in source order. */
export interface Analysis<O extends OperationBase = OperationBase> {
  /** Complete only when no diagnostic is an error. */
  readonly analysed: AnalysedScript<O | ConstructOperation>;
  readonly diagnostics: readonly Diagnostic[];
  /** The state after the last statement, for completion and hover. */
  readonly state: ScriptState;
}

/** How many variables the schemas of all statements may list together: loops that rebuild large datasets would fill the machine. */
const mostVariables = 5_000_000;

/**
 * Analyses a parsed script against the catalogues of the databanks that it requires: bindings and loops are evaluated, names,
 * types, dates and options are checked, and the schema of every dataset after every statement is known. No data is read.
 *
 * @param tracer  watches what is found where; without one nothing of that is kept
 */
export function analyseScript<O extends OperationBase>(
  document: ScriptDocument,
  source: SourceText,
  vocabulary: Vocabulary<O>,
  directory: DatabankDirectory,
  tracer?: Tracer,
): Analysis<O> {
  const problems = problemList();
  const state = tracer?.state ?? emptyState();
  const line = expand(document.script.statements, {
    source,
    functions: vocabulary.functions,
    foreignFunctions: vocabulary.foreignFunctions,
    forgetsBindings: (command) => vocabulary.commands.get(command)?.spec.forgetsBindings === true,
    reporter: problems.reporter,
    tracer: tracer?.expansion,
  });
  const run: Run<O> = { source, vocabulary, directory, state, problems, statements: [], texts: [], variableCount: 0 };
  const isHidden = hiddenSpans(document);
  let before = 0;
  for (const statement of line) {
    if (statement.type === 'loop') before = problems.count();
    // A loop that fails all the time has said what there is to say.
    const isGivenUp = statement.iteration.length > 0 && problems.count() - before > mostFailures;
    if (run.variableCount > mostVariables) {
      problems.reporter([])('script-too-large', statement.span, { limit: threshold(mostVariables) });
      break;
    }
    const trace = tracer?.enters(statement);
    if (isGivenUp) silence(statement.echo, state);
    else analyseOne(statement, { isHidden: isHidden(statement.span), trace }, run);
    tracer?.leaves();
  }
  return {
    analysed: {
      type: 'analysed-script',
      irVersion: 1,
      databanks: state.required,
      codeLists: Object.fromEntries(state.codeLists),
      statements: run.statements,
      texts: run.texts,
    },
    diagnostics: problems.inSourceOrder(),
    state,
  };
}

interface Run<O extends OperationBase> {
  readonly source: SourceText;
  readonly vocabulary: Vocabulary<O>;
  readonly directory: DatabankDirectory;
  readonly state: ScriptState;
  readonly problems: ProblemList;
  readonly statements: AnalysedStatement<O | ConstructOperation>[];
  readonly texts: AnalysedText[];
  /** Variables in the lists that statements have made for themselves, together. */
  variableCount: number;
}

/** What belongs to one statement. */
interface Occasion {
  readonly isHidden: boolean;
  readonly trace: StatementTracer | undefined;
}

function analyseOne<O extends OperationBase>(statement: ExpandedStatement, occasion: Occasion, run: Run<O>): void {
  const { isHidden } = occasion;
  switch (statement.type) {
    case 'text':
      run.texts.push({ markdown: statement.block.text, span: statement.span, before: run.statements.length });
      return;
    case 'unreadable':
      silence(statement.echo, run.state);
      return;
    case 'let': {
      const { name, value } = statement;
      if (value === undefined) return;
      push(
        { type: 'let', name, valueType: value.type, value: bindingText(value) },
        statement,
        run.state.active,
        isHidden,
        [],
        run,
      );
      return;
    }
    case 'loop':
      push({ type: 'for', iterations: statement.iterations }, statement, run.state.active, isHidden, [], run);
      return;
    case 'command':
      analyseCommand(statement, occasion, run);
  }
}

function analyseCommand<O extends OperationBase>(
  expanded: Extract<ExpandedStatement, { type: 'command' }>,
  { isHidden, trace }: Occasion,
  run: Run<O>,
): void {
  const { statement, iteration } = expanded;
  const definition = run.vocabulary.commands.get(statement.command);
  if (definition === undefined) {
    silence(expanded.echo, run.state);
    return;
  }
  const { spec } = definition;
  trace?.usesCommand(spec.name, statement.commandSpan);
  const report = run.problems.reporter(iteration);
  if (iteration.length > 0 && spec.group === 'session') {
    report('session-command-in-loop', statement.commandSpan, { command: spec.name });
  }
  const { state, vocabulary, directory, source } = run;
  const activeBefore = state.active;
  const changed = new Set<string>();
  const context: AnalysisContext = {
    statement,
    spec,
    report,
    state,
    vocabulary,
    directory,
    text: source.text,
    inLoop: iteration.length > 0,
    changed,
    trace,
  };
  const operation = definition.analyse(context);
  if (operation === undefined) return;
  push(operation, expanded, activeBefore, isHidden, [...changed], run);
}

function push<O extends OperationBase>(
  operation: O | ConstructOperation,
  from: ExpandedStatement,
  activeDataset: string | undefined,
  hidden: boolean,
  changed: readonly string[],
  run: Run<O>,
): void {
  const changes = changed.flatMap((name) => run.state.datasets.get(name)?.schema ?? []);
  for (const schema of changes) run.variableCount += ownVariables(schema);
  run.statements.push({
    index: run.statements.length,
    operation,
    activeDataset,
    echo: from.echo,
    span: from.span,
    ...(from.iteration.length > 0 ? { iteration: from.iteration } : {}),
    changes,
    ...(hidden ? { hidden: true as const } : {}),
  });
}

/** Names in a line that could not be read may be those that later lines ask for: these are not reported as unknown. */
function silence(text: string, state: ScriptState): void {
  for (const word of text.split(/[^\p{L}\p{M}\p{Nd}_@]+/u)) if (isIdentifier(word)) state.silenced.add(word);
  // Whatever the line was, it may have made a dataset the active one.
  if (state.active === undefined) state.activeUncertain = true;
}

interface ProblemList {
  /** How many errors have been reported, those included that had been said before. */
  readonly count: () => number;
  readonly reporter: (iteration: LoopIteration) => Report;
  readonly inSourceOrder: () => readonly Diagnostic[];
}

/** Collects problems; in loops each kind of problem is said once per place, with the first pass that has it. */
function problemList(): ProblemList {
  const found = new Map<string, Diagnostic>();
  let errors = 0;
  const reporter =
    (iteration: LoopIteration): Report =>
    (code, at, parameters, fixes) => {
      if (definitionOf(code).severity === 'error') errors++;
      const key = `${code} ${at.start} ${at.end}`;
      if (found.has(key)) return;
      found.set(key, diagnostic(code, at, parameters, { iteration, ...(fixes ? { fixes } : {}) }));
    };
  const inSourceOrder = (): readonly Diagnostic[] =>
    [...found.values()].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  return { count: () => errors, reporter, inSourceOrder };
}

/** Whether a place lies in a fence of a literate document that shows no output. */
function hiddenSpans(document: ScriptDocument): (at: Span) => boolean {
  const hidden = document.parts.flatMap((part) =>
    part.type === 'fence' && !part.attributes.output ? [part.contentSpan] : [],
  );
  return (at) => hidden.some((span) => at.start >= span.start && at.end <= span.end);
}
