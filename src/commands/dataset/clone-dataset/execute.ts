import type { Executor } from '../../../runtime/executor.ts';
import { allOf, nounOf, plainEdit, schemaAfter, statusLine } from '../../shared/execute-edits.ts';
import type { CloneDatasetOperation } from './analyse.ts';

/** Executes `clone-dataset`: columns never change, so that a copy shares them. */
export const executeCloneDataset: Executor<CloneDatasetOperation, 'message'> = ({ source, target }, context) =>
  Promise.resolve(
    plainEdit(async () => {
      const original = context.dataset(source);
      const { schema } = original;
      const copy = context.engine.project(original, schemaAfter(context, target));
      const message =
        schema.kind === 'empty'
          ? statusLine('status-empty-dataset-cloned', { source, target }, {})
          : statusLine(
              'status-dataset-cloned',
              { source, target, variables: String(schema.variables.length), noun: nounOf(schema) },
              { n: await allOf(context, original) },
            );
      return { datasets: [copy], messages: [message] };
    }),
  );
