import { activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { timeOfPanels } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import { analyseTable, type TableOperation } from '../../describe/tabulate/analyse.ts';
import { checkPanel } from '../../shared/generic.ts';
import { tabulatePanelSpec } from './spec.ts';

/** `tabulate-panel`: a table whose columns are the times of a panel. */
export interface TabulatePanelOperation extends OperationBase, TableOperation {
  readonly type: 'tabulate-panel';
}

/** `tabulate-panel variables [if condition] [, options]`: `tabulate` with the panel's time as second variable. */
export const tabulatePanelCommand = defineCommand(
  tabulatePanelSpec,
  (body, context): TabulatePanelOperation | undefined => {
    const dataset = activeDataset(context);
    if (dataset === undefined || !checkPanel(tabulatePanelSpec, dataset, context)) return undefined;
    const table = analyseTable(tabulatePanelSpec, body.variables, context, dataset, timeOfPanels);
    return table === undefined ? undefined : { type: 'tabulate-panel', ...table };
  },
);
