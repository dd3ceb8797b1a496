import type { Executor } from '../../../runtime/executor.ts';
import { allOf, requireActive, ruledEdit, schemaAfter, setOf, statusLine } from '../../shared/execute-edits.ts';
import { originsOf } from '../../shared/execute-origins.ts';
import { sourceOf } from '../../shared/reads.ts';
import type { ImportPanelOperation } from './analyse.ts';

/** Executes `import-panel`: its units become the population, which must be large enough (rule DC-01). */
export const executeImportPanel: Executor<ImportPanelOperation, 'message'> = async (operation, context) => {
  const { registers, days } = operation;
  const { dataset, units } = await context.engine.importPanel({
    dataset: requireActive(context),
    schema: schemaAfter(context, operation.dataset),
    sources: registers.map((register) => ({
      name: register.variable,
      source: sourceOf(register),
      isFixed: register.temporality === 'FIXED',
    })),
    days,
    dayName: 'date@panel',
  });
  const population = await allOf(context, dataset);
  const isFirst = requireActive(context).schema.kind === 'empty';
  const origins = isFirst ? { origins: originsOf(registers, context) } : {};
  return ruledEdit('population', [{ population, selected: population, ...origins }], () => {
    const names = { variables: String(registers.length), times: String(days.length) };
    const counts = { units: setOf(context, dataset, units), n: population };
    return Promise.resolve({ datasets: [dataset], messages: [statusLine('status-panel-imported', names, counts)] });
  });
};
