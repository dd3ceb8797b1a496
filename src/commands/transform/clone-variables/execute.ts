import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, requireActive, schemaAfter, statusLine } from '../../shared/execute-edits.ts';
import type { CloneVariablesOperation } from './analyse.ts';

/** Executes `clone-variables`: columns never change, so that copies share them. */
export const executeCloneVariables: Executor<CloneVariablesOperation, 'message'> = ({ dataset, copies }, context) =>
  Promise.resolve(
    plainEdit(() => {
      const from = new Map(copies.map(({ source, target }) => [target, source.name]));
      const pairs = copies.map(({ source, target }) => `\`${source.name}\` → \`${target}\``).join(', ');
      return {
        datasets: [context.engine.project(requireActive(context), schemaAfter(context, dataset), from)],
        messages: [statusLine('status-variables-cloned', { pairs }, {})],
      };
    }),
  );
