import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `clone-units`. */
export const cloneUnitsSpec = {
  name: 'clone-units',
  form: 'pair',
  group: 'dataset',
  arguments: [],
  names: 'datasets',
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Lager et datasett med hver enhet fra et annet, uten variablene.',
    en: 'Makes a dataset with every unit of another one, without the variables.',
  },
  examples: ['clone-units cohort wages'],
} as const satisfies CommandSpec;
