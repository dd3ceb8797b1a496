import type { CommandSpec } from '../../../lang/command-spec.ts';
import { aggregationStatistics } from '../../shared/aggregation.ts';
import { groupByOption } from '../../shared/options.ts';

/** Declaration of `aggregate`. */
export const aggregateSpec = {
  name: 'aggregate',
  form: 'aggregation',
  group: 'aggregate',
  arguments: [],
  statistics: aggregationStatistics,
  countingStatistics: ['count'],
  condition: 'no',
  options: { by: groupByOption },
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Legger statistikk for gruppen til på hver rad i gruppen.',
    en: 'Adds statistics of the group to every row of the group.',
  },
  examples: ['aggregate (median) wage -> med_wage, by(county)'],
} as const satisfies CommandSpec;
