import type { CommandSpec } from '../../../lang/command-spec.ts';
import { singleByOption } from '../../shared/options.ts';

/** Declaration of `weibull`. */
export const weibullSpec = {
  name: 'weibull',
  form: 'variables',
  group: 'survival',
  arguments: [
    { role: 'event', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'duration', accepts: 'numeric', atLeast: 1, atMost: 1 },
  ],
  condition: 'yes',
  options: { by: singleByOption },
  effect: 'reads',
  executable: false,
  emits: ['curve'],
  help: {
    nb: 'Overlevelseskurve etter Weibull-fordelingen.',
    en: 'Survival curve of the Weibull distribution.',
  },
  examples: ['weibull left months'],
} as const satisfies CommandSpec;
