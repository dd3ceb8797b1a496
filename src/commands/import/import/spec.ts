import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `import`. */
export const importSpec = {
  name: 'import',
  form: 'import',
  group: 'import',
  arguments: [],
  times: 'day',
  condition: 'no',
  options: {
    outer_join: {
      type: 'flag',
      help: {
        nb: 'Ta også inn enheter som ikke er i datasettet.',
        en: 'Bring in units that are not in the dataset, too.',
      },
    },
  },
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Henter en registervariabel, målt på en dato, inn i det aktive datasettet. Den første bestemmer hvem datasettet handler om.',
    en: 'Brings a register variable, measured at a date, into the active dataset. The first one decides whom the dataset is about.',
  },
  examples: ['import reg/INNTEKT_WLONN 2020-12-31 as wage20', 'import reg/BEFOLKNING_KJOENN as sex'],
} as const satisfies CommandSpec;
