import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `drop`. */
export const dropSpec = {
  name: 'drop',
  form: 'selection',
  group: 'select',
  arguments: [],
  condition: 'yes',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Fjerner de variablene som er nevnt, eller de radene som oppfyller betingelsen.',
    en: 'Removes the variables listed, or the rows that meet the condition.',
  },
  examples: ['drop if sysmiss(wage)', 'drop wage19 wage20'],
} as const satisfies CommandSpec;
