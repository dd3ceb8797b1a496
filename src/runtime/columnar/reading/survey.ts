import type { CellBlock } from '../../../disclosure/nodes.ts';
import type { Population } from '../../dataset.ts';
import type { FoldRunner } from '../../fold.ts';
import type { NumericValues } from '../../folds/axis.ts';
import { countCellsFold } from '../../folds/cells.ts';
import type { ProfileState } from '../../folds/profile.ts';
import { surveyFold } from '../../folds/survey.ts';
import { blockOf, columnarDataset, maskOf } from './population.ts';
import { valueRowsOf } from './valid-rows.ts';

/** What is known of the values of a column among a population. */
export interface Survey {
  readonly profile: Readonly<ProfileState>;
  /** The valid values: one cell. */
  readonly valid: CellBlock;
  /** Valid values by bin of `surveyFold`. */
  readonly bins: Uint32Array;
}

/**
 * By mask, or by the units of all rows, and then by array of values. None of them changes once it is made, so that a column is
 * surveyed once, whatever datasets share it; the survey goes when they go.
 */
const known = new WeakMap<object, WeakMap<object, Promise<Survey>>>();

/** The survey of a column among a population: one pass, once. */
export function surveyOf(runner: FoldRunner, population: Population, values: NumericValues): Promise<Survey> {
  const rows = maskOf(population) ?? columnarDataset(population.dataset).units;
  const surveys = known.get(rows) ?? new WeakMap<object, Promise<Survey>>();
  known.set(rows, surveys);
  const found = surveys.get(values.values) ?? survey(runner, population, values);
  surveys.set(values.values, found);
  return found;
}

/** The survey of a column among a population, if there has been one. */
export function surveyedBefore(population: Population, values: NumericValues): Promise<Survey> | undefined {
  const rows = maskOf(population) ?? columnarDataset(population.dataset).units;
  return known.get(rows)?.get(values.values);
}

async function survey(runner: FoldRunner, population: Population, values: NumericValues): Promise<Survey> {
  const { rows, values: own, units, rowCount } = await valueRowsOf(runner, population, values);
  const input = { rows, values: own, units: units.distinct ? units : undefined };
  const { profile, counts, bins } = await runner.fold(surveyFold, input, rowCount);
  if (units.distinct) return { profile, bins, valid: blockOf(counts, true) };
  const apart = await runner.fold(countCellsFold, { rows, units, cells: 1, valid: own }, rowCount);
  return { profile, bins, valid: blockOf(apart.counts, false) };
}
