import type { CommandSpec } from '../../../lang/command-spec.ts';
import { aggregationStatistics } from '../../shared/aggregation.ts';
import { groupByOption } from '../../shared/options.ts';

/** Declaration of `collapse`. */
export const collapseSpec = {
  name: 'collapse',
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
    nb: 'Erstatter datasettet med én rad per gruppe og statistikk for gruppen.',
    en: 'Replaces the dataset by one row per group with statistics of the group.',
  },
  examples: ['collapse (mean) wage -> mean_wage (count) wage -> n_jobs, by(owner)'],
} as const satisfies CommandSpec;
