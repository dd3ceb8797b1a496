import type { Executor } from '../../../runtime/executor.ts';
import { allOf, ruledEdit, schemaAfter, statusLine } from '../../shared/execute-edits.ts';
import type { CloneUnitsOperation } from './analyse.ts';

/** Executes `clone-units`: the units become a population of their own, which must be large enough (rule DC-01). */
export const executeCloneUnits: Executor<CloneUnitsOperation, 'message'> = async ({ source, target }, context) => {
  const units = await context.engine.unitsOf(context.dataset(source), schemaAfter(context, target));
  const population = await allOf(context, units);
  return ruledEdit('population', [{ population, selected: population }], () =>
    Promise.resolve({
      datasets: [units],
      messages: [statusLine('status-units-cloned', { source, target }, { n: population })],
    }),
  );
};
