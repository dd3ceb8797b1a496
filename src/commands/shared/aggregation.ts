import type { Fix } from '../../base/diagnostic.ts';
import type { Span } from '../../base/span.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import { codeListOf } from '../../lang/analyse/code-lists.ts';
import { type AnalysisContext, nameText } from '../../lang/analyse/context.ts';
import { destringFirst, withoutPiece } from '../../lang/analyse/fixes.ts';
import { analyseOptions } from '../../lang/analyse/options.ts';
import type { DatasetState } from '../../lang/analyse/state.ts';
import { checkNameForm, checkNotKey, findColumn, isSystemName } from '../../lang/analyse/variables.ts';
import type { AggregationItem, BodyOf, Option } from '../../lang/syntax/ast.ts';
import type { VariableSchema, VariableType } from '../../lang/types/schema.ts';
import { findKeyColumn, type ResolvedKey } from './columns.ts';

/** The statistics of `collapse` and `aggregate` (commands-data §7.1). */
export const aggregationStatistics = [
  'count',
  'sum',
  'mean',
  'min',
  'max',
  'median',
  'sd',
  'semean',
  'sebinomial',
  'percent',
  'iqr',
  'gini',
] as const;

/** One of them. */
export type AggregationStatistic = (typeof aggregationStatistics)[number];

/** One statistic of one variable per group. */
export interface AggregationIr {
  readonly statistic: AggregationStatistic;
  readonly source: string;
  readonly target: string;
  readonly targetType: VariableType;
}

/** The items of a `collapse` or `aggregate` after analysis. */
export interface AnalysedAggregation {
  readonly by: readonly ResolvedKey[];
  readonly results: readonly AggregationIr[];
  /** The schemas of the results, in order. */
  readonly variables: readonly VariableSchema[];
  readonly isValid: boolean;
}

/** Analyses statistics and `by()`; several by-variables are an extension. */
export function analyseAggregation(
  body: BodyOf<'aggregation'>,
  context: AnalysisContext,
  dataset: DatasetState,
  needsTargets: boolean,
): AnalysedAggregation {
  const options = analyseOptions(context.spec, context, undefined);
  const by = analyseBy(context, dataset);
  let isValid = by !== undefined && context.statement.options.every((o) => Object.hasOwn(context.spec.options, o.name));
  isValid = isValid && options.order.length === context.statement.options.length;
  const results: AggregationIr[] = [];
  const variables: VariableSchema[] = [];
  const names = new Set<string>();
  for (const item of body.items) {
    const analysed = analyseItem(item, context, dataset, needsTargets);
    if (analysed === undefined) {
      isValid = false;
      const named = item.target ?? (needsTargets ? undefined : item.source);
      const target = named === undefined ? undefined : nameText(named);
      if (target !== undefined && !names.has(target)) variables.push({ name: target, type: { type: 'unknown' } });
      if (target !== undefined) names.add(target);
      continue;
    }
    if (names.has(analysed.variable.name)) {
      context.report('result-name-repeated', (item.target ?? item.source).span, { name: analysed.variable.name });
      isValid = false;
      continue;
    }
    names.add(analysed.variable.name);
    results.push(analysed.result);
    variables.push(analysed.variable);
  }
  return { by: by ?? [], results, variables, isValid };
}

function analyseBy(context: AnalysisContext, dataset: DatasetState): readonly ResolvedKey[] | undefined {
  const { statement } = context;
  const option = statement.options.find((o) => o.name === 'by');
  if (option === undefined) {
    context.report('option-required', statement.commandSpan, { command: statement.command, option: 'by(variable)' });
    return undefined;
  }
  const given = option.arguments ?? [];
  const [, second] = given;
  if (second !== undefined) {
    context.report('extension', second.span, {
      what: `several variables in \`by()\` of \`${statement.command}\``,
      whatNb: `flere variabler i \`by()\` i \`${statement.command}\``,
    });
  }
  const keys = keysOf(option, context, dataset);
  return keys.length === given.length && keys.length > 0 ? keys : undefined;
}

function keysOf(option: Option, context: AnalysisContext, dataset: DatasetState): readonly ResolvedKey[] {
  const keys: ResolvedKey[] = [];
  for (const argument of option.arguments ?? []) {
    if (argument.type === 'invalid') continue;
    const name = argument.type === 'name' ? argument.name : undefined;
    const key =
      name === undefined
        ? undefined
        : findKeyColumn(context, dataset, { type: 'plain-name', name, span: argument.span });
    if (name === undefined) {
      context.report('option-argument-wrong', argument.span, { option: option.name, written: 'by(variable)' });
    }
    if (key === undefined) continue;
    if (keys.some((k) => k.name === key.name)) {
      const { span } = argument;
      context.report('repeated-variable', span, { name: key.name }, [withoutPiece(context, span)]);
    } else keys.push(key);
  }
  return keys;
}

