import type { Diagnostic } from '../base/diagnostic.ts';
import { type LintSettings, lint, usualLint } from '../lint/lint.ts';
import type { Snapshot } from './snapshot.ts';

interface Known {
  readonly settings: LintSettings;
  readonly findings: readonly Diagnostic[];
}

const known = new WeakMap<Snapshot, Known>();

/** What lint finds in a document, in source order; looked for once as long as the rules stay the same. */
export function findingsOf(snapshot: Snapshot, settings: LintSettings = usualLint): readonly Diagnostic[] {
  const before = known.get(snapshot);
  if (before?.settings === settings) return before.findings;
  const findings = lint(snapshot, settings).map(({ problem }) => problem);
  known.set(snapshot, { settings, findings });
  return findings;
}

/** The problems of a document and what lint finds in it, in source order. */
export function problemsOf(snapshot: Snapshot, findings: readonly Diagnostic[]): readonly Diagnostic[] {
  if (findings.length === 0) return snapshot.diagnostics;
  return [...snapshot.diagnostics, ...findings].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}
