import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `import-panel`. */
export const importPanelSpec = {
  name: 'import-panel',
  form: 'import',
  group: 'import',
  arguments: [],
  times: 'days',
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Henter variabler på flere datoer: én rad per enhet og dato.',
    en: 'Brings in variables at several dates: one row per unit and date.',
  },
  examples: ['import-panel reg/INNTEKT_WLONN reg/BOSATTEFDT_BOSTED 2018-01-01 2019-01-01'],
} as const satisfies CommandSpec;
