import { defineCommand, existingDataset } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { useSpec } from './spec.ts';

/** Makes a dataset the active one. */
export interface UseOperation extends OperationBase {
  readonly type: 'use';
  readonly dataset: string;
}

/** `use d`. */
export const useCommand = defineCommand(useSpec, (body, context): UseOperation | undefined => {
  const dataset = existingDataset(context, body.dataset);
  context.state.active = dataset?.schema.name;
  context.state.activeUncertain = dataset === undefined;
  return dataset === undefined ? undefined : { type: 'use', dataset: dataset.schema.name };
});
