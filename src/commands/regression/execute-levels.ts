import type { FittedModel } from './execute-least-squares.ts';

/** A block of a design whose columns are the levels of one factor, or the cells of several, without values. */
export interface LevelBlock {
  /** Its place among the design's blocks. */
  readonly block: number;
  /** Its columns in the design. */
  readonly columns: readonly number[];
  /** Rows by column, and those in none of them. */
  readonly rows: Float64Array;
  readonly baseRows: number;
  readonly factors: number;
}

/** The blocks of levels and cells of a model. */
export function levelBlocks({ design, fit }: FittedModel): readonly LevelBlock[] {
  const { n, hasConstant, crossProducts, centres } = fit.moments;
  const size = centres.length;
  const blocks: LevelBlock[] = [];
  let first = 0;
  for (const [block, { factors, values }] of design.blocks.entries()) {
    const width = factors.reduce((product, { codes }) => product * codes.length, 1);
    if (factors.length > 0 && values.length === 0) {
      const columns = Array.from({ length: width }, (_, j) => first + j);
      // The mean of a dummy is its share; without a constant its cross-product is its number.
      const rows = Float64Array.from(columns, (column) =>
        hasConstant ? Math.round(n * centres[column]!) : crossProducts[column * size + column]!,
      );
      const baseRows = n - rows.reduce((sum, count) => sum + count, 0);
      blocks.push({ block, columns, rows, baseRows, factors: factors.length });
    }
    first += width;
  }
  return blocks;
}

/** Levels that the other columns explain by more than this share are more than a difference of two means. */
const explainedShare = 0.5;

/**
 * The retained columns that are levels of one factor, each with its block, unless the columns beyond that factor all but explain
 * them: of two almost equal factors each has enough units, and their difference may have one.
 */
export function plainLevels(model: FittedModel, blocks: readonly LevelBlock[]): ReadonlyMap<number, LevelBlock> {
  const { retained, inverse, moments } = model.fit;
  const placeOf = new Map(retained.map((column, place) => [column, place]));
  const found = new Map<number, LevelBlock>();
  for (const level of blocks) {
    if (level.factors > 1) continue;
    const base = moments.hasConstant ? 1 / Math.max(1, level.baseRows) : 0;
    for (const [j, column] of level.columns.entries()) {
      const place = placeOf.get(column);
      if (place === undefined) continue;
      const alone = 1 / level.rows[j]! + base;
      const isExplained = alone < (1 - explainedShare) * inverse[place * retained.length + place]!;
      if (!isExplained) found.set(column, level);
    }
  }
  return found;
}
