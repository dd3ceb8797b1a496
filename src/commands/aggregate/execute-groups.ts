import { findVariable } from '../../lang/types/schema.ts';
import type { GroupRequest } from '../../runtime/engine/changing.ts';
import type { ExecutionContext } from '../../runtime/executor.ts';
import type { AggregationIr } from '../shared/aggregation.ts';
import type { KeyColumn } from '../shared/columns.ts';
import { flaggedCodesOf, requireActive, schemaAfter } from '../shared/execute-edits.ts';

/** What `collapse` and `aggregate` ask of the engine: items with the codes that statistics leave out. */
export function groupRequest(
  operation: {
    readonly dataset: string;
    readonly by: readonly KeyColumn[];
    readonly results: readonly AggregationIr[];
  },
  context: ExecutionContext,
): GroupRequest {
  const dataset = requireActive(context);
  const items = operation.results.map(({ statistic, source, target }) => {
    const variable = findVariable(dataset.schema, source);
    return {
      statistic,
      variable: source,
      target,
      flaggedMissing: variable === undefined ? [] : flaggedCodesOf(context, variable),
    };
  });
  const schema = schemaAfter(context, operation.dataset);
  return { dataset, schema, by: operation.by.map(({ name }) => name), items };
}
