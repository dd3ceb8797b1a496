import type { CellBlock, HexGrid, SetCounts, StatisticsBlock, ValuePrints } from '../../disclosure/nodes.ts';
import type { DatasetHandle, Population } from '../dataset.ts';
import type { ComomentRequest, Comoments } from './comoments.ts';
import type {
  CrossProducts,
  Design,
  DesignFit,
  FitSums,
  LeadingSquares,
  ProductMoments,
  Recombination,
  RowForms,
  ScoreInfluences,
  ScoreRequest,
} from './design.ts';

/** A classifying variable of a request. */
export interface DimensionRequest {
  readonly variable: string;
  /** Whether missing values form a category of their own; otherwise their rows leave the population. */
  readonly missing: 'drop' | 'category';
}

/** The categories that occur, ascending by code, missing (`null`) last. */
export interface DimensionCategories {
  readonly variable: string;
  readonly codes: readonly (number | string | null)[];
}

/** Cells of a population: the combinations of the categories of some dimensions. */
export interface CellGrid {
  readonly population: Population;
  readonly dimensions: readonly DimensionCategories[];
}

/** A classification of a population: a grid of cells that has been counted. */
export interface Classification extends CellGrid {
  /** Units, rows and key sums of the population that has a category in every dimension. */
  readonly total: SetCounts;
}

/** Which dimensions a grid keeps; the others are pooled. A grid's cells stand in row-major order over those kept. */
export type Keeps = readonly boolean[];

/** Restricts a count to rows with a valid value of a variable, or with one certain value. */
export interface ValueFilter {
  readonly variable: string;
  readonly equals?: number;
}

/** Limits that pull the tails of a variable in (rule DC-02); infinite for none. */
export interface WinsorLimits {
  readonly lower: number;
  readonly upper: number;
}

/** A range of ranks: 1-based, both ends included. */
export interface RankRange {
  readonly from: number;
  readonly to: number;
}

/** Rows that leave a population: those where a variable is missing, or where it has one of some codes. */
export type Exclusion =
  | { readonly type: 'missing'; readonly variable: string }
  | { readonly type: 'codes'; readonly variable: string; readonly codes: readonly (number | string)[] }
  /** By cell of the classification's full grid: 1 = its rows leave. Rows without a cell leave too. */
  | { readonly type: 'cells'; readonly classification: Classification; readonly leaves: Uint8Array };

/** What `profile` tells of a numeric variable. */
export interface ValueProfile {
  /** Units, rows and key sums of the valid values. */
  readonly valid: SetCounts;
  /** Infinite, and in the wrong order, when there is no valid value. */
  readonly minimum: number;
  readonly maximum: number;
  /** Whether all values are whole numbers. */
  readonly isWhole: boolean;
  /** The two values, ascending, when there are exactly two. */
  readonly two: readonly [number, number] | undefined;
  /** Fingerprints of the units and of their values; only where cells are compared (rule DC-31). */
  readonly prints?: ValuePrints;
}

/** What normality is judged by: central moments with divisor n in the unit of the values' range, and 1 − W. */
export interface ValueShape {
  readonly rows: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  /** 1 − W of Shapiro and Wilk; missing for fewer than three values, or equal ones. */
  readonly shapiroWilk: number;
  /** Rows with the value that most rows have. */
  readonly mostFrequent: number;
}

/** A request for the statistics of one variable in the cells of some grids of a classification. */
export interface StatisticsRequest {
  readonly classification: CellGrid;
  readonly grids: readonly Keeps[];
  readonly variable: string;
  readonly limits: WinsorLimits;
  readonly gini: boolean;
  /** Only the valid sets are asked for: the blocks have no moments. */
  readonly withoutMoments?: true;
  /** Keys of the signs of rule DC-14 for the cells' valid sets. */
  readonly signKeys: (valid: CellBlock) => { readonly lo: Uint32Array; readonly hi: Uint32Array };
}

/** Pairs of rows: each row of a unit and the unit's next row in the population, by the categories of a variable in both. */
export interface Transitions {
  /** The categories where a pair begins or ends, ascending by code. */
  readonly codes: readonly (number | string)[];
  /** Units that have such a pair, and pairs as `rows`: from × to in row-major order, what begins and what ends in each category. */
  readonly pairs: CellBlock;
  readonly from: CellBlock;
  readonly to: CellBlock;
  readonly total: SetCounts;
}

