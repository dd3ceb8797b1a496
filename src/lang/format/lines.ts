import { type Span, span } from '../../base/span.ts';
import type { CommandForms } from '../command-spec.ts';
import type { Comment } from '../syntax/ast.ts';
import { type LogicalLine, lineEnd, type ScriptLines } from '../syntax/lines.ts';
import { commandWordOf, lineSpan, type StatementLine } from '../syntax/statement.ts';
import type { FormatOptions } from './options.ts';
import { readLine } from './read.ts';
import { lineBreaksIn, place, placeLines, type Sheet } from './sheet.ts';
import { bare, layStatement } from './statement.ts';

/** One script text in a document, and how to lay it out. */
export interface Region {
  readonly sheet: Sheet;
  readonly forms: CommandForms;
  readonly options: FormatOptions;
  /** Where the script text stands: a plain document but for its byte order mark, or the content of a fence. */
  readonly at: Span;
  /** Columns that every line is indented by: those of the fence. */
  readonly margin: number;
}

/** Blank lines that may stand together: outside loops, and in them. */
const mostBlankLines = { outside: 2, inside: 1 };

/** Lays out the lines of a region; what could not be read stays as it is. */
export function layLines(region: Region, { lines, comments }: ScriptLines): void {
  const state = { depth: 0, next: 0 };
  /** The comments not yet laid out that start before an offset. */
  const takeComments = (before: number): readonly Comment[] => {
    const from = state.next;
    while ((comments[state.next]?.span.start ?? Infinity) < before) state.next++;
    return comments.slice(from, state.next);
  };
  const layComments = (before: number): void => {
    for (const comment of takeComments(before)) layComment(region, comment, state.depth);
  };
  for (const line of lines) {
    layComments(startOf(line));
    if (line.type === 'textblock') {
      layTextBlock(region, line, state.depth, takeComments);
    } else {
      const word = commandWordOf(line)?.text;
      if (word === 'end') state.depth = Math.max(0, state.depth - 1);
      layLine(region, line, state.depth, takeComments(lineSpan(line).end), takeComments);
      if (word === 'for') state.depth++;
    }
  }
  layComments(region.at.end);
}

function startOf(line: LogicalLine): number {
  return line.type === 'textblock' ? line.at.start : line.start;
}

function layLine(
  region: Region,
  line: StatementLine,
  depth: number,
  comments: readonly Comment[],
  takeComments: (before: number) => readonly Comment[],
): void {
  const { sheet, options } = region;
  const whole = physicalLines(region, lineSpan(line));
  const read = isTouched(region, whole) ? readLine(line, region.forms) : undefined;
  if (read === undefined) {
    layAsWritten(region, whole, depth);
    takeComments(sheet.reached);
    return;
  }
  const indentation = indentationOf(region, depth);
  const before = gapBefore(region, line.start, depth);
  layStatement(sheet, read, { before, indentation, comments }, options);
}

/** Whether the range that edits are wanted for reaches into a place: what lies outside need not be read. */
function isTouched({ sheet: { within } }: Region, at: Span): boolean {
  return within === undefined || (at.start <= within.end && at.end >= within.start);
}

function indentationOf({ margin, options }: Region, depth: number): number {
  return margin + depth * options.indent;
}

/** What to put between the last thing and one that begins a line: blank lines stay, though not any number of them. */
function gapBefore(
  region: Region,
  start: number,
  depth: number,
  indentation = ' '.repeat(indentationOf(region, depth)),
): string {
  const { sheet, at } = region;
  if (sheet.reached === at.start) return indentation;
  const breaks = lineBreaksIn(sheet.text.slice(sheet.reached, start));
  const most = depth === 0 ? mostBlankLines.outside : mostBlankLines.inside;
  return `${sheet.lineBreak.repeat(Math.max(1, Math.min(breaks, most + 1)))}${indentation}`;
}

/** A comment behind a statement stays there; any other has a line of its own. */
function layComment(region: Region, comment: Comment, depth: number): void {
  const { sheet, at } = region;
  const { start } = comment.span;
  const isBehind =
    !comment.ownLine && sheet.reached > at.start && lineBreaksIn(sheet.text.slice(sheet.reached, start)) === 0;
  place(sheet, bare(comment), isBehind ? ' ' : gapBefore(region, start, depth));
}

/** The physical lines that a statement stands on, without the last line break. */
function physicalLines({ sheet, at: { start: first, end: limit } }: Region, at: Span): Span {
  let start = at.start;
  while (start > first && start > sheet.reached && !isLineBreak(sheet.text, start - 1)) start--;
  return span(start, lineEnd(sheet.text, at.end, limit).end);
}

function isLineBreak(text: string, offset: number): boolean {
  return /[\r\n]/u.test(text.charAt(offset));
}

/** Passes over lines with an error, indentation and all. */
function layAsWritten(region: Region, lines: Span, depth: number): void {
  placeLines(region.sheet, lines, gapBefore(region, lines.start, depth, ''));
}

/** The two lines around a text block are laid out; what stands between them is the author's. */
function layTextBlock(
  region: Region,
  block: Extract<LogicalLine, { type: 'textblock' }>,
  depth: number,
  takeComments: (before: number) => readonly Comment[],
): void {
  const { sheet } = region;
  const { text, lineBreak } = sheet;
  if (!block.isClosed || !block.isAlone) {
    const rest = text.slice(block.at.start, region.at.end).replace(/(?:\r\n|\n|\r)$/u, '');
    const end = block.isClosed ? block.at.end : block.at.start + rest.length;
    layAsWritten(region, physicalLines(region, span(block.at.start, end)), depth);
    takeComments(sheet.reached);
    return;
  }
  place(sheet, span(block.at.start, block.at.start + 'textblock'.length), gapBefore(region, block.at.start, depth));
  const opening = lineEnd(text, block.at.start, block.at.end);
  for (const comment of takeComments(opening.end)) place(sheet, bare(comment), ' ');
  const word = block.at.end - 'endblock'.length;
  let wordLine = word;
  while (wordLine > opening.next && !isLineBreak(text, wordLine - 1)) wordLine--;
  if (wordLine > opening.next) {
    const contentEnd = wordLine - (text.slice(wordLine - 2, wordLine) === '\r\n' ? 2 : 1);
    placeLines(sheet, span(opening.next, Math.max(opening.next, contentEnd)), lineBreak);
  }
  place(sheet, span(word, block.at.end), `${lineBreak}${' '.repeat(indentationOf(region, depth))}`);
  const rest = text.slice(block.at.end, lineEnd(text, block.at.end, region.at.end).end);
  const comment = rest.trim();
  const start = block.at.end + rest.indexOf(comment);
  if (comment !== '') place(sheet, span(start, start + comment.length), ' ');
}
