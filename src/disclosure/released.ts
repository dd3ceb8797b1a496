import type { LocalText } from '../base/language.ts';
import type { NoteCode, RefusalCode } from '../base/messages/refusals.ts';
import type { StatusCode } from '../base/messages/status.ts';

/**
 * Bodies of released results: plain data, numbers that have passed disclosure control, nulls with a reason, and static text.
 * Everything that renders, exports or records sees these types only.
 */

/** A number that may be shown, or why there is none. */
export type Shown =
  | { readonly v: number }
  | { readonly v: null; readonly why: 'suppressed' | 'few' | 'dominance' | 'hidden' | 'missing' };

/** Measures of a frequency table; of charts of counts also `fraction`, and `density`: the fraction per unit of the axis. */
export type MeasureKey = 'freq' | 'rowpct' | 'colpct' | 'cellpct' | 'fraction' | 'density';

/** Statistics of a numeric variable, by their keys in the specification. */
export type StatisticKey =
  | 'mean'
  | 'std'
  | 'count'
  | 'sum'
  | 'p1'
  | 'p25'
  | 'p50'
  | 'p75'
  | 'p99'
  | 'gini'
  | 'iqr'
  | 'min'
  | 'max'
  | 'freq';

/** How the user wants a table laid out. */
export interface TableLayout {
  readonly showCodes: boolean;
  readonly flatten: boolean;
  /** Sort rows by the total column (`code: undefined`) or by the column with that code. */
  readonly rowSort?: { readonly code: number | string | undefined };
  /** Sort columns by the total row, or by the row that these codes address. */
  readonly columnSort?: { readonly codes: readonly (number | string)[] };
  readonly keep?: { readonly end: 'top' | 'bottom'; readonly rows: number };
}

/** A chart asked for instead of a table. A pie is of the counts of one dimension, which is its series. */
export interface ChartRequest {
  readonly type: 'bar' | 'pie';
  /** Which dimensions play which part; indexes into the node's dimensions. */
  readonly series: readonly number[];
  readonly over: readonly number[];
  readonly by: readonly number[];
  readonly stack: boolean;
  readonly horizontal: boolean;
  readonly statistic: string;
  /** `percent` of the over combination. */
  readonly percent: boolean;
}

/** A displayed category. `code` is null for missing values, and `pooled` stands for values that few units share. */
export interface ReleasedCategory {
  readonly code: number | string | null;
  readonly label?: string;
  readonly pooled?: true;
}

/** A displayed classifying variable. */
export interface ReleasedDimension {
  readonly variable: string;
  /** Which end of a transition it classifies, where the same variable stands in rows and columns. */
  readonly role?: 'from' | 'to';
  readonly display: 'number' | 'text' | 'date';
  readonly categories: readonly ReleasedCategory[];
}

/** One kind of number in a table: a measure, or a statistic of a variable. */
export interface TableMeasure {
  readonly key: MeasureKey | StatisticKey;
  /** Volume tables: whose statistic it is. */
  readonly variable?: string;
  readonly display: 'number' | 'date';
}

/** Where a row stands: for each stub dimension an index into its categories, or `total` from some level on. */
export type StubKey = readonly (number | 'total')[];

/** A frequency or volume table as displayed: rows, subtotals and totals in order; already sorted and cut. */
export interface TableBody {
  readonly type: 'table';
  readonly command: string;
  readonly dimensions: readonly ReleasedDimension[];
  /** Indexes of the stub's dimensions, outermost first, and of the column dimension. */
  readonly stub: readonly number[];
  readonly column: number | undefined;
  readonly measures: readonly TableMeasure[];
  /** Column heads: indexes into the column dimension's categories and `total` last; one entry `total` when there is no column dimension. */
  readonly columns: readonly (number | 'total')[];
  readonly rows: readonly {
    readonly key: StubKey;
    /** `cells[column][measure]`. */
    readonly cells: readonly (readonly Shown[])[];
  }[];
  readonly layout: TableLayout;
  readonly tests: readonly {
    readonly key: 'chi2';
    readonly statistic: Shown;
    readonly df: number;
    readonly pValue: Shown;
  }[];
  /** Released size of the population. */
  readonly population: Shown;
  readonly notes: readonly NoteCode[];
  readonly chart?: ChartRequest;
}

