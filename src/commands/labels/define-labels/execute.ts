import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { DefineLabelsOperation } from './analyse.ts';

/** Executes `define-labels`: the list is part of the script, what is left is to say so. */
export const executeDefineLabels: Executor<DefineLabelsOperation, 'message'> = ({ name, codeList }, context) => {
  const labels = String(context.codeLists(codeList).entries.length);
  const messages = [statusLine('status-labels-defined', { list: name, labels }, {})];
  return Promise.resolve(plainEdit(() => ({ datasets: [], messages })));
};
