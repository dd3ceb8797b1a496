import type { Executor } from '../../../runtime/executor.ts';
import {
  allOf,
  nameList,
  plainEdit,
  requireActive,
  schemaAfter,
  setOf,
  statusLine,
} from '../../shared/execute-edits.ts';
import type { ReshapeToPanelOperation } from './analyse.ts';

/** Executes `reshape-to-panel`: the units stay the same, each with a row per time. */
export const executeReshapeToPanel: Executor<ReshapeToPanelOperation, 'message'> = (operation, context) =>
  Promise.resolve(
    plainEdit(async () => {
      const { times, series } = operation;
      const { dataset, units } = await context.engine.toPanel({
        dataset: requireActive(context),
        schema: schemaAfter(context, operation.dataset),
        timeName: 'date@panel',
        times: times.map(({ value }) => value),
        series: series.map(({ prefix, variables }) => {
          const byTime = new Map(variables.map(({ time, name }) => [time, name]));
          return { name: prefix, variables: times.map(({ text }) => byTime.get(text)) };
        }),
      });
      const names = { times: String(times.length), series: nameList(series.map(({ prefix }) => prefix)) };
      const counts = { units: setOf(context, dataset, units), n: await allOf(context, dataset) };
      return { datasets: [dataset], messages: [statusLine('status-reshaped-to-panel', names, counts)] };
    }),
  );
