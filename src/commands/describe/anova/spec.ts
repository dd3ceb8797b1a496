import type { CommandSpec } from '../../../lang/command-spec.ts';
import { noconstantOption } from '../../shared/options.ts';

/** Declaration of `anova`. */
export const anovaSpec = {
  name: 'anova',
  form: 'model',
  group: 'describe',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  condition: 'yes',
  options: {
    noconstant: noconstantOption,
    posthoc: {
      type: 'flag',
      help: { nb: 'Sammenlign gruppene parvis (Tukey).', en: 'Compare the groups pairwise (Tukey).' },
    },
  },
  effect: 'reads',
  executable: true,
  emits: ['variance'],
  help: {
    nb: 'Variansanalyse: variabler uten c. foran er faktorer.',
    en: 'Analysis of variance: variables without c. before them are factors.',
  },
  examples: ['anova wage sector shift, posthoc'],
} as const satisfies CommandSpec;
