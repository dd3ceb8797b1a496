import { type Diagnostic, diagnosticHint, diagnosticText } from '../../src/base/diagnostic.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { type Span, span } from '../../src/base/span.ts';
import { commandForms } from '../../src/commands/vocabulary.ts';
import type { Expression, Script, Statement } from '../../src/lang/syntax/ast.ts';
import { parseScript } from '../../src/lang/syntax/parse-document.ts';

/** A text with the places that `⟦…⟧` marked in it. */
export interface MarkedText {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** Takes the marks `⟦…⟧` out of a text and tells where they stood, in order of their opening. */
export function marked(source: string): MarkedText {
  const starts: number[] = [];
  const spans: Span[] = [];
  let text = '';
  for (const character of source) {
    if (character === '⟦') starts.push(text.length);
    else if (character === '⟧') spans.push(span(starts.pop() ?? 0, text.length));
    else text += character;
  }
  return { text, spans: spans.sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** A script in a template literal: the indentation of its first line is taken off every line. Backslashes are as written. */
export function script(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const lines = String.raw({ raw: strings.raw }, ...values)
    .replace(/^\n/u, '')
    .trimEnd()
    .split('\n');
  const indentation = /^ */u.exec(lines[0] ?? '')?.[0].length ?? 0;
  return `${lines.map((line) => line.slice(Math.min(indentation, line.length - line.trimStart().length))).join('\n')}\n`;
}

/** Parses a plain script with the product's vocabulary. */
export function parse(text: string): { readonly script: Script; readonly diagnostics: readonly Diagnostic[] } {
  return parseScript(sourceText('test.txt', text), commandForms);
}

/** The statements of a script that must have no problems. */
export function statements(text: string): readonly Statement[] {
  const { script: parsed, diagnostics } = parse(text);
  if (diagnostics.length > 0) throw new Error(describe(text, diagnostics).join('\n'));
  return parsed.statements;
}

/** Diagnostics as `code at «text»`, in order. */
export function describe(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map((problem) => `${problem.code} «${text.slice(problem.at.start, problem.at.end)}»`);
}

/** The problems of a script, as `code «text»`. */
export function problems(text: string): readonly string[] {
  return describe(text, parse(text).diagnostics);
}

/** The text after the first fix of every diagnostic has been applied, last first. */
export function mended(text: string): string {
  const fixes = parse(text).diagnostics.flatMap((problem) => problem.fixes?.slice(0, 1) ?? []);
  const backwards = [...fixes].sort((a, b) => b.at.start - a.at.start);
  return backwards.reduce(
    (result, fix) => result.slice(0, fix.at.start) + fix.newText + result.slice(fix.at.end),
    text,
  );
}

/** Sentence and hint of the first problem, in English. */
export function firstMessage(text: string): string {
  const problem = parse(text).diagnostics[0];
  if (problem === undefined) return '';
  const hint = diagnosticHint(problem, 'en');
  return `${diagnosticText(problem, 'en')}${hint === undefined ? '' : ` | ${hint}`}`;
}

/** The tree of an expression with every operation in parentheses of its own. */
export function grouped(expression: Expression): string {
  switch (expression.type) {
    case 'binary':
      return `(${grouped(expression.left)} ${expression.operator} ${grouped(expression.right)})`;
    case 'unary':
      return `(${expression.operator}${grouped(expression.operand)})`;
    case 'group':
      return grouped(expression.inner);
    case 'call':
      return `${expression.function}(${expression.arguments.map(grouped).join(', ')})`;
    case 'number':
    case 'date':
      return expression.text;
    case 'string':
      return `'${expression.value}'`;
    case 'name':
      return expression.name;
    case 'binding':
      return `$${expression.name}`;
    case 'missing':
      return '.';
    case 'invalid':
      return '<invalid>';
  }
}

/** A tree without its places, for comparing what two texts mean. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'span' && !key.endsWith('Span'));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSpans(inner)]));
}
