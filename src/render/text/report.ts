import { assertNever } from '../../base/assert-never.ts';
import type { Language } from '../../base/language.ts';
import { assertReleased, type Released } from '../../disclosure/gate.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import { iterationWord, problemView } from '../problem-view.ts';
import { type Report, type ReportPart, type StatementPart, stoppedInLoop } from '../report.ts';
import { natureWords, word } from '../words.ts';
import { drawBody } from './body.ts';
import { printable, wrap } from './lines.ts';
import { drawMarkdown } from './markdown.ts';
import { drawProblem } from './problems.ts';
import { plainStyle, type TextStyle } from './style.ts';

/** How a text is drawn. */
export interface TextOptions {
  /** Columns of the window. */
  readonly width: number;
  readonly style?: TextStyle;
  /** Leave out the header and the run record. */
  readonly resultsOnly?: boolean;
}

/** A whole report as text for a terminal; every line ends with a line feed. */
export function renderTextReport(report: Report, options: TextOptions): string {
  const style = options.style ?? plainStyle;
  const pieces: string[][] = [];
  if (report.isSynthetic) pieces.push(wrap(word('synthetic', report.language), options.width).map(style.warning));
  for (const problem of report.problems) pieces.push(drawReportProblem(problem, report, options.width, style));
  let previous: ReportPart | undefined;
  for (const part of report.parts) {
    const drawn = drawPart(part, report, options.width, style);
    const before = pieces.at(-1);
    if (previous !== undefined && before !== undefined && isStatusOnly(previous) && isStatusOnly(part)) {
      pieces[pieces.length - 1] = [...before, ...drawn];
    } else pieces.push(drawn);
    previous = part;
  }
  if (options.resultsOnly !== true) pieces.push(drawRecord(report, options.width, style));
  return joinPieces(pieces);
}

/** One released result as text, notes included. */
export function renderText(result: Released<ReleasedBody>, language: Language, options: TextOptions): string {
  return joinPieces([drawResult(result, '', language, options.width, options.style ?? plainStyle)]);
}

/** Status lines under a source block stand close together. */
function isStatusOnly(part: ReportPart): boolean {
  if (part.type !== 'statement' || part.echo !== undefined || part.problems.length > 0) return false;
  return part.results.every((r) => r.body.type === 'message');
}

/** Pieces stand apart by a blank line. */
function joinPieces(pieces: readonly (readonly string[])[]): string {
  const filled = pieces.filter((lines) => lines.length > 0);
  return filled.length === 0 ? '' : `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function drawPart(part: ReportPart, report: Report, width: number, style: TextStyle): string[] {
  switch (part.type) {
    case 'prose':
      return drawMarkdown(part.markdown, width, style);
    case 'comment':
      return part.text.split('\n').map((line) => style.faint(printable(line)));
    case 'source':
      return part.code.split('\n').map((line) => `    ${style.code(printable(line))}`);
    case 'not-run':
      return wrap(word('notRun', report.language), width).map(style.warning);
    case 'statement':
      return drawStatement(part, report, width, style);
    default:
      return assertNever(part);
  }
}

/** Echo, results and problems; status lines follow their echo without a blank line. */
function drawStatement(part: StatementPart, report: Report, width: number, style: TextStyle): string[] {
  const lines: string[] = drawEcho(part, report.language, width, style);
  let previousIsText = true;
  for (const result of part.results) {
    const drawn = drawResult(result, part.command, report.language, width, style);
    const isText = result.body.type === 'message' || result.body.type === 'refusal';
    if (lines.length > 0 && !(isText && previousIsText)) lines.push('');
    lines.push(...drawn);
    previousIsText = isText;
  }
  for (const problem of part.problems) {
    if (lines.length > 0) lines.push('');
    lines.push(...drawReportProblem(problem, report, width, style));
  }
  if (stoppedInLoop(part)) {
    const pass = wrap(`${iterationWord(report.language)} ${part.iteration}`, width - 2);
    lines.push(...pass.map((line) => style.faint(`  ${line}`)));
  }
  if (part.outcome === 'not-run' && part.echo !== undefined) {
    lines.push(...wrap(word('notRun', report.language), width).map(style.faint));
  }
  return lines;
}

function drawEcho(part: StatementPart, language: Language, width: number, style: TextStyle): string[] {
  if (part.echo === undefined) {
    return part.iteration === '' ? [] : wrap(`${iterationWord(language)} ${part.iteration}`, width).map(style.faint);
  }
  const comment = part.echo.comment === '' ? '' : `  ${style.faint(printable(part.echo.comment))}`;
  const code = part.echo.code.split(/\r\n?|\n/u).map((line) => style.code(printable(line)));
  return [`${style.faint(printable(part.echo.prompt))} ${code.join('\n')}${comment}`];
}

function drawResult(
  result: Released<ReleasedBody>,
  command: string,
  language: Language,
  width: number,
  style: TextStyle,
): string[] {
  assertReleased(result);
  return drawBody(result.body, command, language, width, style);
}

function drawReportProblem(
  problem: Report['problems'][number],
  report: Report,
  width: number,
  style: TextStyle,
): string[] {
  return drawProblem(problemView(problem, report.source, report.language), report.language, width, style);
}

/** What the numbers rest on. */
function drawRecord(report: Report, width: number, style: TextStyle): string[] {
  const { language, record } = report;
  const lines = record.databanks.map(
    (d) =>
      `${word('databank', language)}: ${d.databank}:${d.version} (${natureWords[d.nature][language]}), ${shortHash(d.hash)}`,
  );
  const { policy } = record;
  lines.push(`${word('policy', language)}: ${policy.id}@${policy.version}, ${shortHash(policy.hash)}`);
  lines.push(`${word('engine', language)}: ${record.engineVersion}`);
  if (record.trust === 'client') lines.push(word('clientTrust', language));
  const rule = '─'.repeat(Math.min(width, 60));
  return [rule, ...lines.flatMap((line) => wrap(line, width))].map(style.faint);
}

/** Enough of a hash to compare by eye. */
function shortHash(hash: string): string {
  return hash.slice(0, 'sha256:'.length + 12);
}
