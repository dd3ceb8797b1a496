import type { Executor } from '../../../runtime/executor.ts';
import { keepRows } from '../execute-rows.ts';
import { removeVariables } from '../execute-variables.ts';
import type { DropOperation } from './analyse.ts';

/** Executes `drop`. */
export const executeDrop: Executor<DropOperation, 'message'> = async (operation, context) => {
  if (operation.mode === 'variables') return removeVariables(operation.dataset, operation.removed, context);
  const selection = context.population?.selection;
  if (selection === undefined) throw new TypeError('a selection was expected');
  return keepRows(operation.dataset, await context.engine.complement(selection), context);
};
