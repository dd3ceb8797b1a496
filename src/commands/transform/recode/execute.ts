import type { ExactMessage, SetRef } from '../../../disclosure/nodes.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { RecodeMatch as Matched, RecodePlan, RecodeRule } from '../../../runtime/engine/changing.ts';
import type { AppliedDecision, Executor } from '../../../runtime/executor.ts';
import {
  allOf,
  requireActive,
  ruledEdit,
  schemaAfter,
  setOf,
  statusLine,
  sumOfSets,
} from '../../shared/execute-edits.ts';
import type { RecodeOperation } from './analyse.ts';
import type { RecodeMatch, RecodeRuleIr } from './shared-rules.ts';

/** Executes `recode`: rule DC-06 is asked about every rule of every variable. */
export const executeRecode: Executor<RecodeOperation, 'message'> = async (operation, context) => {
  const dataset = requireActive(context);
  const selection = context.population?.selection;
  const rules = operation.rules.map(engineRule);
  const plans: RecodePlan[] = [];
  for (const { source } of operation.items) {
    plans.push(await context.engine.planRecode(dataset, source, rules, selection));
  }
  const all = await allOf(context, dataset);
  const matched = plans.map((plan) => plan.matched.map((counts) => setOf(context, dataset, counts)));
  const questions = plans.flatMap((plan, i) =>
    matched[i]!.map((selected, rule) => {
      const others = plan.others?.[rule];
      return {
        population: all,
        selected,
        ...(others === undefined ? {} : { others: setOf(context, dataset, others) }),
      };
    }),
  );
  return ruledEdit('values', questions, async (decisions) => {
    const changedBy = (plan: RecodePlan, own: readonly AppliedDecision[]): SetRef =>
      own.includes('all')
        ? all
        : setOf(context, dataset, sumOfSets(plan.matched.filter((_, i) => own[i] === 'as-asked')));
    const decided = plans.map((plan, i) => ({
      plan,
      decisions: decisions.slice(i * rules.length, (i + 1) * rules.length),
      target: operation.items[i]!.target,
    }));
    const result = await context.engine.recode(schemaAfter(context, operation.dataset), decided);
    const messages = decided.flatMap(({ target, decisions: own }, i) =>
      messagesOf(operation, operation.items[i]!.source, target, matched[i]!, own, changedBy(plans[i]!, own)),
    );
    const isAnyNone = decisions.includes('none');
    return { datasets: [result], messages, ...(isAnyNone ? { notes: ['DC-06u'] as const } : {}) };
  });
};

/** The line of a variable, and one for each rule that was applied as asked. */
function messagesOf(
  operation: RecodeOperation,
  variable: string,
  target: string,
  matched: readonly SetRef[],
  decisions: readonly AppliedDecision[],
  changed: SetRef,
): readonly ExactMessage[] {
  const head =
    variable === target
      ? statusLine('status-recoded', { variable }, { changed })
      : statusLine('status-recoded-into', { variable, target }, { changed });
  const rules = operation.rules.flatMap((rule, i) =>
    decisions[i] === 'as-asked'
      ? [statusLine('status-recode-rule', { rule: ruleText(rule) }, { changed: matched[i]! })]
      : [],
  );
  return [head, ...rules];
}

function engineRule(rule: RecodeRuleIr): RecodeRule {
  const of = <T extends RecodeMatch['type']>(type: T): Extract<RecodeMatch, { type: T }>[] =>
    rule.matches.filter((match): match is Extract<RecodeMatch, { type: T }> => match.type === type);
  const isAll = of('all').length > 0;
  const match: Matched = {
    values: of('value').map(({ value }) => value),
    intervals: of('interval').map(({ from, to }) => ({
      from: from ?? Number.NEGATIVE_INFINITY,
      to: to ?? Number.POSITIVE_INFINITY,
    })),
    minimum: rule.matches.some(({ type }) => type === 'minimum'),
    maximum: rule.matches.some(({ type }) => type === 'maximum'),
    missing: isAll || rule.matches.some(({ type }) => type === 'missing'),
    nonmissing: isAll || rule.matches.some(({ type }) => type === 'nonmissing'),
  };
  return { match, to: rule.target ?? null };
}

function ruleText({ matches, target }: RecodeRuleIr): string {
  return `${matches.map(matchText).join(' ')} = ${target === undefined ? '.' : codeText(target)}`;
}

function matchText(match: RecodeMatch): string {
  switch (match.type) {
    case 'value':
      return codeText(match.value);
    case 'interval':
      return `${match.from === undefined ? 'min' : numberText(match.from)}/${match.to === undefined ? 'max' : numberText(match.to)}`;
    case 'minimum':
      return 'min';
    case 'maximum':
      return 'max';
    case 'missing':
    case 'nonmissing':
      return match.type;
    case 'all':
      return '*';
  }
}

function codeText(code: number | string): string {
  return typeof code === 'number' ? numberText(code) : `'${code}'`;
}
