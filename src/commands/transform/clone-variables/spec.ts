import type { CommandSpec } from '../../../lang/command-spec.ts';
import { prefixOption, suffixOption } from '../../shared/options.ts';

/** Declaration of `clone-variables`. */
export const cloneVariablesSpec = {
  name: 'clone-variables',
  form: 'clone',
  group: 'transform',
  arguments: [],
  condition: 'no',
  options: { prefix: prefixOption, suffix: suffixOption },
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Kopierer variabler. Kopiene får navn etter pilen eller med prefix og suffix.',
    en: 'Copies variables. The copies are named after the arrow, or with prefix and suffix.',
  },
  examples: ['clone-variables wage -> wage_before', 'clone-variables wage age, prefix(orig_)'],
} as const satisfies CommandSpec;
