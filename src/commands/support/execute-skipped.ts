import type { ExactMessage } from '../../disclosure/nodes.ts';
import type { Execution } from '../../runtime/executor.ts';
import { plainEdit, statusLine } from '../shared/execute-edits.ts';

/** A command of interactive sessions, which does nothing in a batch run but to say so. */
export function executeSkipped({ type }: { readonly type: string }): Promise<Execution<'message'>> {
  const messages: readonly ExactMessage[] = [statusLine('status-skipped', { command: type }, {})];
  return Promise.resolve(plainEdit(() => ({ datasets: [], messages })));
}
