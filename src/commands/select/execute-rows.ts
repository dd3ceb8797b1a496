import type { DatasetHandle, SelectionHandle } from '../../runtime/dataset.ts';
import type { Execution, ExecutionContext } from '../../runtime/executor.ts';
import {
  attemptOf,
  nounOf,
  questionAbout,
  requireActive,
  ruledEdit,
  schemaAfter,
  setOf,
  statusLine,
} from '../shared/execute-edits.ts';

/** Keeps the selected rows of the active dataset, after rules DC-30, DC-06 and DC-01 have spoken about those that are left. */
export async function keepRows(
  dataset: string,
  asked: SelectionHandle,
  context: ExecutionContext,
): Promise<Execution<'message'>> {
  const before = requireActive(context);
  const schema = schemaAfter(context, dataset);
  const left = (await context.settle({ dataset: before, selection: asked })).selection ?? asked;
  if (await leavesNone(before, left, context)) return { type: 'failure', rule: 'no-units-left', stops: true };
  const attempt = attemptOf(context, { dataset: before, selection: asked });
  const question = { ...(await questionAbout(context, before, left)), attempt };
  return ruledEdit('rows', [question], async ([decision]) => {
    if (decision !== 'as-asked')
      return { datasets: [context.engine.project(before, schema)], messages: [], notes: ['DC-06u'] };
    const removed = await context.engine.printedSet({
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

/** Whether all rows would go. Where populations have a minimum, rule DC-01 refuses none as it does few, in the same words. */
async function leavesNone(before: DatasetHandle, left: SelectionHandle, context: ExecutionContext): Promise<boolean> {
  if (context.protection.policy.population.min > 0) return false;
  const { rows } = await context.engine.countSet({ dataset: before, selection: left });
  return rows === 0 && (await context.engine.countSet({ dataset: before })).rows > 0;
}