/** Columns of an interval of a mean. */
export type IntervalKey = 'obs' | 'mean' | 'se' | 'ci_lower' | 'ci_upper';

/** Descriptive statistics: one row per variable, or per variable and time. */
export interface SummaryBody {
  readonly type: 'summary';
  readonly command: string;
  readonly statistics: readonly (StatisticKey | IntervalKey)[];
  /** Confidence level in per cent, where the columns are those of an interval. */
  readonly level?: number;
  /** The times of a panel, where each variable has a row for each of them. */
  readonly times?: ReleasedDimension;
  readonly rows: readonly {
    readonly variable: string;
    readonly display: 'number' | 'date';
    /** Index into the categories of `times`. */
    readonly time?: number;
    readonly values: readonly Shown[];
  }[];
  readonly notes: readonly NoteCode[];
}

/** Correlations or covariances of variables, two by two: symmetric. */
export interface MatrixBody {
  readonly type: 'matrix';
  readonly command: string;
  readonly measure: 'correlation' | 'covariance';
  readonly pairwise: boolean;
  /** Of rows and columns alike. */
  readonly variables: readonly string[];
  /** `rows[i][j]` is about variables i and j. */
  readonly rows: readonly (readonly {
    readonly value: Shown;
    /** p-value of the correlation being 0, if asked for; a variable with itself has none. */
    readonly p?: Shown;
    /** Number of rows, if asked for. */
    readonly n?: Shown;
  }[])[];
  /** Number of rows that all pairs share; absent where each has its own. */
  readonly sample?: Shown;
  readonly notes: readonly NoteCode[];
}

/** Tests of normality, in this order. */
export const normalityTests = ['skewness', 'kurtosis', 's-k', 'jarque-bera', 'shapiro-wilk'] as const;
export type NormalityTest = (typeof normalityTests)[number];

/** Tests of normality: five rows per variable. */
export interface TestBody {
  readonly type: 'test';
  readonly command: string;
  readonly rows: readonly {
    readonly variable: string;
    readonly test: NormalityTest;
    /** Skewness and excess kurtosis; the other tests have none. */
    readonly coefficient?: Shown;
    readonly statistic: Shown;
    readonly p: Shown;
  }[];
  readonly notes: readonly NoteCode[];
}

/** A histogram: bars from released counts. */
export interface DistributionBody {
  readonly type: 'distribution';
  readonly command: string;
  readonly variable: string;
  readonly display: 'number' | 'date';
  readonly scale: 'density' | 'freq' | 'fraction' | 'percent';
  readonly facetVariable?: ReleasedDimension;
  readonly facets: readonly {
    readonly category?: number;
    readonly total: Shown;
    readonly bars: readonly {
      readonly lower: number;
      readonly upper: number;
      readonly count: Shown;
      readonly height: Shown;
    }[];
    readonly normal?: {
      readonly mean: Shown;
      readonly sd: Shown;
      /** Points of the curve in the histogram's scale. */
      readonly curve: readonly { readonly x: number; readonly y: number }[];
    };
  }[];
  readonly notes: readonly NoteCode[];
}

/** Box plots: every box stands on released numbers, and those that may not be shown are absent. */
export interface BoxBody {
  readonly type: 'box';
  readonly command: string;
  readonly variables: readonly { readonly variable: string; readonly display: 'number' | 'date' }[];
  /** Those along the axis in their order, then those that divide the boxes into charts; categories that some box stands for. */
  readonly dimensions: readonly ReleasedDimension[];
  /** So many of the last dimensions divide the boxes into charts. */
  readonly facets: number;
  readonly horizontal: boolean;
  readonly boxes: readonly {
    /** Index into the variables. */
    readonly variable: number;
    /** For each dimension an index into its categories. */
    readonly at: readonly number[];
    readonly count: number;
    readonly mean: number;
    /** Ends of the whiskers, and the quartiles between them. */
    readonly lower: number;
    readonly p25: number;
    readonly p50: number;
    readonly p75: number;
    readonly upper: number;
  }[];
  readonly notes: readonly NoteCode[];
}

/** Flows between the categories of stages. All counts are released ones: links need not add up to what they join. */
export interface FlowBody {
  readonly type: 'flow';
  readonly command: string;
  readonly stages: readonly ReleasedDimension[];
  /** By stage and category. */
  readonly nodes: readonly (readonly Shown[])[];
  /** `links[i][from][to]`: from the categories of stage i to those of stage i + 1. */
  readonly links: readonly (readonly (readonly Shown[])[])[];
  readonly population: Shown;
  readonly notes: readonly NoteCode[];
}

