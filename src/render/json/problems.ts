import { canonicalJson, type Json, plainJson } from '../../base/canonical-json.ts';
import { type Diagnostic, diagnosticHint, diagnosticText } from '../../base/diagnostic.ts';
import { positionAt, type SourceText } from '../../base/source-text.ts';
import type { Span } from '../../base/span.ts';

/** Raised when a member changes its meaning or goes away; new members do not raise it. */
export const jsonVersion = 1;

/** What `check` found in some files, as canonical JSON and a line feed. */
export function renderJsonProblems(
  files: readonly { readonly source: SourceText; readonly problems: readonly Diagnostic[] }[],
): string {
  return `${canonicalJson({
    format: 'microdata-check',
    version: jsonVersion,
    files: files.map((f) => ({ file: f.source.name, problems: f.problems.map((p) => problemJson(p, f.source)) })),
  })}\n`;
}

/** A problem with its place and its sentence in both languages. */
export function problemJson(problem: Diagnostic, source: SourceText): Json {
  const hint = { nb: diagnosticHint(problem, 'nb'), en: diagnosticHint(problem, 'en') };
  return {
    code: problem.code,
    severity: problem.severity,
    at: placeJson(problem.at, source),
    iteration: plainJson(problem.iteration ?? []),
    parameters: plainJson(problem.parameters),
    text: { nb: diagnosticText(problem, 'nb'), en: diagnosticText(problem, 'en') },
    ...(hint.nb === undefined ? {} : { hint }),
    fixes: (problem.fixes ?? []).map((f) => ({ at: placeJson(f.at, source), newText: f.newText })),
  };
}

/** Offsets for programs, line and column for people; both from the start of the file, columns from 1. */
export function placeJson(at: Span, source: SourceText): Json {
  const start = positionAt(source, at.start);
  const end = positionAt(source, at.end);
  return {
    start: at.start,
    end: at.end,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
