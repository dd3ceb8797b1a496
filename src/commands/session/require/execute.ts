import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { RequireOperation } from './analyse.ts';

/** Executes `require`: the databank is open already, what is left is to say so. */
export const executeRequire: Executor<RequireOperation, 'message'> = ({ databank, version, alias, again }) => {
  // A report must say that another run may give other results.
  const first = version === 'DRAFT' ? 'status-draft-connected' : 'status-connected';
  const code = again ? 'status-already-connected' : first;
  const messages = [statusLine(code, { databank, version, alias }, {})];
  return Promise.resolve(plainEdit(() => ({ datasets: [], messages })));
};
