import type { CommandSpec } from '../../../lang/command-spec.ts';
import { controlOption, levelOption, noconstantOption } from '../../shared/options.ts';

/** Declaration of `regress-mml`. */
export const regressMmlSpec = {
  name: 'regress-mml',
  form: 'model',
  group: 'regression',
  arguments: [
    { role: 'response', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'term', accepts: 'any', atLeast: 1 },
  ],
  leadingVariables: 1,
  byVariables: { atLeast: 1, atMost: 2 },
  coefficients: true,
  condition: 'yes',
  options: { control: controlOption, noconstant: noconstantOption, level: levelOption },
  effect: 'reads',
  executable: false,
  emits: ['model'],
  help: {
    nb: 'Lineær flernivåmodell med tilfeldige konstantledd for én eller to grupperinger, den øverste først.',
    en: 'Linear multilevel model with random intercepts for one or two groupings, the highest first.',
  },
  examples: ['regress-mml grade hours by county school'],
} as const satisfies CommandSpec;
