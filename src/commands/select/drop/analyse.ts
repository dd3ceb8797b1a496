import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { analyseSelection, type Selection } from '../../shared/selection.ts';
import { dropSpec } from './spec.ts';

/** Removes variables (`removed` lists those that go), or the rows that meet the condition. */
export type DropOperation = OperationBase & { readonly type: 'drop' } & Selection;

/** `drop variables` and `drop if condition`. */
export const dropCommand = defineCommand(dropSpec, (body, context): DropOperation | undefined => {
  const selection = analyseSelection(body, context, false);
  return selection === undefined ? undefined : { type: 'drop', ...selection };
});
