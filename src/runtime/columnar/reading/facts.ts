import type { SetCounts } from '../../../disclosure/nodes.ts';
import type { ColumnarDataset, Population, UnitAxis } from '../../dataset.ts';
import type { FoldRunner } from '../../fold.ts';
import { countSet } from './count-set.ts';
import { columnarDataset, maskOf } from './population.ts';

/** By mask. Masks never change once they are made, so that the rows they select are counted once; the count goes when they go. */
const known = new WeakMap<Uint8Array, Promise<SetCounts>>();

/** Units, rows and key sums of a population. */
export function populationSet(runner: FoldRunner, population: Population): Promise<SetCounts> {
  const dataset = columnarDataset(population.dataset);
  const mask = maskOf(population);
  if (mask === undefined) return wholeSet(runner, dataset);
  const found = known.get(mask) ?? countSet(runner, dataset, mask);
  known.set(mask, found);
  return found;
}

/** The rows of a dataset change with its units only: what is known of them outlives new columns. */
const wholes = new WeakMap<UnitAxis, Promise<SetCounts>>();

function wholeSet(runner: FoldRunner, dataset: ColumnarDataset): Promise<SetCounts> {
  const found = wholes.get(dataset.units) ?? countSet(runner, dataset, undefined);
  wholes.set(dataset.units, found);
  return found;
}

/** Tells what the rows that a mask selects are, where whoever made the mask counted them in the same pass. */
export function noteSet(mask: Uint8Array, set: SetCounts): void {
  known.set(mask, Promise.resolve(set));
}

/** Tells what all rows of a dataset are, where whoever made them knows it without counting. */
export function noteWhole(units: UnitAxis, set: SetCounts): void {
  wholes.set(units, Promise.resolve(set));
}
