import type { CommandSpec } from '../../../lang/command-spec.ts';
import { levelOption } from '../../shared/options.ts';

/** Declaration of `ci`. */
export const ciSpec = {
  name: 'ci',
  form: 'variables',
  group: 'describe',
  arguments: [{ role: 'variable', accepts: 'numeric', atLeast: 0, textAlternative: 'tabulate' }],
  condition: 'extension',
  options: { level: levelOption },
  effect: 'reads',
  executable: true,
  emits: ['summary'],
  help: {
    nb: 'Konfidensintervall for gjennomsnittet av hver variabel. Uten variabler vises alle numeriske.',
    en: 'Confidence interval of the mean of each variable. Without variables, all numeric ones are shown.',
  },
  examples: ['ci wage, level(99)'],
} as const satisfies CommandSpec;
