import type { Encoding, ParquetType } from 'hyparquet';
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';

/** Texts as they lie in a page: entry `i` is the bytes from `starts[i]` on, `lengths[i]` of them. */
export interface PageTexts {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
}

/** 2^32 */
const wordSize = 4_294_967_296;

/**
 * The numbers of a page that is not dictionary-encoded. Integers of 64 bits become doubles without passing through
 * `bigint`, exactly up to 2^53.
 *
 * Bytes are taken as little-endian, as Parquet has them and every platform that runs Node.
 */
export function readNumbers(
  bytes: Uint8Array,
  type: ParquetType,
  encoding: Encoding,
  unsigned: boolean,
  count: number,
): Float64Array {
  switch (encoding) {
    case 'PLAIN':
      return plainNumbers(bytes, type, unsigned, count);
    case 'DELTA_BINARY_PACKED': {
      if (type === 'INT32') {
        const values = new Int32Array(count);
        if (count > 0) deltaBinaryUnpack(readerOf(bytes), count, values);
        return Float64Array.from(values);
      }
      const values = new BigInt64Array(count);
      if (count > 0) deltaBinaryUnpack(readerOf(bytes), count, values);
      return fromInt64(values, unsigned);
    }
    case 'BYTE_STREAM_SPLIT': {
      const values = byteStreamSplit(readerOf(bytes), count, type, undefined);
      if (values instanceof BigInt64Array) return fromInt64(values, unsigned);
      return Float64Array.from(values as ArrayLike<number>);
    }
    default:
      throw new Error(`numbers in the encoding ${encoding}`);
  }
}

/** The texts of a page that is not dictionary-encoded. */
export function readTexts(bytes: Uint8Array, encoding: Encoding, count: number): PageTexts {
  switch (encoding) {
    case 'PLAIN':
      return plainTexts(bytes, count);
    case 'DELTA_LENGTH_BYTE_ARRAY':
    case 'DELTA_BYTE_ARRAY': {
      const values: Uint8Array[] = [];
      const read = encoding === 'DELTA_BYTE_ARRAY' ? deltaByteArray : deltaLengthByteArray;
      if (count > 0) read(readerOf(bytes), count, values);
      return joined(values);
    }
    default:
      throw new Error(`texts in the encoding ${encoding}`);
  }
}

function readerOf(bytes: Uint8Array): { readonly view: DataView<ArrayBuffer>; offset: number } {
  // A copy: the library wants a buffer that is not shared.
  const copy = bytes.slice();
  return { view: new DataView(copy.buffer), offset: 0 };
}

function plainNumbers(bytes: Uint8Array, type: ParquetType, unsigned: boolean, count: number): Float64Array {
  const width = type === 'INT64' || type === 'DOUBLE' ? 8 : 4;
  if (bytes.length < count * width) throw new RangeError('a page of numbers ends early');
  // A copy begins at the start of a buffer, where typed arrays may lie.
  const { buffer } = bytes.slice(0, count * width);
  switch (type) {
    case 'DOUBLE':
      return new Float64Array(buffer);
    case 'INT64':
      return fromInt64(new BigInt64Array(buffer), unsigned);
    case 'INT32':
      return Float64Array.from(unsigned ? new Uint32Array(buffer) : new Int32Array(buffer));
    case 'FLOAT':
      return Float64Array.from(new Float32Array(buffer));
    default:
      throw new Error(`numbers of the type ${type}`);
  }
}

function fromInt64(values: BigInt64Array, unsigned: boolean): Float64Array {
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) {
    const high = words[2 * i + 1]!;
    out[i] = (unsigned ? high >>> 0 : high) * wordSize + (words[2 * i]! >>> 0);
  }
  return out;
}

function plainTexts(bytes: Uint8Array, count: number): PageTexts {
  const starts = new Int32Array(count);
  const lengths = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 4 > bytes.length) throw new RangeError('a page of texts ends early');
    const length = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    at += 4;
    if (length < 0 || at + length > bytes.length) throw new RangeError('a page of texts ends early');
    starts[i] = at;
    lengths[i] = length;
    at += length;
  }
  return { bytes, starts, lengths };
}

function joined(values: readonly Uint8Array[]): PageTexts {
  const lengths = Int32Array.from(values, (value) => value.length);
  const starts = new Int32Array(values.length);
  for (let i = 1; i < values.length; i++) starts[i] = starts[i - 1]! + lengths[i - 1]!;
  const bytes = new Uint8Array((starts.at(-1) ?? 0) + (lengths.at(-1) ?? 0));
  values.forEach((value, i) => {
    bytes.set(value, starts[i]);
  });
  return { bytes, starts, lengths };
}
