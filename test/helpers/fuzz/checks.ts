import process from 'node:process';
import { renderCodeFrame } from '../../../src/base/code-frame.ts';
import { type Diagnostic, diagnosticHint, diagnosticText } from '../../../src/base/diagnostic.ts';
import { type SourceText, sourceText } from '../../../src/base/source-text.ts';
import { commandForms, type Operation, vocabulary } from '../../../src/commands/vocabulary.ts';
import { type Analysis, analyseScript } from '../../../src/lang/analyse/analyse.ts';
import { hashAnalysedScript } from '../../../src/lang/ir/hash.ts';
import { printAnalysedScript } from '../../../src/lang/ir/print.ts';
import type { Script, ScriptDocument, Statement } from '../../../src/lang/syntax/ast.ts';
import { parseDocument, parseScript } from '../../../src/lang/syntax/parse-document.ts';
import { printScript } from '../../../src/lang/syntax/print.ts';
import { withoutSpans } from '../script.ts';
import type { FuzzCase } from './cases.ts';
import { fuzzDirectory } from './directory.ts';

/** What a script broke. `kind` tells failures apart that have different causes. */
export interface Failure {
  readonly kind: string;
  readonly detail: string;
}

/** How much is checked: laws that read a script several times are checked of a sample in a long run. */
export interface Thoroughness {
  readonly isThorough: boolean;
}

interface Read {
  readonly source: SourceText;
  readonly document: ScriptDocument;
  readonly syntax: readonly Diagnostic[];
  readonly analysis: Analysis<Operation>;
  readonly milliseconds: number;
}

function read({ name, text }: FuzzCase): Read {
  const directory = fuzzDirectory();
  const before = performance.now();
  const source = sourceText(name, text);
  const { document, diagnostics: syntax } = parseDocument(source, commandForms);
  const analysis = analyseScript(document, source, vocabulary, directory);
  return { source, document, syntax, analysis, milliseconds: performance.now() - before };
}

/** Reads and analyses a script; the first law that it breaks, if any. */
export function failureOf(fuzzed: FuzzCase, { isThorough }: Thoroughness): Failure | undefined {
  let first: Read;
  try {
    first = read(fuzzed);
  } catch (error) {
    return thrown(error);
  }
  return (
    diagnosticsFailure(first) ??
    slowness(fuzzed, first) ??
    completeness(first) ??
    (isThorough ? (treeFailure(first) ?? printing(first) ?? repeatable(fuzzed, first)) : undefined)
  );
}

function thrown(error: unknown): Failure {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const place = /at (?!.*node_modules).*\/src\/(\S+:\d+)/u.exec(text)?.[1] ?? '';
  const message = error instanceof Error ? `${error.name} ${error.message.slice(0, 60)}` : '';
  return { kind: `exception ${message} ${place}`, detail: text.slice(0, 2000) };
}

