import type { Imported } from '../../../runtime/engine/importing.ts';
import type { Execution, ExecutionContext, Executor } from '../../../runtime/executor.ts';
import {
  allOf,
  attemptOf,
  dayText,
  plainEdit,
  requireActive,
  ruledEdit,
  schemaAfter,
  setOf,
  statusLine,
} from '../../shared/execute-edits.ts';
import { originsOf } from '../../shared/execute-origins.ts';
import { sourceOf } from '../../shared/reads.ts';
import type { ImportOperation } from './analyse.ts';

/** Executes `import`: the first one and `outer_join` make a population, which must be large enough (rule DC-01). */
export const executeImport: Executor<ImportOperation, 'message'> = async (operation, context) => {
  const { register, day, target, definesPopulation, outerJoin } = operation;
  const request = {
    dataset: requireActive(context),
    schema: schemaAfter(context, operation.dataset),
    source: sourceOf(register, day),
    name: target,
  };
  let imported = await context.engine.importVariable({ ...request, outerJoin });
  if (outerJoin && isTooFewAdded(imported, context)) {
    imported = await context.engine.importVariable({ ...request, outerJoin: false });
  }
  const attempted = imported.dataset;
  const instead = outerJoin && !definesPopulation ? await context.settleUnits(attempted) : undefined;
  if (instead !== undefined) {
    imported = await context.engine.importVariable({ ...request, outerJoin: true, units: instead });
  }
  if (!definesPopulation && !outerJoin) return plainEdit(() => committed(operation, imported, context));
  const population = await allOf(context, imported.dataset);
  // The first import takes everybody who has a value; who else joins follows from what was done before.
  const facts = definesPopulation
    ? { origins: originsOf([register], context) }
    : { attempt: attemptOf(context, { dataset: attempted }) };
  return ruledEdit('population', [{ population, selected: population, ...facts }], () =>
    committed(operation, imported, context),
  ) satisfies Execution<'message'>;
};

/**
 * Whether so few units would join that the dataset with them and the one without are not to be told apart (rule DC-06): then
 * none does. Otherwise a variable that exactly one unit has would say whether that unit was in the dataset.
 */
function isTooFewAdded({ dataset, added }: Imported, context: ExecutionContext): boolean {
  const { protection } = context;
  return (
    protection.policy.edit.onSmall === 'uniform' && added.units < protection.minimumEdit(setOf(context, dataset, added))
  );
}

async function committed(operation: ImportOperation, imported: Imported, context: ExecutionContext) {
  const { dataset } = imported;
  const names = { name: operation.target, variable: operation.register.variable, date: dayText(operation.day) };
  const counts = { n: await allOf(context, dataset), missing: setOf(context, dataset, imported.missing) };
  const message = operation.definesPopulation
    ? statusLine('status-imported-first', { ...names, dataset: operation.dataset }, counts)
    : operation.outerJoin
      ? statusLine('status-imported-outer', names, { ...counts, added: setOf(context, dataset, imported.added) })
      : statusLine('status-imported', names, counts);
  const messages = imported.isGap ? [message, statusLine('status-import-gap', names, {})] : [message];
  return { datasets: [dataset], messages };
}
