import type { RefusalCode } from '../base/messages/refusals.ts';
import type { Released, Secret } from './gate.ts';
import type { ColumnSketch } from './history/columns.ts';
import type { MemberSet } from './history/members.ts';
import type { PopulationAnswer } from './history/populations.ts';
import type { ScoreReason, ScoreState, Suspicion } from './history/score.ts';
import type {
  CellBlock,
  ExactNodeOf,
  HexGrid,
  NodeKind,
  ReleasedBodies,
  SetCounts,
  SetRef,
  StatisticsBlock,
  TwoValued,
  ValuePrints,
} from './nodes.ts';
import type { Policy } from './policy.ts';
import type { DistributionBody, MeasureKey, RefusalBody, StatisticKey } from './released.ts';
import type { UnitType } from './units.ts';

/** Keyed pseudo-random numbers of units, in parallel shared arrays; entry i belongs to unit (or group) i. As confidential as the secret. */
export interface RecordKeys {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
}

/** Halves of the lane-2 cell key of a set: what the signs of rule DC-14 are drawn from. */
export interface SignKey {
  readonly lo: number;
  readonly hi: number;
}

/** A register variable whose units make a population, as far as the rules need to know. */
export interface Origin {
  /** The variable is meant for the public. */
  readonly isPublic: boolean;
  /** Its units are pseudonyms; otherwise everybody can name them, as municipalities. */
  readonly isPseudonymised: boolean;
}

/** What a changing command wants to do to rows or values, as far as the rules need to know. */
export interface EditQuestion {
  /** All units of the dataset, and those that the condition selects (that would be kept, changed, recoded, unconvertible). */
  readonly population: SetRef;
  readonly selected: SetRef;
  /**
   * Units that have a row which the condition does not select. Absent where each unit has one row: then they are the population
   * without the selected. A unit of several rows may be on both sides.
   */
  readonly others?: SetRef;
  /** Where a new population comes from, when nothing but these variables decides who is in it. */
  readonly origins?: readonly Origin[];
  /** The rows were chosen by `sample`, whose smallest removal is a parameter of its own (rule DC-27). */
  readonly bySampling?: true;
  /**
   * Who would be left if rule DC-30 put nothing in the place of what was asked for; absent where the rows make no new population.
   * Made when it is needed; `undefined` where rows are groups of an ordinary variable.
   */
  readonly attempt?: () => Promise<Secret<MemberSet> | undefined>;
}

/** What to do instead of what was asked: as asked, for none of the rows, for all of them, or not at all. */
export type EditDecision =
  | { readonly type: 'as-asked' }
  | { readonly type: 'none' }
  | { readonly type: 'all' }
  | { readonly type: 'refused'; readonly rule: RefusalCode };

/** A population as the history of populations is asked about it (rules DC-30, DC-24). */
export interface MembersQuestion {
  /** Index of the statement that asks. */
  readonly statement: number;
  /** All units of the dataset. */
  readonly population: SetRef;
  /** Those that a condition selects; absent for all of them. */
  readonly selected?: SetRef;
  /** Who they are, made when it is needed; `undefined` where rows are groups of an ordinary variable. */
  readonly members: {
    population(): Promise<Secret<MemberSet> | undefined>;
    selected(): Promise<Secret<MemberSet> | undefined>;
  };
}

/** An estimation sample as rule DC-20 judges it. */
export interface ModelQuestion {
  readonly sample: SetRef;
  /** Columns with the constant, absorbed effects included. */
  readonly parameters: number;
  readonly residualDegreesOfFreedom: number;
  /** Units of each outcome class of a binary, multinomial or survival model. */
  readonly outcomes?: readonly SetRef[];
  /** Of least squares what the `models.topUnits` units with the largest squared residuals have of their sum (rule DC-21). */
  readonly residualShare?: number;
  /** Columns that have left the model because few units carry them: they raise the score of rule DC-32. */
  readonly unsupported?: number;
}

/** What a histogram's edges are made from. */
export interface HistogramRequest {
  /** Valid values: exact under `open`, else the released count. Taken from `releasedCount`. */
  readonly count: number;
  /** Unrounded percentiles at the policy's winsor limits (0 and 1 under `open`: the extremes). */
  readonly low: number;
  readonly high: number;
  readonly bins?: number;
  readonly width?: number;
  readonly isInteger: boolean;
}

