import type { DisclosureQuestion, ReadingQuestion, SettledQuestion } from '../disclosure/rules-by-kind.ts';
import type { Executors, ReadingCommand } from './executors.ts';

/** Of whoever makes columns, or rows for them: whether there are others like them. */
const columns = ['earlierColumns'] as const;
const edits = ['resolveEdit', 'minimumEdit', 'suspect', ...columns] as const;
const percentiles = ['percentile', 'percentileRanks'] as const;
const populations = ['resolveMembers'] as const;
const statistics = [...populations, ...percentiles, 'percentilesOf', 'signKeys'] as const;
const models = [...populations, 'isNearEarlier', 'resolveModelSample', 'absentLevels', 'unsupportedColumns'] as const;
const groups = ['groupKeys', 'groupPercentileRanks', 'groupPercentiles', 'protectGroups', 'signKeys'] as const;

/** What a command may be declared to ask, by what its executor can. */
export type DeclaredQuestions = {
  readonly [N in keyof Executors]: readonly (N extends ReadingCommand
    ? ReadingQuestion | SettledQuestion
    : DisclosureQuestion)[];
};

/**
 * What each command asks of disclosure control while it is executed, before a result exists. For the disclosure matrix; a
 * test watches every command ask. A command that is not among them does not compile, nor one that reads and is to ask what only
 * changes are asked about.
 */
export const questionsOfCommands: DeclaredQuestions = {
  require: [],
  'create-dataset': [],
  use: [],
  'delete-dataset': [],
  'rename-dataset': [],
  'clone-dataset': [],
  'clone-units': ['resolvePopulation'],
  'reshape-to-panel': [],
  'reshape-from-panel': [],
  import: [...populations, ...columns, 'minimumEdit', 'suspect', 'resolvePopulation', 'resolveAttempt'],
  'import-event': [...columns, 'resolvePopulation'],
  'import-panel': [...columns, 'resolvePopulation'],
  generate: [...edits, 'resolveMembers', ...percentiles],
  replace: [...edits, 'resolveMembers', ...percentiles],
  rename: [],
  'clone-variables': [],
  recode: [...edits, 'resolveMembers', ...percentiles],
  destring: edits,
  keep: [...populations, ...columns, 'resolveRows', 'resolveAttempt'],
  drop: [...populations, ...columns, 'resolveRows', 'resolveAttempt'],
  sample: [...populations, ...columns, 'resolveRows', 'resolveAttempt', 'sampleKeys'],
  collapse: [...groups, ...columns, ...percentiles],
  aggregate: [...groups, ...columns, ...percentiles],
  merge: ['minimumEdit', 'suspect', ...columns],
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
export const commandsWithoutCounts: readonly (keyof Executors)[] = [
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
export const commandsWithoutVariables: readonly (keyof Executors)[] = [
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
