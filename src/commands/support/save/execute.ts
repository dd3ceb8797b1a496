import type { Executor } from '../../../runtime/executor.ts';
import type { WordsOperation } from '../../shared/session.ts';
import { executeSkipped } from '../execute-skipped.ts';

/** Executes `save`. */
export const executeSave: Executor<WordsOperation<'save'>, 'message'> = (operation) => executeSkipped(operation);
