import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `use`. */
export const useSpec = {
  name: 'use',
  form: 'dataset',
  group: 'dataset',
  arguments: [],
  names: 'datasets',
  condition: 'no',
  options: {},
  effect: 'session',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Gjør et datasett aktivt: kommandoene etterpå gjelder det.',
    en: 'Makes a dataset the active one, which the following commands work on.',
  },
  examples: ['use people'],
} as const satisfies CommandSpec;
