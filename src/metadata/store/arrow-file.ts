import {
  type Data,
  Dictionary,
  Field,
  Float64,
  Int16,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Uint8,
  Uint16,
  Uint32,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { ColumnValues } from '../stored-column.ts';
import type { BufferPlace } from './content.ts';

/** A column to be written: a name and its buffers. */
export interface NamedColumn {
  readonly name: string;
  readonly values: ColumnValues | { readonly kind: 'int16'; readonly values: Int16Array };
}

/** An Arrow file in memory, and where each column's values lie in it. */
export interface ArrowFile {
  readonly bytes: Uint8Array;
  readonly places: ReadonlyMap<string, BufferPlace>;
}

/**
 * Writes columns of one length as an Arrow IPC file with a single record batch, uncompressed.
 *
 * The file is an ordinary one that any Arrow reader opens. Missing values stay the store's sentinels (the schema's
 * metadata says so), because the store reads the buffers back by their place, without Arrow and without touching a value.
 */
export function encodeArrowFile(columns: readonly NamedColumn[], facts: ReadonlyMap<string, string>): ArrowFile {
  const children = columns.map((column) => arrowData(column.values));
  const fields = columns.map((column, i) => new Field(column.name, children[i]!.type, false));
  const length = children[0]?.length ?? 0;
  const schema = new Schema(
    fields,
    new Map([...facts, ['missing', 'int32 -2147483648, float64 NaN, code 0, unit -1']]),
  );
  const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), children, length, nullCount: 0 }));
  const bytes = tableToIPC(new Table(schema, batch), 'file');
  const written = tableFromIPC(bytes).batches[0];
  const places = new Map<string, BufferPlace>();
  columns.forEach((column, i) => {
    // An empty table is read back without batches; its buffers are empty wherever they are said to lie.
    const values = written?.data.children[i]?.values as ArrayBufferView | undefined;
    places.set(column.name, {
      offset: values === undefined ? 0 : values.byteOffset - bytes.byteOffset,
      length: values === undefined ? 0 : length * bytesPerValue(column.values),
    });
  });
  return { bytes, places };
}

function bytesPerValue(values: NamedColumn['values']): number {
  switch (values.kind) {
    case 'float64':
      return 8;
    case 'int32':
    case 'unit':
      return 4;
    case 'int16':
      return 2;
    case 'dictionary':
      return values.codes.BYTES_PER_ELEMENT;
  }
}

function arrowData(values: NamedColumn['values']): Data {
  switch (values.kind) {
    case 'float64':
      return makeData({ type: new Float64(), data: values.values, nullCount: 0 });
    case 'int32':
      return makeData({ type: new Int32(), data: values.values, nullCount: 0 });
    case 'int16':
      return makeData({ type: new Int16(), data: values.values, nullCount: 0 });
    case 'unit':
      return makeData({ type: new Int32(), data: values.units, nullCount: 0 });
    case 'dictionary':
      return dictionaryData(values.codes, values.dictionary);
  }
}

function dictionaryData(codes: Uint8Array | Uint16Array | Uint32Array, texts: readonly string[]): Data {
  const dictionary = vectorFromArray(texts, new Utf8());
  // A fixed identifier (the library counts up by default): equal contents must give equal bytes.
  if (codes instanceof Uint8Array) {
    return makeData({ type: new Dictionary(new Utf8(), new Uint8(), 0), data: codes, dictionary, nullCount: 0 });
  }
  if (codes instanceof Uint16Array) {
    return makeData({ type: new Dictionary(new Utf8(), new Uint16(), 0), data: codes, dictionary, nullCount: 0 });
  }
  return makeData({ type: new Dictionary(new Utf8(), new Uint32(), 0), data: codes, dictionary, nullCount: 0 });
}
