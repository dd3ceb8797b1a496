import { shapiroWilkComplement } from '../../../stats/descriptive/shapiro-wilk.ts';
import type { ValueShape, WinsorLimits } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import type { NumericValues } from '../../folds/axis.ts';
import { sortGroupsKernel } from '../../folds/sort-groups.ts';
import { spanOf } from '../../folds/survey.ts';
import { type ScaledValues, scaledAt, scaledSumFold, valueShape, valueShapeFold } from '../../folds/value-shape.ts';
import type { ColumnarGrid } from './classify.ts';
import { gridRows } from './classify.ts';
import { groupValues } from './grouped.ts';
import { orderSurveyed } from './order.ts';
import { numericValuesOf } from './population.ts';
import { surveyOf } from './survey.ts';

/** Groups of values that threads sort side by side, if there are enough values. */
const mostGroups = 64;
const fewestInGroup = 16_384;

/** Shape of the valid values of a population (a grid of one cell), pulled into limits. */
export async function shapeOf(
  runner: FoldRunner,
  grid: ColumnarGrid,
  variable: string,
  limits: WinsorLimits,
): Promise<ValueShape> {
  const values = await sortedValues(runner, grid, numericValuesOf(grid.dataset, variable));
  const n = values.length;
  const scaled: ScaledValues = { values, ...limits, minimum: 0, range: 1 };
  const minimum = n === 0 ? 0 : scaledAt(scaled, 0);
  const range = n === 0 ? 0 : scaledAt(scaled, n - 1) - minimum;
  if (!(range > 0)) return { rows: n, m2: 0, m3: 0, m4: 0, shapiroWilk: Number.NaN, mostFrequent: n };
  const input = { ...scaled, minimum, range };
  const sum = await runner.fold(scaledSumFold, input, n);
  const state = await runner.fold(valueShapeFold, { ...input, mean: sum[0]! / n }, n);
  const sums = { squares: state[valueShape.squares]!, products: state[valueShape.products]! };
  const gapAt = (i: number): number => scaledAt(input, n - i) - scaledAt(input, i - 1);
  const squares = state[valueShape.d2]!;
  return {
    rows: n,
    m2: squares / n,
    m3: state[valueShape.d3]! / n,
    m4: state[valueShape.d4]! / n,
    shapiroWilk: shapiroWilkComplement(n, sums, gapAt, squares),
    mostFrequent: longestRun(input),
  };
}

/** How often the value occurs that occurs most often. */
function longestRun(scaled: ScaledValues): number {
  let longest = 0;
  let begin = 0;
  let value = Number.NaN;
  for (let place = 0; place < scaled.values.length; place++) {
    const next = scaledAt(scaled, place);
    if (next !== value) begin = place;
    value = next;
    if (place - begin >= longest) longest = place - begin + 1;
  }
  return longest;
}

/** All valid values of a population in ascending order: threads sort intervals that hold about as many each. */
async function sortedValues(runner: FoldRunner, grid: ColumnarGrid, values: NumericValues): Promise<Float64Array> {
  const rows = gridRows(grid, []);
  const { rowCount } = grid.dataset;
  const { profile, bins } = await surveyOf(runner, grid.population, values);
  const groups = Math.min(mostGroups, Math.max(1, Math.floor(profile.rows / fewestInGroup)));
  const ranks = Array.from({ length: groups - 1 }, (_, g) => Math.floor(((g + 1) * profile.rows) / groups) + 1);
  const source = { runner, rows, values, rowCount };
  const found = await orderSurveyed(
    source,
    { count: profile.rows, bins, span: spanOf(values.kind, profile) },
    ranks.map((rank) => ({ from: rank, to: rank })),
  );
  const inner = [...new Set(found.map(([edge]) => edge!))].filter(
    (edge) => edge > profile.minimum && edge < profile.maximum,
  );
  const edges = Float64Array.from([profile.minimum, ...inner, profile.maximum]);
  const cells = edges.length - 1;
  const contribution = Int32Array.from({ length: cells }, (_, cell) => cell);
  const axis = { source: { kind: 'bins', values, edges }, contribution, missing: 0 } as const;
  const axes = cells > 1 ? [axis] : [];
  const grouped = { rows: { mask: rows.mask, axes }, values, rowCount };
  const { values: sorted, begins } = await groupValues(runner, grouped, cells);
  await runner.map(sortGroupsKernel, { values: sorted, begins }, sorted.length);
  return sorted;
}
