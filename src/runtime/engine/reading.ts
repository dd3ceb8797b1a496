import type { CellBlock, SetCounts, StatisticsBlock } from '../../disclosure/nodes.ts';
import type { Population } from '../dataset.ts';

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

/** A classification of a population, computed once and used by several folds: one cell index per row. */
export interface Classification {
  readonly population: Population;
  readonly dimensions: readonly DimensionCategories[];
  /** Units, rows and key sums of the population that has a category in every dimension. */
  readonly total: SetCounts;
}

/** Which dimensions a grid keeps. */
export type Keeps = readonly boolean[];

/** Limits that pull the tails of a variable in (rule DC-02); infinite for none. */
export interface WinsorLimits {
  readonly lower: number;
  readonly upper: number;
}

/** What executors of reading commands ask of an engine. Everything is exact and must be boxed before it leaves the executor. */
export interface ReadingEngine {
  /** Units, rows and key sums of a population. */
  countSet(population: Population): Promise<SetCounts>;
  /** Classifies the rows of a population. */
  classify(population: Population, dimensions: readonly DimensionRequest[]): Promise<Classification>;
  /** Counts of a grid, row-major over the dimensions it keeps. */
  countCells(classification: Classification, keeps: Keeps): Promise<CellBlock>;
  /** The values of a numeric variable: valid set, extremes, and whether there are exactly two of them. */
  profile(population: Population, variable: string): Promise<ValueProfile>;
  /** Order statistics of the valid values: for each cell of the grid its ranges of ranks (1-based, both ends included). */
  orderStatistics(
    classification: Classification,
    keeps: Keeps,
    variable: string,
    ranges: readonly (readonly { readonly from: number; readonly to: number }[])[],
  ): Promise<readonly (readonly Float64Array[])[]>;
  /** Units with a valid value per cell: what percentile ranks are computed from. */
  countValid(classification: Classification, keeps: Keeps, variable: string): Promise<CellBlock>;
  /** First and second moments, extremes and signed sums; `signKeys` is called once the sets are known. */
  statistics(request: StatisticsRequest): Promise<StatisticsBlock>;
}

/** What `profile` tells of a variable. */
export interface ValueProfile {
  readonly valid: SetCounts;
  readonly minimum: number;
  readonly maximum: number;
  /** The two values when there are exactly two. */
  readonly two: readonly [number, number] | undefined;
}

/** A request for the statistics of one variable in the cells of one grid. */
export interface StatisticsRequest {
  readonly classification: Classification;
  readonly keeps: Keeps;
  readonly variable: string;
  readonly limits: WinsorLimits;
  readonly gini: boolean;
  /** Keys of the signs of rule DC-14 for the cells' valid sets. */
  readonly signKeys: (valid: CellBlock) => { readonly lo: Uint32Array; readonly hi: Uint32Array };
}
