import type { LoopOperation } from '../../../lang/ir/script.ts';
import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, statusLine } from '../../shared/execute-edits.ts';

/** Executes `for`: its passes are statements of their own, what is left is to say how many there are. */
export const executeFor: Executor<LoopOperation, 'message'> = ({ iterations }) => {
  const messages = [statusLine('status-loop', { iterations: String(iterations) }, {})];
  return Promise.resolve(plainEdit(() => ({ datasets: [], messages })));
};
