import type { Fix } from '../base/diagnostic.ts';
import { type Span, span } from '../base/span.ts';

/** The line break of a text: that of its first line. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/u.exec(text)?.[0] ?? '\n';
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/[\r\n]/u.test(text.charAt(start - 1))) start--;
  return start;
}

/** What the line of an offset begins with: blanks. */
function indentationAt(text: string, offset: number): string {
  return /^[ \t\u00A0]*/u.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** A line before the one that something begins at, indented like it. */
export function lineBefore(text: string, at: Span, line: string): Fix {
  const newText = `${line}${lineBreakOf(text)}${indentationAt(text, at.start)}`;
  return { at: span(at.start, at.start), newText };
}

/** A line after what ends at an offset, indented like the line that something begins at. */
export function lineAfter(text: string, end: number, like: Span, line: string): Fix {
  return { at: span(end, end), newText: `${lineBreakOf(text)}${indentationAt(text, like.start)}${line}` };
}

/** A piece of a line gone, with the blanks before it. */
export function without(text: string, at: Span): Fix {
  let start = at.start;
  while (start > 0 && /[ \t\u00A0]/u.test(text.charAt(start - 1))) start--;
  // What stands before it stays apart from what follows.
  const follows = /^[\p{L}\p{Nd}_$'"(]/u.test(text.slice(at.end));
  return { at: span(start, at.end), newText: follows ? ' ' : '' };
}

/** A whole line gone, if nothing else stands on it. */
export function withoutLine(text: string, at: Span): Fix {
  const rest = /^[ \t\u00A0]*(\r\n|\n|\r)?/u.exec(text.slice(at.end))?.[0] ?? '';
  const start = at.start - indentationAt(text, at.start).length;
  const isWhole = start === lineStart(text, at.start) && /[\r\n]$/u.test(rest);
  return { at: isWhole ? span(start, at.end + rest.length) : at, newText: '' };
}
