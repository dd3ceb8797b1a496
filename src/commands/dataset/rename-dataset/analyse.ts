import { defineCommand, existingDataset, putDataset } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { newDatasetName } from '../../shared/dataset-names.ts';
import { renameDatasetSpec } from './spec.ts';

/** Gives a dataset a new name; if it is the active one, it stays so. */
export interface RenameDatasetOperation extends OperationBase {
  readonly type: 'rename-dataset';
  readonly from: string;
  readonly to: string;
}

/** `rename-dataset a b`. */
export const renameDatasetCommand = defineCommand(
  renameDatasetSpec,
  (body, context): RenameDatasetOperation | undefined => {
    const dataset = existingDataset(context, body.source);
    const target = newDatasetName(context, body.target);
    if (dataset === undefined || target === undefined || !target.isFree) return undefined;
    const { state } = context;
    const from = dataset.schema.name;
    state.datasets.delete(from);
    putDataset(context, { ...dataset, schema: { ...dataset.schema, name: target.text } });
    context.trace?.passesVariables(from, target.text);
    if (state.active === from) state.active = target.text;
    return { type: 'rename-dataset', from, to: target.text };
  },
);
