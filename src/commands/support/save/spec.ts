import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `save`. */
export const saveSpec = {
  name: 'save',
  form: 'words',
  group: 'support',
  arguments: [{ role: 'name', accepts: 'any', atLeast: 0, atMost: 1 }],
  condition: 'no',
  options: {
    edit: { type: 'flag', help: { nb: 'Åpne skriptet for redigering.', en: 'Open the script for editing.' } },
  },
  effect: 'session',
  batch: 'skipped',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Lagrer økten som skript; gjør ingenting i en samlet kjøring.',
    en: 'Stores the session as a script; does nothing in a batch run.',
  },
  examples: ["save 'my script'"],
} as const satisfies CommandSpec;
