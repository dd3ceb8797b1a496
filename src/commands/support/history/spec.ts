import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `history`. */
export const historySpec = {
  name: 'history',
  form: 'words',
  group: 'support',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['document'],
  help: {
    nb: 'Viser kommandoene som er kjørt så langt.',
    en: 'Shows the commands run so far.',
  },
  examples: ['history'],
} as const satisfies CommandSpec;
