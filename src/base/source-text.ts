import type { Span } from './span.ts';

/** A text with a name, able to turn offsets into lines and columns. */
export interface SourceText {
  /** What the user calls it: a path as typed, or `<stdin>`. */
  readonly name: string;
  readonly text: string;
  /** Offset of the first character of each physical line. */
  readonly lineStarts: readonly number[];
}

/** One-based line and column (columns count UTF-16 units). */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Indexes the lines of a text; `\n`, `\r\n` and `\r` end a line. */
export function sourceText(name: string, text: string): SourceText {
  const lineStarts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) continue;
    if (code === 10 || code === 13) lineStarts.push(i + 1);
  }
  return { name, text, lineStarts };
}

/** Line and column of an offset; an offset past the end is that of the end. */
export function positionAt(source: SourceText, offset: number): Position {
  const bounded = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= bounded) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: bounded - (source.lineStarts[low] ?? 0) + 1 };
}

/** The text of a one-based line, without its line end; empty when there is no such line. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return '';
  const end = source.lineStarts[line] ?? source.text.length;
  return source.text.slice(start, end).replace(/[\r\n]+$/u, '');
}

/** The text that a span covers. */
export function spanText(source: SourceText, at: Span): string {
  return source.text.slice(at.start, at.end);
}
