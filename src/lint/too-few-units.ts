import { diagnostic } from '../base/diagnostic.ts';
import { threshold } from '../base/messages/message.ts';
import type { LintRule } from './rule.ts';
import { commandsOf, operationsByStart } from './statements.ts';

/** The smallest population that results may be about. */
const leastUnits = 1000;

/**
 * Finds samples that cannot have as many units as a population needs. Catalogues do not say how many units have a value; that
 * no unit meets a condition at all is found by the rules on conditions and codes.
 */
export const tooFewUnitsRule: LintRule = {
  name: 'too-few-units',
  explanation: {
    nb: 'Et utvalg med `sample` beholder færre enn 1000 enheter, så resultatene vil bli avvist. Hvor mange enheter en betingelse velger, står ikke i katalogen og undersøkes ikke; betingelser som ikke kan velge noen, finner reglene constant-condition og unknown-code.',
    en: 'A sample drawn with `sample` keeps fewer than 1,000 units, so that results will be refused. How many units a condition chooses is not in the catalogue and is not looked up; conditions that can choose nobody are found by the rules constant-condition and unknown-code.',
  },
  find: (script) => {
    const operations = operationsByStart(script);
    return commandsOf(script.document.script.statements).flatMap(({ statement }) => {
      const { body, span } = statement;
      const sizes = (operations.get(span.start) ?? []).flatMap(({ operation }) =>
        operation.type === 'sample' && operation.size.type === 'count' ? [operation.size.count] : [],
      );
      const largest = Math.max(...sizes);
      if (body.form !== 'sample' || sizes.length === 0 || largest >= leastUnits) return [];
      const parameters = { size: threshold(largest), least: threshold(leastUnits) };
      return [{ problem: diagnostic('lint-too-few-units', body.size.span, parameters), isSafe: false }];
    });
  },
};
