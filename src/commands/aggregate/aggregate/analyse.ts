import { activeDataset, defineCommand, putDataset } from '../../../lang/analyse/context.ts';
import { checkNewName, withVariable } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { type AggregationIr, analyseAggregation } from '../../shared/aggregation.ts';
import { type KeyColumn, plainKey } from '../../shared/columns.ts';
import { aggregateSpec } from './spec.ts';

/** Adds statistics of the group to every row of the group; missing where a by-variable is missing. */
export interface AggregateOperation extends OperationBase {
  readonly type: 'aggregate';
  readonly dataset: string;
  readonly by: readonly KeyColumn[];
  readonly results: readonly AggregationIr[];
}

/** `aggregate (stat) v -> new …, by(g)`. */
export const aggregateCommand = defineCommand(aggregateSpec, (body, context): AggregateOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const { by, results, variables, isValid } = analyseAggregation(body, context, dataset, true);
  let areNew = true;
  let current = dataset;
  for (const variable of variables) {
    const item = body.items.find((i) => i.target?.type === 'plain-name' && i.target.name === variable.name);
    const at = item?.target?.span ?? context.statement.span;
    if (checkNewName(context, dataset, variable.name, at)) {
      current = withVariable(current, variable);
      context.trace?.makesVariable(dataset.schema.name, variable.name, at);
    } else areNew = false;
  }
  putDataset(context, current);
  if (!isValid || !areNew) return undefined;
  return { type: 'aggregate', dataset: dataset.schema.name, by: by.map(plainKey), results };
});
