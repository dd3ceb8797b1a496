import { missingInt32, openStopDay } from '../../src/metadata/stored-column.ts';
import { type Column, sharedFloat64, sharedInt32 } from '../../src/runtime/column.ts';
import { codeTexts } from '../../src/runtime/expression/dictionary.ts';

/** A column of integers; `null` is missing, `Infinity` an open end of a spell. */
export function integers(values: readonly (number | null)[]): Column {
  const column = sharedInt32(values.length);
  values.forEach((x, i) => (column[i] = x === null ? missingInt32 : x === Number.POSITIVE_INFINITY ? openStopDay : x));
  return { kind: 'int32', values: column };
}

/** A column of decimals; `null` is missing. */
export function decimals(values: readonly (number | null)[]): Column {
  const column = sharedFloat64(values.length);
  values.forEach((x, i) => (column[i] = x ?? Number.NaN));
  return { kind: 'float64', values: column };
}

/** A column of texts; `null` is missing. */
export function texts(values: readonly (string | null)[]): Column {
  return { kind: 'dictionary', ...codeTexts(values) };
}

/** The values of a column as plain data; missing is `null`, an open end of a spell `Infinity`. */
export function plain(column: Column): (number | string | null)[] {
  switch (column.kind) {
    case 'float64':
      return Array.from(column.values, (x) => (Number.isNaN(x) ? null : x));
    case 'int32':
      return Array.from(column.values, (x) =>
        x === missingInt32 ? null : x === openStopDay ? Number.POSITIVE_INFINITY : x,
      );
    case 'dictionary':
      return Array.from(column.codes, (code) => (code === 0 ? null : column.dictionary[code]!));
    case 'unit':
      return Array.from(column.units, (unit) => (unit < 0 ? null : unit));
  }
}
