import { functions } from '../../functions/vocabulary.ts';
import type { Execution } from '../../runtime/executor.ts';
import type { TopicOperation } from '../shared/topics.ts';
import { functionDocument, functionOverview } from './help-document.ts';

/** Help about one function, or an overview of those that the command is about. */
export function executeFunctionHelp({
  type,
  topic,
}: TopicOperation<'help-function' | 'help-procedure'>): Promise<Execution<'document'>> {
  const spec = topic === undefined ? undefined : functions.get(topic);
  const isListed = type === 'help-function' ? () => true : ({ kind }: { readonly kind: string }) => kind === 'binding';
  const body =
    spec === undefined
      ? functionOverview([...functions.values()].filter(isListed), type)
      : functionDocument(spec, type);
  return Promise.resolve({ type: 'results', nodes: [{ kind: 'document', body }] });
}
