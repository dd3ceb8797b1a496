import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { type AnalysisContext, activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import { timesLeft } from '../../../lang/analyse/panel-times.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { numericVariables } from '../../../lang/analyse/variables.ts';
import type { ExpressionIr } from '../../../lang/ir/expression.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { checkPanel } from '../../shared/generic.ts';
import { summarizePanelSpec } from './spec.ts';

/** Describes numeric variables at each time of a panel, each on its own. */
export interface SummarizePanelOperation extends OperationBase {
  readonly type: 'summarize-panel';
  readonly dataset: string;
  /** As listed, or all numeric ones but the time. */
  readonly variables: readonly string[];
  /**
   * The times that rows can have, ascending. They come from the script and not from the data, so that a time which nobody has
   * looks like one that few have.
   */
  readonly times: readonly (number | string)[];
  readonly gini: boolean;
  readonly iqr: boolean;
}

/** `summarize-panel [variables] [if condition] [, gini iqr]`. */
export const summarizePanelCommand = defineCommand(
  summarizePanelSpec,
  (body, context): SummarizePanelOperation | undefined => {
    const dataset = activeDataset(context);
    if (dataset === undefined) return undefined;
    const isPanel = checkPanel(summarizePanelSpec, dataset, context);
    const options = analyseOptions(summarizePanelSpec, context, dataset);
    const { variables, isValid } = analyseVariables(body.variables, context, dataset);
    const { condition, failed } = analyseIf(context, dataset);
    const times = timesOf(dataset, condition, context);
    if (!isPanel || !isValid || !options.isValid || failed || times === undefined) return undefined;
    const described = body.variables.length === 0 ? numericVariables(dataset) : variables;
    const { gini, iqr } = options.values;
    return {
      type: 'summarize-panel',
      dataset: dataset.schema.name,
      variables: described.map((variable) => variable.name),
      times,
      gini,
      iqr,
      ...(condition === undefined ? {} : { condition }),
    };
  },
);

/** Times at which the condition can hold; all of them where it holds at none, so that a table without rows is never asked for. */
function timesOf(
  { panelTimes }: DatasetState,
  condition: ExpressionIr | undefined,
  { vocabulary }: AnalysisContext,
): readonly (number | string)[] | undefined {
  if (panelTimes === undefined) return undefined;
  const left = condition === undefined ? panelTimes : timesLeft(panelTimes, condition, true, vocabulary.functions);
  return (left.length === 0 ? panelTimes : left).map(({ value }) => value);
}
