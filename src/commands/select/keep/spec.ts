import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `keep`. */
export const keepSpec = {
  name: 'keep',
  form: 'selection',
  group: 'select',
  arguments: [],
  condition: 'yes',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Beholder de variablene som er nevnt, eller de radene som oppfyller betingelsen.',
    en: 'Keeps the variables listed, or the rows that meet the condition.',
  },
  examples: ['keep if inrange(age, 20, 29)', 'keep sex age'],
} as const satisfies CommandSpec;
