import type { CommandSpec } from '../../../lang/command-spec.ts';
import { levelOption } from '../../shared/options.ts';

/** Declaration of `cox`. */
export const coxSpec = {
  name: 'cox',
  form: 'model',
  group: 'survival',
  arguments: [
    { role: 'event', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'duration', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 2,
  coefficients: true,
  condition: 'yes',
  options: {
    hazard: {
      type: 'flag',
      help: { nb: 'Vis hasardforhold i stedet for koeffisienter.', en: 'Show hazard ratios instead of coefficients.' },
    },
    level: levelOption,
  },
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Cox-regresjon for tid til en hendelse.',
    en: 'Cox regression of the time to an event.',
  },
  examples: ['cox left months age i.sector, hazard'],
} as const satisfies CommandSpec;
