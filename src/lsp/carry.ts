import type { Diagnostic } from '../base/diagnostic.ts';
import { span } from '../base/span.ts';

/**
 * The problems of an older text that still lie in the newer one, at their places there: what the edit has touched is dropped,
 * what stands after it moves along. Shown until the newer text has been analysed, so that nothing flickers.
 */
export function carriedOver(
  problems: readonly Diagnostic[],
  olderText: string,
  newerText: string,
): readonly Diagnostic[] {
  const shorter = Math.min(olderText.length, newerText.length);
  let same = 0;
  while (same < shorter && olderText.charCodeAt(same) === newerText.charCodeAt(same)) same++;
  let sameAtEnd = 0;
  while (
    sameAtEnd < shorter - same &&
    olderText.charCodeAt(olderText.length - 1 - sameAtEnd) === newerText.charCodeAt(newerText.length - 1 - sameAtEnd)
  ) {
    sameAtEnd++;
  }
  const shift = newerText.length - olderText.length;
  return problems.flatMap((problem) => {
    const { at } = problem;
    if (at.end <= same) return [problem];
    if (at.start < olderText.length - sameAtEnd) return [];
    return [{ ...problem, at: span(at.start + shift, at.end + shift) }];
  });
}