/** Ascending edges of a histogram's bins, one more than there are bins, and what there is to say of their number. */
export interface HistogramEdges {
  readonly edges: Float64Array;
  readonly note?: HistogramNote;
}

/** Why there are not as many bars as were asked for: more than are allowed, or because edges are round numbers. */
export type HistogramNote = 'bins-limited' | 'bins-rounded';

/** What a grid of hexagons is made from: unrounded percentiles at the policy's winsor limits; NaN where there is no value. */
export interface HexRequest {
  readonly horizontal: { readonly low: number; readonly high: number };
  readonly vertical: { readonly low: number; readonly high: number };
  /** Hexagons along the horizontal axis. */
  readonly size: number;
}

/**
 * How a statement comes to what it asks about, as names for its condition, and for all that it says, with everything that the
 * variables in it are made of. The same few units by another way are another step of a search (rule DC-32). A name says before a space
 * what is left without the constants.
 */
export interface WaysOfAsking {
  readonly rows: () => string;
  readonly cells: () => string;
  /** What divides the people of a table, but for variables of the register: its condition and what variables are made of. Empty where nothing does. */
  readonly divisions: () => string;
  /** What its variables are made of, constants and all, whatever its condition. Empty where they are those of the register. */
  readonly columns: () => string;
}

/** The units that a percentile is about, with what they are compared by. */
export interface PercentileSet {
  readonly valid: SetCounts;
  readonly prints?: ValuePrints;
}

/** A column among the units that a statement has looked at: these with their fingerprint, and that of their values. */
export interface ShownColumn {
  readonly set: SetCounts;
  readonly values: Uint32Array;
}

/** Statistics that `collapse` and `aggregate` store. */
export type GroupStatistic =
  | 'count'
  | 'mean'
  | 'sum'
  | 'sd'
  | 'semean'
  | 'gini'
  | 'median'
  | 'iqr'
  | 'min'
  | 'max'
  | 'percent'
  | 'sebinomial';

/** The groups of an ordinary variable, one entry per group; values already winsorised where the policy asks for it. */
export interface GroupCells {
  readonly unitType: string;
  /** Units and rows of each group with a valid value; the statistic `count` releases these rows. */
  readonly valid: CellBlock;
  /** All valid values of the dataset: the denominator of `percent`. */
  readonly total: CellBlock;
  /** Needed by every statistic but `count` and `percent`. */
  readonly statistics?: StatisticsBlock;
  readonly twoValued?: TwoValued;
  /** Standard deviation of the source column, the floor of the noise. */
  readonly populationSd: number;
}

/** Rules that act before and after execution, for one run under one policy. Answers never depend on anything but sets, policy and secret. */
export interface DisclosureSession {
  readonly policy: Policy;
  /** Whether cells are compared with those of earlier results, so that counts need fingerprints (rule DC-31). */
  readonly comparesCells: boolean;
  /** Whether new columns are compared with earlier ones of other datasets and scripts, so that they need sketches (rule DC-06 c). */
  readonly comparesColumns: boolean;
  /** Says what the statement is that asks from now on (rule DC-32). */
  begin(ways: WaysOfAsking): void;

  /** Record keys of all units of a universe (rule DC-15), made once and kept; buffers are shared with worker threads. */
  recordKeys(universe: UnitType): Promise<RecordKeys>;
  /** Record keys of the groups of an ordinary variable: one per value, `origin` names the register variable or is `derived`. */
  groupKeys(origin: string, values: readonly (string | number | null)[]): RecordKeys;

