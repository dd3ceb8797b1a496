import type { SelectionHandle } from '../../runtime/dataset.ts';
import type { Execution, ExecutionContext } from '../../runtime/executor.ts';
import {
  nounOf,
  questionAbout,
  requireActive,
  ruledEdit,
  schemaAfter,
  setOf,
  statusLine,
} from '../shared/execute-edits.ts';

/** Keeps the selected rows of the active dataset, after rules DC-06 and DC-01 have spoken about those that are left. */
export async function keepRows(
  dataset: string,
  left: SelectionHandle,
  context: ExecutionContext,
): Promise<Execution<'message'>> {
  const before = requireActive(context);
  const schema = schemaAfter(context, dataset);
  const question = await questionAbout(context, before, left);
  return ruledEdit('rows', [question], async ([decision]) => {
    if (decision !== 'as-asked')
      return { datasets: [context.engine.project(before, schema)], messages: [], notes: ['DC-06u'] };
    const removed = await context.engine.countSet({
      dataset: before,
      selection: await context.engine.complement(left),
    });
    const message = statusLine(
      'status-rows-removed',
      { noun: nounOf(schema) },
      { removed: setOf(context, before, removed), n: question.population, left: question.selected },
    );
    return { datasets: [await context.engine.keep(left, schema)], messages: [message] };
  });
}
