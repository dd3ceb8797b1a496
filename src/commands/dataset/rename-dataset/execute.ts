import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, schemaAfter, statusLine } from '../../shared/execute-edits.ts';
import type { RenameDatasetOperation } from './analyse.ts';

/** Executes `rename-dataset`; the active dataset stays active under its new name. */
export const executeRenameDataset: Executor<RenameDatasetOperation, 'message'> = ({ from, to }, context) =>
  Promise.resolve(
    plainEdit(() => ({
      datasets: [context.engine.project(context.dataset(from), schemaAfter(context, to))],
      removes: [from],
      ...(context.active?.schema.name === from ? { activate: to } : {}),
      messages: [statusLine('status-dataset-renamed', { source: from, target: to }, {})],
    })),
  );
