import type { CommandSpec } from '../../../lang/command-spec.ts';
import { facetByOption, horizontalOption, overOption } from '../../shared/options.ts';

const countingStatistics = ['count', 'percent'] as const;
const numericStatistics = ['mean', 'min', 'max', 'median', 'sum', 'sd'] as const;

/** Declaration of `barchart`. */
export const barchartSpec = {
  name: 'barchart',
  form: 'statistic-chart',
  group: 'chart',
  arguments: [{ role: 'variable', accepts: 'any', atLeast: 1 }],
  statistics: [...countingStatistics, ...numericStatistics],
  countingStatistics,
  condition: 'yes',
  options: {
    over: overOption,
    by: facetByOption,
    stack: { type: 'flag', help: { nb: 'Stable søylene oppå hverandre.', en: 'Stack the bars.' } },
    horizontal: horizontalOption,
  },
  effect: 'reads',
  executable: true,
  emits: ['countTable', 'volumeTable'],
  help: {
    nb: 'Søylediagram over antall, prosent eller en statistikk (mean, min, max, median, sum, sd).',
    en: 'Bar chart of counts, percentages or a statistic (mean, min, max, median, sum, sd).',
  },
  examples: ['barchart (count) status, over(sex)', 'barchart (mean) wage, over(county) horizontal'],
} as const satisfies CommandSpec;
