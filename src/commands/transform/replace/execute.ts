import type { Executor } from '../../../runtime/executor.ts';
import { executeAssignment } from '../execute-assignment.ts';
import type { ReplaceOperation } from './analyse.ts';

/** Executes `replace`: rows outside the condition keep their values. */
export const executeReplace: Executor<ReplaceOperation, 'message'> = (operation, context) =>
  executeAssignment(operation, context, 'status-replaced');
