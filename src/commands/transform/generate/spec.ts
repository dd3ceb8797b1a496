import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `generate`. */
export const generateSpec = {
  name: 'generate',
  form: 'assignment',
  group: 'transform',
  arguments: [],
  introduces: true,
  condition: 'yes',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Lager en ny variabel av et uttrykk. Med if får bare de radene som oppfyller betingelsen en verdi.',
    en: 'Makes a new variable from an expression. With if, only rows that meet the condition get a value.',
  },
  examples: ['generate age = 2021 - int(birth / 100)', 'generate senior = age >= 67 if !sysmiss(age)'],
} as const satisfies CommandSpec;
