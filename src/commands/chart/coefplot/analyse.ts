import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { coefplotSpec } from './spec.ts';

/** Draws the coefficients of a regression. */
export interface CoefplotOperation extends OperationBase {
  readonly type: 'coefplot';
  /** The operation of the regression, as its own command would have it. */
  readonly model: OperationBase;
}

/** `coefplot <a complete regression statement>`. */
export const coefplotCommand = defineCommand(coefplotSpec, (body, context): CoefplotOperation | undefined => {
  const { inner } = body;
  const definition = inner === undefined ? undefined : context.vocabulary.commands.get(inner.command);
  if (inner === undefined || definition === undefined) return undefined;
  if (definition.spec.form !== 'model' || definition.spec.effect !== 'reads') {
    context.report('not-a-regression', inner.commandSpan, { command: inner.command });
    return undefined;
  }
  const model = definition.analyse({ ...context, statement: inner, spec: definition.spec });
  return model === undefined ? undefined : { type: 'coefplot', model };
});
