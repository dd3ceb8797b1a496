import type { Executor } from '../../../runtime/executor.ts';
import { allOf, nounOf, plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { UseOperation } from './analyse.ts';

/** Executes `use`. */
export const executeUse: Executor<UseOperation, 'message'> = ({ dataset }, context) =>
  Promise.resolve(
    plainEdit(async () => {
      const handle = context.dataset(dataset);
      const message =
        handle.schema.kind === 'empty'
          ? statusLine('status-dataset-used-empty', { dataset }, {})
          : statusLine(
              'status-dataset-used',
              { dataset, noun: nounOf(handle.schema) },
              { n: await allOf(context, handle) },
            );
      return { datasets: [], activate: dataset, messages: [message] };
    }),
  );
