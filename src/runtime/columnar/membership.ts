import type { MemberSet } from '../../disclosure/history/members.ts';
import { sharedUint8, sharedUint32 } from '../column.ts';
import type { ColumnarSelection, DatasetHandle, Population, SelectionHandle, UnitAxis } from '../dataset.ts';
import type { FoldRunner } from '../fold.ts';
import { packKernel, unpackKernel } from '../folds/membership.ts';
import { populationSet } from './reading/facts.ts';
import { maskOf } from './reading/population.ts';
import { type Table, tableOf } from './table.ts';

/** By axis: the rows of a dataset change with its units only. */
const wholes = new WeakMap<UnitAxis, Promise<MemberSet | undefined>>();

/** Who is in a population; `undefined` for groups of an ordinary variable. */
export function membersOf(runner: FoldRunner, population: Population): Promise<MemberSet | undefined> {
  const table = tableOf(population.dataset);
  const mask = maskOf(population);
  if (mask !== undefined) return makeMembers(runner, table, population, mask);
  const found = wholes.get(table.units) ?? makeMembers(runner, table, { dataset: table }, undefined);
  wholes.set(table.units, found);
  return found;
}

async function makeMembers(
  runner: FoldRunner,
  table: Table,
  population: Population,
  mask: Uint8Array | undefined,
): Promise<MemberSet | undefined> {
  const { space, units } = table;
  if (space === undefined || !units.distinct) return undefined;
  const counts = await populationSet(runner, population);
  return {
    space: nameOf(table),
    units: await pack(runner, mask, units.index, table.rowCount, space.universe.size),
    counts,
  };
}

/** Names the numbering of a dataset's units. */
function nameOf({ space, units }: Table): string {
  return `${units.unitType} ${space?.universe.contentHash ?? ''}`;
}

async function pack(
  runner: FoldRunner,
  mask: Uint8Array | undefined,
  index: Int32Array | undefined,
  rowCount: number,
  size: number,
): Promise<Uint32Array> {
  const words = sharedUint32((size + 31) >>> 5);
  await runner.map(packKernel, { mask, index, words: new Int32Array(words.buffer) }, rowCount);
  return words;
}

/** The rows of a dataset that belong to some units. */
export async function selectMembers(
  runner: FoldRunner,
  dataset: DatasetHandle,
  words: Uint32Array,
): Promise<ColumnarSelection> {
  const table = tableOf(dataset);
  const mask = sharedUint8(table.rowCount);
  const counts = await runner.map(unpackKernel, { words, index: table.units.index, out: mask }, table.rowCount);
  return { of: table, mask, rowCount: counts.reduce((sum, count) => sum + count, 0) };
}

/** All rows of a dataset, or none. */
export function selectEvery(dataset: DatasetHandle, isSelected: boolean): SelectionHandle & ColumnarSelection {
  const table = tableOf(dataset);
  const mask = sharedUint8(table.rowCount);
  if (isSelected) mask.fill(1);
  return { of: table, mask, rowCount: isSelected ? table.rowCount : 0 };
}
