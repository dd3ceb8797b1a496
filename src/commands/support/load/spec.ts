import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `load`. */
export const loadSpec = {
  name: 'load',
  form: 'words',
  group: 'support',
  arguments: [{ role: 'name', accepts: 'any', atLeast: 1, atMost: 1 }],
  condition: 'no',
  options: {},
  effect: 'session',
  batch: 'refused',
  executable: false,
  emits: ['message'],
  help: {
    nb: 'Erstatter økten med et lagret skript; finnes ikke i en samlet kjøring.',
    en: 'Replaces the session by a stored script; not available in a batch run.',
  },
  examples: ["load 'my script'"],
} as const satisfies CommandSpec;
