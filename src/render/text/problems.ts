import type { Language } from '../../base/language.ts';
import { iterationWord, type ProblemView } from '../problem-view.ts';
import { pad, printable, widthOf, wrap } from './lines.ts';
import type { TextStyle } from './style.ts';

/** Draws a problem: a line that says where and what, the line of the script with a marker, and the way out. */
export function drawProblem(problem: ProblemView, language: Language, width: number, style: TextStyle): string[] {
  const where = `${problem.file}:${problem.line}:${problem.column}`;
  const inLoop = problem.iteration === '' ? '' : `, ${iterationWord(language)} ${problem.iteration}`;
  const emphasis = problem.severity === 'error' ? style.error : style.warning;
  const head = `${problem.severityText} ${problem.code}${inLoop}`;
  const lines = [`${printable(where)}: ${emphasis(head)}`, ...wrap(problem.text, width - 2).map((l) => `  ${l}`)];
  lines.push(...drawFrame(problem, width, style, emphasis));
  if (problem.hint !== undefined) lines.push(...drawHint(problem.hint, language, width));
  return lines;
}

/** The line in question under a number, scrolled so that the marked part is in view. */
function drawFrame(
  problem: ProblemView,
  width: number,
  style: TextStyle,
  emphasis: (text: string) => string,
): string[] {
  const { text, from, to } = problem.frame;
  if (text.trim() === '') return [];
  const number = `  ${String(problem.line)} │ `;
  const room = Math.max(20, width - number.length);
  const skip = widthOf(text) > room && to > room ? Math.max(0, from - Math.floor(room / 3)) : 0;
  const shown = printable(text.slice(skip)).slice(0, room);
  const before = widthOf(printable(text.slice(skip, from)));
  const marked = Math.max(1, Math.min(widthOf(printable(text.slice(from, to))), room - before));
  const gutter = `${pad('', number.length - 2)}│ `;
  return [
    style.faint(number) + shown.trimEnd(),
    style.faint(gutter) + ' '.repeat(before) + emphasis('^'.repeat(marked)),
  ];
}

function drawHint(hint: string, language: Language, width: number): string[] {
  const label = language === 'nb' ? '  tips: ' : '  hint: ';
  return wrap(hint, width - label.length).map((line, i) => (i === 0 ? label : ' '.repeat(label.length)) + line);
}
