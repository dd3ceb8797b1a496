/** A half-open range of UTF-16 offsets in one source text: `start <= offset < end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Makes a span. */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** The smallest span that holds both. */
export function joinSpans(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
