import type { Position, Range } from 'vscode-languageserver';
import { positionAt, type SourceText } from '../base/source-text.ts';
import { type Span, span } from '../base/span.ts';

/** Places in the protocol are zero-based lines and columns of UTF-16 units; ours are offsets of the same units. */
export function positionOf(source: SourceText, offset: number): Position {
  const { line, column } = positionAt(source, offset);
  return { line: line - 1, character: column - 1 };
}

/** The range that a span covers. */
export function rangeOf(source: SourceText, at: Span): Range {
  return { start: positionOf(source, at.start), end: positionOf(source, at.end) };
}

/** The offset of a position; one beyond its line is the line's end, one beyond the text the text's end. */
export function offsetOf(source: SourceText, position: Position): number {
  if (position.line < 0) return 0;
  const start = source.lineStarts[position.line];
  if (start === undefined) return source.text.length;
  const next = source.lineStarts[position.line + 1];
  const end = next === undefined ? source.text.length : lineBreakBefore(source.text, next);
  return Math.min(start + Math.max(0, position.character), end);
}

/** The span of a range. */
export function spanOf(source: SourceText, range: Range): Span {
  const start = offsetOf(source, range.start);
  return span(start, Math.max(start, offsetOf(source, range.end)));
}

/** Where the line break begins that ends just before an offset. */
function lineBreakBefore(text: string, offset: number): number {
  return text.slice(offset - 2, offset) === '\r\n' ? offset - 2 : offset - 1;
}
