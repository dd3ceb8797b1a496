import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import { numericVariables } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { summarizeSpec } from './spec.ts';

/** Describes numeric variables, each on its own. */
export interface SummarizeOperation extends OperationBase {
  readonly type: 'summarize';
  readonly dataset: string;
  /** As listed, or all numeric ones in order of creation. */
  readonly variables: readonly string[];
  readonly gini: boolean;
  readonly iqr: boolean;
}

/** `summarize [variables] [if condition] [, gini iqr]`. */
export const summarizeCommand = defineCommand(summarizeSpec, (body, context): SummarizeOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const options = analyseOptions(summarizeSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  if (!isValid || !options.isValid || failed) return undefined;
  const described = body.variables.length === 0 ? numericVariables(dataset) : variables;
  const { gini, iqr } = options.values;
  return {
    type: 'summarize',
    dataset: dataset.schema.name,
    variables: described.map((variable) => variable.name),
    gini,
    iqr,
    ...(condition === undefined ? {} : { condition }),
  };
});
