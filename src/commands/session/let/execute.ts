import type { LetOperation } from '../../../lang/ir/script.ts';
import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, statusLine } from '../../shared/execute-edits.ts';

/** Executes `let`: the binding is resolved before anything runs, what is left is to show it. */
export const executeLet: Executor<LetOperation, 'message'> = ({ name, valueType, value }) => {
  const kind = valueType === 'string' ? 'text' : valueType;
  const messages = [statusLine('status-bound', { name, value, kind }, {})];
  return Promise.resolve(plainEdit(() => ({ datasets: [], messages })));
};
