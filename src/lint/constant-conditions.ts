import { diagnostic } from '../base/diagnostic.ts';
import { spanText } from '../base/source-text.ts';
import { functions } from '../functions/vocabulary.ts';
import type { LintRule } from './rule.ts';
import { commandsOf, operationsByStart } from './statements.ts';
import { truthOf } from './truth.ts';

/** Finds conditions that choose all rows or none. */
export const constantConditionRule: LintRule = {
  name: 'constant-condition',
  explanation: {
    nb: "En betingelse er sann eller usann for alle rader, uansett data: `alder < 18 & alder > 67`, `kjonn != '1' | kjonn != '2'`. Som regel er `&` og `|` byttet om, eller en grense er feil. Betingelser med bindinger meldes ikke: der er det ofte meningen.",
    en: "A condition is true or false for every row, whatever the data: `age < 18 & age > 67`, `sex != '1' | sex != '2'`. Mostly `&` and `|` are mixed up, or a bound is wrong. Conditions with bindings are not reported: there it is often what is meant.",
  },
  find: (script) => {
    const operations = operationsByStart(script);
    return commandsOf(script.document.script.statements).flatMap(({ statement }) => {
      const at = statement.condition?.condition.span;
      const analysed = operations.get(statement.span.start) ?? [];
      if (at === undefined) return [];
      const condition = spanText(script.source, at);
      if (condition.includes('$')) return [];
      const truths = new Set(
        analysed.map(({ operation }) => operation.condition && truthOf(operation.condition, functions)),
      );
      const [truth] = truths;
      if (truths.size !== 1 || truth === undefined) return [];
      const code = truth ? 'lint-always-true' : 'lint-always-false';
      return [{ problem: diagnostic(code, at, { condition }), isSafe: false }];
    });
  },
};
