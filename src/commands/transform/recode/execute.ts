import type { ExactMessage, SetCounts, SetRef } from '../../../disclosure/nodes.ts';
import type { EditQuestion } from '../../../disclosure/protection.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { DatasetHandle, SelectionHandle } from '../../../runtime/dataset.ts';
import type { RecodeMatch as Matched, RecodePlan, RecodeRule } from '../../../runtime/engine/changing.ts';
import type { AppliedDecision, ExecutionContext, Executor } from '../../../runtime/executor.ts';
import {
  allOf,
  matchesNothing,
  questionAbout,
  requireActive,
  ruledEdit,
  schemaAfter,
  setOf,
  statusLine,
  sumOfSets,
} from '../../shared/execute-edits.ts';
import type { RecodeOperation } from './analyse.ts';
import { codeText, type RecodeMatch, type RecodeRuleIr } from './shared-rules.ts';

/** Executes `recode`: rule DC-06 is asked about every rule of every variable. */
export const executeRecode: Executor<RecodeOperation, 'message'> = async (operation, context) => {
  const dataset = requireActive(context);
  const selection = await rowsAsked(dataset, context);
  const rules = operation.rules.map(engineRule);
  const plans: RecodePlan[] = [];
  const gap = ruleBetween(operation.rules);
  const all = await allOf(context, dataset);
  for (const { source } of operation.items) {
    const asked = gap !== undefined && mayHaveDecimals(dataset, source) ? [...rules, gap] : rules;
    const plan = await context.engine.planRecode(dataset, source, asked, selection);
    const applied = withoutFew(asked, questionsOf(plan, rules.length, all, dataset, context), context);
    plans.push(applied === undefined ? plan : await context.engine.planRecode(dataset, source, applied, selection));
  }
  const questions = plans.flatMap((plan) => questionsOf(plan, rules.length, all, dataset, context));
  const matched = plans.map((plan) =>
    plan.matched.slice(0, rules.length).map((counts) => setOf(context, dataset, counts)),
  );
  return ruledEdit('values', questions, async (decisions) => {
    const changedBy = (plan: RecodePlan, own: readonly AppliedDecision[]): SetRef =>
      own.includes('all')
        ? all
        : setOf(context, dataset, sumOfSets(plan.matched.filter((_, i) => i < rules.length && own[i] === 'as-asked')));
    const decided = plans.map((plan, i) => {
      const own = decisions.slice(i * rules.length, (i + 1) * rules.length);
      // What lies between intervals is counted, and left as it is.
      const all = plan.matched.length > rules.length ? [...own, 'none' as const] : own;
      return { plan, decisions: all, target: operation.items[i]!.target };
    });
    const result = await context.engine.recode(schemaAfter(context, operation.dataset), decided);
    const messages = decided.flatMap(({ plan, target, decisions: own }, i) => [
      ...messagesOf(operation, operation.items[i]!.source, target, matched[i]!, own, changedBy(plan, own)),
      ...betweenLine(plan.matched[rules.length], dataset, context),
    ]);
    const isAnyNone = decisions.includes('none');
    return { datasets: [result], messages, ...(isAnyNone ? { notes: ['DC-06u'] as const } : {}) };
  });
};

/**
 * The rows that the condition selects; all of them where it leaves out few units (rule DC-06). What a rule matches under the
 * condition is only part of what the condition selects, so that the rule itself would not show how few are left out.
 */
async function rowsAsked(dataset: DatasetHandle, context: ExecutionContext): Promise<SelectionHandle | undefined> {
  if (context.population?.selection === undefined) return undefined;
  const { selection } = await context.settle(context.population);
  if (selection === undefined) return undefined;
  const decision = context.protection.resolveEdit(await questionAbout(context, dataset, selection));
  return decision.type === 'all' ? undefined : selection;
}

/** What rule DC-06 is asked about the rules of a plan; the rule about decimals between intervals changes nothing. */
function questionsOf(
  { matched, others }: RecodePlan,
  rules: number,
  population: SetRef,
  dataset: DatasetHandle,
  context: ExecutionContext,
): readonly EditQuestion[] {
  return matched.slice(0, rules).map((counts, rule) => {
    const rest = others?.[rule];
    const selected = setOf(context, dataset, counts);
    return { population, selected, ...(rest === undefined ? {} : { others: setOf(context, dataset, rest) }) };
  });
}

/**
 * The rules with those that match few units matching nothing; `undefined` when there are none. Their rows belong to the rules
 * after them, which are counted and judged with these rows, or their counts would tell whether there are any.
 */
function withoutFew(
  rules: readonly RecodeRule[],
  questions: readonly EditQuestion[],
  { protection }: ExecutionContext,
): readonly RecodeRule[] | undefined {
  const isFew = questions.map((question) => protection.resolveEdit(question).type === 'none');
  if (!isFew.includes(true)) return undefined;
  return rules.map((rule, i) => (isFew[i] === true ? { ...rule, match: matchesNothing } : rule));
}

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

/** The note about decimals between intervals; few such values look like none (rule DC-29). */
function betweenLine(
  counts: SetCounts | undefined,
  dataset: DatasetHandle,
  context: ExecutionContext,
): readonly ExactMessage[] {
  if (counts === undefined || counts.units === 0) return [];
  const between = setOf(context, dataset, counts);
  if (counts.units < context.protection.minimumEdit(between)) return [];
  return [statusLine('status-recode-between', {}, { between })];
}

function mayHaveDecimals({ schema }: DatasetHandle, name: string): boolean {
  const type = schema.variables.find((variable) => variable.name === name)?.type;
  return type?.type === 'numeric' && type.subtype === 'decimal';
}

/**
 * A rule for the decimals between intervals that leave out no whole number, as 20.5 between 1/20 and 21/34: a slip that cannot
 * be seen in the statement. Standing last, it gets nothing of the intervals themselves.
 */
function ruleBetween(rules: readonly RecodeRuleIr[]): RecodeRule | undefined {
  const intervals = rules.flatMap(({ matches }) =>
    matches.filter((match): match is Extract<RecodeMatch, { type: 'interval' }> => match.type === 'interval'),
  );
  const starts = new Set(intervals.map(({ from }) => from));
  const ends = [...new Set(intervals.flatMap(({ to }) => (to !== undefined && Number.isInteger(to) ? [to] : [])))];
  const gaps = ends.filter((to) => starts.has(to + 1)).map((to) => ({ from: to, to: to + 1 }));
  if (gaps.length === 0) return undefined;
  return { match: { ...matchesNothing, intervals: gaps }, to: null };
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
