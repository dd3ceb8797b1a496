import type { StatusCode } from '../base/messages/status.ts';
import type { Secret } from './gate.ts';
import type { ExactCoefficients, ExactModel, ExactVariance } from './model-nodes.ts';
import type { HistogramNote } from './protection.ts';
import type {
  BoxBody,
  ChartRequest,
  CoefficientsBody,
  DistributionBody,
  DocumentBody,
  FlowBody,
  HexBody,
  MatrixBody,
  MeasureKey,
  MessageBody,
  MetadataBody,
  ModelBody,
  ReleasedDimension,
  StatisticKey,
  SummaryBody,
  TableBody,
  TableLayout,
  TestBody,
  VarianceBody,
} from './released.ts';

/* ── Sets ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/** What the rules must know of a set of units: distinct units, rows, and the sums of the halves of their record keys modulo 2^32. */
export interface SetCounts {
  readonly units: number;
  readonly rows: number;
  /** Σ A(u) mod 2^32 over the distinct units, as an unsigned integer. */
  readonly sumA: number;
  readonly sumB: number;
  /** Fingerprint of the units, by which sets that differ by few are found; only where cells are compared (rule DC-31). */
  readonly print?: Uint32Array;
}

/** Fingerprints of the units of a set, and of the units with their values: by these a column is known, whatever its name. */
export interface ValuePrints {
  readonly units: Uint32Array;
  readonly values: Uint32Array;
}

/** A set of units about which something may be said. */
export interface SetRef {
  /** The privacy unit that thresholds count. */
  readonly unitType: string;
  readonly counts: Secret<SetCounts>;
}

/** The same for many cells at once: parallel arrays, one entry per cell. */
export interface CellBlock {
  readonly units: Float64Array;
  readonly rows: Float64Array;
  readonly sumA: Uint32Array;
  readonly sumB: Uint32Array;
  /** Fingerprints, `printWords` for each cell; only where cells are compared (rule DC-31). */
  readonly prints?: Uint32Array;
}

/* ── Tables ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/** A category of a classifying variable; `null` is the missing category, which comes last. */
export interface ExactCategory {
  readonly code: number | string | null;
  /** From the code list; absent when the code has none. */
  readonly label?: string;
  /** Whether the code stands in a public code list, or is a raw value (disclosure rule DC-08). */
  readonly listed: 'public' | 'raw';
}

/** A classifying variable; its categories ascend by code. That a category occurs at all is secret. */
export interface ExactDimension {
  readonly variable: string;
  /** Which end of a transition it classifies, where the same variable stands in rows and columns. */
  readonly role?: 'from' | 'to';
  /** How category codes are displayed. */
  readonly display: 'number' | 'text' | 'date';
  readonly categories: Secret<readonly ExactCategory[]>;
}

/** One grid of a table: which dimensions it keeps (the others are pooled), and its cells in row-major order over those kept. */
export interface Grid<T> {
  readonly keeps: readonly boolean[];
  readonly cells: Secret<T>;
}

/** Counts of a classification with every margin that the layout shows. */
export interface ExactCountTable {
  readonly command: string;
  readonly population: SetRef;
  readonly dimensions: readonly ExactDimension[];
  /**
   * The full grid, every stub prefix with and without the column variable, and the grand total. Dimension 1 is the column
   * variable when there are two or more, the others nest in the stub in their order. Where units can occur in several
   * cells (panel), also each dimension alone: rule DC-08 counts the units that carry a value.
   */
  readonly grids: readonly Grid<CellBlock>[];
  readonly measures: readonly MeasureKey[];
  readonly chi2: boolean;
  readonly layout: TableLayout;
  /** Present for charts of counts. With `percent`, `cellpct` is the share of the combination of `over` and `by`, whose grids are needed, too. */
  readonly chart?: ChartRequest;
}

/** Flows between the categories of stages: a table of counts for each two stages that follow one another. */
export interface ExactFlow {
  readonly command: string;
  /** Rows with a value at every stage: the one population of all tables. */
  readonly population: SetRef;
  /** A stage's categories are the same in the table that it ends and in the one that it begins. */
  readonly stages: readonly ExactDimension[];
  /** One less than there are stages; each has the full grid, either margin and the total. */
  readonly tables: readonly (readonly Grid<CellBlock>[])[];
}

