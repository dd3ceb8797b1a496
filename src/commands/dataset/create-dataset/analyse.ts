import { defineCommand, putDataset } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { newDatasetName } from '../../shared/dataset-names.ts';
import { createDatasetSpec } from './spec.ts';

/** Makes an empty dataset and makes it the active one. */
export interface CreateDatasetOperation extends OperationBase {
  readonly type: 'create-dataset';
  readonly dataset: string;
}

/** `create-dataset d`. */
export const createDatasetCommand = defineCommand(
  createDatasetSpec,
  (body, context): CreateDatasetOperation | undefined => {
    const name = newDatasetName(context, body.dataset);
    if (name === undefined) {
      context.state.active = undefined;
      context.state.activeUncertain = true;
      return undefined;
    }
    putDataset(context, {
      schema: { name: name.text, kind: 'empty', unitType: undefined, identifier: undefined, variables: [] },
      // After a clash of names it is open which variables are there: the old dataset's or new ones.
      ...(name.isFree ? {} : { openPrefixes: [''] }),
    });
    context.state.active = name.text;
    return name.isFree ? { type: 'create-dataset', dataset: name.text } : undefined;
  },
);
