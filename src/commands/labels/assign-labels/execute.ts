import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, requireActive, schemaAfter, statusLine } from '../../shared/execute-edits.ts';
import type { AssignLabelsOperation } from './analyse.ts';

/** Executes `assign-labels`. */
export const executeAssignLabels: Executor<AssignLabelsOperation, 'message'> = ({ dataset, variable, list }, context) =>
  Promise.resolve(
    plainEdit(() => ({
      datasets: [context.engine.project(requireActive(context), schemaAfter(context, dataset))],
      messages: [statusLine('status-labels-assigned', { list, variable }, {})],
    })),
  );
