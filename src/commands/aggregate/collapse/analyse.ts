import {
  type AnalysisContext,
  activeDataset,
  defineCommand,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { DatasetSchema, VariableSchema } from '../../../lang/types/schema.ts';
import { type AggregationIr, type AnalysedAggregation, analyseAggregation } from '../../shared/aggregation.ts';
import { type KeyColumn, plainKey, unitTypeOf } from '../../shared/columns.ts';
import { collapseSpec } from './spec.ts';

/** Replaces the dataset by one row per group. Rows where a by-variable is missing are left out. */
export interface CollapseOperation extends OperationBase {
  readonly type: 'collapse';
  readonly dataset: string;
  /** One column that becomes the identifier; several (an extension) stay as variables, and their combination is the unit. */
  readonly by: readonly KeyColumn[];
  readonly results: readonly AggregationIr[];
}

/** `collapse (stat) v [-> new] …, by(g)`. */
export const collapseCommand = defineCommand(collapseSpec, (body, context): CollapseOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const aggregation = analyseAggregation(body, context, dataset, false);
  const clash = aggregation.results.findIndex((result) => aggregation.by.some((key) => key.name === result.target));
  if (clash !== -1) {
    const item = body.items[clash];
    const name = aggregation.results[clash]?.target ?? '';
    context.report('result-name-repeated', item?.span ?? context.statement.span, { name });
  }
  putDataset(context, collapsed(dataset, aggregation, context));
  for (const { target } of body.items) {
    const text = target === undefined ? undefined : nameText(target);
    if (target !== undefined && text !== undefined)
      context.trace?.makesVariable(dataset.schema.name, text, target.span);
  }
  if (!aggregation.isValid || clash !== -1) return undefined;
  const { by, results } = aggregation;
  return { type: 'collapse', dataset: dataset.schema.name, by: by.map(plainKey), results };
});

function collapsed(
  dataset: DatasetState,
  { by, variables }: AnalysedAggregation,
  context: AnalysisContext,
): DatasetState {
  const { name } = dataset.schema;
  const [key, another] = by;
  const base = { name, kind: 'cross-section' } as const;
  if (key === undefined) {
    return { schema: { ...base, unitType: undefined, identifier: undefined, variables }, uncertain: true };
  }
  if (another === undefined) {
    const { variable } = key;
    const identifier: DatasetSchema['identifier'] = {
      name: variable.name,
      type: variable.type,
      ...(variable.codeList === undefined ? {} : { codeList: variable.codeList }),
    };
    const unitType = key.column === 'identifier' ? dataset.schema.unitType : unitTypeOf(context, variable);
    const uncertain = variable.type.type === 'unknown';
    return { schema: { ...base, unitType, identifier, variables }, ...(uncertain ? { uncertain } : {}) };
  }
  const groups: readonly VariableSchema[] = by.map(({ variable }) => variable);
  const identifier: DatasetSchema['identifier'] = {
    name: by.map((k) => k.name).join('#'),
    type: { type: 'key', unitType: undefined, idKind: 'combination' },
  };
  return { schema: { ...base, unitType: undefined, identifier, variables: [...groups, ...variables] } };
}
