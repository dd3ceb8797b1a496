import { type Diagnostic, diagnostic, type LoopIteration } from '../base/diagnostic.ts';
import type { RefusalCode } from '../base/messages/refusals.ts';
import type { Span } from '../base/span.ts';
import type { Released } from '../disclosure/gate.ts';
import type { AnyExactNode, ExactMessage, NodeKind } from '../disclosure/nodes.ts';
import type { DisclosureSession, EditDecision, ReleaseContext } from '../disclosure/protection.ts';
import type { ReleasedBody } from '../disclosure/released.ts';
import { comparesValues } from '../disclosure/session.ts';
import type { AnalysedScript, AnalysedStatement, OperationBase } from '../lang/ir/script.ts';
import { DatabankError } from '../metadata/databank-error.ts';
import type { CodeListLookup } from './code-lists.ts';
import type { DatasetHandle } from './dataset.ts';
import type { Engine } from './engine.ts';
import type { AppliedDecision, Commit, Edit, Execution, ExecutionContext } from './executor.ts';
import { isNearEarlier, populationAsked, settledPopulation, settledUnits } from './population.ts';
import { obstaclesOf } from './readiness.ts';
import { shownColumns } from './shown-columns.ts';
import { errorClassOf } from './threads/job.ts';
import { type WatchedEngine, watchedEngine } from './watched-engine.ts';
import { madeVariables, waysOfAsking } from './way-of-asking.ts';

/** How a statement ended. `refused`: a changing command that disclosure control stopped; `failed`: a bug of ours. */
export type StatementOutcome = 'done' | 'refused' | 'failed' | 'not-run';

/** A statement with what it put out. */
export interface StatementResult {
  readonly index: number;
  readonly command: string;
  readonly echo: string;
  /** The echo's prompt. */
  readonly activeDataset: string | undefined;
  readonly span: Span;
  readonly iteration?: LoopIteration;
  readonly hidden?: true;
  readonly outcome: StatementOutcome;
  readonly results: readonly Released<ReleasedBody>[];
  readonly problems: readonly Diagnostic[];
}

/** What a script's execution works with. Commands come as an argument: the runtime knows none by name. */
export interface SessionOptions<O extends OperationBase> {
  readonly script: AnalysedScript<O>;
  readonly engine: Engine;
  readonly protection: DisclosureSession;
  readonly codeLists: CodeListLookup;
  readonly catalogueOf: ExecutionContext['catalogueOf'];
  readonly isExecutable: (command: string) => boolean;
  readonly execute: (operation: O, context: ExecutionContext) => Promise<Execution<NodeKind>>;
  /** Called before each statement: for progress indications. */
  readonly onStart?: (statement: AnalysedStatement<O>) => void;
  /** Called after each statement: for benchmarks, which look at the clock themselves. */
  readonly onEnd?: (statement: AnalysedStatement<O>) => void;
  /** Called with the datasets after each commit: for tests, which look into them. */
  readonly onCommit?: (datasets: ReadonlyMap<string, DatasetHandle>) => void;
}

/** What came of a script. */
export interface SessionResult {
  readonly statements: readonly StatementResult[];
  /** Why nothing was run: commands or functions that this version cannot execute. */
  readonly obstacles: readonly Diagnostic[];
}

/**
 * Executes an analysed script statement by statement. Each is atomic: it commits as a whole or changes nothing. A refusal of a
 * changing command and a bug stop the run; a refusal of a reading command does not, unless the policy says so.
 */
export async function runScript<O extends OperationBase>(options: SessionOptions<O>): Promise<SessionResult> {
  const obstacles = obstaclesOf(options.script, options.isExecutable);
  if (obstacles.length > 0) {
    return { statements: options.script.statements.map(notRun), obstacles };
  }
  const state: SessionState = { datasets: new Map(), active: undefined };
  const statements: StatementResult[] = [];
  let isStopped = false;
  for (const statement of options.script.statements) {
    if (isStopped) {
      statements.push(notRun(statement));
      continue;
    }
    options.onStart?.(statement);
    const result = await runStatement(statement, options, state);
    options.onEnd?.(statement);
    statements.push(result.statement);
    isStopped = result.stops;
  }
  return { statements, obstacles };
}

/** The datasets of a run; replaced as a whole when a statement commits. */
interface SessionState {
  datasets: ReadonlyMap<string, DatasetHandle>;
  active: string | undefined;
}

interface StatementEnd {
  readonly statement: StatementResult;
  readonly stops: boolean;
}

