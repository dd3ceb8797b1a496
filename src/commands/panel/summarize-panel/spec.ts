import type { CommandSpec } from '../../../lang/command-spec.ts';
import { giniOption, iqrOption } from '../../shared/options.ts';

/** Declaration of `summarize-panel`. */
export const summarizePanelSpec = {
  name: 'summarize-panel',
  form: 'variables',
  group: 'panel',
  arguments: [{ role: 'variable', accepts: 'numeric', atLeast: 1 }],
  condition: 'yes',
  options: { gini: giniOption, iqr: iqrOption },
  effect: 'reads',
  executable: false,
  emits: ['summary'],
  help: {
    nb: 'Som summarize, for hvert tidspunkt i et panel.',
    en: 'Like summarize, for each time of a panel.',
  },
  examples: ['summarize-panel wage'],
} as const satisfies CommandSpec;