  /** Rule DC-06 for generate, replace, recode and destring. */
  resolveEdit(question: EditQuestion): EditDecision;
  /** Rules DC-06 and DC-01 for keep, drop and sample; `selected` are the units that would be left. */
  resolveRows(question: EditQuestion): EditDecision;
  /**
   * What earlier attempts make of a decision on rows or on a population (rules DC-01, DC-32): one that lies close to a refused one
   * is refused, and so are all while the session is paused. Asked where the question has an `attempt`.
   */
  resolveAttempt(question: EditQuestion, decision: EditDecision): Promise<EditDecision>;
  /** m of rule DC-06 for a set that a condition selects, jitter included: parts (b) and (c) and tolerant validation (DC-29) compare numbers of deviating units with it. */
  minimumEdit(selected: SetRef): number;
  /** Earlier columns over the same rows, the first one first (rule DC-06 c, `ledger`). */
  earlierColumns(place: string): readonly ColumnSketch[];
  /** Remembers a column that no earlier one is near. */
  rememberColumn(sketch: ColumnSketch): void;
  /** Keyed hashes of texts, as sketches of columns of texts have them. */
  textPrints(texts: readonly string[]): { readonly low: Int32Array; readonly high: Int32Array };
  /**
   * Rule DC-01 for a dataset's population after its first import. A dataset of public facts about units that everybody can
   * name (the accounts of municipalities) holds nobody whom the rule could protect (datastore specification, section i); what
   * is merged into it later is judged where it is shown.
   */
  resolvePopulation(
    question: Pick<EditQuestion, 'population' | 'origins'>,
  ): { readonly refused: RefusalCode } | undefined;

  /** Rule DC-30: the population that takes the place of the one asked about, as earlier answers demand. */
  resolveMembers(question: MembersQuestion): Promise<PopulationAnswer>;
  /** Rule DC-24, `near`: whether a model's sample differs by few units from an earlier sample or population. Asked once per model. */
  isNearEarlier(question: MembersQuestion): Promise<boolean>;
  /** Rule DC-32: the columns that a statement has looked at whose result is not compared value by value (`comparesValues`). */
  noteColumns(columns: readonly ShownColumn[]): void;
  /** Rule DC-32: something that looks like the search for one person. With a set, the same thing counts once. */
  suspect(suspicion: Suspicion, about?: SetRef): void;
  /** Rule DC-32: where the score stands. For the operator; never shown to the author. */
  score(): ScoreState;

  /**
   * Rule DC-20 for an estimation sample, and DC-21 for a dependent variable that few units dominate: refused, or fit to be
   * estimated. Asked after levels (`absentLevels`) and columns (`unsupportedColumns`) without support have left the model.
   */
  resolveModelSample(question: ModelQuestion): { readonly refused: 'DC-20' | 'DC-21o' } | undefined;
  /** Rule DC-21: which levels of a factor are treated as absent, given the distinct units that carry each; 1 = absent. */
  absentLevels(unitsPerLevel: Float64Array): Uint8Array;
  /**
   * Rule DC-21: which columns of a design hang on few units, given by column the share of its squares, or of its partial
   * leverage, that the `models.topUnits` units with most of it hold; 1 = unsupported.
   */
  unsupportedColumns(leadingShares: Float64Array): Uint8Array;

  /** Keys for the signed folds of rule DC-14, one per cell of the blocks; called once first moments are known. */
  signKeys(
    units: Float64Array,
    sumA: Uint32Array,
    sumB: Uint32Array,
  ): { readonly lo: Uint32Array; readonly hi: Uint32Array };
  /**
   * The ranks (1-based, both ends included) whose order statistics the percentile of `n` values at `p` needs under the policy.
   * `most`: the values that one unit has at most, 1 when absent.
   */
  percentileRanks(n: number, p: number, most?: number): { readonly from: number; readonly to: number };
  /**
   * The unrounded percentile of rule DC-10, with its noise, from those order statistics of the values of a set of units (as many
   * values as it has rows). For winsor limits, axes and thresholds.
   */
  percentile(valid: SetCounts, p: number, from: number, values: Float64Array, most?: number): number;
  /**
   * The same for what is shown as the end of an axis: where cells are compared, that of an earlier set which differs by few units
   * (rule DC-31).
   */
  axisEnd(set: PercentileSet, p: number, from: number, values: Float64Array, most?: number): number;
  /** The percentiles (as shares) that a node with these statistics must carry neighbourhoods for. */
  percentilesOf(statistics: readonly StatisticKey[]): readonly number[];
  /** Edges of a histogram's bins (rule DC-18), from percentiles that are already protected. */
  histogramEdges(request: HistogramRequest): HistogramEdges;
  /** The grid of a hexagonal plot (rule DC-18), from percentiles that are already protected. */
  hexGrid(request: HexRequest): HexGrid;
  /** Rule DC-17: what `collapse` and `aggregate` by an ordinary variable may store, one value per group, NaN = missing. */
  protectGroups(statistic: GroupStatistic, groups: GroupCells): Float64Array;
  /** The percentiles (as shares) whose neighbourhoods the groups of this statistic must carry, and their ranks among n values. */
  groupPercentiles(statistic: GroupStatistic): readonly number[];
  groupPercentileRanks(n: number, p: number, most?: number): { readonly from: number; readonly to: number };
  /** Rule DC-27: one key per row, ascending keys make the sample; from seed, unit and the row's number within its unit. */
  sampleKeys(seed: number, keys: RecordKeys, units: Int32Array, rowNumbers?: Int32Array): Float64Array;
  /** The released size of a set of units (rule DC-03), for rules that need one before release (default number of bins). Never for display. */
  releasedCount(set: SetRef): number;

