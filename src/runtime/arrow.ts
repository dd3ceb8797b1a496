import {
  type Data,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  makeData,
  makeVector,
  Table,
  Uint8,
  Uint16,
  Uint32,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { findVariable } from '../lang/types/schema.ts';
import { missingCode, missingInt32, openStopDay } from '../metadata/stored-column.ts';
import type { Column } from './column.ts';
import type { ColumnarDataset } from './dataset.ts';

/**
 * A dataset as an Arrow table over the same buffers: no value is copied, and only validity bitmaps are made. Holds exact
 * microdata, so it is for engines and tests, never for output. Unit references are left out: keys are not read.
 */
export function toArrowTable(dataset: ColumnarDataset): Table {
  const vectors: Record<string, Vector> = {};
  for (const [name, column] of dataset.columns) {
    const type = findVariable(dataset.schema, name)?.type;
    const isDate = type?.type === 'numeric' && type.subtype === 'date';
    if (column.kind !== 'unit') vectors[name] = makeVector(dataOf(column, isDate));
  }
  return new Table(vectors);
}

function dataOf(column: Exclude<Column, { kind: 'unit' }>, isDate: boolean): Data {
  switch (column.kind) {
    case 'float64':
      return makeData({ type: new Float64(), data: column.values, ...validity(column.values, (x) => x === x) });
    case 'int32': {
      const valid = validity(column.values, (x) => x !== missingInt32 && x !== openStopDay);
      return isDate
        ? makeData({ type: new DateDay(), data: column.values, ...valid })
        : makeData({ type: new Int32(), data: column.values, ...valid });
    }
    case 'dictionary': {
      const { codes } = column;
      const indices =
        codes instanceof Uint8Array ? new Uint8() : codes instanceof Uint16Array ? new Uint16() : new Uint32();
      const dictionary = vectorFromArray([...column.dictionary], new Utf8());
      const type = new Dictionary(new Utf8(), indices);
      return makeData({ type, data: codes, dictionary, ...validity(codes, (code) => code !== missingCode) });
    }
  }
}

/** Arrow's validity bitmap: one bit per value, least significant first. */
function validity(
  values: ArrayLike<number>,
  isValid: (value: number) => boolean,
): { readonly nullBitmap: Uint8Array; readonly nullCount: number; readonly length: number } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    if (isValid(values[i]!)) nullBitmap[i >> 3] = nullBitmap[i >> 3]! | (1 << (i & 7));
    else nullCount++;
  }
  return { nullBitmap, nullCount, length: values.length };
}