/** A percentile's neighbourhood: the order statistics of ranks `from`, `from + 1` … (1-based) that rule DC-10 needs. */
export interface PercentileNeighbourhood {
  readonly p: number;
  readonly from: number;
  readonly values: Float64Array;
  /** Rows that one unit has at most among the cell's valid ones; 1 when absent. */
  readonly most?: number;
}

/** What is known of one numeric variable in each of a grid's cells; arrays have one entry per cell. Winsorised values are x_w. */
export interface StatisticsBlock {
  /** Units with a valid value. */
  readonly valid: CellBlock;
  /** Mean of x_w per row. */
  readonly mean: Float64Array;
  /** Σ (x_w − mean)². */
  readonly m2: Float64Array;
  /** Σ (x_w − mean)⁴. */
  readonly m4: Float64Array;
  /** Smallest and largest x_w. */
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
  /** Σ s_u (x_w − mean) and Σ s_u (x_w − mean)² with the signs of rule DC-14 for the cell's key. */
  readonly signedDeviation: Float64Array;
  readonly signedSquare: Float64Array;
  /** Σ s_u, to centre the signed squares. */
  readonly signSum: Float64Array;
  /**
   * min (x_w − mean)², if the fold has it: the exact largest influence on a variance needs it where no value is further
   * from the mean than √2 standard deviations. Without it the bound σ² is used, which never gives less noise.
   */
  readonly smallestSquare?: Float64Array;
  /**
   * Required where a unit can have several rows in a cell (panel, events): moments of the influences summed per unit,
   * ψ_u = Σ (x_w − mean) for means and Σ ((x_w − mean)² − m2/rows) for variances. `signedDeviation` and `signedSquare` need
   * no such care, because a unit's rows carry the same sign; `signSum` then counts each row.
   */
  readonly byUnit?: {
    readonly deviationSquares: Float64Array;
    readonly deviationLargest: Float64Array;
    readonly squareSquares: Float64Array;
    readonly squareLargest: Float64Array;
  };
  /** For each cell the neighbourhoods of the percentiles that the node asks for; on raw values. */
  readonly percentiles?: readonly (readonly PercentileNeighbourhood[])[];
  /** Present when the Gini coefficient is asked for. */
  readonly gini?: {
    readonly value: Float64Array;
    /** Σ s_u ψ_u, Σ ψ_u² and max |ψ_u| of the centred influence values. */
    readonly signed: Float64Array;
    readonly squares: Float64Array;
    readonly largest: Float64Array;
  };
  /** Raw |x|: total and the two largest, for the dominance rule. */
  readonly absoluteTotal: Float64Array;
  readonly largest: Float64Array;
  readonly secondLargest: Float64Array;
  /** Fingerprints of the units with their values, `printWords` for each cell; there where `valid` has fingerprints. */
  readonly valuePrints?: Uint32Array;
}

/** A variable that has exactly two valid values in the population: its means come from released counts (rule DC-14). */
export interface TwoValued {
  readonly low: number;
  readonly high: number;
  readonly atLow: CellBlock;
  readonly atHigh: CellBlock;
}

/** The statistics of one variable over a grid. */
export interface ExactVolume {
  readonly variable: string;
  readonly isInteger: boolean;
  readonly display: 'number' | 'date';
  /** Standard deviation of x_w over the whole command population: the floor of the noise. */
  readonly populationSd: Secret<number>;
  /** The grids of the table's counts, in the same order. */
  readonly grids: readonly Grid<{ readonly statistics: StatisticsBlock; readonly twoValued?: TwoValued }>[];
}

/** Statistics of numeric variables in the cells of a classification. */
export interface ExactVolumeTable {
  readonly command: string;
  readonly population: SetRef;
  readonly dimensions: readonly ExactDimension[];
  /** Counts of the same grids, which decide what is shown at all. */
  readonly grids: readonly Grid<CellBlock>[];
  readonly volumes: readonly ExactVolume[];
  readonly statistics: readonly StatisticKey[];
  readonly layout: TableLayout;
  readonly chart?: ChartRequest;
}

