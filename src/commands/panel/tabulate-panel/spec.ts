import type { CommandSpec } from '../../../lang/command-spec.ts';
import { tableConflicts, tableOptions } from '../../shared/table-options.ts';

/** Declaration of `tabulate-panel`. */
export const tabulatePanelSpec = {
  name: 'tabulate-panel',
  form: 'variables',
  group: 'panel',
  arguments: [{ role: 'dimension', accepts: 'categorical', atLeast: 1 }],
  condition: 'yes',
  options: tableOptions,
  conflicts: tableConflicts,
  effect: 'reads',
  executable: true,
  emits: ['countTable', 'volumeTable'],
  help: {
    nb: 'Som tabulate, med tidspunktene i et panel som kolonner.',
    en: 'Like tabulate, with the times of a panel as columns.',
  },
  examples: ['tabulate-panel status, colpct'],
} as const satisfies CommandSpec;
