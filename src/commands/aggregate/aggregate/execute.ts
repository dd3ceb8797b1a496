import { secret } from '../../../disclosure/gate.ts';
import type { Executor } from '../../../runtime/executor.ts';
import { nameList, plainEdit, statusLine } from '../../shared/execute-edits.ts';
import { groupRequest } from '../execute-groups.ts';
import type { AggregateOperation } from './analyse.ts';

/** Executes `aggregate`: the same statistics as `collapse`, on every row of the group. */
export const executeAggregate: Executor<AggregateOperation, 'message'> = async (operation, context) => {
  const grouped = await context.engine.aggregate(groupRequest(operation, context));
  if (grouped === undefined) return { type: 'failure', rule: 'DC-05', stops: true };
  return plainEdit(() => {
    const by = nameList(operation.by.map(({ name }) => name));
    const groups = { unitType: grouped.groupUnitType, counts: secret(grouped.groups) };
    const variables = nameList(operation.results.map(({ target }) => target));
    return {
      datasets: [grouped.dataset],
      messages: [statusLine('status-aggregated', { variables, by }, { groups })],
    };
  });
};
