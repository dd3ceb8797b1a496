import type { MemberRows, MemberSet } from '../../disclosure/history/members.ts';
import { sharedUint8, sharedUint32 } from '../column.ts';
import type { ColumnarSelection, DatasetHandle, Population, RowOrigin, UnitAxis } from '../dataset.ts';
import type { FoldRunner } from '../fold.ts';
import { packKernel, unpackKernel } from '../folds/membership.ts';
import { packRowsKernel, type RowPlaces, unpackRowsKernel, wholeUnitsKernel } from '../folds/row-members.ts';
import { populationSet } from './reading/facts.ts';
import { maskOf, unitRowsOf } from './reading/population.ts';
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

/** All units of the universe that a dataset's units are of. Nobody asks for the sums of their keys. */
export function everybody(dataset: DatasetHandle): MemberSet | undefined {
  const { space, units } = tableOf(dataset);
  if (space === undefined) return undefined;
  const { size, contentHash } = space.universe;
  const words = sharedUint32((size + 31) >>> 5).fill(0xffffffff);
  if ((size & 31) !== 0) words[words.length - 1] = 2 ** (size & 31) - 1;
  const counts = { units: size, rows: size, sumA: 0, sumB: 0 };
  return { space: `${units.unitType} ${contentHash}`, units: words, counts };
}

async function makeMembers(
  runner: FoldRunner,
  table: Table,
  population: Population,
  mask: Uint8Array | undefined,
): Promise<MemberSet | undefined> {
  const { space, units } = table;
  if (space === undefined) return undefined;
  const words = sharedUint32((space.universe.size + 31) >>> 5);
  await runner.map(packKernel, { mask, index: units.index, words: new Int32Array(words.buffer) }, table.rowCount);
  const rows = await rowsOf(runner, table, mask, words.length);
  return {
    space: `${units.unitType} ${space.universe.contentHash}`,
    units: words,
    counts: await populationSet(runner, population),
    ...(rows === undefined ? {} : { rows }),
  };
}

async function rowsOf(
  runner: FoldRunner,
  table: Table,
  mask: Uint8Array | undefined,
  wordsOfUnits: number,
): Promise<MemberRows | undefined> {
  const places = placesOf(table);
  if (places === undefined || table.units.rows === undefined) return undefined;
  const { origin } = table.units.rows;
  const names = pagesOf(origin);
  const wordsPerPage = origin.type === 'times' ? wordsOfUnits : (lastOf(origin.offsets) + 31) >>> 5;
  const words = sharedUint32(wordsPerPage * names.length);
  const input = { ...places, mask, words: new Int32Array(words.buffer), wordsPerPage };
  await runner.map(packRowsKernel, input, table.rowCount);
  const isWhole =
    mask === undefined ||
    (await runner.map(wholeUnitsKernel, { mask, units: unitRowsOf(table) }, table.rowCount)).every(Boolean);
  const pages = distinctPages(names, words, wordsPerPage);
  if (origin.type === 'times') return { origin: 'times', pages, isWhole };
  return { origin: origin.name, pages, isWhole, ownerOf: (spell) => ownerOf(origin.offsets, spell) };
}

/** Pages without rows are left out, and equal ones kept once: most conditions select units, at one time or at all of them. */
function distinctPages(
  names: readonly string[],
  words: Uint32Array,
  wordsPerPage: number,
): ReadonlyMap<string, Uint32Array> {
  const kept: Uint32Array[] = [];
  const pages = new Map<string, Uint32Array>();
  names.forEach((name, i) => {
    const page = words.subarray(i * wordsPerPage, (i + 1) * wordsPerPage);
    if (page.every((word) => word === 0)) return;
    let own = kept.find((other) => isEqual(other, page));
    if (own === undefined) {
      own = sharedUint32(wordsPerPage);
      own.set(page);
      kept.push(own);
    }
    pages.set(name, own);
  });
  return pages;
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  for (let word = 0; word < a.length; word++) if (a[word] !== b[word]) return false;
  return true;
}

function pagesOf(origin: RowOrigin): readonly string[] {
  return origin.type === 'times' ? origin.times : [''];
}

function lastOf(offsets: Int32Array): number {
  return offsets[offsets.length - 1]!;
}

/** The unit that a spell belongs to: the last one whose first spell is not after it. */
function ownerOf(offsets: Int32Array, spell: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (offsets[middle]! <= spell) low = middle;
    else high = middle;
  }
  return low;
}

function placesOf({ units }: Table): RowPlaces | undefined {
  const { index, rows } = units;
  if (index === undefined || rows === undefined) return undefined;
  const { origin, numbers } = rows;
  if (origin.type === 'times') return { index, numbers, times: origin.times.length, spells: undefined };
  return { index, numbers, times: 0, spells: origin.spells() };
}

/** The rows of a dataset that belong to some units; with `pages`, those of them that have a bit there. */
export async function selectMembers(
  runner: FoldRunner,
  dataset: DatasetHandle,
  words: Uint32Array,
  pages: ReadonlyMap<string, Uint32Array> | undefined,
): Promise<ColumnarSelection> {
  const table = tableOf(dataset);
  const out = sharedUint8(table.rowCount);
  const places = placesOf(table);
  const counts =
    pages === undefined || places === undefined || table.units.rows === undefined
      ? await runner.map(unpackKernel, { words, index: table.units.index, out }, table.rowCount)
      : await runner.map(
          unpackRowsKernel,
          { ...places, pages: pagesOf(table.units.rows.origin).map((name) => pages.get(name)), out },
          table.rowCount,
        );
  return { of: table, mask: out, rowCount: counts.reduce((sum, count) => sum + count, 0) };
}

/** All rows of a dataset, or none. */
export function selectEvery(dataset: DatasetHandle, isSelected: boolean): ColumnarSelection {
  const table = tableOf(dataset);
  const mask = sharedUint8(table.rowCount);
  if (isSelected) mask.fill(1);
  return { of: table, mask, rowCount: isSelected ? table.rowCount : 0 };
}
