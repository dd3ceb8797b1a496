import type { LoopIteration, Report } from '../../base/diagnostic.ts';
import { threshold } from '../../base/messages/message.ts';
import type { SourceText } from '../../base/source-text.ts';
import type { Span } from '../../base/span.ts';
import type { BindingValue, FunctionDefinition } from '../function-spec.ts';
import { isIdentifier } from '../identifiers.ts';
import { withoutLine } from '../line-edits.ts';
import type { CommandStatement, ForLoop, InvalidStatement, LetStatement, Statement, TextBlock } from '../syntax/ast.ts';
import { bindingText } from './binding-text.ts';
import { substituteStatement } from './bodies.ts';
import type { Binding, BindingScope, Demand, Environment, Replacement } from './environment.ts';
import { evaluate, valueAsWritten } from './evaluate.ts';
import type { ExpansionTracer } from './expansion-tracer.ts';
import { leastPasses, maximumStatements, maximumText, mostFailures, passesOf } from './loops.ts';
import { substituteName } from './substitute.ts';

interface Expanded {
  /** The loop pass that the statement comes from; empty outside loops. */
  readonly iteration: LoopIteration;
  readonly span: Span;
  /** The statement as written; in a loop, with bindings substituted. */
  readonly echo: string;
}

/** One statement of the straight line that is left when bindings and loops are gone. */
export type ExpandedStatement =
  | (Expanded & {
      readonly type: 'command';
      readonly statement: CommandStatement;
      /** What has been put in the place of written text; only for a tracer. */
      readonly replacements?: readonly Replacement[];
    })
  /** A binding that the script has set; `value` is undefined after a mistake. */
  | (Expanded & { readonly type: 'let'; readonly name: string; readonly value: BindingValue | undefined })
  /** The header of a loop, before its first pass. */
  | (Expanded & { readonly type: 'loop'; readonly iterations: number })
  | (Expanded & { readonly type: 'text'; readonly block: TextBlock })
  /** A line that could not be read; whatever names it holds may be what later statements ask for. */
  | (Expanded & { readonly type: 'unreadable'; readonly statement: InvalidStatement });

/** What expansion needs besides the statements. */
export interface ExpansionInput {
  readonly source: SourceText;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly foreignFunctions: ReadonlyMap<string, string>;
  /** Whether a command makes the script forget its bindings. */
  readonly forgetsBindings: (command: string) => boolean;
  /** Where to report problems of a statement in a loop pass. */
  readonly reporter: (iteration: LoopIteration) => Report;
  readonly tracer?: ExpansionTracer | undefined;
}

/** Turns statements with bindings and loops into a straight line without. Pure: bindings depend on constants only. */
export function expand(statements: readonly Statement[], input: ExpansionInput): readonly ExpandedStatement[] {
  const demand = { names: new Set<string>(), isUncertain: false };
  const expansion: Expansion = {
    input,
    silenced: new Set(),
    line: [],
    textLength: 0,
    mistakes: 0,
    demand,
    made: new Map(),
  };
  expandAll(
    statements,
    { bindings: newBindings(input), outer: undefined },
    { iteration: [], loop: undefined },
    expansion,
  );
  reportUnused(expansion);
  return expansion.line;
}

/** Where statements stand. */
interface Place {
  readonly iteration: LoopIteration;
  readonly loop: ForLoop | undefined;
}

function newBindings({ tracer }: ExpansionInput): Map<string, Binding> {
  return tracer?.newBindings() ?? new Map<string, Binding>();
}

interface Expansion {
  readonly input: ExpansionInput;
  readonly silenced: Set<string>;
  readonly line: ExpandedStatement[];
  /** Characters of the statements that loops have made. */
  textLength: number;
  /** Mistakes in bindings so far, counted in every pass. */
  mistakes: number;
  readonly demand: Demand;
  /** Where `let` first gives each name its value. */
  readonly made: Map<string, { readonly at: Span; readonly statement: Span }>;
}

/** A `let` that nothing asks for is often a misspelt name; in a script with mistakes nobody can tell. */
function reportUnused({ input, line, mistakes, demand, made }: Expansion): void {
  if (mistakes > 0 || demand.isUncertain || line.some((statement) => statement.type === 'unreadable')) return;
  for (const [name, { at, statement }] of made) {
    if (demand.names.has(name)) continue;
    input.reporter([])('unused-binding', at, { name }, [withoutLine(input.source.text, statement)]);
  }
}

