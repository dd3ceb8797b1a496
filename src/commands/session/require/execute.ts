import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { RequireOperation } from './analyse.ts';

/** Executes `require`: the databank is open already, what is left is to say so. */
export const executeRequire: Executor<RequireOperation, 'message'> = ({ databank, version, alias, again }) => {
  const code = again ? 'status-already-connected' : 'status-connected';
  const messages = [statusLine(code, { databank, version, alias }, {})];
  return Promise.resolve(plainEdit(() => ({ datasets: [], messages })));
};
