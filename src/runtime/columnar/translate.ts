import { missingUnit, type Spells, type VariableSlice } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import { gatherKernel } from '../folds/rows.ts';
import { gather } from './rows.ts';

/** From the numbers that one databank gives its units to those of the run. */
export interface Translation {
  /** The run's number of each of the databank's units; ascending. Shared. */
  readonly places: Int32Array;
  /** Units that the run knows. */
  readonly size: number;
}

/** A slice in the run's numbering of its units, and of the units that its values refer to. */
export async function translateSlice(
  runner: FoldRunner,
  slice: VariableSlice,
  ofUnits: Translation | undefined,
  ofValues: Translation | undefined,
): Promise<VariableSlice> {
  const values = await translateUnits(runner, slice.values, ofValues);
  if (ofUnits === undefined) return { ...slice, values };
  if (slice.layout === 'sparse') {
    const units = await throughTable(runner, slice.units, ofUnits.places);
    return { layout: 'sparse', rowCount: slice.rowCount, values, units };
  }
  const { size } = ofUnits;
  const all = await gather(runner, values, ownNumbers(ofUnits));
  return { layout: 'dense', rowCount: size, recordCount: slice.recordCount, values: all };
}

/** A history in the run's numbering: numbers ascend in both, so that the spells stay where they are. */
export async function translateSpells(
  runner: FoldRunner,
  spells: Spells,
  ofUnits: Translation | undefined,
  ofValues: Translation | undefined,
): Promise<Spells> {
  const values = await translateUnits(runner, spells.values, ofValues);
  if (ofUnits === undefined) return { ...spells, values };
  const { places, size } = ofUnits;
  const offsets = sharedInt32(size + 1);
  let own = 0;
  for (let unit = 0; unit <= size; unit++) {
    // Units that the databank does not know have no spells: both ends are where the next known unit starts.
    offsets[unit] = spells.offsets[own]!;
    if (places[own] === unit) own++;
  }
  return { ...spells, offsets, values };
}

/** By unit of the run: its number in the databank, or missing. */
function ownNumbers({ places, size }: Translation): Int32Array {
  const own = sharedInt32(size).fill(missingUnit);
  for (let i = 0; i < places.length; i++) own[places[i]!] = i;
  return own;
}

async function translateUnits(runner: FoldRunner, values: Column, ofValues: Translation | undefined): Promise<Column> {
  if (ofValues === undefined || values.kind !== 'unit') return values;
  return { ...values, units: await throughTable(runner, values.units, ofValues.places) };
}

async function throughTable(runner: FoldRunner, numbers: Int32Array, table: Int32Array): Promise<Int32Array> {
  const out = sharedInt32(numbers.length);
  await runner.map(gatherKernel, { values: table, rows: numbers, missing: missingUnit, out }, numbers.length);
  return out;
}