/** Expands statements in order; false when the script has become too long and expansion has stopped. */
function expandAll(statements: readonly Statement[], scope: BindingScope, place: Place, expansion: Expansion): boolean {
  const { iteration } = place;
  return statements.every((statement) => {
    if (statement.type === 'for') return expandLoop(statement, scope, place, expansion);
    if (expansion.line.length >= maximumStatements) {
      expansion.input.reporter([])('loop-too-long', statement.span, { limit: threshold(maximumStatements) });
      return false;
    }
    if (iteration.length > 0) expansion.textLength += statement.span.end - statement.span.start;
    if (expansion.textLength > maximumText) {
      expansion.input.reporter([])('loop-text-too-long', statement.span, { limit: threshold(maximumText) });
      return false;
    }
    expandOne(statement, scope, place, expansion);
    return true;
  });
}

function expandOne(
  statement: Exclude<Statement, ForLoop>,
  scope: BindingScope,
  place: Place,
  expansion: Expansion,
): void {
  const { tracer } = expansion.input;
  tracer?.entersStatement(statement.span, place.loop?.span, scope);
  expandPlain(statement, scope, place.iteration, expansion);
  tracer?.leavesStatement(scope);
}

function expandPlain(
  statement: Exclude<Statement, ForLoop>,
  scope: BindingScope,
  iteration: LoopIteration,
  expansion: Expansion,
): void {
  const { source, tracer } = expansion.input;
  const { span } = statement;
  const environment = environmentOf(scope, iteration, expansion);
  const written = source.text.slice(span.start, span.end);
  switch (statement.type) {
    case 'command': {
      const expanded = substituteStatement(statement, environment);
      const echo = iteration.length === 0 ? written : withReplacements(written, span, environment.replacements);
      const traced = tracer === undefined ? {} : { replacements: environment.replacements };
      expansion.line.push({ type: 'command', statement: expanded, iteration, span, echo, ...traced });
      if (expansion.input.forgetsBindings(statement.command)) forget(scope, tracer);
      return;
    }
    case 'let':
      expandLet(statement, written, environment, expansion);
      return;
    case 'textblock':
      expansion.line.push({ type: 'text', block: statement, iteration, span, echo: written });
      return;
    case 'invalid-statement':
      for (const word of written.split(/[^\p{L}\p{M}\p{Nd}_@]+/u)) if (isIdentifier(word)) expansion.silenced.add(word);
      expansion.line.push({ type: 'unreadable', statement, iteration, span, echo: written });
  }
}

function expandLet(statement: LetStatement, written: string, environment: Environment, expansion: Expansion): void {
  const name = substituteName(statement.name, environment);
  const value = evaluate(statement.value, environment);
  if (name.type !== 'plain-name') return;
  if (name.name.includes('@') || !isIdentifier(name.name))
    environment.report('illegal-name', name.span, { name: name.name });
  const { bindings } = environment.scope;
  bindings.set(name.name, value);
  const nameValue = environment.replacements.find((replaced) => replaced.at === name.span)?.name;
  const computed = nameValue === undefined ? {} : { nameValue };
  environment.tracer?.definesBinding({
    bindings,
    name: name.name,
    value,
    at: name.span,
    iteration: environment.iteration,
    ...computed,
  });
  if (!expansion.made.has(name.name)) expansion.made.set(name.name, { at: name.span, statement: statement.span });
  const { iteration, replacements } = environment;
  if (value !== undefined) replacements.push({ at: statement.value.span, text: valueAsWritten(value) });
  const echo = iteration.length === 0 ? written : withReplacements(written, statement.span, replacements);
  expansion.line.push({ type: 'let', name: name.name, value, iteration, span: statement.span, echo });
}

/** Takes every binding away, those of passes that surround the statement included. */
function forget(scope: BindingScope, tracer: ExpansionTracer | undefined): void {
  for (let at: BindingScope | undefined = scope; at !== undefined; at = at.outer) {
    at.bindings.clear();
    tracer?.forgetsBindings(at.bindings);
  }
}

/** One pass of a loop: the iterators with their values. */
interface Pass {
  readonly scope: BindingScope;
  readonly iteration: LoopIteration;
}