/** A class of counts of hexagons; the highest may have no end. */
export interface HexClass {
  readonly from: number;
  readonly to: number | null;
}

/** How densely two variables lie: hexagons, each with the class of its released count. */
export interface HexBody {
  readonly type: 'hex';
  readonly command: string;
  readonly horizontal: { readonly variable: string; readonly display: 'number' | 'date' };
  readonly vertical: { readonly variable: string; readonly display: 'number' | 'date' };
  /** Ends of the axes between the outermost centres, and steps along each of them. */
  readonly grid: {
    readonly left: number;
    readonly right: number;
    readonly bottom: number;
    readonly top: number;
    readonly columns: number;
    readonly rows: number;
  };
  readonly classes: readonly HexClass[];
  /** From left to right, from below. */
  readonly hexagons: readonly {
    readonly x: number;
    readonly y: number;
    /** Index into the classes. */
    readonly class: number;
    /** Only where numbers pass as they are. */
    readonly count?: number;
  }[];
  readonly notes: readonly NoteCode[];
}

/** A model's tables. */
export interface ModelBody {
  readonly type: 'model';
  readonly command: string;
  readonly estimator: 'ols';
  readonly dependent: string;
  readonly covariance: 'nonrobust' | 'HC1' | 'cluster';
  readonly clusterVariable?: string;
  readonly level: number;
  readonly statisticName: 't' | 'z';
  /** Header in order: key and value. */
  readonly header: readonly { readonly key: ModelHeaderKey; readonly value: Shown }[];
  readonly controls: readonly string[];
  readonly baseLevels: readonly { readonly variable: string; readonly level: string }[];
  readonly anova?: readonly {
    readonly source: 'model' | 'residual' | 'total';
    readonly ss: Shown;
    readonly df: Shown;
    readonly ms: Shown;
  }[];
  readonly coefficients: readonly {
    readonly term: string;
    readonly display: string;
    readonly omitted: boolean;
    readonly isConstant: boolean;
    readonly coef: Shown;
    readonly se: Shown;
    readonly stat: Shown;
    readonly p: Shown;
    readonly lower: Shown;
    readonly upper: Shown;
  }[];
  readonly diagnostics: readonly {
    readonly test: 'ov' | 'het_bp' | 'het_iid' | 'het_fstat';
    readonly statistic: Shown;
    readonly df1: Shown;
    readonly df2: Shown;
    readonly p: Shown;
  }[];
  readonly vif?: readonly {
    readonly term: string;
    readonly display: string;
    readonly vif: Shown;
    readonly tolerance: Shown;
  }[];
  readonly meanVif?: Shown;
  readonly margins?: readonly {
    readonly group: string | null;
    readonly predicted: Shown;
    readonly se: Shown;
    readonly lower: Shown;
    readonly upper: Shown;
  }[];
  readonly notes: readonly NoteCode[];
}

/** Coefficients of a model with their intervals, to be drawn: those that the model shows, without its constant. */
export interface CoefficientsBody {
  readonly type: 'coefficients';
  readonly command: string;
  /** The command that fitted the model. */
  readonly model: string;
  readonly dependent: string;
  /** Confidence level in per cent. */
  readonly level: number;
  readonly standardized: boolean;
  readonly controls: ModelBody['controls'];
  readonly baseLevels: ModelBody['baseLevels'];
  readonly coefficients: readonly Pick<
    ModelBody['coefficients'][number],
    'term' | 'display' | 'omitted' | 'coef' | 'lower' | 'upper'
  >[];
  readonly notes: readonly NoteCode[];
}

/** Header items of a linear model. */
export type ModelHeaderKey =
  | 'n'
  | 'df_model'
  | 'df_resid'
  | 'f'
  | 'f_p'
  | 'r2'
  | 'adj_r2'
  | 'root_mse'
  | 'loglik'
  | 'aic'
  | 'bic'
  | 'n_clusters';