/** Everything about one statement that its steps need. */
interface Step<O extends OperationBase> {
  readonly statement: AnalysedStatement<O>;
  readonly options: SessionOptions<O>;
  readonly state: SessionState;
  readonly release: ReleaseContext;
}

async function runStatement<O extends OperationBase>(
  statement: AnalysedStatement<O>,
  options: SessionOptions<O>,
  state: SessionState,
): Promise<StatementEnd> {
  const { index, operation, iteration } = statement;
  const release: ReleaseContext = {
    statement: index,
    command: operation.type,
    ...(iteration === undefined
      ? {}
      : { iteration: iteration.map(({ name, value }) => `${name}=${value}`).join(', ') }),
  };
  const step: Step<O> = { statement, options, state, release };
  options.protection.begin(waysOfAsking(statement, options.script));
  try {
    const active = state.active === undefined ? undefined : state.datasets.get(state.active);
    const asked = await populationAsked(options.engine, active, operation.condition);
    const { engine, protection } = options;
    const isReading = statement.changes.length === 0;
    const population =
      asked?.selection === undefined || !isReading ? asked : await settledPopulation(engine, protection, index, asked);
    const watched = watchedFor(step);
    const execution = await options.execute(operation, contextOf(step, active, population, watched?.engine ?? engine));
    const isAboutAll = execution.type === 'results' && population !== undefined && population.selection === undefined;
    // What is said about all units of a dataset is remembered, too; whoever speaks of no unit is not asked.
    if (isAboutAll && execution.nodes.some(({ kind }) => !wordless.includes(kind)))
      await settledPopulation(engine, protection, index, population);
    if (watched !== undefined) await noteColumns(step, execution, watched);
    return await conclude(step, execution);
  } catch (error) {
    const problem = problemOf(error, statement);
    return { statement: { ...shownPart(statement), outcome: 'failed', results: [], problems: [problem] }, stops: true };
  }
}

/**
 * An engine that remembers what it is asked for, where columns are compared with earlier ones (rule DC-32) and a statement reads some
 * that the script has made: columns of the register are the same for everybody who asks.
 */
function watchedFor<O extends OperationBase>({ statement, options }: Step<O>): WatchedEngine | undefined {
  const { engine, protection, script } = options;
  return protection.comparesCells && madeVariables(statement, script).size > 0 ? watchedEngine(engine) : undefined;
}

/** Notes the columns that were looked at for results which are not compared when they are released. */
async function noteColumns<O extends OperationBase>(
  { statement, options }: Step<O>,
  execution: Execution<NodeKind>,
  { looks }: WatchedEngine,
): Promise<void> {
  if (looks.length === 0 || (execution.type === 'results' && execution.nodes.every(comparesValues))) return;
  const columns = await shownColumns(options.engine, looks, madeVariables(statement, options.script));
  if (columns.length > 0) options.protection.noteColumns(columns);
}

/** Kinds of result that say nothing about the units of the active dataset. */
const wordless: readonly NodeKind[] = ['message', 'metadata', 'document'];

/** A databank that cannot be read says so itself; of any other exception only the class is told: its message may hold values. */
function problemOf(error: unknown, statement: AnalysedStatement): Diagnostic {
  const { iteration, span, operation } = statement;
  const extra = iteration === undefined ? {} : { iteration };
  if (error instanceof DatabankError) {
    const { code, parameters } = error.problem;
    return { code, severity: 'error', at: span, parameters, ...extra };
  }
  return diagnostic('internal-error', span, { command: operation.type, errorClass: errorClassOf(error) }, extra);
}

function contextOf<O extends OperationBase>(
  { statement, options, state }: Step<O>,
  active: DatasetHandle | undefined,
  population: ExecutionContext['population'],
  engine: Engine,
): ExecutionContext {
  return {
    engine,
    protection: options.protection,
    codeLists: options.codeLists,
    catalogueOf: options.catalogueOf,
    active,
    population,
    settle: (asked) => settledPopulation(options.engine, options.protection, statement.index, asked),
    settleUnits: (dataset) => settledUnits(options.engine, options.protection, statement.index, dataset),
    isNearEarlier: (sample) => isNearEarlier(options.engine, options.protection, statement.index, sample),
    changes: statement.changes,
    earlier: () => earlierThan(statement, options.script),
    dataset: (name) => {
      const found = state.datasets.get(name);
      if (found === undefined) throw new RangeError('the script has no such dataset');
      return found;
    },
  };
}

