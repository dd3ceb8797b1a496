import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { DeleteDatasetOperation } from './analyse.ts';

/** Executes `delete-dataset`; if it was active, none is afterwards. */
export const executeDeleteDataset: Executor<DeleteDatasetOperation, 'message'> = ({ dataset }, context) => {
  const wasActive = context.active?.schema.name === dataset;
  const code = wasActive ? 'status-active-dataset-deleted' : 'status-dataset-deleted';
  return Promise.resolve(
    plainEdit(() => ({
      datasets: [],
      removes: [dataset],
      ...(wasActive ? { activate: null } : {}),
      messages: [statusLine(code, { dataset }, {})],
    })),
  );
};
