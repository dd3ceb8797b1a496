import type { DisclosureQuestion } from '../disclosure/rules-by-kind.ts';
import type { executors } from './executors.ts';

const edits = ['resolveEdit', 'minimumEdit'] as const;
const percentiles = ['percentile', 'percentileRanks'] as const;
const populations = ['resolveMembers'] as const;
const statistics = [...populations, ...percentiles, 'percentilesOf', 'signKeys'] as const;
const models = [...populations, 'isNearEarlier', 'resolveModelSample', 'absentLevels', 'unsupportedColumns'] as const;
const groups = ['groupKeys', 'groupPercentileRanks', 'groupPercentiles', 'protectGroups', 'signKeys'] as const;

/**
 * What each command asks of disclosure control while it is executed, before a result exists. For the disclosure matrix; a
 * test watches every command ask.
 */
export const questionsOfCommands: Readonly<Record<keyof typeof executors, readonly DisclosureQuestion[]>> = {
  require: [],
  'create-dataset': [],
  use: [],
  'delete-dataset': [],
  'rename-dataset': [],
  'clone-dataset': [],
  'clone-units': ['resolvePopulation'],
  'reshape-to-panel': [],
  'reshape-from-panel': [],
  import: [...populations, 'minimumEdit', 'resolvePopulation', 'resolveAttempt'],
  'import-event': ['resolvePopulation'],
  'import-panel': ['resolvePopulation'],
  generate: [...edits, 'resolveMembers', 'suspect', ...percentiles],
  replace: [...edits, 'resolveMembers', 'suspect', ...percentiles],
  rename: [],
  'clone-variables': [],
  recode: [...edits, 'resolveMembers', 'suspect', ...percentiles],
  destring: [...edits, 'suspect'],
  keep: [...populations, 'resolveRows', 'resolveAttempt'],
  drop: [...populations, 'resolveRows', 'resolveAttempt'],
  sample: [...populations, 'resolveRows', 'resolveAttempt', 'sampleKeys'],
  collapse: [...groups, ...percentiles],
  aggregate: [...groups, ...percentiles],
  merge: ['minimumEdit', 'suspect'],
  'define-labels': [],
  'assign-labels': ['minimumEdit'],
  'drop-labels': [],
  'list-labels': [],
  variables: [],
  configure: [],
  help: [],
  'help-function': [],
  'help-procedure': [],
  history: [],
  clear: [],
  save: [],
  edit: [],
  summarize: statistics,
  tabulate: statistics,
  ci: [...populations, ...percentiles, 'signKeys'],
  normaltest: [...populations, ...percentiles],
  'summarize-panel': statistics,
  'tabulate-panel': statistics,
  'transitions-panel': populations,
  correlate: [...populations, 'signKeys'],
  barchart: statistics,
  piechart: populations,
  sankey: populations,
  boxplot: statistics,
  hexbin: [...populations, ...percentiles, 'axisEnd', 'hexGrid'],
  histogram: [...statistics, 'axisEnd', 'histogramEdges', 'releasedCount'],
  anova: ['minimumEdit', 'signKeys', ...models],
  regress: models,
  coefplot: models,
};

/**
 * Commands whose status lines count nothing: they are words, and names of the script (DC-28). All others release the counts that
 * they mention.
 */
export const commandsWithoutCounts: readonly (keyof typeof executors)[] = [
  'require',
  'create-dataset',
  'delete-dataset',
  'rename-dataset',
  'rename',
  'clone-variables',
  'define-labels',
  'drop-labels',
  'configure',
  'clear',
  'save',
  'edit',
];

/**
 * Commands that see no variable of a dataset. Of all others the analyser checks that key variables are not read, and remain keys
 * in whatever they make (DC-13).
 */
export const commandsWithoutVariables: readonly (keyof typeof executors)[] = [
  'require',
  'create-dataset',
  'use',
  'delete-dataset',
  'rename-dataset',
  'clone-units',
  'define-labels',
  'drop-labels',
  'list-labels',
  'variables',
  'configure',
  'help',
  'help-function',
  'help-procedure',
  'history',
  'clear',
  'save',
  'edit',
];
