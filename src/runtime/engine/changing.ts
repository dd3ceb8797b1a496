import type { SetCounts } from '../../disclosure/nodes.ts';
import type { GroupStatistic } from '../../disclosure/protection.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { DatasetSchema } from '../../lang/types/schema.ts';
import type { DatasetHandle, SelectionHandle } from '../dataset.ts';
import type { ImportingEngine } from './importing.ts';

/** A variable computed from others; the rules on near-constant nodes and near-equal columns (DC-06 b, c) have been applied. */
export interface DeriveRequest {
  readonly dataset: DatasetHandle;
  readonly schema: DatasetSchema;
  readonly name: string;
  readonly value: ExpressionIr;
  /** Rows that get the value; all when absent. */
  readonly selection?: SelectionHandle;
  /** Other rows keep the variable's old value; otherwise they get missing. */
  readonly keepsOthers: boolean;
}

/** What a rule of `recode` matches. `min` and `max` alone stand for the smoothed first and last percentile (DC-06). */
export interface RecodeMatch {
  readonly values: readonly (number | string)[];
  /** Closed intervals; infinite ends for `min` and `max`. */
  readonly intervals: readonly { readonly from: number; readonly to: number }[];
  readonly minimum: boolean;
  readonly maximum: boolean;
  readonly missing: boolean;
  /** Every valid value. */
  readonly nonmissing: boolean;
}

/** A rule of `recode`: what it matches and what takes its place (`null` = missing). */
export interface RecodeRule {
  readonly match: RecodeMatch;
  readonly to: number | string | null;
}

/** Which rule applies to each row of a variable: the first that matches. Opaque to executors. */
export interface RecodePlan {
  readonly dataset: DatasetHandle;
  readonly variable: string;
  /** Units that each rule applies to. */
  readonly matched: readonly SetCounts[];
  /** Units with a row that the rule does not apply to, by rule; only where units have several rows. */
  readonly others: readonly SetCounts[] | undefined;
}

/** How texts become numbers. */
export interface ConversionRules {
  /** Characters to delete first. */
  readonly ignore: string;
  readonly decimalComma: boolean;
}

/** A text variable as numbers. Opaque to executors. */
export interface Conversion {
  readonly dataset: DatasetHandle;
  readonly variable: string;
  /** Units whose text is no number; their converted value is missing. */
  readonly failed: SetCounts;
  /** Units with a row whose text is a number or missing; only where units have several rows. */
  readonly others: SetCounts | undefined;
}

/** One result of `collapse` or `aggregate`. */
export interface GroupItem {
  readonly statistic: GroupStatistic;
  readonly variable: string;
  readonly target: string;
  /** Codes that statistics treat like missing. */
  readonly flaggedMissing: readonly (number | string)[];
}

/** Groups of the rows of a dataset by some variables. */
export interface GroupRequest {
  readonly dataset: DatasetHandle;
  readonly schema: DatasetSchema;
  readonly by: readonly string[];
  readonly items: readonly GroupItem[];
}

/** A dataset of groups, or with a group's statistics on every row. */
export interface Grouped {
  readonly dataset: DatasetHandle;
  /** The groups as units; for `aggregate` those of the rows. */
  readonly groups: SetCounts;
  readonly groupUnitType: string;
  /** Rows whose by-value is missing. */
  readonly withoutKey: SetCounts;
}

/** Variables of one dataset to copy into another along a key. */
export interface MergeRequest {
  readonly source: DatasetHandle;
  readonly target: DatasetHandle;
  /** The target's schema afterwards. */
  readonly schema: DatasetSchema;
  readonly variables: readonly string[];
  /** Key columns by name; identifiers are named as in the schemas. */
  readonly sourceKey: string;
  readonly targetKey: string;
}

/** The target of a merge. */
export interface Merged {
  readonly dataset: DatasetHandle;
  readonly matched: SetCounts;
}

