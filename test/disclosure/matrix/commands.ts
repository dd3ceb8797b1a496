import { it } from 'vitest';
import type { RuleCode } from '../../../src/base/messages/rules.ts';
import { matrixRows } from '../../../tools/reference-pages/disclosure-matrix.ts';

/** The commands that a rule acts on, whichever of their results. */
export function commandsUnder(rule: RuleCode): readonly string[] {
  return [...new Set(matrixRows().flatMap(({ command, rules }) => (rules.includes(rule) ? [command] : [])))];
}

/** Declares a test of a rule for each command that it acts on, named after both. */
export function underEach(rule: RuleCode, what: string, test: (command: string) => Promise<void> | void): void {
  for (const command of commandsUnder(rule)) it(`${rule}/${command}: ${what}`, () => test(command));
}
