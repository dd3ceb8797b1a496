import type { CommandSpec } from '../../../lang/command-spec.ts';
import { singleByOption } from '../../shared/options.ts';

/** Declaration of `kaplan-meier`. */
export const kaplanMeierSpec = {
  name: 'kaplan-meier',
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
  emits: ['curve', 'test'],
  help: {
    nb: 'Overlevelseskurve etter Kaplan og Meier.',
    en: 'Survival curve after Kaplan and Meier.',
  },
  examples: ['kaplan-meier left months, by(sector)'],
} as const satisfies CommandSpec;
