import type { SetRef } from '../../../disclosure/nodes.ts';
import type { RecodeRule } from '../../../runtime/engine/changing.ts';
import type { ExecutionContext, Executor } from '../../../runtime/executor.ts';
import {
  matchesNothing,
  nounOf,
  plainEdit,
  requireActive,
  schemaAfter,
  setOf,
  statusLine,
} from '../../shared/execute-edits.ts';
import type { AssignLabelsOperation } from './analyse.ts';

/** Executes `assign-labels`, with a note on values that the list has no label for. */
export const executeAssignLabels: Executor<AssignLabelsOperation, 'message'> = async (operation, context) => {
  const { dataset, variable, list } = operation;
  const unlabelled = await unlabelledOf(operation, context);
  const schema = schemaAfter(context, dataset);
  const message =
    unlabelled === undefined
      ? statusLine('status-labels-assigned', { list, variable }, {})
      : statusLine('status-labels-assigned-partly', { list, variable, noun: nounOf(schema) }, { unlabelled });
  return plainEdit(() => ({ datasets: [context.engine.project(requireActive(context), schema)], messages: [message] }));
};

/**
 * Rows whose value has no label, unless they are so few that they look like none (rule DC-29). None are looked for where codes
 * and values differ in type, which analysis has said.
 */
async function unlabelledOf(
  { variable, codeList }: AssignLabelsOperation,
  context: ExecutionContext,
): Promise<SetRef | undefined> {
  const dataset = requireActive(context);
  const { entries } = context.codeLists(codeList);
  const type = dataset.schema.variables.find(({ name }) => name === variable)?.type.type;
  const wanted = type === 'alphanumeric' ? 'string' : 'number';
  if (entries.some(({ code }) => typeof code !== wanted)) return undefined;
  const plan = await context.engine.planRecode(dataset, variable, [labelled(entries), otherValues], undefined);
  const counts = plan.matched[1]!;
  const unlabelled = setOf(context, dataset, counts);
  const isFew = counts.units === 0 || counts.units < context.protection.minimumEdit(unlabelled);
  return isFew ? undefined : unlabelled;
}

/** The rules of a recoding that is never carried out sort the rows. */
function labelled(entries: readonly { readonly code: number | string }[]): RecodeRule {
  return { match: { ...matchesNothing, values: entries.map(({ code }) => code) }, to: null };
}

const otherValues: RecodeRule = { match: { ...matchesNothing, nonmissing: true }, to: null };
