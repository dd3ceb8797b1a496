import type { Keeps, RankRange } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import type { ProfileState } from '../../folds/profile.ts';
import { spanOf, surveyFold } from '../../folds/survey.ts';
import { type ColumnarGrid, gridCells } from './classify.ts';
import { groupValues, isGrouped, ranksInCells, withGroupedValues } from './grouped.ts';
import { orderSurveyed, wantedOf } from './order.ts';
import { numericValuesOf } from './population.ts';
import { surveyedBefore, surveyOf } from './survey.ts';
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
    if (isGrouped(grid) && keeps.every((keep) => keep)) {
      return withGroupedValues(runner, grid, gridded, (grouped) => ranksInCells(runner, grouped, ranges));
    }
    return ranksInCells(runner, await groupValues(runner, { rows, values, rowCount }, cells), ranges);
  }
  const column = numericValuesOf(grid.dataset, variable);
  if (rows.axes.length > 0 && isGrouped(grid)) {
    // Everything that counts stands side by side already, or will sooner or later.
    const survey = await surveyedBefore(grid.population, column);
    return withGroupedValues(runner, grid, gridded, async (grouped) => [
      await ranksOfAll(runner, grouped.values, ranges[0]!, survey && limitsOf(survey.profile)),
    ]);
  }
  const { profile, bins } =
    rows.axes.length === 0
      ? await surveyOf(runner, grid.population, column)
      : await runner.fold(surveyFold, { rows, values, units: undefined }, rowCount);
  const whole = { count: profile.rows, bins, span: spanOf(values.kind, profile) };
  const wanted = wantedOf(whole, ranges[0]!);
  if (areValid && wanted.values > profile.rows * largestShare) {
    return [await ranksOfAll(runner, values.values, ranges[0]!, limitsOf(profile))];
  }
  return [await orderSurveyed({ runner, rows, values, rowCount }, whole, ranges[0]!, wanted)];
}

/** Bins of a survey serve as they are where those that hold a wanted rank have no larger share of the values. */
const largestShare = 1 / 16;

const limitsOf = ({ minimum, maximum }: Pick<ProfileState, 'minimum' | 'maximum'>): readonly [number, number] => [
  minimum,
  maximum,
];
