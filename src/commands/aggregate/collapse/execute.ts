import type { ExactMessage } from '../../../disclosure/nodes.ts';
import type { DatasetSchema } from '../../../lang/types/schema.ts';
import type { ExecutionContext, Executor } from '../../../runtime/executor.ts';
import { allOf, nameList, plainEdit, requireActive, setOf, statusLine } from '../../shared/execute-edits.ts';
import { groupRequest } from '../execute-groups.ts';
import type { CollapseOperation } from './analyse.ts';

/** Executes `collapse`: exact by a key; by an ordinary variable each group is a cell to rule DC-17. */
export const executeCollapse: Executor<CollapseOperation, 'message'> = async (operation, context) => {
  const before = requireActive(context);
  const grouped = await context.engine.collapse(groupRequest(operation, context));
  if (grouped === undefined) return { type: 'failure', rule: 'DC-05', stops: true };
  const n = await allOf(context, before);
  return plainEdit(() => {
    const by = nameList(operation.by.map(({ name }) => name));
    const groups = setOf(context, grouped.dataset, grouped.groups);
    const withoutKey = setOf(context, before, grouped.withoutKey);
    const words = { dataset: operation.dataset, by };
    const message = operation.by.every(({ column }) => column === 'identifier')
      ? statusLine('status-collapsed-to-units', words, { groups, n })
      : statusLine('status-collapsed', words, { groups, n, withoutKey });
    return { datasets: [grouped.dataset], messages: [message, ...smallGroups(grouped.dataset.schema, context)] };
  });
};

/** What rule DC-17 does to groups of an ordinary variable, said whether it has done anything or not. */
function smallGroups({ identifier }: DatasetSchema, { protection }: ExecutionContext): readonly ExactMessage[] {
  const { derived, descriptive } = protection.policy;
  if (identifier?.type.type === 'key' || !derived.protectNonKeyTargets || descriptive.cellMinUnits < 2) return [];
  return [statusLine('status-small-groups-left-out', { fewest: String(descriptive.cellMinUnits) }, {})];
}