function analyseItem(
  item: AggregationItem,
  context: AnalysisContext,
  dataset: DatasetState,
  needsTarget: boolean,
): { readonly result: AggregationIr; readonly variable: VariableSchema } | undefined {
  const statistic = statisticOf(item.statistic.text);
  if (statistic === undefined) {
    const isPercentile = /^(p\d+|median\d*)$/u.test(item.statistic.text);
    const { text, span } = item.statistic;
    const hint = isPercentile ? ('percentile' as const) : ('none' as const);
    const fixes = statisticFixes(text, span, aggregationStatistics);
    context.report('unknown-statistic', span, { statistic: text, known: aggregationStatistics, hint }, fixes);
  }
  const source = findColumn(context, dataset, item.source);
  const isReadable = source !== undefined && checkNotKey(context, dataset, source, item.source.span);
  if (item.target === undefined && needsTarget && source !== undefined) {
    const { end } = item.source.span;
    const newText = ` -> ${source.name}_${item.statistic.text}`;
    const fixes = statistic === undefined ? [] : [{ at: { start: end, end }, newText }];
    context.report('result-name-missing', item.span, { name: source.name }, fixes);
    return undefined;
  }
  const target = item.target === undefined ? source?.name : nameText(item.target);
  if (item.target !== undefined && target !== undefined && !checkTarget(context, target, item.target.span))
    return undefined;
  if (statistic === undefined || !isReadable || target === undefined) return undefined;
  if (source.type.type === 'alphanumeric' && context.spec.countingStatistics?.includes(statistic) !== true) {
    context.report('count-only-for-text', item.source.span, { name: source.name, statistic }, [
      ...destringFirst(context, source.name),
      { at: item.statistic.span, newText: 'count' },
    ]);
    return undefined;
  }
  const variable = resultSchema(statistic, source, target);
  return { result: { statistic, source: source.name, target, targetType: variable.type }, variable };
}

/** Other names of statistics in other programs. */
const foreignStatistics: ReadonlyMap<string, string> = new Map([
  ['avg', 'mean'],
  ['average', 'mean'],
  ['n', 'count'],
  ['std', 'sd'],
  ['stddev', 'sd'],
  ['total', 'sum'],
]);

/** The statistics that were probably meant. */
export function statisticFixes(text: string, at: Span, known: readonly string[]): readonly Fix[] {
  const foreign = foreignStatistics.get(text.toLowerCase());
  const meant = foreign !== undefined && known.includes(foreign) ? [foreign] : suggestionsFor(text, known);
  return meant.map((newText) => ({ at, newText }));
}

/** A result is a new variable, which may not be called like the identifiers of a unit type. */
function checkTarget(context: AnalysisContext, target: string, at: Span): boolean {
  if (!checkNameForm(context, target, at)) return false;
  if (!isSystemName(context, target)) return true;
  context.report('system-name', at, { name: target });
  return false;
}

function statisticOf(text: string): AggregationStatistic | undefined {
  return aggregationStatistics.find((statistic) => statistic === text);
}

/** `min` and `max` are values of the source and keep its list and format; a typical date is a date; the rest are plain numbers. */
function resultSchema(statistic: AggregationStatistic, source: VariableSchema, name: string): VariableSchema {
  if (source.type.type === 'unknown') return { name, type: statistic === 'count' ? integer : source.type };
  const isDate = source.type.type === 'numeric' && source.type.subtype === 'date';
  switch (statistic) {
    case 'count':
      return { name, type: integer };
    case 'min':
    case 'max':
      return {
        name,
        type: source.type,
        ...codeListOf(source),
        ...(source.openStop ? { openStop: true as const } : {}),
      };
    case 'mean':
    case 'median':
      return { name, type: { type: 'numeric', subtype: isDate ? 'date' : 'decimal' } };
    case 'sum': {
      const isWhole = source.type.type === 'numeric' && source.type.subtype === 'integer';
      return { name, type: isWhole ? integer : decimal };
    }
    case 'sd':
    case 'semean':
    case 'sebinomial':
    case 'percent':
    case 'iqr':
    case 'gini':
      return { name, type: decimal };
  }
}

const integer: VariableType = { type: 'numeric', subtype: 'integer' };
const decimal: VariableType = { type: 'numeric', subtype: 'decimal' };
