import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { boxplotSpec } from './spec.ts';

/** Draws boxes: the quartiles of numeric variables, side by side on one axis. */
export interface BoxplotOperation extends OperationBase {
  readonly type: 'boxplot';
  readonly dataset: string;
  readonly variables: readonly string[];
  /** One box for each combination of categories. */
  readonly over: readonly string[];
  /** One panel per category. */
  readonly by?: string;
  readonly horizontal: boolean;
}

/** `boxplot variables [if condition] [, over() by() horizontal]`. */
export const boxplotCommand = defineCommand(boxplotSpec, (body, context): BoxplotOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { values, isValid: optionsValid } = analyseOptions(boxplotSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  if (!isValid || !optionsValid || failed) return undefined;
  return {
    type: 'boxplot',
    dataset: dataset.schema.name,
    variables: variables.map((variable) => variable.name),
    over: values.over ?? [],
    ...(values.by?.[0] === undefined ? {} : { by: values.by[0] }),
    horizontal: values.horizontal,
    ...(condition === undefined ? {} : { condition }),
  };
});
