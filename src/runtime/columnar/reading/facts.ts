import type { CellBlock, SetCounts } from '../../../disclosure/nodes.ts';
import type { ColumnarDataset, Population, UnitAxis } from '../../dataset.ts';
import type { FoldRunner } from '../../fold.ts';
import type { NumericValues } from '../../folds/axis.ts';
import { countCellsFold } from '../../folds/cells.ts';
import { type ProfileState, profileFold } from '../../folds/profile.ts';
import { countSet } from './count-set.ts';
import { blockOf, columnarDataset, maskOf, rowsOf, unitRowsOf } from './population.ts';

/** Facts that several questions about the same rows need. */
interface Facts {
  set?: Promise<SetCounts>;
  readonly profiles: Map<object, Promise<Readonly<ProfileState>>>;
  readonly valid: Map<object, Promise<CellBlock>>;
}

/**
 * By dataset, for all its rows, and by mask. Datasets, columns and masks never change once they are made, so that a fact is
 * found once; it goes when they go.
 */
const known = new WeakMap<ColumnarDataset | Uint8Array, Facts>();

function factsOf(dataset: ColumnarDataset, mask: Uint8Array | undefined): Facts {
  const key = mask ?? dataset;
  const before = known.get(key);
  if (before !== undefined) return before;
  const facts: Facts = { profiles: new Map(), valid: new Map() };
  known.set(key, facts);
  return facts;
}

/** Units, rows and key sums of a population. */
export function populationSet(runner: FoldRunner, population: Population): Promise<SetCounts> {
  const dataset = columnarDataset(population.dataset);
  const mask = maskOf(population);
  if (mask === undefined) return wholeSet(runner, dataset);
  const facts = factsOf(dataset, mask);
  facts.set ??= countSet(runner, dataset, mask);
  return facts.set;
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
  known.set(mask, { set: Promise.resolve(set), profiles: new Map(), valid: new Map() });
}

/** The valid values of a column among a population: one cell. */
export function validSet(runner: FoldRunner, population: Population, values: NumericValues): Promise<CellBlock> {
  const { valid } = factsOf(columnarDataset(population.dataset), maskOf(population));
  const found = valid.get(values.values) ?? countWhole(runner, population, values);
  valid.set(values.values, found);
  return found;
}

/** What one pass tells of a column's values among a population. */
export function valueFacts(
  runner: FoldRunner,
  population: Population,
  values: NumericValues,
): Promise<Readonly<ProfileState>> {
  const dataset = columnarDataset(population.dataset);
  const { profiles } = factsOf(dataset, maskOf(population));
  const found =
    profiles.get(values.values) ?? runner.fold(profileFold, { rows: rowsOf(population), values }, dataset.rowCount);
  profiles.set(values.values, found);
  return found;
}

async function countWhole(
  runner: FoldRunner,
  population: Population,
  valid: NumericValues | undefined,
): Promise<CellBlock> {
  const dataset = columnarDataset(population.dataset);
  const input = { rows: rowsOf(population), units: unitRowsOf(dataset), cells: 1 };
  const { counts } = await runner.fold(
    countCellsFold,
    valid === undefined ? input : { ...input, valid },
    dataset.rowCount,
  );
  return blockOf(counts, dataset.units.distinct);
}
