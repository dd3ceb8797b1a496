import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `require`. */
export const requireSpec = {
  name: 'require',
  form: 'require',
  group: 'session',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Kobler en versjon av en databank til et kort navn, som så brukes foran variabelnavnene i import.',
    en: 'Connects one version of a databank to a short name, which then stands before the variable names in import.',
  },
  examples: ['require no.ssb.fdb:53 as reg'],
} as const satisfies CommandSpec;
