import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { analyseSelection, type Selection } from '../../shared/selection.ts';
import { keepSpec } from './spec.ts';

/** Keeps variables (`removed` lists those that go), or the rows that meet the condition. */
export type KeepOperation = OperationBase & { readonly type: 'keep' } & Selection;

/** `keep variables` and `keep if condition`. */
export const keepCommand = defineCommand(keepSpec, (body, context): KeepOperation | undefined => {
  const selection = analyseSelection(body, context, true);
  return selection === undefined ? undefined : { type: 'keep', ...selection };
});
