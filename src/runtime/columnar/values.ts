import { arrayOf, missingCode, missingInt32, missingUnit } from '../../metadata/stored-column.ts';
import { type Column, sharedCodes, sharedFloat64, sharedInt32 } from '../column.ts';

/** What stands for missing in a column's array. */
export function missingOf(column: Column): number {
  switch (column.kind) {
    case 'float64':
      return Number.NaN;
    case 'int32':
      return missingInt32;
    case 'dictionary':
      return missingCode;
    case 'unit':
      return missingUnit;
  }
}

/** A column of the same kind, dictionary and unit type, with room for so many values; zeroed, not missing. */
export function emptyLike(column: Column, length: number): Column {
  switch (column.kind) {
    case 'float64':
      return { kind: 'float64', values: sharedFloat64(length) };
    case 'int32':
      return { kind: 'int32', values: sharedInt32(length) };
    case 'dictionary':
      return { ...column, codes: sharedCodes(length, column.dictionary.length) };
    case 'unit':
      return { ...column, units: sharedInt32(length) };
  }
}

/** Asks rows of a column whether they are missing. For loops that are not hot. */
export function isMissingAt(column: Column): (row: number) => boolean {
  const array = arrayOf(column);
  const missing = missingOf(column);
  return (row) => Object.is(array[row], missing);
}

/** The values of some rows on the calling thread; a negative row gives missing. */
export function takeRows(column: Column, rows: Int32Array): Column {
  const taken = emptyLike(column, rows.length);
  const [from, to, missing] = [arrayOf(column), arrayOf(taken), missingOf(column)];
  for (let i = 0; i < rows.length; i++) to[i] = rows[i]! < 0 ? missing : from[rows[i]!]!;
  return taken;
}
