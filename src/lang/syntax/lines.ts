import { type Span, span } from '../../base/span.ts';
import type { Comment } from './ast.ts';
import { endOfString, isQuote } from './tokens.ts';

/**
 * One logical line of a script.
 *
 * `text` has the length of the document's piece from `start`: comments and continuation marks are blanked out, line
 * breaks stand as `\n`, so an offset in it plus `start` is an offset in the document.
 */
export type LogicalLine =
  | { readonly type: 'statement'; readonly start: number; readonly text: string }
  | {
      readonly type: 'textblock';
      readonly at: Span;
      readonly text: string;
      readonly isClosed: boolean;
      readonly isAlone: boolean;
      /** Where its text ends, without blank lines at the end. */
      readonly contentEnd: number;
    };

/** The lines and comments of a range of a document. */
export interface ScriptLines {
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly Comment[];
}

/** One physical line, split into code and comment. */
interface PhysicalLine {
  readonly start: number;
  /** Offset of the line's end, before the line break. */
  readonly end: number;
  /** Offset of the next line. */
  readonly next: number;
  readonly codeStart: number;
  /** Offset just past the last non-blank character of the code; `codeStart` when there is none. */
  readonly codeEnd: number;
  readonly commentStart: number | undefined;
}

const blank = /[ \t\u00A0]/u;

/**
 * Splits a range of a document into logical lines. Linear in the length of the range.
 *
 * @param indentation  columns that a fence is indented by, taken off the lines of text blocks
 */
export function splitLines(text: string, range: Span, indentation = 0): ScriptLines {
  const lines: LogicalLine[] = [];
  const comments: Comment[] = [];
  let offset = range.start;
  while (offset < range.end) {
    const line = physicalLine(text, offset, range.end);
    keepComment(text, line, comments);
    if (line.codeStart === line.codeEnd) {
      offset = line.next;
    } else if (
      /^textblock(?=[ \t\u00A0]|$)/u.test(text.slice(line.codeStart, Math.min(line.codeEnd, line.codeStart + 10)))
    ) {
      const block = textBlock(text, line, range.end, indentation);
      lines.push(block.line);
      offset = block.next;
    } else {
      const statement = statementLine(text, line, range.end, comments);
      lines.push(statement.line);
      offset = statement.next;
    }
  }
  return { lines, comments };
}

/** Where the line that `start` lies in ends, and where the next begins; `\n`, `\r\n` and `\r` end a line. */
export function lineEnd(text: string, start: number, limit: number): { readonly end: number; readonly next: number } {
  let end = start;
  while (end < limit && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  const isPair = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 && end + 1 < limit;
  return { end, next: Math.min(limit, end + (isPair ? 2 : 1)) };
}

function physicalLine(text: string, start: number, limit: number): PhysicalLine {
  const { end, next } = lineEnd(text, start, limit);
  let codeStart = start;
  while (codeStart < end && (blank.test(text.charAt(codeStart)) || text.charCodeAt(codeStart) === 0xfeff)) codeStart++;
  const commentStart =
    text.charAt(codeStart) === '#' && codeStart < end ? codeStart : findComment(text, codeStart, end);
  let codeEnd = commentStart ?? end;
  while (codeEnd > codeStart && blank.test(text.charAt(codeEnd - 1))) codeEnd--;
  return { start, end, next, codeStart, codeEnd, commentStart };
}

/** Where `//` starts outside a string literal; an unclosed literal reaches to the end of the line. */
function findComment(text: string, from: number, end: number): number | undefined {
  let i = from;
  while (i < end) {
    const character = text.charAt(i);
    if (character === '/' && text.charAt(i + 1) === '/' && i + 1 < end) return i;
    if (isQuote(character)) {
      const past = endOfString(text, i, end);
      if (past === undefined) return undefined;
      i = past;
    } else {
      i++;
    }
  }
  return undefined;
}

function keepComment(text: string, line: PhysicalLine, comments: Comment[]): void {
  if (line.commentStart === undefined) return;
  comments.push({
    span: span(line.commentStart, line.end),
    text: text.slice(line.commentStart, line.end),
    ownLine: line.commentStart === line.codeStart,
  });
}

/** Joins continued lines: a blank line or the end of the range closes, a line that holds only a comment is skipped. */
function statementLine(
  text: string,
  first: PhysicalLine,
  limit: number,
  comments: Comment[],
): { readonly line: LogicalLine; readonly next: number } {
  const pieces: string[] = [];
  const start = first.codeStart;
  let written = start;
  let next = first.next;
  let line = first;
  for (;;) {
    const isContinued = text.charAt(line.codeEnd - 1) === '\\' && line.codeEnd > line.codeStart;
    if (line.codeEnd > line.codeStart) {
      const end = isContinued ? line.codeEnd - 1 : line.codeEnd;
      if (written < line.codeStart) pieces.push('\n', ' '.repeat(line.codeStart - written - 1));
      pieces.push(text.slice(line.codeStart, end));
      written = end;
      if (!isContinued) break;
    }
    if (next >= limit) break;
    const following = physicalLine(text, next, limit);
    const isBlank = following.codeStart === following.codeEnd && following.commentStart === undefined;
    if (isBlank) break;
    keepComment(text, following, comments);
    next = following.next;
    line = following;
  }
  return { line: { type: 'statement', start, text: pieces.join('') }, next };
}

/** Takes a text block up to its `endblock`, or to the end of the range. */
function textBlock(
  text: string,
  opening: PhysicalLine,
  limit: number,
  indentation: number,
): { readonly line: LogicalLine; readonly next: number } {
  const content: string[] = [];
  const isAlone = opening.codeEnd - opening.codeStart === 'textblock'.length;
  let contentEnd = opening.codeEnd;
  let offset = opening.next;
  while (offset < limit) {
    const line = physicalLine(text, offset, limit);
    if (text.slice(line.codeStart, line.codeEnd) === 'endblock') {
      const at = span(opening.codeStart, line.codeEnd);
      const block = { type: 'textblock', at, text: content.join('\n'), isClosed: true, isAlone, contentEnd } as const;
      return { line: block, next: line.next };
    }
    const written = text.slice(line.start, line.end).trimEnd().length;
    if (written > 0) contentEnd = line.start + written;
    content.push(withoutIndentation(text.slice(line.start, line.end), indentation));
    offset = line.next;
  }
  const at = span(opening.codeStart, opening.codeEnd);
  const block = { type: 'textblock', at, text: content.join('\n'), isClosed: false, isAlone, contentEnd } as const;
  return { line: block, next: limit };
}

/** Takes at most so many leading spaces off a line. */
function withoutIndentation(line: string, columns: number): string {
  let i = 0;
  while (i < columns && line.charAt(i) === ' ') i++;
  return line.slice(i);
}