/** The echoes of the statements before one; a loop's header is none, its passes are there in full. */
function earlierThan(statement: AnalysedStatement, script: AnalysedScript): readonly string[] {
  return script.statements
    .slice(0, statement.index)
    .flatMap(({ operation, echo }) => (operation.type === 'for' ? [] : [echo]));
}

async function conclude<O extends OperationBase>(step: Step<O>, execution: Execution<NodeKind>): Promise<StatementEnd> {
  switch (execution.type) {
    case 'results': {
      const results = execution.nodes.map((node) => release(step, node));
      const isRefused = results.some((result) => result.body.type === 'refusal');
      const stops = isRefused && step.options.protection.policy.outcome.readingRefusal === 'stop';
      return ended(step, 'done', results, stops);
    }
    case 'failure':
      return refused(step, execution.rule, execution.stops);
    case 'edit': {
      const decisions = await decide(execution.edit, step.options.protection);
      if ('refused' in decisions) return refused(step, decisions.refused, true);
      return commit(step, await execution.edit.apply(decisions.applied));
    }
  }
}

type Decisions = { readonly applied: readonly AppliedDecision[] } | { readonly refused: RefusalCode };

/** Asks the rules about each question of an edit; one refusal refuses all of it. */
async function decide(edit: Edit, protection: DisclosureSession): Promise<Decisions> {
  const applied: AppliedDecision[] = [];
  for (const question of edit.questions) {
    const first = ((): EditDecision => {
      switch (edit.rule) {
        case 'none':
          return { type: 'as-asked' };
        case 'values':
          return protection.resolveEdit(question);
        case 'rows':
          return protection.resolveRows(question);
        case 'population': {
          const refusal = protection.resolvePopulation(question);
          return refusal === undefined ? { type: 'as-asked' } : { type: 'refused', rule: refusal.refused };
        }
      }
    })();
    const decision = question.attempt === undefined ? first : await protection.resolveAttempt(question, first);
    if (decision.type === 'refused') return { refused: decision.rule };
    applied.push(decision.type);
  }
  return { applied };
}

const fewUnits: ExactMessage = { code: 'status-few-units', names: {}, counts: {} };

/** Releases the messages first: should that fail, nothing has changed. */
function commit<O extends OperationBase>(step: Step<O>, change: Commit): StatementEnd {
  const messages = change.notes?.includes('DC-06u') === true ? [...change.messages, fewUnits] : change.messages;
  const results = messages.map((message) => release(step, { kind: 'message', ...message }));
  const datasets = new Map(step.state.datasets);
  for (const name of change.removes ?? []) datasets.delete(name);
  for (const dataset of change.datasets) datasets.set(dataset.schema.name, dataset);
  step.state.datasets = datasets;
  step.options.onCommit?.(datasets);
  if (change.activate !== undefined) step.state.active = change.activate ?? undefined;
  return ended(step, 'done', results, false);
}

function release<O extends OperationBase>(step: Step<O>, node: AnyExactNode): Released<ReleasedBody> {
  return step.options.protection.release(node, step.release);
}

function refused<O extends OperationBase>(step: Step<O>, rule: RefusalCode, isChange: boolean): StatementEnd {
  const { protection } = step.options;
  const result = protection.refuse(step.release.command, rule, step.release);
  const { changingRefusal, readingRefusal } = protection.policy.outcome;
  const stops = (isChange ? changingRefusal : readingRefusal) === 'stop';
  return ended(step, isChange ? 'refused' : 'done', [result], stops);
}

function ended<O extends OperationBase>(
  { statement }: Step<O>,
  outcome: StatementOutcome,
  results: readonly Released<ReleasedBody>[],
  stops: boolean,
): StatementEnd {
  return { statement: { ...shownPart(statement), outcome, results, problems: [] }, stops };
}

/** A statement that was not reached. */
export function notRun(statement: AnalysedStatement): StatementResult {
  return { ...shownPart(statement), outcome: 'not-run', results: [], problems: [] };
}

function shownPart(statement: AnalysedStatement): Omit<StatementResult, 'outcome' | 'results' | 'problems'> {
  const { index, operation, echo, activeDataset, span, iteration, hidden } = statement;
  return {
    index,
    command: operation.type,
    echo,
    activeDataset,
    span,
    ...(iteration === undefined ? {} : { iteration }),
    ...(hidden === undefined ? {} : { hidden }),
  };
}
