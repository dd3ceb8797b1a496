import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `clear`. */
export const clearSpec = {
  name: 'clear',
  form: 'words',
  group: 'support',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'session',
  forgetsBindings: true,
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Tømmer økten for datasett, bindinger, kodelister og databanker.',
    en: 'Empties the session of datasets, bindings, code lists and databanks.',
  },
  examples: ['clear'],
} as const satisfies CommandSpec;
