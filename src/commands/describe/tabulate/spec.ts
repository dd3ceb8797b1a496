import type { CommandSpec } from '../../../lang/command-spec.ts';
import { tableConflicts, tableOptions } from '../../shared/table-options.ts';

/** Declaration of `tabulate`. */
export const tabulateSpec = {
  name: 'tabulate',
  form: 'variables',
  group: 'describe',
  arguments: [{ role: 'dimension', accepts: 'categorical', atLeast: 1 }],
  condition: 'yes',
  options: tableOptions,
  conflicts: tableConflicts,
  effect: 'reads',
  executable: true,
  emits: ['countTable', 'volumeTable'],
  help: {
    nb: 'Frekvenstabell, eller med summarize() en tabell med statistikk for andre variabler i hver celle.',
    en: 'Frequency table, or with summarize() a table of statistics of other variables in each cell.',
  },
  examples: ['tabulate sex status, rowpct', 'tabulate industry, summarize(wage) p50 rowsort() bottom(12)'],
} as const satisfies CommandSpec;
