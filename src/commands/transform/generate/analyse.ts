import { analyseIf } from '../../../lang/analyse/arguments.ts';
import { activeDataset, defineCommand, nameText, putDataset } from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import { checkNewName, lookUpVariable, withVariable } from '../../../lang/analyse/variables.ts';
import type { ExpressionIr } from '../../../lang/ir/expression.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { VariableType } from '../../../lang/types/schema.ts';
import { analyseAssigned } from '../../shared/assignment.ts';
import { generateSpec } from './spec.ts';

/** Adds a variable; rows outside the condition get missing. */
export interface GenerateOperation extends OperationBase {
  readonly type: 'generate';
  readonly dataset: string;
  readonly target: string;
  readonly targetType: VariableType;
  /** Over all rows of the dataset; a number or a text, never a logical value. */
  readonly value: ExpressionIr;
}

/** `generate new = value [if condition]`. */
export const generateCommand = defineCommand(generateSpec, (body, context): GenerateOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { isValid } = analyseOptions(generateSpec, context, dataset);
  const target = nameText(body.target);
  const isNew =
    target !== undefined && checkNewName(context, dataset, target, body.target.span, 'generate-existing-variable');
  const assigned = analyseAssigned(body.value, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  if (target === undefined) return undefined;
  const exists = lookUpVariable(dataset, target) !== undefined;
  if (isNew) {
    putDataset(context, withVariable(dataset, { name: target, ...assigned.schema }));
    context.trace?.makesVariable(dataset.schema.name, target, body.target.span);
  } else if (!exists) context.state.silenced.add(target);
  if (!isNew || !isValid || failed || assigned.value === undefined) return undefined;
  return {
    type: 'generate',
    dataset: dataset.schema.name,
    target,
    targetType: assigned.schema.type,
    value: assigned.value,
    ...(condition === undefined ? {} : { condition }),
  };
});
