import type { CommandSpec } from '../../../lang/command-spec.ts';
import { levelOption, noconstantOption } from '../../shared/options.ts';

/** Declaration of `hausman`. */
export const hausmanSpec = {
  name: 'hausman',
  form: 'model',
  group: 'panel',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  condition: 'yes',
  options: {
    noconstant: noconstantOption,
    level: levelOption,
    sigmamore: {
      type: 'flag',
      help: { nb: 'Bruk variansen til den effektive modellen.', en: 'Use the variance of the efficient model.' },
    },
    sigmaless: {
      type: 'flag',
      help: { nb: 'Bruk variansen til den konsistente modellen.', en: 'Use the variance of the consistent model.' },
    },
    include_constant: {
      type: 'flag',
      help: { nb: 'Sammenlign konstantleddet også.', en: 'Compare the constant, too.' },
    },
  },
  conflicts: [['sigmamore', 'sigmaless']],
  effect: 'reads',
  executable: false,
  emits: ['model', 'test'],
  help: {
    nb: 'Hausmans test: faste eller tilfeldige effekter.',
    en: 'The Hausman test: fixed or random effects.',
  },
  examples: ['hausman wage hours shift, sigmamore'],
} as const satisfies CommandSpec;
