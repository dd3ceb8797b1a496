import { threshold } from '../../../base/messages/message.ts';
import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import { numericVariables } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { correlateSpec } from './spec.ts';

/** Compares numeric variables with one another, two by two. */
export interface CorrelateOperation extends OperationBase {
  readonly type: 'correlate';
  readonly dataset: string;
  /** At least two: as listed, or all numeric ones in order of creation. */
  readonly variables: readonly string[];
  readonly covariance: boolean;
  /** Each pair among its own valid rows, instead of all among those where every variable is valid. */
  readonly pairwise: boolean;
  readonly obs: boolean;
  readonly sig: boolean;
}

/** Fewest variables that can be compared. */
const fewest = 2;

/** `correlate [variables] [if condition] [, covariance pairwise obs sig]`. */
export const correlateCommand = defineCommand(correlateSpec, (body, context): CorrelateOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const options = analyseOptions(correlateSpec, context, dataset);
  const { variables, isValid } = analyseVariables(body.variables, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  if (!isValid || !options.isValid || failed) return undefined;
  const compared = body.variables.length === 0 ? numericVariables(dataset) : variables;
  if (compared.length < fewest && !dataset.uncertain) {
    const { command, commandSpan } = context.statement;
    context.report('too-few-variables', commandSpan, { command, needed: threshold(fewest) });
    return undefined;
  }
  return {
    type: 'correlate',
    dataset: dataset.schema.name,
    variables: compared.map((variable) => variable.name),
    ...options.values,
    ...(condition === undefined ? {} : { condition }),
  };
});
