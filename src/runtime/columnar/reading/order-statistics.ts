import type { Keeps, RankRange } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { surveyFold } from '../../folds/survey.ts';
import { type ColumnarGrid, gridCells } from './classify.ts';
import { groupedValuesOf, groupValues, isGrouped, ranksInCells } from './grouped.ts';
import { orderSurveyed } from './order.ts';
import { numericValuesOf } from './population.ts';
import { surveyOf } from './survey.ts';
import { griddedValuesOf } from './valid-rows.ts';
import { ranksOfAll } from './whole-ranks.ts';

/** Order statistics of a variable's valid values: for each cell of a grid those of its ranges of ranks. */
export async function orderStatistics(
  runner: FoldRunner,
  grid: ColumnarGrid,
  keeps: Keeps,
  variable: string,
  ranges: readonly (readonly RankRange[])[],
): Promise<readonly (readonly Float64Array[])[]> {
  const gridded = await griddedValuesOf(runner, grid, variable);
  const { values, rowCount, rowsIn, areValid } = gridded;
  const rows = rowsIn(keeps);
  const cells = gridCells(grid, keeps);
  if (cells !== 1) {
    const isFull = isGrouped(grid) && keeps.every((keep) => keep);
    const grouped = isFull
      ? await groupedValuesOf(runner, grid, gridded)
      : await groupValues(runner, { rows, values, rowCount }, cells);
    return ranksInCells(runner, grouped, ranges);
  }
  // Everything that counts stands side by side already, or will sooner or later.
  if (rows.axes.length === 0 && areValid) return [await ranksOfAll(runner, values.values, ranges[0]!)];
  if (rows.axes.length > 0 && isGrouped(grid)) {
    const grouped = await groupedValuesOf(runner, grid, gridded);
    return [await ranksOfAll(runner, grouped.values, ranges[0]!)];
  }
  const { profile, bins } =
    rows.axes.length === 0
      ? await surveyOf(runner, grid.population, numericValuesOf(grid.dataset, variable))
      : await runner.fold(surveyFold, { rows, values, units: undefined }, rowCount);
  return [await orderSurveyed({ runner, rows, values, rowCount }, { count: profile.rows, bins }, ranges[0]!)];
}
