import type { Executor } from '../../../runtime/executor.ts';
import type { WordsOperation } from '../../shared/session.ts';
import { executeSkipped } from '../execute-skipped.ts';

/** Executes `edit`. */
export const executeEdit: Executor<WordsOperation<'edit'>, 'message'> = (operation) => executeSkipped(operation);
