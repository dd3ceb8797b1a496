import type { Execution, ExecutionContext } from '../../runtime/executor.ts';
import { nameList, plainEdit, requireActive, schemaAfter, statusLine } from '../shared/execute-edits.ts';

/** Removes variables from the active dataset. */
export function removeVariables(
  dataset: string,
  removed: readonly string[],
  context: ExecutionContext,
): Execution<'message'> {
  const message =
    removed.length === 0
      ? statusLine('status-no-variables-removed', {}, {})
      : statusLine('status-variables-removed', { variables: nameList(removed) }, {});
  const before = requireActive(context);
  const schema = schemaAfter(context, dataset);
  return plainEdit(async () => ({
    // Without variables a dataset holds its units, each once.
    datasets: [
      schema.kind === 'units' ? await context.engine.unitsOf(before, schema) : context.engine.project(before, schema),
    ],
    messages: [message],
  }));
}
