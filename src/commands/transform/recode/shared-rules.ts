import type { Fix } from '../../../base/diagnostic.ts';
import type { Span } from '../../../base/span.ts';
import { type AnalysisContext, written } from '../../../lang/analyse/context.ts';
import { destringFirst, exchanged } from '../../../lang/analyse/fixes.ts';
import { numberText } from '../../../lang/expand/binding-text.ts';
import type { RecodeItem, RecodeRule, RecodeValue } from '../../../lang/syntax/ast.ts';
import type { VariableSchema } from '../../../lang/types/schema.ts';

/** One thing that the left side of a recode rule matches. */
export type RecodeMatch =
  | { readonly type: 'value'; readonly value: number | string }
  /** Both ends included; without `from` or `to` the interval is open at that end. */
  | { readonly type: 'interval'; readonly from?: number; readonly to?: number }
  /** The smallest or largest valid value of the variable over all rows. */
  | { readonly type: 'minimum' | 'maximum' }
  | { readonly type: 'missing' | 'nonmissing' }
  /** Every value, missing ones included. */
  | { readonly type: 'all' };

/** A recode rule after analysis. */
export interface RecodeRuleIr {
  readonly matches: readonly RecodeMatch[];
  /** The new code; absent for missing. */
  readonly target?: number | string;
  readonly label?: string;
  readonly flagsMissing: boolean;
}

/** Analyses the rules for the variables that they are applied to; `undefined` after a mistake. */
export function analyseRules(
  rules: readonly RecodeRule[],
  variables: readonly VariableSchema[],
  context: AnalysisContext,
): readonly RecodeRuleIr[] | undefined {
  const analysed = rules.map((rule) => analyseRule(rule, variables, context));
  adviseOnOrder(rules, analysed, context);
  return analysed.every((rule) => rule !== undefined) ? analysed : undefined;
}

function analyseRule(
  rule: RecodeRule,
  variables: readonly VariableSchema[],
  context: AnalysisContext,
): RecodeRuleIr | undefined {
  const matches = rule.items.map((item) => analyseItem(item, rule, variables, context));
  const { target } = rule;
  if (target.type === 'binding') return undefined;
  const code = target.type === 'missing' ? undefined : target.value;
  const fits = code === undefined || checkCode(code, target.span, variables, context);
  if (!fits || !matches.every((match) => match !== undefined)) return undefined;
  return {
    matches,
    ...(code === undefined ? {} : { target: code }),
    ...(rule.label === undefined ? {} : { label: rule.label.text }),
    flagsMissing: rule.flagsMissing,
  };
}

function analyseItem(
  item: RecodeItem,
  rule: RecodeRule,
  variables: readonly VariableSchema[],
  context: AnalysisContext,
): RecodeMatch | undefined {
  switch (item.type) {
    case 'missing':
      return { type: 'missing' };
    case 'nonmissing':
    case 'all':
      if (rule.items.length === 1) return { type: item.type };
      context.report('recode-alone', item.span, { word: item.type === 'all' ? '*' : 'nonmissing' });
      return undefined;
    case 'value':
      return analyseValue(item.value, variables, context);
    case 'interval':
      return analyseInterval(item, variables, context);
  }
}

function analyseValue(
  value: RecodeValue,
  variables: readonly VariableSchema[],
  context: AnalysisContext,
): RecodeMatch | undefined {
  switch (value.type) {
    case 'min':
    case 'max': {
      const text = variables.find((v) => v.type.type === 'alphanumeric');
      if (text === undefined) return { type: value.type === 'min' ? 'minimum' : 'maximum' };
      context.report('recode-interval-text', value.span, { variable: text.name }, destringFirst(context, text.name));
      return undefined;
    }
    case 'binding':
      return undefined;
    case 'signed-number':
    case 'string':
      if (!checkCode(value.value, value.span, variables, context)) return undefined;
      for (const { name, codeList } of variables) {
        if (codeList !== undefined) context.trace?.usesCode(value.value, name, codeList, value.span);
      }
      return { type: 'value', value: value.value };
  }
}

