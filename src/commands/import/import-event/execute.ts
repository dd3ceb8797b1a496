import { isoDate } from '../../../base/epoch-day.ts';
import type { Executor } from '../../../runtime/executor.ts';
import { allOf, requireActive, ruledEdit, schemaAfter, setOf, statusLine } from '../../shared/execute-edits.ts';
import { originsOf } from '../../shared/execute-origins.ts';
import { sourceOf } from '../../shared/reads.ts';
import type { ImportEventOperation } from './analyse.ts';

/** Executes `import-event`: the units that have a spell become the population, which must be large enough (rule DC-01). */
export const executeImportEvent: Executor<ImportEventOperation, 'message'> = async (operation, context) => {
  const { register, startDay, stopDay, target } = operation;
  const { dataset, units } = await context.engine.importEvents({
    dataset: requireActive(context),
    schema: schemaAfter(context, operation.dataset),
    source: sourceOf(register),
    period: { startDay, stopDay },
    name: target,
    startName: `START@${target}`,
    stopName: `STOP@${target}`,
  });
  const population = await allOf(context, dataset);
  const isFirst = requireActive(context).schema.kind === 'empty';
  const origins = isFirst ? { origins: originsOf([register], context) } : {};
  return ruledEdit('population', [{ population, selected: population, ...origins }], () => {
    const names = { name: target, from: isoDate(startDay), until: isoDate(stopDay) };
    const counts = { records: population, n: setOf(context, dataset, units) };
    return Promise.resolve({ datasets: [dataset], messages: [statusLine('status-event-imported', names, counts)] });
  });
};
