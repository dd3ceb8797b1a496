import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `import-event`. */
export const importEventSpec = {
  name: 'import-event',
  form: 'import',
  group: 'import',
  arguments: [],
  times: 'period',
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Henter alle forløp av en variabel i en periode: én rad per forløp, med start og stopp.',
    en: 'Brings in every spell of a variable in a period: one row per spell, with start and stop.',
  },
  examples: ['import-event reg/SIVSTANDFDT_SIVSTAND 2015-01-01 to 2019-12-31 as marital'],
} as const satisfies CommandSpec;