/** Descriptive statistics of variables over one population, as a whole or at each time of a panel. */
export interface ExactSummary {
  readonly command: string;
  readonly population: SetRef;
  readonly statistics: readonly StatisticKey[];
  /**
   * Confidence level in per cent. When present, the statistics must be `count`, `mean` and `std`, and what is shown is the
   * interval of the mean that follows from them once they are released (rule DC-26).
   */
  readonly level?: number;
  readonly times?: SummaryTimes;
  readonly variables: readonly {
    readonly variable: string;
    readonly isInteger: boolean;
    readonly display: 'number' | 'date';
    /** Grids of one cell each, or of one cell per time. */
    readonly cell: Secret<{ readonly statistics: StatisticsBlock; readonly twoValued?: TwoValued }>;
    /** Required with `times`: the rows of all times that have a valid value, and the standard deviation of x_w among them. */
    readonly whole?: { readonly valid: SetRef; readonly sd: Secret<number> };
  }[];
}

/** The times at which variables are described. They follow from the script alone: a time that no row has is among them, too. */
export interface SummaryTimes {
  readonly dimension: ReleasedDimension;
  /** For each category its cell in the blocks; −1 where no row has the time. */
  readonly cells: Secret<Int32Array>;
}

/* ── Correlations ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/** Moments of the influences of the units on a statistic of each pair, summed per unit (rule DC-14). */
export interface PairInfluenceBlock {
  /** Σ s_u ψ_u with the signs of the key of the pair's set. */
  readonly signed: Float64Array;
  readonly squares: Float64Array;
  readonly largest: Float64Array;
}

/** What is known of each pair (i, j), i ≤ j, of some variables, row by row; arrays have one entry per pair. (i, i) is the variable alone. */
export interface PairBlock {
  /** The units and rows where both variables are valid, which all other numbers are about. */
  readonly valid: CellBlock;
  /** Σ (x − x̄)(y − ȳ), Σ (x − x̄)² and Σ (y − ȳ)²; 0 for constants. */
  readonly products: Float64Array;
  readonly leftSquares: Float64Array;
  readonly rightSquares: Float64Array;
  /** The part of Σ (x − x̄)² that the most deviant units hold, as many as the policy's `models.topUnits`; 0 where it looks at none. */
  readonly leftTop: Float64Array;
  readonly rightTop: Float64Array;
  /** Required where magnitudes are noised: of correlations when they, or their p-values, are asked for; of covariances likewise. */
  readonly correlation?: PairInfluenceBlock;
  readonly covariance?: PairInfluenceBlock;
  /** By variable, for covariances: the counts of variables with exactly two values. */
  readonly twoValued: readonly (TwoValued | undefined)[];
}

/** Correlations or covariances of variables, two by two. */
export interface ExactMatrix {
  readonly command: string;
  readonly population: SetRef;
  readonly variables: readonly string[];
  readonly measure: 'correlation' | 'covariance';
  /** Whether each pair has rows of its own; otherwise all pairs share theirs. */
  readonly pairwise: boolean;
  /** Whether p-values, and numbers of rows, stand with each pair. */
  readonly significance: boolean;
  readonly observations: boolean;
  readonly pairs: Secret<PairBlock>;
}

/* ── Tests ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/** What is known of the shape of a variable's winsorised values x_w. */
export interface ShapeEvidence {
  readonly rows: number;
  /** Central moments with divisor n, in one unit of any size. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** 1 − W of Shapiro and Wilk. */
  readonly shapiroWilk: number;
  /** Rows with the value that most rows have, and the rows that one unit has at most. */
  readonly mostFrequent: number;
  readonly mostRows: number;
  /** Present where the variable has exactly two values before they are winsorised. */
  readonly twoValued?: TwoValued;
}

/** Tests of whether the values of variables, each on its own, are normally distributed. */
export interface ExactTest {
  readonly command: string;
  readonly population: SetRef;
  readonly variables: readonly {
    readonly variable: string;
    /** The units with a valid value. */
    readonly valid: SetRef;
    readonly shape: Secret<ShapeEvidence>;
  }[];
}

/* ── Distributions ─────────────────────────────────────────────────────────────────────────────────────────────── */

