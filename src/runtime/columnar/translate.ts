import { missingUnit, type VariableSlice } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import { isMissingAt, takeRows } from './values.ts';

/** A slice in another numbering of its units, and of the units that its values refer to. */
export function translateSlice(
  slice: VariableSlice,
  ofUnits: Int32Array | undefined,
  ofValues: Int32Array | undefined,
): VariableSlice {
  const values = ofValues === undefined ? slice.values : translateUnits(slice.values, ofValues);
  if (ofUnits === undefined) return { ...slice, values };
  if (slice.layout === 'sparse') {
    return { layout: 'sparse', rowCount: slice.rowCount, values, units: slice.units.map((unit) => ofUnits[unit]!) };
  }
  const isMissing = isMissingAt(values);
  const present: number[] = [];
  for (let unit = 0; unit < slice.rowCount; unit++) if (!isMissing(unit)) present.push(unit);
  const rows = sharedInt32(present.length);
  rows.set(present);
  const units = sharedInt32(present.length);
  for (let i = 0; i < rows.length; i++) units[i] = ofUnits[rows[i]!]!;
  return { layout: 'sparse', rowCount: rows.length, units, values: takeRows(values, rows) };
}

function translateUnits(values: Column, translation: Int32Array): Column {
  if (values.kind !== 'unit') return values;
  const units = sharedInt32(values.units.length);
  for (let i = 0; i < units.length; i++) {
    const unit = values.units[i]!;
    units[i] = unit === missingUnit ? missingUnit : translation[unit]!;
  }
  return { kind: 'unit', unitType: values.unitType, units };
}
