import type { Fix } from '../base/diagnostic.ts';
import type { Finding } from './rule.ts';

/** The fixes of findings that leave what a script puts out as it is. Where two would touch, the later one waits for the next time. */
export function safeFixes(findings: readonly Finding[]): readonly Fix[] {
  const fixes = findings.flatMap(({ isSafe, problem }) => (isSafe ? (problem.fixes ?? []) : []));
  const chosen: Fix[] = [];
  for (const fix of [...fixes].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)) {
    const last = chosen.at(-1);
    // One line that goes may stand right after another.
    if (last === undefined || fix.at.start >= last.at.end) chosen.push(fix);
  }
  return chosen;
}

/** A text after fixes that are in source order and do not overlap. */
export function withFixes(text: string, fixes: readonly Fix[]): string {
  return fixes.reduceRight(
    (mended, { at, newText }) => mended.slice(0, at.start) + newText + mended.slice(at.end),
    text,
  );
}