/** An analysis of variance: what each term explains, and the means of its groups compared two by two. */
export interface VarianceBody {
  readonly type: 'variance';
  readonly command: string;
  readonly dependent: string;
  readonly hasConstant: boolean;
  readonly header: readonly { readonly key: VarianceHeaderKey; readonly value: Shown }[];
  /** The terms in written order, the residual and the total. What a row does not have is missing. */
  readonly rows: readonly {
    readonly source: 'term' | 'residual' | 'total';
    /** The term as it may be written; absent for residual and total. */
    readonly term?: string;
    readonly ss: Shown;
    readonly df: Shown;
    readonly ms: Shown;
    readonly f: Shown;
    readonly p: Shown;
  }[];
  /** Tukey's comparisons, one table for each factor and combination of factors. */
  readonly comparisons: readonly {
    readonly factors: readonly string[];
    /** Confidence level in per cent, of all intervals of the table together. */
    readonly level: number;
    /** Those that may be compared, in the order of their codes, one for each factor. */
    readonly groups: readonly { readonly codes: readonly (number | string)[]; readonly label: string }[];
    readonly rows: readonly {
      /** Indexes into the groups. */
      readonly group1: number;
      readonly group2: number;
      /** Mean of the second group less that of the first. */
      readonly meandiff: Shown;
      readonly p_adj: Shown;
      readonly lower: Shown;
      readonly upper: Shown;
      /** Whether the means differ at the level; absent where that is not known. */
      readonly reject?: boolean;
    }[];
  }[];
  readonly notes: readonly NoteCode[];
}

/** Header items of an analysis of variance. */
export type VarianceHeaderKey = 'n' | 'r2' | 'adj_r2' | 'root_mse' | 'model_ss' | 'model_df' | 'model_f' | 'model_p';

/**
 * A status line: a sentence with released counts. A suppressed count (`v: null`) reads "fewer than `fewerThan` (possibly
 * none)"; a 0 occurs only where counts are exact, and means none.
 */
export interface MessageBody {
  readonly type: 'message';
  readonly code: StatusCode;
  readonly names: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, Shown>>;
  /** The policy's limit below which counts are not shown: 5 under `strict`, 0 under `open`. */
  readonly fewerThan: number;
}

/** Tables of catalogue facts and script constants: no data. */
export interface MetadataBody {
  readonly type: 'metadata';
  readonly command: string;
  readonly title: string;
  readonly columns: readonly { readonly nb: string; readonly en: string }[];
  readonly rows: readonly (readonly string[])[];
}

/** A text about the language or the script itself: help, what has been executed. No data, and nothing of a catalogue. */
export interface DocumentBody {
  readonly type: 'document';
  readonly command: string;
  readonly parts: readonly DocumentPart[];
}

/** A piece of a document. What is written in the language is the same for all readers; words are there in both languages. */
export type DocumentPart =
  /** How the thing that the document is about is written. */
  | { readonly type: 'signature'; readonly code: string }
  | { readonly type: 'heading'; readonly text: LocalText }
  | { readonly type: 'paragraph'; readonly text: LocalText }
  /** What several names mean. */
  | { readonly type: 'terms'; readonly items: readonly { readonly term: LocalText; readonly text: LocalText }[] }
  /** Statements, each of one or more lines; numbered from 1 where their order tells something. */
  | { readonly type: 'code'; readonly statements: readonly string[]; readonly numbered: boolean };

/** A result that is withheld: the rule and its fixed text, nothing else. */
export interface RefusalBody {
  readonly type: 'refusal';
  readonly command: string;
  readonly rule: RefusalCode;
  /** The policy's threshold that the rule compares with, where its text names one. */
  readonly minimum?: number;
  readonly notes: readonly NoteCode[];
}

/** Every released body. */
export type ReleasedBody =
  | TableBody
  | SummaryBody
  | MatrixBody
  | TestBody
  | DistributionBody
  | FlowBody
  | BoxBody
  | HexBody
  | ModelBody
  | VarianceBody
  | CoefficientsBody
  | MessageBody
  | MetadataBody
  | DocumentBody
  | RefusalBody;

/** What every released result carries: which policy, which data, and whether the machine was trusted. */
export interface Stamp {
  readonly policy: string;
  readonly policyVersion: number;
  readonly policyHash: string;
  readonly databanks: readonly {
    readonly databank: string;
    readonly version: string;
    readonly nature: 'synthetic' | 'public' | 'confidential';
  }[];
  /** `client`: data and secret lie on the author's machine, so nothing is guaranteed. */
  readonly trust: 'server' | 'client';
}
