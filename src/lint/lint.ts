import type { Finding, LintedScript } from './rule.ts';
import { lintRules } from './rules.ts';

/** How serious what a rule finds is to be, if the rule is asked at all. */
export type RuleLevel = 'off' | 'note' | 'warning';

/** Levels of rules by their names; a rule that is absent has the severity of its message. */
export type LintSettings = ReadonlyMap<string, RuleLevel>;

/** All rules at their usual levels. */
export const usualLint: LintSettings = new Map();

/**
 * What could be better in a script, in source order. Nothing is said of a script with errors: what it is meant to do is not
 * known, so that half of what is found would follow from them.
 */
export function lint(script: LintedScript, settings: LintSettings = usualLint): readonly Finding[] {
  const isError = ({ severity }: { readonly severity: string }): boolean => severity === 'error';
  if (script.parseDiagnostics.some(isError) || script.analysis.diagnostics.some(isError)) return [];
  const findings = lintRules.flatMap(({ name, find }): readonly Finding[] => {
    const level = settings.get(name);
    if (level === 'off') return [];
    return find(script).map(({ problem, isSafe }) => ({
      rule: name,
      problem: level === undefined ? problem : { ...problem, severity: level },
      isSafe,
    }));
  });
  return findings.sort((a, b) => a.problem.at.start - b.problem.at.start || a.problem.at.end - b.problem.at.end);
}
