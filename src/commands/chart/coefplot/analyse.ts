import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { coefplotSpec } from './spec.ts';

/** Draws the coefficients of a regression. */
export interface CoefplotOperation extends OperationBase {
  readonly type: 'coefplot';
  /** The operation of the regression, as its own command would have it. */
  readonly inner: OperationBase;
}

/** `coefplot <a complete regression statement>`. */
export const coefplotCommand = defineCommand(coefplotSpec, (body, context): CoefplotOperation | undefined => {
  const { inner } = body;
  const definition = inner === undefined ? undefined : context.vocabulary.commands.get(inner.command);
  if (inner === undefined || definition === undefined) return undefined;
  if (definition.spec.coefficients !== true) {
    context.report('not-a-regression', inner.commandSpan, { command: inner.command });
    return undefined;
  }
  const model = definition.analyse({ ...context, statement: inner, spec: definition.spec });
  if (model === undefined) return undefined;
  // The rows and what is read of databanks are the regression's.
  const { condition, reads } = model;
  return {
    type: 'coefplot',
    inner: model,
    ...(condition === undefined ? {} : { condition }),
    ...(reads === undefined ? {} : { reads }),
  };
});
