import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `list-labels`. */
export const listLabelsSpec = {
  name: 'list-labels',
  form: 'list-labels',
  group: 'labels',
  arguments: [],
  condition: 'no',
  options: {},
  effect: 'reads',
  executable: true,
  emits: ['metadata'],
  help: {
    nb: 'Viser kodene og etikettene i en kodeliste, hos en variabel eller i registeret på en dato.',
    en: 'Shows the codes and labels of a code list, of a variable, or of the register at a date.',
  },
  examples: ['list-labels yesno', 'list-labels reg/SIVSTANDFDT_SIVSTAND 2020-01-01'],
} as const satisfies CommandSpec;