/** Words that only a mistake in a message could bring into it. */
const placeholder = /undefined|\[object|NaN|\$\{|Infinity/u;

function diagnosticsFailure({ source, syntax, analysis }: Read): Failure | undefined {
  const { length } = source.text;
  for (const problem of [...syntax, ...analysis.diagnostics]) {
    const { code, at } = problem;
    const places = [at, ...(problem.fixes ?? []).map((fix) => fix.at)];
    if (places.some(({ start, end }) => !(start >= 0 && start <= end && end <= length))) {
      return { kind: `span ${code}`, detail: JSON.stringify(problem) };
    }
    for (const language of ['nb', 'en'] as const) {
      const said = `${diagnosticText(problem, language)} ${diagnosticHint(problem, language) ?? ''}`;
      if (said.trim() === '' || (placeholder.test(said) && !placeholder.test(source.text))) {
        return { kind: `message ${code} ${language}`, detail: said };
      }
    }
    const frame = renderCodeFrame(source, problem, 'en', { colour: false });
    if (/[\u0000-\u0008\u001B]/u.test(frame)) return { kind: `frame ${code}`, detail: frame };
  }
  return undefined;
}

/** What 200 ms for a script of 200 lines allow: for one line, one statement or pass of a loop, or 60 characters a millisecond, and 200 in all at least. */
function allowed({ source, analysis }: Read): number {
  const { statements } = analysis.analysed;
  const passes = statements.reduce(
    (sum, { operation }) => sum + (operation.type === 'for' ? operation.iterations : 0),
    0,
  );
  const size = Math.max(source.lineStarts.length, source.text.length / 60, statements.length + passes);
  return 200 * Math.max(1, size / 200);
}

/** A slow reading counts only when it takes that much of the processor three times more: the machine has other work, and compiles our code. */
function slowness(fuzzed: FuzzCase, first: Read): Failure | undefined {
  let least = first.milliseconds;
  for (let again = 0; again < 3 && least > allowed(first); again++) {
    const before = process.cpuUsage();
    read(fuzzed);
    least = Math.min(least, process.cpuUsage(before).user / 1000);
  }
  if (least <= allowed(first)) return undefined;
  return { kind: 'slow', detail: `${least.toFixed(0)} ms of ${allowed(first).toFixed(0)}` };
}

const hasErrors = (problems: readonly Diagnostic[]): boolean => problems.some(({ severity }) => severity === 'error');

/** A script without errors is known whole: each statement has an operation, and nothing has an unknown type. */
function completeness({ document, syntax, analysis }: Read): Failure | undefined {
  if (hasErrors(syntax) || hasErrors(analysis.diagnostics)) return undefined;
  const { statements } = analysis.analysed;
  const isLooped = document.script.statements.some((statement) => statement.type === 'for');
  const written = document.script.statements.filter((s) => s.type === 'command' || s.type === 'let');
  if (!isLooped && written.length !== statements.length) {
    return { kind: 'operation missing without an error', detail: `${written.length} ${statements.length}` };
  }
  const seen = new Set<object>();
  for (const { operation, changes, echo } of statements) {
    const place = unknownIn(operation, operation.type, seen) ?? unknownIn(changes, 'changes', seen);
    if (place !== undefined) return { kind: `unknown ${operation.type} ${place}`, detail: echo };
  }
  return undefined;
}

/** Where a value of unknown type stands in plain data. */
function unknownIn(value: unknown, path: string, seen: Set<object>): string | undefined {
  if (typeof value === 'number' && Number.isNaN(value)) return `${path} is NaN`;
  if (value === null || typeof value !== 'object' || seen.has(value)) return undefined;
  seen.add(value);
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'type' && inner === 'unknown') return path;
    const found = unknownIn(inner, Array.isArray(value) ? path : `${path}.${key}`, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function treeFailure({ document, source }: Read): Failure | undefined {
  const { length } = source.text;
  let failure: Failure | undefined;
  const visit = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object' || failure !== undefined) return;
    if ('start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number') {
      const isInside = value.start >= 0 && value.start <= value.end && value.end <= length;
      if (!isInside) failure = { kind: `tree span ${path}`, detail: JSON.stringify(value) };
      return;
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, Array.isArray(value) ? path : key);
  };
  visit(document.script.statements, 'script');
  return failure;
}

/** Reading what is printed gives the same tree. */
function printing({ document, syntax }: Read): Failure | undefined {
  if (hasErrors(syntax)) return undefined;
  const printed = printScript(document.script);
  const again = parseScript(sourceText('printed.txt', printed), commandForms);
  if (hasErrors(again.diagnostics)) {
    const [problem] = again.diagnostics;
    return { kind: `printed text has errors: ${problem?.code ?? ''}`, detail: printed };
  }
  const meaning = (statements: Script['statements']): string => JSON.stringify(withoutSpans(statements), plainNumbers);
  if (meaning(again.script.statements) === meaning(document.script.statements)) return undefined;
  return {
    kind: `printed text reads differently: ${firstDifference(document.script.statements, again.script.statements)}`,
    detail: printed,
  };
}

function firstDifference(before: readonly Statement[], after: readonly Statement[]): string {
  for (const [i, statement] of before.entries()) {
    if (JSON.stringify(withoutSpans(statement)) === JSON.stringify(withoutSpans(after[i]))) continue;
    return statement.type === 'command' ? statement.command : statement.type;
  }
  return 'length';
}

const plainNumbers = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

function repeatable(fuzzed: FuzzCase, first: Read): Failure | undefined {
  if (first.analysis.analysed.statements.length > 2000) return undefined;
  try {
    const second = read(fuzzed);
    const facts = ({ analysis, syntax }: Read): string =>
      `${hashAnalysedScript(analysis.analysed)} ${JSON.stringify([syntax, analysis.diagnostics])}`;
    if (facts(first) !== facts(second)) return { kind: 'not repeatable', detail: '' };
    if (printAnalysedScript(first.analysis.analysed) === '') return { kind: 'not printable', detail: '' };
    return undefined;
  } catch (error) {
    return thrown(error);
  }
}
