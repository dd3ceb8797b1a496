import type { ReadingExecutor } from '../../../runtime/executor.ts';
import type { TopicOperation } from '../../shared/topics.ts';
import { executeFunctionHelp } from '../execute-function-help.ts';

/** Executes `help-function`. */
export const executeHelpFunction: ReadingExecutor<TopicOperation<'help-function'>, 'document'> = (operation) =>
  executeFunctionHelp(operation);
