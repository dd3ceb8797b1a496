import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `hexbin`. */
export const hexbinSpec = {
  name: 'hexbin',
  form: 'variables',
  group: 'chart',
  arguments: [
    { role: 'vertical', accepts: 'numeric', atLeast: 1, atMost: 1 },
    { role: 'horizontal', accepts: 'numeric', atLeast: 1, atMost: 1 },
  ],
  condition: 'yes',
  options: {
    gridsize: {
      type: 'number',
      integer: true,
      minimum: 2,
      maximum: 25,
      default: 20,
      help: { nb: 'Sekskanter langs hver akse.', en: 'Hexagons along each axis.' },
    },
    groups: {
      type: 'number',
      integer: true,
      minimum: 1,
      maximum: 10,
      default: 10,
      help: { nb: 'Antall fargeklasser.', en: 'Number of colour classes.' },
    },
  },
  effect: 'reads',
  executable: true,
  emits: ['hex'],
  help: {
    nb: 'Viser hvor tett to numeriske variabler ligger, i sekskanter.',
    en: 'Shows how densely two numeric variables lie, in hexagons.',
  },
  examples: ['hexbin wage age, gridsize(15)'],
} as const satisfies CommandSpec;
