import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, schemaAfter, statusLine } from '../../shared/execute-edits.ts';
import type { CreateDatasetOperation } from './analyse.ts';

/** Executes `create-dataset`. */
export const executeCreateDataset: Executor<CreateDatasetOperation, 'message'> = ({ dataset }, context) =>
  Promise.resolve(
    plainEdit(() => ({
      datasets: [context.engine.empty(schemaAfter(context, dataset))],
      activate: dataset,
      messages: [statusLine('status-dataset-created', { dataset }, {})],
    })),
  );
