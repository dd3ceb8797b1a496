import type { EpochDay } from '../../../src/base/epoch-day.ts';
import type { RegisterVariable } from '../../../src/metadata/catalogue.ts';
import { type ColumnValues, missingCode, missingInt32, missingUnit } from '../../../src/metadata/stored-column.ts';

/** The value of a row: a text, a number, a unit number; `undefined` for none. */
export function valueOf(column: ColumnValues, row: number): string | number | undefined {
  switch (column.kind) {
    case 'dictionary':
      return column.codes[row] === missingCode ? undefined : column.dictionary[column.codes[row]!];
    case 'unit':
      return column.units[row] === missingUnit ? undefined : column.units[row];
    case 'int32':
      return column.values[row] === missingInt32 ? undefined : column.values[row];
    case 'float64':
      return Number.isNaN(column.values[row]) ? undefined : column.values[row];
  }
}

/** The first and the last date of a variable; none for fixed ones. */
export function firstAndLast({
  temporality,
  statusDays,
  coverage,
}: RegisterVariable): readonly (EpochDay | undefined)[] {
  if (temporality === 'FIXED') return [undefined];
  if (statusDays !== undefined) return [statusDays[0], statusDays.at(-1)];
  return [coverage!.startDay, coverage!.stopDay];
}
