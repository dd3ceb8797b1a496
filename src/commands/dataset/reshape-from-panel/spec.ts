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
    nb: 'Gjør en paneltabell om til én rad per enhet. Hver variabel blir til én per tidspunkt, med tidspunktet bak navnet; tidspunkter uten rad gir manglende verdi.',
    en: 'Turns a panel into one row per unit. Each variable becomes one per time, with the time after its name; a time without a row gives a missing value.',
  },
  examples: ['reshape-from-panel'],
} as const satisfies CommandSpec;
