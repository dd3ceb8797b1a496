import type { ReadingExecutor } from '../../../runtime/executor.ts';
import type { TopicOperation } from '../../shared/topics.ts';
import { commandSpecs, constructSpecs } from '../../vocabulary.ts';
import { commandDocument, commandOverview } from '../help-document.ts';

/** Executes `help`: what the declarations say, no data is looked at. */
export const executeHelp: ReadingExecutor<TopicOperation<'help'>, 'document'> = ({ topic }) => {
  const all = [...constructSpecs, ...commandSpecs];
  const spec = all.find(({ name }) => name === topic);
  const body = spec === undefined ? commandOverview(all, 'help') : commandDocument(spec, 'help');
  return Promise.resolve({ type: 'results', nodes: [{ kind: 'document', body }] });
};
