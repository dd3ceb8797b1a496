import type { CommandSpec } from '../../../lang/command-spec.ts';
import { prefixOption } from '../../shared/options.ts';

/** Declaration of `recode`. */
export const recodeSpec = {
  name: 'recode',
  form: 'recode',
  group: 'transform',
  arguments: [],
  condition: 'yes',
  options: {
    prefix: prefixOption,
    generate: {
      type: 'names',
      help: {
        nb: 'Navn på nye variabler, ett per variabel; et enkelt ord for flere variabler settes foran navnene.',
        en: 'Names of new variables, one per variable; a single word for several variables goes before their names.',
      },
    },
  },
  conflicts: [['prefix', 'generate']],
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Bytter ut koder etter regler. Den første regelen som passer, gjelder; verdier uten regel blir stående.',
    en: 'Replaces codes by rules. The first rule that fits applies; values without a rule stay as they are.',
  },
  examples: ["recode age (min/17 = 1 'Child') (18/66 = 2 'Working age') (67/max = 3 'Senior'), prefix(grp_)"],
} as const satisfies CommandSpec;
