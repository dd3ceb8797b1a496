import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `edit`. */
export const editSpec = {
  name: 'edit',
  form: 'words',
  group: 'support',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'session',
  batch: 'skipped',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Åpner økten for redigering; gjør ingenting i en samlet kjøring.',
    en: 'Opens the session for editing; does nothing in a batch run.',
  },
  examples: ['edit'],
} as const satisfies CommandSpec;
