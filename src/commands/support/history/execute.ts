import type { DocumentBody } from '../../../disclosure/released.ts';
import type { ReadingExecutor } from '../../../runtime/executor.ts';
import type { HistoryOperation } from './analyse.ts';

/** Executes `history`: the statements so far as they were echoed, without what they put out. */
export const executeHistory: ReadingExecutor<HistoryOperation, 'document'> = (_operation, context) => {
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
