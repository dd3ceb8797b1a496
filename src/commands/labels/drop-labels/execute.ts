import type { Executor } from '../../../runtime/executor.ts';
import { nameList, plainEdit, statusLine } from '../../shared/execute-edits.ts';
import type { DropLabelsOperation } from './analyse.ts';

/** Executes `drop-labels`; variables of any dataset that used the lists show codes from now on. */
export const executeDropLabels: Executor<DropLabelsOperation, 'message'> = ({ names, variables }, context) =>
  Promise.resolve(
    plainEdit(() => {
      const lists = nameList(names);
      const datasets = context.changes.map((schema) => context.engine.project(context.dataset(schema.name), schema));
      const message =
        variables.length === 0
          ? statusLine('status-labels-dropped', { lists }, {})
          : statusLine(
              'status-used-labels-dropped',
              { lists, variables: nameList(variables.map(({ variable }) => variable)) },
              {},
            );
      return { datasets, messages: [message] };
    }),
  );
