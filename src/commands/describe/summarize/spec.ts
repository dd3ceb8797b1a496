import type { CommandSpec } from '../../../lang/command-spec.ts';
import { giniOption, iqrOption } from '../../shared/options.ts';

/** Declaration of `summarize`. */
export const summarizeSpec = {
  name: 'summarize',
  form: 'variables',
  group: 'describe',
  arguments: [{ role: 'variable', accepts: 'numeric', atLeast: 0, textAlternative: 'tabulate' }],
  condition: 'yes',
  options: { gini: giniOption, iqr: iqrOption },
  effect: 'reads',
  executable: true,
  emits: ['summary'],
  help: {
    nb: 'Gjennomsnitt, standardavvik, antall og prosentpunkter. Uten variabler vises alle numeriske.',
    en: 'Mean, standard deviation, count and percentiles. Without variables, all numeric ones are shown.',
  },
  examples: ['summarize wage age if age > 30, gini'],
} as const satisfies CommandSpec;
