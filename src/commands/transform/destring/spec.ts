import type { CommandSpec } from '../../../lang/command-spec.ts';
import { prefixOption } from '../../shared/options.ts';

/** Declaration of `destring`. */
export const destringSpec = {
  name: 'destring',
  form: 'variables',
  group: 'transform',
  arguments: [{ role: 'variable', accepts: 'alphanumeric', atLeast: 1 }],
  condition: 'no',
  options: {
    prefix: prefixOption,
    ignore: {
      type: 'text',
      help: { nb: 'Tegn som slettes før tallet leses.', en: 'Characters that are deleted before the number is read.' },
    },
    force: {
      type: 'flag',
      help: { nb: 'Verdier som ikke er tall, blir manglende.', en: 'Values that are no numbers become missing.' },
    },
    dpcomma: { type: 'flag', help: { nb: 'Desimaltegnet er komma.', en: 'The decimal mark is a comma.' } },
  },
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Gjør alfanumeriske variabler om til tall.',
    en: 'Turns alphanumeric variables into numbers.',
  },
  examples: ['destring municipality', 'destring points, force dpcomma'],
} as const satisfies CommandSpec;
