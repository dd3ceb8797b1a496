import type { ColumnValues } from '../metadata/stored-column.ts';

/** The buffers behind a variable: shared, immutable once committed. Kinds and missing values are those of stored columns. */
export type Column = ColumnValues;

/** Number of values of a column. */
export function columnLength(column: Column): number {
  switch (column.kind) {
    case 'float64':
    case 'int32':
      return column.values.length;
    case 'dictionary':
      return column.codes.length;
    case 'unit':
      return column.units.length;
  }
}

/** A zeroed `Float64Array` that worker threads can share. */
export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

/** A zeroed `Int32Array` that worker threads can share. */
export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

/** A zeroed `Uint32Array` that worker threads can share. */
export function sharedUint32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4));
}

/** A zeroed `Uint16Array` that worker threads can share. */
export function sharedUint16(length: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(length * 2));
}

/** A zeroed `Uint8Array` that worker threads can share. */
export function sharedUint8(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** The narrowest zeroed code array for a dictionary with this many entries (entry 0 is the missing value). */
export function sharedCodes(length: number, dictionarySize: number): Uint8Array | Uint16Array | Uint32Array {
  if (dictionarySize <= 256) return sharedUint8(length);
  return dictionarySize <= 65536 ? sharedUint16(length) : sharedUint32(length);
}