/** Counts in the bins of a histogram, for each facet. */
export interface ExactDistribution {
  readonly command: string;
  readonly population: SetRef;
  readonly variable: string;
  readonly isInteger: boolean;
  readonly display: 'number' | 'date';
  /** Already protected: made from rule DC-10's percentiles, never from exact extremes. */
  readonly edges: Secret<Float64Array>;
  readonly scale: 'density' | 'freq' | 'fraction' | 'percent';
  /** Why there are not as many bars as were asked for, as `histogramEdges` says it: a fact of script, policy and edges. */
  readonly binsNote?: HistogramNote;
  readonly facetVariable?: ExactDimension;
  readonly facets: readonly {
    /** Index into the facet variable's categories; absent when there are no facets. */
    readonly category?: number;
    readonly bins: Secret<CellBlock>;
    readonly total: SetRef;
    /** For the normal curve. */
    readonly statistics?: Secret<StatisticsBlock>;
  }[];
  readonly populationSd: Secret<number>;
}

/** Box plots of numeric variables, in every combination of some categories. */
export interface ExactBoxes {
  readonly command: string;
  readonly population: SetRef;
  /** Those along the axis in their order, then those that divide the boxes into charts. */
  readonly dimensions: readonly ExactDimension[];
  /** So many of the last dimensions divide the boxes into charts. */
  readonly facets: number;
  /** Mean, quartiles and extremes; each on the full grid and, where there are dimensions, on the grid that keeps none. */
  readonly volumes: readonly ExactVolume[];
  readonly horizontal: boolean;
}

/** A grid of hexagons: its ends, and its steps along each axis. */
export interface HexGrid {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** Counts of two variables in the hexagons of a grid. */
export interface ExactHexagons {
  readonly command: string;
  /** Where both variables are valid. */
  readonly population: SetRef;
  readonly horizontal: { readonly variable: string; readonly display: 'number' | 'date' };
  readonly vertical: { readonly variable: string; readonly display: 'number' | 'date' };
  /** Already protected: made from rule DC-10's percentiles, never from exact extremes. */
  readonly grid: Secret<HexGrid>;
  /** Classes of colours at most. */
  readonly classes: number;
  readonly cells: Secret<CellBlock>;
}

/* ── Messages and metadata ─────────────────────────────────────────────────────────────────────────────────────── */

/** A status line: a sentence of the catalogue, names that the script contains, and the sets whose sizes it mentions. */
export interface ExactMessage {
  readonly code: StatusCode;
  readonly names: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, SetRef>>;
}

/** Built from catalogue and script only: no set of units can be in it. */
export interface ExactMetadata {
  readonly body: MetadataBody;
}

/** Made of the language's declarations and the script's own statements: no set of units can be in it. */
export interface ExactDocument {
  readonly body: DocumentBody;
}

/* ── The total table of kinds ──────────────────────────────────────────────────────────────────────────────────── */

/** What each kind of node holds before disclosure control. */
export interface ExactNodes {
  readonly message: ExactMessage;
  readonly countTable: ExactCountTable;
  readonly volumeTable: ExactVolumeTable;
  readonly summary: ExactSummary;
  readonly matrix: ExactMatrix;
  readonly test: ExactTest;
  readonly distribution: ExactDistribution;
  readonly flow: ExactFlow;
  readonly box: ExactBoxes;
  readonly hex: ExactHexagons;
  readonly model: ExactModel;
  readonly variance: ExactVariance;
  readonly coefficients: ExactCoefficients;
  readonly metadata: ExactMetadata;
  readonly document: ExactDocument;
}

/** What each kind looks like once released. */
export interface ReleasedBodies {
  readonly message: MessageBody;
  readonly countTable: TableBody;
  readonly volumeTable: TableBody;
  readonly summary: SummaryBody;
  readonly matrix: MatrixBody;
  readonly test: TestBody;
  readonly distribution: DistributionBody;
  readonly flow: FlowBody;
  readonly box: BoxBody;
  readonly hex: HexBody;
  readonly model: ModelBody;
  readonly variance: VarianceBody;
  readonly coefficients: CoefficientsBody;
  readonly metadata: MetadataBody;
  readonly document: DocumentBody;
}

export type NodeKind = keyof ExactNodes;
export type ExactNodeOf<K extends NodeKind> = { readonly kind: K } & ExactNodes[K];
export type AnyExactNode<K extends NodeKind = NodeKind> = K extends NodeKind ? ExactNodeOf<K> : never;
