import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { reportExtraWords } from '../../shared/words.ts';
import { clearSpec } from './spec.ts';

/** Empties the session of datasets, databanks and code lists. */
export interface ClearOperation extends OperationBase {
  readonly type: 'clear';
}

/** `clear`. */
export const clearCommand = defineCommand(clearSpec, (body, context): ClearOperation | undefined => {
  const isBare = reportExtraWords(body.words, context);
  context.report('session-command-in-batch', context.statement.commandSpan, { command: 'clear' });
  const { state } = context;
  state.datasets.clear();
  state.databanks.clear();
  state.listNames.clear();
  state.active = undefined;
  return isBare ? { type: 'clear' } : undefined;
});
