import type { DocumentBody } from '../../../disclosure/released.ts';
import type { Executor } from '../../../runtime/executor.ts';
import type { HistoryOperation } from './analyse.ts';

/** Executes `history`: the statements so far as they were echoed, without what they put out. */
export const executeHistory: Executor<HistoryOperation, 'document'> = (_operation, context) => {
  const statements = context.earlier();
  const body: DocumentBody = {
    type: 'document',
    command: 'history',
    parts: [
      { type: 'heading', text: { nb: 'Kommandoer så langt', en: 'Commands so far' } },
      statements.length === 0
        ? { type: 'paragraph', text: { nb: 'Ingen.', en: 'None.' } }
        : { type: 'code', statements, numbered: true },
    ],
  };
  return Promise.resolve({ type: 'results', nodes: [{ kind: 'document', body }] });
};
