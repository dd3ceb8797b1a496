import type { CommandSpec } from '../../../lang/command-spec.ts';
import { horizontalOption, overOption, singleByOption } from '../../shared/options.ts';

/** Declaration of `boxplot`. */
export const boxplotSpec = {
  name: 'boxplot',
  form: 'variables',
  group: 'chart',
  arguments: [{ role: 'variable', accepts: 'numeric', atLeast: 1 }],
  condition: 'yes',
  options: { over: overOption, by: singleByOption, horizontal: horizontalOption },
  effect: 'reads',
  executable: true,
  emits: ['box'],
  help: {
    nb: 'Boksplott: kvartiler, median og ytterpunkter.',
    en: 'Box plot: quartiles, median and extremes.',
  },
  examples: ['boxplot wage, over(sex)'],
} as const satisfies CommandSpec;
