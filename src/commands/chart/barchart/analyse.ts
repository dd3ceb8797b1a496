import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { type AnalysisContext, activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { withoutOption } from '../../../lang/analyse/fixes.ts';
import { analyseOptions, optionSpan } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkAccepts, findColumn } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { Word } from '../../../lang/syntax/ast.ts';
import type { VariableSchema } from '../../../lang/types/schema.ts';
import { statisticFixes } from '../../shared/aggregation.ts';
import { barchartSpec } from './spec.ts';

const { statistics, countingStatistics } = barchartSpec;

/** What the length of a bar says. */
export type BarStatistic = (typeof statistics)[number];

/** Draws bars: counts or percentages of categories, or a statistic of numeric variables. */
export interface BarchartOperation extends OperationBase {
  readonly type: 'barchart';
  readonly dataset: string;
  readonly statistic: BarStatistic;
  readonly variables: readonly string[];
  /**
   * What the bars are of, for `count` and `percent`: the categories of one variable or of all in combination, or one bar per
   * variable when several numeric ones without code list are named. Numeric statistics always have one bar per variable.
   */
  readonly bars: 'categories' | 'variables';
  readonly over: readonly string[];
  readonly by: readonly string[];
  readonly stack: boolean;
  readonly horizontal: boolean;
}

/** `barchart (statistic) variables [if condition] [, over() by() stack horizontal]`. */
export const barchartCommand = defineCommand(barchartSpec, (body, context): BarchartOperation | undefined => {
  const dataset = activeDataset(context);
  const statistic = statisticOf(body.statistic, context);
  if (dataset === undefined) return undefined;
  const { values, isValid: optionsValid } = analyseOptions(barchartSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  if (statistic === undefined) return undefined;
  const isNumeric = !countingStatistics.some((counting) => counting === statistic);
  const areNumeric = !isNumeric || checkNumeric(body.variables, context, dataset);
  if (isNumeric && values.stack) {
    const given = context.statement.options.filter(({ name }) => name === 'stack');
    const fixes = given.map((option) => withoutOption(context, option));
    context.report(
      'option-conflict',
      optionSpan(context, 'stack'),
      { first: `(${statistic})`, second: 'stack' },
      fixes,
    );
  }
  if (!isValid || !optionsValid || failed || !areNumeric || (isNumeric && values.stack)) return undefined;
  const isPlain = (v: VariableSchema): boolean => v.type.type === 'numeric' && v.codeList === undefined;
  const perVariable = isNumeric || (variables.length > 1 && variables.every(isPlain));
  return {
    type: 'barchart',
    dataset: dataset.schema.name,
    statistic,
    variables: variables.map((variable) => variable.name),
    bars: perVariable ? 'variables' : 'categories',
    over: values.over ?? [],
    by: values.by ?? [],
    stack: values.stack,
    horizontal: values.horizontal,
    ...(condition === undefined ? {} : { condition }),
  };
});

function statisticOf(word: Word | undefined, context: AnalysisContext): BarStatistic | undefined {
  if (word === undefined) {
    const { commandSpan } = context.statement;
    const at = { start: commandSpan.end, end: commandSpan.end };
    const fixes = ['count', 'percent', 'mean'].map((statistic) => ({ at, newText: ` (${statistic})` }));
    context.report('statistic-missing', commandSpan, { command: 'barchart', known: statistics }, fixes);
    return undefined;
  }
  const found = statistics.find((statistic) => statistic === word.text);
  if (found === undefined) {
    const fixes = statisticFixes(word.text, word.span, statistics);
    context.report('unknown-statistic', word.span, { statistic: word.text, known: statistics, hint: 'none' }, fixes);
  }
  return found;
}

function checkNumeric(
  names: Parameters<typeof analyseVariables>[0],
  context: AnalysisContext,
  dataset: DatasetState,
): boolean {
  return names.every((name) => {
    const variable = findColumn(context, dataset, name);
    return variable !== undefined && checkAccepts(context, dataset, variable, 'numeric', name.span);
  });
}
