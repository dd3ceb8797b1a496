import type { Population } from '../../dataset.ts';
import type { Design, LeadingSquares, RowForms, ScoreInfluences, ScoreRequest, UnitSums } from '../../engine/design.ts';
import type { FoldRunner } from '../../fold.ts';
import { leadingSquaresFold, scoreEntries, scoreInfluencesFold } from '../../folds/row-forms.ts';
import { byBlock, designRows, layoutOf } from './design.ts';
import { columnarDataset, unitRowsOf } from './population.ts';

/** Squares of combinations of a design's columns, summed per unit: in one pass over the rows. */
export async function leadingSquares(
  runner: FoldRunner,
  population: Population,
  design: Design,
  forms: RowForms,
  most: number,
): Promise<LeadingSquares> {
  const dataset = columnarDataset(population.dataset);
  const rows = await designRows(runner, dataset, population, design);
  const { offsets, columns } = layoutOf(rows);
  const input = {
    design: rows,
    units: unitRowsOf(dataset),
    forms: formsOf(forms, columns).map((form) => byBlock(rows, offsets, form)),
    most,
  };
  const { totals, largest } = await runner.fold(leadingSquaresFold, input, dataset.rowCount);
  return { totals, leading: Float64Array.from(largest, (list) => list.reduce((sum, square) => sum + square, 0)) };
}

/** Influences on the estimates of a linear model, in one pass over the rows. */
export async function scoreInfluences(
  runner: FoldRunner,
  population: Population,
  design: Design,
  { forms, residual, blocks, key }: ScoreRequest,
): Promise<ScoreInfluences> {
  const dataset = columnarDataset(population.dataset);
  const rows = await designRows(runner, dataset, population, design);
  const { offsets, columns } = layoutOf(rows);
  const input = {
    design: rows,
    units: unitRowsOf(dataset),
    forms: formsOf(forms, columns).map((form) => byBlock(rows, offsets, form)),
    residual: byBlock(rows, offsets, residual),
    blocks,
    lo: key.lo | 0,
    hi: key.hi | 0,
  };
  const state = await runner.fold(scoreInfluencesFold, input, dataset.rowCount);
  return { ...unitSums(state.forms), blocks: state.blocks.map(unitSums) };
}

function unitSums(state: Float64Array): UnitSums {
  const { signed, squares, largest, size } = scoreEntries;
  const entry = (place: number): Float64Array =>
    Float64Array.from({ length: state.length / size }, (_, k) => state[k * size + place]!);
  return { signed: entry(signed), squares: entry(squares), largest: entry(largest) };
}

function formsOf({ count, weights }: RowForms, columns: number): readonly Float64Array[] {
  return Array.from({ length: count }, (_, k) => weights.subarray(k * columns, (k + 1) * columns));
}
