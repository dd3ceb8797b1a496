import type { CommandSpec } from '../../../lang/command-spec.ts';
import { giniOption, iqrOption } from '../../shared/options.ts';

/** Declaration of `summarize-panel`. */
export const summarizePanelSpec = {
  name: 'summarize-panel',
  form: 'variables',
  group: 'panel',
  arguments: [{ role: 'variable', accepts: 'numeric', atLeast: 0, textAlternative: 'tabulate-panel' }],
  condition: 'yes',
  options: { gini: giniOption, iqr: iqrOption },
  effect: 'reads',
  executable: true,
  emits: ['summary'],
  help: {
    nb: 'Som summarize, for hvert tidspunkt i et panel. Uten variabler vises alle numeriske.',
    en: 'Like summarize, for each time of a panel. Without variables, all numeric ones are shown.',
  },
  examples: ['summarize-panel wage if age > 30, gini'],
} as const satisfies CommandSpec;
