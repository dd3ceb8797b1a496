import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { ClearOperation } from './analyse.ts';

/** Executes `clear`. */
export const executeClear: Executor<ClearOperation, 'message'> = ({ datasets }) =>
  Promise.resolve(
    plainEdit(() => ({
      datasets: [],
      removes: datasets,
      activate: null,
      messages: [statusLine('status-cleared', {}, {})],
    })),
  );
