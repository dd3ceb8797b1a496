import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { reportExtraWords } from '../../shared/words.ts';
import { clearSpec } from './spec.ts';

/** Empties the session: datasets, bindings, code lists and connected databanks. Settings stay, they hold for the script. */
export interface ClearOperation extends OperationBase {
  readonly type: 'clear';
  /** The datasets that go. */
  readonly datasets: readonly string[];
}

/** `clear`. Bindings are gone before analysis: the declaration says that it forgets them. */
export const clearCommand = defineCommand(clearSpec, (body, context): ClearOperation | undefined => {
  const isBare = reportExtraWords(body.words, context);
  context.report('session-cleared', context.statement.commandSpan, {});
  const { state } = context;
  const datasets = [...state.datasets.keys()];
  state.datasets.clear();
  state.databanks.clear();
  state.listNames.clear();
  state.active = undefined;
  state.activeUncertain = false;
  return isBare ? { type: 'clear', datasets } : undefined;
});
