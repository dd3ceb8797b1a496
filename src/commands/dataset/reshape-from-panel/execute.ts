import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, requireActive, schemaAfter, setOf, statusLine } from '../../shared/execute-edits.ts';
import type { ReshapeFromPanelOperation } from './analyse.ts';

/** Executes `reshape-from-panel`: the units stay the same, each with one row. */
export const executeReshapeFromPanel: Executor<ReshapeFromPanelOperation, 'message'> = (operation, context) =>
  Promise.resolve(
    plainEdit(async () => {
      const { times, variables } = operation;
      const schema = schemaAfter(context, operation.dataset);
      const { dataset, units } = await context.engine.fromPanel({
        dataset: requireActive(context),
        schema,
        timeName: 'date@panel',
        times: times.map(({ value }) => value),
        variables: variables.map((name) => ({ name, targets: times.map(({ text }) => name + text) })),
      });
      const names = { variables: String(schema.variables.length) };
      const counts = { n: setOf(context, dataset, units) };
      return { datasets: [dataset], messages: [statusLine('status-reshaped-from-panel', names, counts)] };
    }),
  );