  /** Turns an exact node into a released result or a refusal, and writes the audit record. */
  release<K extends NodeKind>(node: ExactNodeOf<K>, context: ReleaseContext): Released<ReleasedBodies[K] | RefusalBody>;
  /** A refusal that a pre-execution rule has decided on. */
  refuse(command: string, rule: RefusalCode, context: ReleaseContext): Released<RefusalBody>;
  /** Audit records so far, in order. */
  audit(): readonly AuditRecord[];
}

/** Which statement a node belongs to, for the audit. */
export interface ReleaseContext {
  readonly statement: number;
  readonly iteration?: string;
  readonly command: string;
}

/** What was done to one node, for the operator: no exact number is in it. */
export interface AuditRecord {
  readonly audit: string;
  readonly statement: number;
  readonly iteration?: string;
  readonly command: string;
  readonly policy: string;
  readonly policyHash: string;
  readonly node: NodeKind | 'refusal';
  readonly outcome: 'released' | 'refused';
  readonly rules: readonly AuditedRule[];
  /** Hash of the released body. */
  readonly bodyHash: string;
  /** What rule DC-30 made of the populations that the statement asked about since the last record; absent when it asked about none. */
  readonly populations?: readonly ('kept' | 'replaced' | 'none' | 'all')[];
  /** Cells that took the numbers of earlier ones (rule DC-31); absent when none did. */
  readonly reused?: number;
  /** What rule DC-32 added for the statement so far, and why; absent when nothing. */
  readonly score?: { readonly added: number; readonly reasons: readonly ScoreReason[] };
  /** Limits of rule DC-32 that have been reached. */
  readonly flags?: readonly ('flag' | 'block')[];
}

/** What a rule can have done, by rule: closed, so that an audit can be read by a machine and says nothing about the data. */
export interface RuleActions {
  readonly 'DC-02': never;
  readonly 'DC-03': never;
  readonly 'DC-04': never;
  readonly 'DC-05': 'below';
  readonly 'DC-07': never;
  readonly 'DC-08': 'raw' | 'public';
  readonly 'DC-09': MeasureKey | StatisticKey | DistributionBody['scale'];
  readonly 'DC-10': never;
  readonly 'DC-11': never;
  readonly 'DC-12': never;
  readonly 'DC-14': never;
  readonly 'DC-18': never;
  readonly 'DC-20': 'enough';
  readonly 'DC-21': 'removed' | 'kept';
  readonly 'DC-22': 'released' | 'exact';
  readonly 'DC-23': 'hidden' | 'shown';
  readonly 'DC-24': 'noised' | 'exact';
  readonly 'DC-26': never;
  readonly 'DC-28': never;
  readonly 'DC-29': never;
  readonly 'DC-31': never;
}

/** One rule's part in a node: what it did, and how many displayed cells it touched. */
export type AuditedRule =
  | {
      readonly [R in keyof RuleActions]: {
        readonly id: R;
        readonly did?: readonly RuleActions[R][];
        /** Displayed numbers that the rule made, and the perturbation table it made them with. */
        readonly cells?: number;
        readonly ptable?: string;
        /** Displayed cells that show nothing. */
        readonly suppressed?: number;
        /** Rows, columns and facets that are left out because their released margin is nothing. */
        readonly hidden?: number;
        /** Displayed categories that stand for several values. */
        readonly pooled?: number;
      };
    }[keyof RuleActions]
  | { readonly id: RefusalCode; readonly did: readonly ['refused'] };
