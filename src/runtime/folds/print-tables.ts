import { bucketOf, printWords } from '../../disclosure/history/prints.ts';
import { type Area, doublesIn, growingArea, integersIn } from '../simd/memory.ts';
import { prints as simd } from '../simd/prints.ts';
import { keyAreas } from './row-keys.ts';

/* Fingerprints in the thread's memory, from the first row of a state to its last. One state's are at hand at a time. */

/** Fingerprints by cell: of the units, and of the units with their values (empty when these are not wanted). */
export interface CellPrints {
  readonly units: Int32Array;
  readonly values: Int32Array;
}

/** Fingerprints of more cells stay where they are. */
const mostWords = 2 ** 12 * printWords;

const unitTable = growingArea();
const valueTable = growingArea();

/** The tables of the units, and of the values if these are wanted. */
const tablesOf = new WeakMap<CellPrints, readonly Area[]>();

/** No fingerprints yet. */
export function emptyPrints(cells: number, areValues: boolean): CellPrints {
  const words = cells * printWords;
  return { units: new Int32Array(words), values: new Int32Array(areValues ? words : 0) };
}

/** The same, where those of rows go to the thread's memory until `closePrints`, if there are not too many cells. */
export function openedPrints(cells: number, areValues: boolean): CellPrints {
  const prints = emptyPrints(cells, areValues);
  if (prints.units.length > mostWords) return prints;
  const bytes = (prints.units.length + printWords) * 4;
  const tables = areValues ? [unitTable(bytes), valueTable(bytes)] : [unitTable(bytes)];
  for (const table of tables) integersIn(table).fill(0, 0, bytes / 4);
  tablesOf.set(prints, tables);
  return prints;
}

/**
 * Takes in `count` rows whose units are distinct and whose keys are at hand. Negative cells are none.
 *
 * @param cells those of the rows, and room for three more
 * @param values those of the rows, where values are wanted
 */
export function addPrints(prints: CellPrints, cells: Area, count: number, values?: Area): void {
  const [ofUnits, ofValues] = tablesOf.get(prints) ?? [];
  if (ofUnits === undefined) {
    addWhereTheyAre(prints, integersIn(cells), count, values === undefined ? undefined : doublesIn(values));
    return;
  }
  integersIn(cells).fill(-1, count, (count + 3) & ~3);
  const rest = prints.units.length / printWords;
  const rows = [cells.address, keyAreas.a.address, keyAreas.b.address, count, rest, ofUnits.address] as const;
  if (ofValues === undefined || values === undefined) simd.units(...rows);
  else simd.unitsAndValues(...rows, values.address, ofValues.address);
}

const keys = { a: integersIn(keyAreas.a), b: integersIn(keyAreas.b) };

function addWhereTheyAre(prints: CellPrints, cells: Int32Array, count: number, values: Float64Array | undefined): void {
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    if (cell < 0) continue;
    const at = cell * printWords + bucketOf(keys.a[i]!);
    prints.units[at] = prints.units[at]! ^ keys.b[i]!;
    if (values === undefined || prints.values.length === 0) continue;
    prints.values[at] = (prints.values[at]! + mixedWith(keys.b[i]!, values[i]!)) | 0;
  }
}

const halves = new Int32Array(2);
const double = new Float64Array(halves.buffer);

/** A word of a unit's key and a value, mixed so that every bit of them shows. */
export function mixedWith(key: number, value: number): number {
  // -0 and 0 are one value.
  double[0] = value + 0;
  return mixed(key, halves[0]!, halves[1]!);
}

/** The same of the two words of a value, the lower one first. */
export function mixed(key: number, low: number, high: number): number {
  return finished(finished(key ^ Math.imul(low, 0x9e3779b1)) ^ Math.imul(high, 0x85ebca77) ^ key);
}

/** The finaliser of MurmurHash 3: every bit of a word shows in every bit of the result. */
export function finished(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Puts what has been gathered into the fingerprints, after the last row. */
export function closePrints(prints: CellPrints): void {
  const [ofUnits, ofValues] = tablesOf.get(prints) ?? [];
  if (ofUnits !== undefined) prints.units.set(integersIn(ofUnits).subarray(0, prints.units.length));
  if (ofValues !== undefined) prints.values.set(integersIn(ofValues).subarray(0, prints.values.length));
  tablesOf.delete(prints);
}

/** Adds the fingerprints of other rows, which are of other units or of others of theirs. */
export function mergePrints(earlier: CellPrints, later: CellPrints): void {
  for (let i = 0; i < earlier.units.length; i++) earlier.units[i] = earlier.units[i]! ^ later.units[i]!;
  for (let i = 0; i < earlier.values.length; i++) earlier.values[i] = (earlier.values[i]! + later.values[i]!) | 0;
}
