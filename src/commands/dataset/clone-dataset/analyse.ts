import { defineCommand, existingDataset, putDataset } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { newDatasetName } from '../../shared/dataset-names.ts';
import { cloneDatasetSpec } from './spec.ts';

/** Copies a dataset with everything in it; the active dataset stays the same. */
export interface CloneDatasetOperation extends OperationBase {
  readonly type: 'clone-dataset';
  readonly source: string;
  readonly target: string;
}

/** `clone-dataset a b`. */
export const cloneDatasetCommand = defineCommand(
  cloneDatasetSpec,
  (body, context): CloneDatasetOperation | undefined => {
    const dataset = existingDataset(context, body.source);
    const target = newDatasetName(context, body.target);
    if (target === undefined) return undefined;
    if (dataset === undefined) {
      context.state.silenced.add(target.text);
      return undefined;
    }
    putDataset(context, { ...dataset, schema: { ...dataset.schema, name: target.text } });
    context.trace?.passesVariables(dataset.schema.name, target.text);
    return target.isFree ? { type: 'clone-dataset', source: dataset.schema.name, target: target.text } : undefined;
  },
);
