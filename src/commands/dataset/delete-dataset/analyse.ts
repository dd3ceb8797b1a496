import { defineCommand, existingDataset } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { deleteDatasetSpec } from './spec.ts';

/** Deletes a dataset; if it is the active one, none is active afterwards. */
export interface DeleteDatasetOperation extends OperationBase {
  readonly type: 'delete-dataset';
  readonly dataset: string;
}

/** `delete-dataset d`. */
export const deleteDatasetCommand = defineCommand(
  deleteDatasetSpec,
  (body, context): DeleteDatasetOperation | undefined => {
    const dataset = existingDataset(context, body.dataset);
    if (dataset === undefined) return undefined;
    const { name } = dataset.schema;
    context.state.datasets.delete(name);
    if (context.state.active === name) {
      context.state.active = undefined;
      context.state.activeUncertain = false;
    }
    return { type: 'delete-dataset', dataset: name };
  },
);
