import type { ExactMessage } from '../../../disclosure/nodes.ts';
import type { Executor } from '../../../runtime/executor.ts';
import { nameList, plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { ConfigureOperation } from './analyse.ts';

/** Executes `configure`. Settings act in analysis; what is left is to say what holds. */
export const executeConfigure: Executor<ConfigureOperation, 'message'> = (operation) =>
  Promise.resolve(plainEdit(() => ({ datasets: [], messages: messagesOf(operation) })));

function messagesOf({ turnedOn, kinds, active }: ConfigureOperation): readonly ExactMessage[] {
  if (turnedOn.length === 0) {
    const listed = active.length === 0 ? statusLine('status-no-settings', {}, {}) : undefined;
    return [listed ?? statusLine('status-settings', { settings: nameList(active) }, {})];
  }
  const [kind] = kinds;
  return [...new Set(turnedOn)].map((setting) => {
    if (setting === 'alpha') return statusLine('status-alpha', {}, {});
    return kind === undefined
      ? statusLine('status-nocache', {}, {})
      : statusLine('status-nocache-kinds', { kinds: nameList(kinds) }, {});
  });
}
