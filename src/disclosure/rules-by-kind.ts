import type { NodeKind } from './nodes.ts';
import type { DisclosureSession, RuleActions } from './protection.ts';

/** A rule that acts in this version: on a node before its release, on what is computed for it, or on what is asked of it. */
export type RuleId = keyof RuleActions | 'DC-01' | 'DC-06' | 'DC-13' | 'DC-15' | 'DC-17' | 'DC-21' | 'DC-27';

/** What each rule is about, in a few words. */
export const ruleTitles: Readonly<Record<RuleId, string>> = {
  'DC-01': 'minimum population of a dataset',
  'DC-02': 'extreme values pulled in',
  'DC-03': 'counts perturbed',
  'DC-04': 'small cells and empty categories not shown',
  'DC-05': 'sparse tables refused',
  'DC-06': 'changes of few units without effect',
  'DC-07': 'minimum of units for statistics',
  'DC-08': 'rare values not named',
  'DC-09': 'shares and orders from released numbers',
  'DC-10': 'percentiles smoothed',
  'DC-11': 'minimum and maximum are percentiles',
  'DC-12': 'dominated magnitudes not shown',
  'DC-13': 'key variables never read',
  'DC-14': 'noise on magnitudes',
  'DC-15': 'keys of units and cells',
  'DC-17': 'stored statistics of groups protected',
  'DC-18': 'pictures from protected numbers',
  'DC-20': 'minimum of units for a model',
  'DC-21': 'rare levels left out of models',
  'DC-22': 'figures of a model from the released number',
  'DC-23': 'telling constants of models hidden',
  'DC-24': 'noise on models',
  'DC-26': 'intervals and tests from released numbers',
  'DC-27': 'samples drawn by keys',
  'DC-28': 'metadata holds nothing of the data',
  'DC-29': 'messages hold nothing but released counts',
};

/** Rules of tables, whatever their cells show. */
const tableRules = ['DC-03', 'DC-04', 'DC-05', 'DC-08', 'DC-09'] as const;

/**
 * Which rules a kind of node passes through at the gate, as its audit records name them. The keys (DC-15) are the means of
 * these rules and have no record of their own.
 */
export const rulesByKind: Readonly<Record<NodeKind, readonly RuleId[]>> = {
  message: ['DC-03', 'DC-29'],
  countTable: tableRules,
  volumeTable: [...tableRules, 'DC-02', 'DC-07', 'DC-10', 'DC-11', 'DC-12', 'DC-14'],
  summary: ['DC-02', 'DC-03', 'DC-07', 'DC-10', 'DC-12', 'DC-14', 'DC-26'],
  matrix: ['DC-03', 'DC-07', 'DC-14', 'DC-26'],
  distribution: ['DC-03', 'DC-04', 'DC-05', 'DC-07', 'DC-09', 'DC-18'],
  flow: ['DC-03', 'DC-04', 'DC-05', 'DC-08', 'DC-09', 'DC-18'],
  box: ['DC-02', 'DC-03', 'DC-07', 'DC-10', 'DC-11', 'DC-12', 'DC-14', 'DC-18'],
  hex: ['DC-03', 'DC-04', 'DC-05', 'DC-07', 'DC-09', 'DC-18'],
  model: ['DC-20', 'DC-22', 'DC-23', 'DC-24'],
  metadata: ['DC-28'],
  document: ['DC-28'],
};

/** What execution may ask of disclosure control before there is a result; the keys of a universe are made once, for whoever comes first. */
export type DisclosureQuestion = Exclude<
  keyof DisclosureSession,
  'policy' | 'recordKeys' | 'release' | 'refuse' | 'audit'
>;

/** Which rules answer each question. */
export const rulesByQuestion: Readonly<Record<DisclosureQuestion, readonly RuleId[]>> = {
  groupKeys: ['DC-15'],
  resolveEdit: ['DC-06'],
  resolveRows: ['DC-01', 'DC-06'],
  minimumEdit: ['DC-06'],
  resolvePopulation: ['DC-01'],
  resolveModelSample: ['DC-20'],
  absentLevels: ['DC-21'],
  signKeys: ['DC-14', 'DC-15'],
  percentileRanks: ['DC-10'],
  percentile: ['DC-02', 'DC-10'],
  percentilesOf: ['DC-10'],
  histogramEdges: ['DC-18'],
  hexGrid: ['DC-18'],
  protectGroups: ['DC-03', 'DC-07', 'DC-12', 'DC-14', 'DC-17'],
  groupPercentiles: ['DC-10', 'DC-17'],
  groupPercentileRanks: ['DC-10', 'DC-17'],
  sampleKeys: ['DC-15', 'DC-27'],
  releasedCount: ['DC-03'],
};

/**
 * Rules that hold for every command by construction: the analyser refuses key variables wherever a value is read (DC-13),
 * and the types of messages admit nothing but names of the script, published numbers and released counts (DC-29).
 */
export const rulesOfEveryCommand: readonly RuleId[] = ['DC-13', 'DC-29'];
