import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { findRegister, type RegisterUse } from '../../shared/registers.ts';
import { variablesSpec } from './spec.ts';

/** Shows register variables: those named, or all of the connected databanks. */
export interface VariablesListOperation extends OperationBase {
  readonly type: 'variables';
  readonly registers: readonly RegisterUse[];
}

/** `variables [alias/NAME …]`. */
export const variablesListCommand = defineCommand(
  variablesSpec,
  (body, context): VariablesListOperation | undefined => {
    const { state, statement } = context;
    if (body.variables.length === 0 && state.databanks.size === 0) {
      context.report('no-databank-connected', statement.commandSpan, { command: 'variables' });
      return undefined;
    }
    const found = body.variables.map((reference) => findRegister(context, reference)?.use);
    if (!found.every((use) => use !== undefined)) return undefined;
    return { type: 'variables', registers: found };
  },
);
