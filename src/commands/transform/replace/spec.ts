import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `replace`. */
export const replaceSpec = {
  name: 'replace',
  form: 'assignment',
  group: 'transform',
  arguments: [],
  condition: 'yes',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Gir en variabel nye verdier. Med if endres bare de radene som oppfyller betingelsen.',
    en: 'Gives a variable new values. With if, only rows that meet the condition change.',
  },
  examples: ['replace debt = . if debt < 0'],
} as const satisfies CommandSpec;
