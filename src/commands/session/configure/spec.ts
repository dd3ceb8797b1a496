import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `configure`. */
export const configureSpec = {
  name: 'configure',
  form: 'words',
  group: 'session',
  arguments: [{ role: 'setting', accepts: 'any', atLeast: 0 }],
  words: ['alpha', 'nocache'],
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Slår på innstillinger for resten av skriptet: alpha for kommandoer under utprøving, nocache for å la være å gjenbruke resultater.',
    en: 'Turns on settings for the rest of the script: alpha for commands on trial, nocache to keep results from being reused.',
  },
  examples: ['configure alpha', 'configure nocache'],
} as const satisfies CommandSpec;