/** Variables with one value per unit and time to become rows of a unit and a time each (commands-data §9.1). */
export interface ToPanelRequest {
  readonly dataset: DatasetHandle;
  /** The panel's; variables of the dataset that belong to no series are repeated at every time. */
  readonly schema: DatasetSchema;
  /** The variable that says the time of a row, and its values, ascending. */
  readonly timeName: string;
  readonly times: readonly (number | string)[];
  /** For each series its variable at each time; absent for times that it lacks. */
  readonly series: readonly { readonly name: string; readonly variables: readonly (string | undefined)[] }[];
}

/** A panel to become one row per unit (commands-data §9.2). */
export interface FromPanelRequest {
  readonly dataset: DatasetHandle;
  readonly schema: DatasetSchema;
  readonly timeName: string;
  /** Ascending; rows of other times are left out. */
  readonly times: readonly (number | string)[];
  /** For each variable of the panel the names of its values at the times, in their order. */
  readonly variables: readonly { readonly name: string; readonly targets: readonly string[] }[];
}

/** A dataset in its new form. */
export interface Reshaped {
  readonly dataset: DatasetHandle;
  /** Its units, each counted as one row. */
  readonly units: SetCounts;
}

/** What executors of changing commands ask of an engine. Nothing here changes a dataset: each answer is a new one. */
export interface ChangingEngine extends ImportingEngine {
  readonly kind: string;
  /** A dataset without rows. */
  empty(schema: DatasetSchema): DatasetHandle;
  /** The same rows under another schema; a variable that is new in it has the values of the one that `from` names. */
  project(dataset: DatasetHandle, schema: DatasetSchema, from?: ReadonlyMap<string, string>): DatasetHandle;
  select(dataset: DatasetHandle, condition: ExpressionIr): Promise<SelectionHandle>;
  /** Rows where a variable is missing. */
  selectMissing(dataset: DatasetHandle, variable: string): Promise<SelectionHandle>;
  /** All rows but those selected. */
  complement(selection: SelectionHandle): Promise<SelectionHandle>;
  /** The selected rows as a dataset. */
  keep(selection: SelectionHandle, schema: DatasetSchema): Promise<DatasetHandle>;
  /** A random selection (rule DC-27): a share below 1, or a number of rows. */
  sample(dataset: DatasetHandle, size: number, seed: number): Promise<SelectionHandle>;
  derive(request: DeriveRequest): Promise<DatasetHandle>;
  planRecode(
    dataset: DatasetHandle,
    variable: string,
    rules: readonly RecodeRule[],
    selection: SelectionHandle | undefined,
  ): Promise<RecodePlan>;
  /** Carries out plans; for each plan one decision per rule, and the variable that gets the result. */
  recode(
    schema: DatasetSchema,
    plans: readonly {
      readonly plan: RecodePlan;
      readonly decisions: readonly ('as-asked' | 'none' | 'all')[];
      readonly target: string;
    }[],
  ): Promise<DatasetHandle>;
  planConversion(dataset: DatasetHandle, variable: string, rules: ConversionRules): Promise<Conversion>;
  convert(
    schema: DatasetSchema,
    conversions: readonly {
      readonly conversion: Conversion;
      readonly target: string;
      /** Rule DC-06 takes nearly all values being no numbers for all of them. */
      readonly isAllMissing: boolean;
    }[],
  ): Promise<DatasetHandle>;
  /** One row per group; `undefined` when an ordinary variable makes more groups than a table may have cells. */
  collapse(request: GroupRequest): Promise<Grouped | undefined>;
  /** The statistics of its group on every row. */
  aggregate(request: GroupRequest): Promise<Grouped | undefined>;
  /** `undefined` when ten or more source units share keys (DC-29). */
  merge(request: MergeRequest): Promise<Merged | undefined>;
  toPanel(request: ToPanelRequest): Promise<Reshaped>;
  fromPanel(request: FromPanelRequest): Promise<Reshaped>;
  /** Each unit of a dataset once, without variables. */
  unitsOf(dataset: DatasetHandle, schema: DatasetSchema): Promise<DatasetHandle>;
}