/** What executors of reading commands ask of an engine. Everything is exact and must be boxed before it leaves the executor. */
export interface ReadingEngine {
  /** The type of the privacy units of a dataset, as the rules name it. */
  unitTypeOf(dataset: DatasetHandle): string;
  /** Units, rows and key sums of a population. */
  countSet(population: Population): Promise<SetCounts>;
  /** Whether cells take the numbers of earlier ones that they are near (rule DC-31). */
  readonly reusesCells: boolean;
  /** Like `countSet`, with a fingerprint where cells are reused: of a set whose size is to be shown. */
  printedSet(population: Population): Promise<SetCounts>;
  /** The population without the rows of some exclusions. */
  narrow(population: Population, exclusions: readonly Exclusion[]): Promise<Population>;
  /** Classifies the rows of a population; `undefined` when its full grid would have more than `mostCells` cells. */
  classify(population: Population, dimensions: readonly DimensionRequest[]): Promise<Classification | undefined>;
  /** The same cells for a narrower population of the same dataset. */
  restrict(classification: Classification, population: Population): Promise<Classification>;
  /** Counts of a grid. */
  countCells(classification: CellGrid, keeps: Keeps, only?: ValueFilter): Promise<CellBlock>;
  /**
   * Counts pairs of successive rows of a unit. A pair in which a value is missing, or one of `missingCodes`, does not count
   * and is not reached across. `undefined` when there would be more than `mostCells` cells.
   */
  countTransitions(
    population: Population,
    variable: string,
    missingCodes: readonly (number | string)[],
  ): Promise<Transitions | undefined>;
  /**
   * Counts of the bins that ascending edges make, per cell of the full grid (cells outermost), and of all of a cell's valid values.
   * Values outside fall into the outermost bins.
   */
  countBins(
    classification: Classification,
    variable: string,
    edges: Float64Array,
  ): Promise<{ readonly bins: CellBlock; readonly totals: CellBlock }>;
  /** Counts of the rows of a population by hexagon of a grid, where both variables are valid. Values outside fall into the border. */
  countHexagons(population: Population, horizontal: string, vertical: string, grid: HexGrid): Promise<CellBlock>;
  /** The values of a numeric variable: valid set, extremes, and whether there are exactly two of them. */
  profile(population: Population, variable: string): Promise<ValueProfile>;
  /** Rows with a valid value that one unit has at most, by cell of the grid; `undefined` where no unit has more than one. */
  mostRows(classification: CellGrid, keeps: Keeps, variable: string): Promise<Int32Array | undefined>;
  /** Order statistics of the valid values: for each cell of the grid its ranges of ranks; ranges are clipped to the number of values. */
  orderStatistics(
    classification: CellGrid,
    keeps: Keeps,
    variable: string,
    ranges: readonly (readonly RankRange[])[],
  ): Promise<readonly (readonly Float64Array[])[]>;
  /** First and second moments, extremes and signed sums, for each grid; `signKeys` is called once the sets are known. */
  statistics(request: StatisticsRequest): Promise<readonly StatisticsBlock[]>;
  /** Σ (x_w − mean)² alone, of the valid values of a request for one grid of one cell. */
  sumOfSquares(request: StatisticsRequest): Promise<number>;
  /** Shape of the valid values in a grid of one cell, pulled into limits. */
  shape(grid: CellGrid, variable: string, limits: WinsorLimits): Promise<ValueShape>;
  /** Means and extremes of the values of a design's blocks without factors, among all rows of the population. */
  productMoments(population: Population, design: Design): Promise<readonly ProductMoments[]>;
  /** Cross products of all columns of a design. */
  crossProducts(population: Population, design: Design): Promise<CrossProducts>;
  /** Cross products of new columns, each a combination of a design's columns that is formed row by row. */
  recombinedProducts(population: Population, design: Design, recombination: Recombination): Promise<Float64Array>;
  /** Sums over rows that need the fitted values and residuals of a linear model. */
  fitSums(population: Population, design: Design, fit: DesignFit): Promise<FitSums>;
  /** For each combination of a design's columns the sum of its squares, and what the `most` units with the largest sums have of it. */
  leadingSquares(population: Population, design: Design, forms: RowForms, most: number): Promise<LeadingSquares>;
  /** Influences of the units on the estimates of a linear model. */
  scoreInfluences(population: Population, design: Design, request: ScoreRequest): Promise<ScoreInfluences>;
  /** Products of the deviations of variables that are compared with one another; `signKeys` is called once the sets are known. */
  comoments(request: ComomentRequest): Promise<Comoments>;
}

/** Most cells that a full grid may have. */
export const mostCells = 2 ** 22;
