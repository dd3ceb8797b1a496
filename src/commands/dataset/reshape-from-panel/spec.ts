import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `reshape-from-panel`. */
export const reshapeFromPanelSpec = {
  name: 'reshape-from-panel',
  form: 'words',
  group: 'dataset',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Gjør en paneltabell om til én rad per enhet, med én variabel per tidspunkt.',
    en: 'Turns a panel into one row per unit, with one variable per time.',
  },
  examples: ['reshape-from-panel'],
} as const satisfies CommandSpec;
