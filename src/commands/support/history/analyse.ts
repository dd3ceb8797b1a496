import { defineCommand } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { reportExtraWords } from '../../shared/words.ts';
import { historySpec } from './spec.ts';

/** Lists the statements that have been executed. */
export interface HistoryOperation extends OperationBase {
  readonly type: 'history';
}

/** `history`. */
export const historyCommand = defineCommand(historySpec, (body, context): HistoryOperation | undefined =>
  reportExtraWords(body.words, context) ? { type: 'history' } : undefined,
);
