import type { ReadingExecutor } from '../../../runtime/executor.ts';
import { executeTable } from '../../describe/tabulate/execute.ts';
import type { TabulatePanelOperation } from './analyse.ts';

/** Executes `tabulate-panel`: a table as `tabulate` makes it, with the times of the panel as columns. */
export const executeTabulatePanel: ReadingExecutor<TabulatePanelOperation, 'countTable' | 'volumeTable'> = (
  operation,
  context,
) => executeTable('tabulate-panel', operation, context);
