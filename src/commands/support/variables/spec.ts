import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `variables`. */
export const variablesSpec = {
  name: 'variables',
  form: 'register-list',
  group: 'support',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'reads',
  executable: true,
  emits: ['metadata'],
  help: {
    nb: 'Viser registervariablene i databankene som er koblet til.',
    en: 'Shows the register variables of the connected databanks.',
  },
  examples: ['variables', 'variables reg/INNTEKT_WLONN'],
} as const satisfies CommandSpec;
