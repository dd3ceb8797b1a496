import type { RuleCode } from '../base/messages/rules.ts';
import type { NodeKind } from './nodes.ts';
import type { DisclosureSession, RuleActions } from './protection.ts';

/** A rule that acts in this version: on a node before its release, on what is computed for it, or on what is asked of it. */
export type RuleId = Extract<
  RuleCode,
  | keyof RuleActions
  | 'DC-01'
  | 'DC-06'
  | 'DC-13'
  | 'DC-15'
  | 'DC-16'
  | 'DC-17'
  | 'DC-27'
  | 'DC-30'
  | 'DC-32'
  | 'DC-33'
  | 'DC-34'
  | 'DC-35'
>;

/** Rules of tables, whatever their cells show. */
const tableRules = ['DC-03', 'DC-04', 'DC-05', 'DC-08', 'DC-09', 'DC-31'] as const;

/** Rules of models, whatever is shown of them. */
const modelRules = ['DC-20', 'DC-21', 'DC-22', 'DC-23', 'DC-24'] as const;

/**
 * Which rules a kind of node passes through at the gate, as its audit records name them. The keys (DC-15) are the means of
 * these rules and have no record of their own.
 */
export const rulesByKind: Readonly<Record<NodeKind, readonly RuleId[]>> = {
  message: ['DC-03', 'DC-29'],
  countTable: tableRules,
  volumeTable: [...tableRules, 'DC-02', 'DC-07', 'DC-10', 'DC-11', 'DC-12', 'DC-14'],
  summary: ['DC-02', 'DC-03', 'DC-07', 'DC-10', 'DC-12', 'DC-14', 'DC-26', 'DC-31'],
  matrix: ['DC-03', 'DC-07', 'DC-14', 'DC-26'],
  test: ['DC-02', 'DC-03', 'DC-07', 'DC-26'],
  distribution: ['DC-03', 'DC-04', 'DC-05', 'DC-07', 'DC-09', 'DC-18', 'DC-31'],
  flow: [...tableRules, 'DC-18'],
  box: ['DC-02', 'DC-03', 'DC-07', 'DC-10', 'DC-11', 'DC-12', 'DC-14', 'DC-18', 'DC-31'],
  hex: ['DC-03', 'DC-04', 'DC-05', 'DC-07', 'DC-09', 'DC-18', 'DC-31'],
  model: modelRules,
  coefficients: [...modelRules, 'DC-18'],
  variance: ['DC-03', 'DC-07', 'DC-14', 'DC-20', 'DC-21', 'DC-22', 'DC-24', 'DC-26'],
  metadata: ['DC-28'],
  document: ['DC-28'],
};

/**
 * Rules that shape a kind of node without a record of their own: sets count distinct units, whatever the rows of the dataset are
 * (DC-16), and categories that divide bars and boxes into charts are named as those of tables are (DC-08).
 */
export const rulesWithoutRecord: Readonly<Record<NodeKind, readonly RuleId[]>> = {
  message: ['DC-16'],
  countTable: ['DC-16'],
  volumeTable: ['DC-16'],
  summary: ['DC-16'],
  matrix: ['DC-16'],
  test: ['DC-16'],
  distribution: ['DC-08', 'DC-16'],
  flow: ['DC-16'],
  box: ['DC-08', 'DC-16'],
  hex: ['DC-16'],
  model: ['DC-16'],
  coefficients: ['DC-16'],
  variance: ['DC-16'],
  metadata: [],
  document: [],
};

/** What execution may ask of disclosure control before there is a result; the keys of a universe are made once, for whoever comes first. */
export type DisclosureQuestion = Exclude<
  keyof DisclosureSession,
  | 'policy'
  | 'comparesCells'
  | 'comparesColumns'
  | 'rememberColumn'
  | 'noteColumns'
  | 'textPrints'
  | 'begin'
  | 'recordKeys'
  | 'release'
  | 'refuse'
  | 'audit'
  | 'score'
>;

/** What executors of commands that read ask themselves. Populations have been settled before they are called. */
export type ReadingQuestion = Extract<
  DisclosureQuestion,
  | 'groupKeys'
  | 'minimumEdit'
  | 'resolveModelSample'
  | 'absentLevels'
  | 'unsupportedColumns'
  | 'signKeys'
  | 'percentileRanks'
  | 'percentile'
  | 'axisEnd'
  | 'percentilesOf'
  | 'histogramEdges'
  | 'hexGrid'
  | 'releasedCount'
>;

/** What the session asks on behalf of commands that read: who is asked about, and whether a model's sample is near another one. */
export type SettledQuestion = Extract<DisclosureQuestion, 'resolveMembers' | 'isNearEarlier'>;

/** What executors of commands that change datasets ask besides. What becomes of rows is decided after them, by the session. */
export type ChangingQuestion = Extract<DisclosureQuestion, 'resolveEdit'>;

/** Disclosure control as executors of commands that read see it: nothing releases, tells of the score, or shows an audit record. */
export type ReadingProtection = Pick<DisclosureSession, 'policy' | ReadingQuestion>;

/** The same for executors of commands that change datasets. */
export type ChangingProtection = Pick<DisclosureSession, 'policy' | ReadingQuestion | ChangingQuestion>;

/** Which rules answer each question. */
export const rulesByQuestion: Readonly<Record<DisclosureQuestion, readonly RuleId[]>> = {
  groupKeys: ['DC-15'],
  resolveEdit: ['DC-06', 'DC-32'],
  resolveRows: ['DC-01', 'DC-06', 'DC-32'],
  resolveAttempt: ['DC-01', 'DC-30', 'DC-32'],
  minimumEdit: ['DC-06'],
  earlierColumns: ['DC-06', 'DC-32'],
  resolvePopulation: ['DC-01'],
  resolveMembers: ['DC-30', 'DC-32'],
  isNearEarlier: ['DC-24', 'DC-32'],
  suspect: ['DC-32'],
  resolveModelSample: ['DC-20', 'DC-21', 'DC-32'],
  absentLevels: ['DC-21'],
  unsupportedColumns: ['DC-21'],
  signKeys: ['DC-14', 'DC-15'],
  percentileRanks: ['DC-10'],
  percentile: ['DC-02', 'DC-10'],
  axisEnd: ['DC-10', 'DC-31'],
  percentilesOf: ['DC-10'],
  histogramEdges: ['DC-18'],
  hexGrid: ['DC-18'],
  protectGroups: ['DC-03', 'DC-07', 'DC-12', 'DC-14', 'DC-17'],
  groupPercentiles: ['DC-10', 'DC-11', 'DC-17'],
  groupPercentileRanks: ['DC-10', 'DC-17'],
  sampleKeys: ['DC-15', 'DC-27'],
  releasedCount: ['DC-03'],
};

/**
 * Rules that hold for every command by construction: the types of messages admit nothing but names of the script, published
 * numbers and released counts (DC-29), nothing that a clock or memory could have made is a part of a result (DC-34), and each
 * result bears the policy that it was made under, which no script can choose (DC-35). The budget is asked about every result;
 * sentences and metadata are free (DC-33).
 */
export const rulesOfEveryCommand: readonly RuleId[] = ['DC-29', 'DC-33', 'DC-34', 'DC-35'];
