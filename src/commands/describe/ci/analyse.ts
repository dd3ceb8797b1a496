import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import { numericVariables } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { defaultLevel } from '../../shared/model.ts';
import { ciSpec } from './spec.ts';

/** Confidence intervals of the means of numeric variables, each on its own. */
export interface CiOperation extends OperationBase {
  readonly type: 'ci';
  readonly dataset: string;
  /** As listed, or all numeric ones in order of creation. */
  readonly variables: readonly string[];
  /** Confidence level in percent. */
  readonly level: number;
}

/** `ci [variables] [if condition] [, level(number)]`. */
export const ciCommand = defineCommand(ciSpec, (body, context): CiOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const options = analyseOptions(ciSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  if (!isValid || !options.isValid || failed) return undefined;
  const described = body.variables.length === 0 ? numericVariables(dataset) : variables;
  return {
    type: 'ci',
    dataset: dataset.schema.name,
    variables: described.map((variable) => variable.name),
    level: options.values.level ?? defaultLevel,
    ...(condition === undefined ? {} : { condition }),
  };
});