function expandLoop(loop: ForLoop, scope: BindingScope, { iteration }: Place, expansion: Expansion): boolean {
  const { tracer } = expansion.input;
  const passes: Pass[] = [];
  tracer?.entersStatement(loop.headerSpan, loop.span, scope);
  const isTooLong = leastPasses(loop.levels) > maximumStatements && loop.levels.length > 1;
  const outcome = isTooLong ? 'too-many' : gatherPasses(loop, 0, { scope, iteration }, passes, expansion);
  tracer?.leavesStatement(passes[0]?.scope ?? scope);
  if (outcome === 'mistake') return silence(loop, scope, expansion);
  if (outcome === 'too-many') {
    expansion.input.reporter([])('loop-too-long', loop.headerSpan, { limit: threshold(maximumStatements) });
    return false;
  }
  const echo = expansion.input.source.text.slice(loop.headerSpan.start, loop.headerSpan.end);
  expansion.line.push({ type: 'loop', iterations: passes.length, iteration, span: loop.headerSpan, echo });
  const before = expansion.mistakes;
  const start = expansion.line.length;
  for (const pass of passes) {
    if (expansion.mistakes - before > mostFailures) return silence(loop, scope, expansion);
    const inner = { bindings: newBindings(expansion.input), outer: pass.scope };
    if (expandAll(loop.body, inner, { iteration: pass.iteration, loop }, expansion)) continue;
    // Nobody reads a hundred thousand statements that will not run.
    expansion.line.length = start;
    silence(loop, scope, expansion);
    return false;
  }
  return true;
}

/** Every combination of the levels' values. The first level is the outermost: the last varies fastest. */
function gatherPasses(
  loop: ForLoop,
  depth: number,
  outer: Pass,
  passes: Pass[],
  expansion: Expansion,
): 'done' | 'mistake' | 'too-many' {
  const level = loop.levels[depth];
  if (level === undefined) {
    passes.push(outer);
    // Each pass carries the values of all levels.
    const values = passes.length * Math.max(1, depth / 20);
    return values > maximumStatements ? 'too-many' : 'done';
  }
  const values = passesOf(level, environmentOf(outer.scope, outer.iteration, expansion));
  if (values === undefined) return 'mistake';
  for (const row of values) {
    const bindings = newBindings(expansion.input);
    for (const [i, { name, span: at }] of level.iterators.entries()) {
      bindings.set(name, row[i]);
      const { tracer } = expansion.input;
      tracer?.definesBinding({ bindings, name, value: row[i], at, iteration: outer.iteration });
    }
    const named = level.iterators.map((iterator, i) => {
      const value = row[i];
      return { name: iterator.name, value: value === undefined ? '' : bindingText(value) };
    });
    const inner = { scope: { bindings, outer: outer.scope }, iteration: [...outer.iteration, ...named] };
    const outcome = gatherPasses(loop, depth + 1, inner, passes, expansion);
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

/** After a mistake in a loop header, the names in its body may be made by no statement that we see: they are not asked about. */
function silence(loop: ForLoop, scope: BindingScope, expansion: Expansion): boolean {
  const whole: InvalidStatement = { type: 'invalid-statement', command: undefined, span: loop.span };
  expandOne(whole, scope, { iteration: [], loop: undefined }, expansion);
  return true;
}

function environmentOf(scope: BindingScope, iteration: LoopIteration, expansion: Expansion): Environment {
  const { functions, foreignFunctions, source, reporter, tracer } = expansion.input;
  const inner = reporter(iteration);
  const report: Report = (code, at, parameters, fixes) => {
    expansion.mistakes++;
    inner(code, at, parameters, fixes);
  };
  return {
    text: source.text,
    scope,
    functions,
    foreignFunctions,
    report,
    iteration,
    silenced: expansion.silenced,
    demand: expansion.demand,
    replacements: [],
    tracer,
  };
}

/** The written text with the outermost replaced pieces exchanged. */
function withReplacements(written: string, span: Span, replacements: readonly Replacement[]): string {
  let echo = '';
  let end = span.start;
  const ordered = [...replacements].sort((a, b) => a.at.start - b.at.start || b.at.end - a.at.end);
  for (const { at, text } of ordered) {
    if (at.start < end || at.end > span.end) continue;
    echo += written.slice(end - span.start, at.start - span.start) + text;
    end = at.end;
  }
  return echo + written.slice(end - span.start);
}
