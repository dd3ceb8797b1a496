import type { Executor } from '../../../runtime/executor.ts';
import { plainEdit, requireActive, schemaAfter, statusLine } from '../../shared/execute-edits.ts';
import type { RenameOperation } from './analyse.ts';

/** Executes `rename`. */
export const executeRename: Executor<RenameOperation, 'message'> = ({ dataset, source, target }, context) =>
  Promise.resolve(
    plainEdit(() => {
      const schema = schemaAfter(context, dataset);
      const from = source.column === 'variable' ? new Map([[target, source.name]]) : new Map<string, string>();
      return {
        datasets: [context.engine.project(requireActive(context), schema, from)],
        messages: [statusLine('status-renamed', { source: source.name, target }, {})],
      };
    }),
  );