function analyseInterval(
  item: Extract<RecodeItem, { type: 'interval' }>,
  variables: readonly VariableSchema[],
  context: AnalysisContext,
): RecodeMatch | undefined {
  const { from, to, span } = item;
  if (from.type === 'binding' || to.type === 'binding') return undefined;
  const text = variables.find((v) => v.type.type === 'alphanumeric');
  if (text !== undefined || from.type === 'string' || to.type === 'string') {
    const name = (text ?? variables[0])?.name ?? '';
    if (text !== undefined) {
      context.report('recode-interval-text', span, { variable: name }, destringFirst(context, name));
    } else context.report('recode-type', span, { variable: name, type: 'number' });
    return undefined;
  }
  const low = from.type === 'signed-number' ? from.value : from.type === 'min' ? Number.NEGATIVE_INFINITY : undefined;
  const high = to.type === 'signed-number' ? to.value : to.type === 'max' ? Number.POSITIVE_INFINITY : undefined;
  if (low === undefined || high === undefined || low > high) {
    const word = (bound: typeof from): string =>
      bound.type === 'signed-number' ? numberText(bound.value) : bound.type;
    const fix = exchanged(context, from.span, to.span);
    context.report('recode-interval-empty', span, { from: word(from), to: word(to) }, [fix]);
    return undefined;
  }
  return {
    type: 'interval',
    ...(Number.isFinite(low) ? { from: low } : {}),
    ...(Number.isFinite(high) ? { to: high } : {}),
  };
}

/** Whether a code is of the type of every variable. */
function checkCode(
  code: number | string,
  at: { readonly start: number; readonly end: number },
  variables: readonly VariableSchema[],
  context: AnalysisContext,
): boolean {
  const wanted = typeof code === 'number' ? 'numeric' : 'alphanumeric';
  const odd = variables.find((v) => v.type.type !== wanted && v.type.type !== 'unknown');
  if (odd === undefined) return true;
  const type = odd.type.type === 'alphanumeric' ? 'text' : 'number';
  context.report('recode-type', at, { variable: odd.name, type }, otherCode(code, at, context));
  return false;
}

/** A number in quotes, or digits without them; nothing for a code that is computed. */
function otherCode(code: number | string, at: Span, context: AnalysisContext): readonly Fix[] {
  const text = written(context, at);
  if (typeof code === 'number') return /^\d/u.test(text) ? [{ at, newText: `'${text}'` }] : [];
  return /^['"]\d+['"]$/u.test(text) ? [{ at, newText: code }] : [];
}

/** Warns of rules that never apply and of values that two rules list. */
function adviseOnOrder(
  rules: readonly RecodeRule[],
  analysed: readonly (RecodeRuleIr | undefined)[],
  context: AnalysisContext,
): void {
  const seen = new Set<number | string>();
  const taken = { missing: false, nonmissing: false };
  for (const [i, rule] of rules.entries()) {
    const matches = analysed[i]?.matches ?? [];
    const isLate = matches.length > 0 && matches.every((match) => isTaken(match, taken));
    if (isLate) context.report('recode-unreachable', rule.span, {});
    for (const match of matches) {
      if (match.type === 'all' || match.type === 'missing') taken.missing = true;
      if (match.type === 'all' || match.type === 'nonmissing') taken.nonmissing = true;
      if (match.type !== 'value' || isLate) continue;
      const { value } = match;
      if (seen.has(value)) context.report('recode-repeated-value', rule.span, { value: codeText(value) });
      seen.add(value);
    }
  }
}

/** Whether earlier rules have taken all that a rule could match. */
function isTaken(match: RecodeMatch, taken: { readonly missing: boolean; readonly nonmissing: boolean }): boolean {
  if (match.type === 'all') return taken.missing && taken.nonmissing;
  return match.type === 'missing' ? taken.missing : taken.nonmissing;
}

/** A code as a script writes it. */
export function codeText(code: number | string): string {
  return typeof code === 'number' ? numberText(code) : `'${code}'`;
}
