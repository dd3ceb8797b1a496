import { defineCommand, existingDataset, putDataset } from '../../../lang/analyse/context.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { newDatasetName } from '../../shared/dataset-names.ts';
import { cloneUnitsSpec } from './spec.ts';

/** Makes a dataset with each distinct unit of another one, without variables; the active dataset stays the same. */
export interface CloneUnitsOperation extends OperationBase {
  readonly type: 'clone-units';
  readonly source: string;
  readonly target: string;
}

/** `clone-units a b`. */
export const cloneUnitsCommand = defineCommand(cloneUnitsSpec, (body, context): CloneUnitsOperation | undefined => {
  const dataset = existingDataset(context, body.source);
  const target = newDatasetName(context, body.target);
  if (target === undefined) return undefined;
  if (dataset === undefined) {
    context.state.silenced.add(target.text);
    return undefined;
  }
  const { schema, uncertain } = dataset;
  if (schema.kind === 'empty' && !uncertain) {
    context.report('dataset-has-no-units', body.source.span, { dataset: schema.name });
    context.state.silenced.add(target.text);
    return undefined;
  }
  putDataset(context, {
    schema: { ...schema, name: target.text, kind: 'units', variables: [] },
    ...(uncertain ? { uncertain: true as const } : {}),
  });
  return target.isFree ? { type: 'clone-units', source: schema.name, target: target.text } : undefined;
});
