import type { Executor } from '../../../runtime/executor.ts';
import { executeAssignment } from '../execute-assignment.ts';
import type { GenerateOperation } from './analyse.ts';

/** Executes `generate`: rows outside the condition get missing. */
export const executeGenerate: Executor<GenerateOperation, 'message'> = (operation, context) =>
  executeAssignment(operation, context, 'status-generated');
