import { type Diagnostic, diagnosticHint, diagnosticText } from './diagnostic.ts';
import type { Language } from './language.ts';
import type { Severity } from './messages/message.ts';
import { lineText, positionAt, type SourceText } from './source-text.ts';

/** How a code frame is drawn; `colour` puts ANSI codes around severity and marker. */
export interface CodeFrameOptions {
  readonly colour: boolean;
}

const words: Readonly<Record<Language, Readonly<Record<Severity | 'line' | 'iteration' | 'hint', string>>>> = {
  nb: { error: 'feil', warning: 'advarsel', note: 'merknad', line: 'linje', iteration: 'i gjennomløp', hint: 'tips' },
  en: { error: 'error', warning: 'warning', note: 'note', line: 'line', iteration: 'in iteration', hint: 'hint' },
};

const colours: Readonly<Record<Severity, string>> = { error: '31', warning: '33', note: '36' };

/** Longest piece of a source line that is shown; real scripts have lines of thousands of characters. */
const widest = 100;

/**
 * One diagnostic as text: what and where, the source line with a marker under the place, and the way out.
 *
 * The last line has no line break after it.
 */
export function renderCodeFrame(
  source: SourceText,
  problem: Diagnostic,
  language: Language,
  options: CodeFrameOptions,
): string {
  const word = words[language];
  const paint = (text: string): string =>
    options.colour ? `\u001B[${colours[problem.severity]}m${text}\u001B[39m` : text;
  const start = positionAt(source, problem.at.start);
  const iteration = (problem.iteration ?? []).map(({ name, value }) => `${name} = ${value}`).join(', ');
  const place = `${word.line} ${start.line}${iteration === '' ? '' : `, ${word.iteration} ${iteration}`}`;
  const lines = [
    `${paint(word[problem.severity])} ${problem.code} ${place}: ${visible(diagnosticText(problem, language))}`,
    ...markedLine(source, problem, start, paint),
  ];
  const hint = diagnosticHint(problem, language);
  if (hint !== undefined) lines.push(`${word.hint}: ${visible(hint)}`);
  return lines.join('\n');
}

/** Quoted text may hold control characters, which must not reach a terminal. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u001F\u007F-\u009F]/gu, (character) => (character === '\t' ? ' ' : '\uFFFD'));
}

function markedLine(
  source: SourceText,
  problem: Diagnostic,
  start: { readonly line: number; readonly column: number },
  paint: (text: string) => string,
): readonly string[] {
  const whole = lineText(source, start.line);
  if (whole.trim() === '') return [];
  const from = start.column - 1;
  const marked = Math.max(1, Math.min(problem.at.end - problem.at.start, whole.length - from));
  const indentation = whole.length - whole.trimStart().length;
  const first = Math.min(from, whole.length <= widest + indentation ? indentation : Math.max(indentation, from - 40));
  const last = Math.min(whole.length, first + widest);
  const before = first > indentation ? '…' : '';
  const shown = `${before}${whole.slice(first, last)}${last < whole.length ? '…' : ''}`;
  const gap = blanksUnder(`${before}${whole.slice(first, from)}`);
  const underlined = Math.max(1, columnsOf(whole.slice(from, Math.min(from + marked, last))));
  return [`  ${visible(shown)}`, `  ${gap}${paint('^'.repeat(underlined))}`];
}

/** Combining marks take no column; everything else is taken to be one wide. */
function columnsOf(text: string): number {
  return text
    .normalize('NFC')
    .replace(/\p{M}/gu, '')
    .replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, 'x').length;
}

function blanksUnder(text: string): string {
  return ' '.repeat(columnsOf(text));
}
