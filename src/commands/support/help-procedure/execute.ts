import type { ReadingExecutor } from '../../../runtime/executor.ts';
import type { TopicOperation } from '../../shared/topics.ts';
import { executeFunctionHelp } from '../execute-function-help.ts';

/** Executes `help-procedure`. */
export const executeHelpProcedure: ReadingExecutor<TopicOperation<'help-procedure'>, 'document'> = (operation) =>
  executeFunctionHelp(operation);
