import type { ColumnMetaData, Encoding, PageHeader } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { snappyCompressor } from 'hysnappy';

/** The form of a column that is written. */
export type WrittenForm = 'int64' | 'int16' | 'float64' | 'utf8';

/**
 * Values of one column in a row group, those of rows without a value left out. Texts come as codes of a dictionary whose
 * entries are all used.
 */
export type WrittenValues =
  | { readonly form: 'int64' | 'int16' | 'float64'; readonly values: Float64Array }
  | { readonly form: 'utf8'; readonly codes: Int32Array; readonly dictionary: readonly string[] };

/** One column of a row group. */
export interface WrittenColumn {
  readonly name: string;
  readonly rows: number;
  /** For each row whether it has a value; absent where all have one. */
  readonly present?: Uint8Array;
  readonly values: WrittenValues;
}

/** Rows of a page. */
const pageRows = 131_072;

/** Dictionaries of more entries than this save nothing. */
const mostTexts = 65_536;
const mostNumbers = 1024;

const snappy = snappyCompressor();

/**
 * Writes a column chunk: one dictionary page where there are few values, and pages of 131,072 rows, all with snappy. Equal
 * values give equal bytes.
 *
 * @param start  where in the file the chunk begins
 */
export function encodeColumn(column: WrittenColumn, start: number): { bytes: Uint8Array; metadata: ColumnMetaData } {
  const writer = new ByteWriter(1 << 16);
  const pages = new PageWriter(writer);
  const { values } = column;
  const dictionary = dictionaryOf(values);
  if (dictionary !== undefined) pages.dictionary(dictionary.bytes, dictionary.size);
  const dataStart = writer.offset;
  let done = 0;
  for (let from = 0; from === 0 || from < column.rows; from += pageRows) {
    const rows = Math.min(pageRows, column.rows - from);
    const present = column.present?.subarray(from, from + rows);
    const count = present === undefined ? rows : countOnes(present);
    const bytes =
      dictionary === undefined
        ? plainBytes(values, done, done + count)
        : dictionaryIndexes(dictionary.indexes.subarray(done, done + count), dictionary.size);
    pages.data(levels(present, rows), bytes, rows, dictionary === undefined ? 'PLAIN' : 'RLE_DICTIONARY');
    done += count;
  }
  return {
    bytes: writer.getBytes().slice(),
    metadata: {
      type:
        values.form === 'utf8'
          ? 'BYTE_ARRAY'
          : values.form === 'float64'
            ? 'DOUBLE'
            : values.form === 'int64'
              ? 'INT64'
              : 'INT32',
      encodings: dictionary === undefined ? ['PLAIN', 'RLE'] : ['PLAIN', 'RLE', 'RLE_DICTIONARY'],
      path_in_schema: [column.name],
      codec: 'SNAPPY',
      num_values: BigInt(column.rows),
      total_uncompressed_size: BigInt(pages.uncompressedSize),
      total_compressed_size: BigInt(writer.offset),
      data_page_offset: BigInt(start + dataStart),
      ...(dictionary === undefined ? {} : { dictionary_page_offset: BigInt(start) }),
    },
  };
}

class PageWriter {
  uncompressedSize = 0;
  readonly #writer: ByteWriter;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  dictionary(bytes: Uint8Array, count: number): void {
    this.#page(bytes, (sizes) => ({
      type: 'DICTIONARY_PAGE',
      ...sizes,
      dictionary_page_header: { num_values: count, encoding: 'PLAIN' },
    }));
  }

  data(levelBytes: Uint8Array, values: Uint8Array, rows: number, encoding: Encoding): void {
    const bytes = new Uint8Array(levelBytes.length + values.length);
    bytes.set(levelBytes);
    bytes.set(values, levelBytes.length);
    this.#page(bytes, (sizes) => ({
      type: 'DATA_PAGE',
      ...sizes,
      data_page_header: {
        num_values: rows,
        encoding,
        definition_level_encoding: 'RLE',
        repetition_level_encoding: 'RLE',
      },
    }));
  }

  #page(
    bytes: Uint8Array,
    header: (sizes: { uncompressed_page_size: number; compressed_page_size: number }) => PageHeader,
  ): void {
    const compressed = snappy(bytes);
    const before = this.#writer.offset;
    writePageHeader(
      this.#writer,
      header({ uncompressed_page_size: bytes.length, compressed_page_size: compressed.length }),
    );
    this.uncompressedSize += this.#writer.offset - before + bytes.length;
    this.#writer.appendBytes(compressed);
  }
}

interface WrittenDictionary {
  readonly bytes: Uint8Array;
  readonly size: number;
  readonly indexes: Int32Array;
}

/** A dictionary where one saves room; whole numbers only, since 0 and -0 are one entry of a map. */
function dictionaryOf(values: WrittenValues): WrittenDictionary | undefined {
  if (values.form === 'utf8') {
    const { codes, dictionary } = values;
    if (dictionary.length > mostTexts) return undefined;
    return { bytes: plainTexts(dictionary), size: dictionary.length, indexes: codes };
  }
  if (values.form === 'float64') return undefined;
  const indexOf = new Map<number, number>();
  const indexes = new Int32Array(values.values.length);
  for (let i = 0; i < indexes.length; i++) {
    const value = values.values[i]!;
    let index = indexOf.get(value);
    if (index === undefined) {
      if (indexOf.size === mostNumbers) return undefined;
      index = indexOf.size;
      indexOf.set(value, index);
    }
    indexes[i] = index;
  }
  const entries = { form: values.form, values: Float64Array.from(indexOf.keys()) };
  return { bytes: plainBytes(entries, 0, indexOf.size), size: indexOf.size, indexes };
}

function plainBytes(column: WrittenValues, from: number, to: number): Uint8Array {
  switch (column.form) {
    case 'utf8':
      return plainTexts(Array.from(column.codes.subarray(from, to), (code) => column.dictionary[code]!));
    case 'float64':
      return new Uint8Array(column.values.slice(from, to).buffer);
    case 'int16':
      return new Uint8Array(Int32Array.from(column.values.subarray(from, to)).buffer);
    case 'int64': {
      const words = new Int32Array((to - from) * 2);
      for (let i = from; i < to; i++) {
        const value = column.values[i]!;
        const high = Math.floor(value / 4_294_967_296);
        // What is above 32 bits falls away on assignment.
        words[2 * (i - from)] = value - high * 4_294_967_296;
        words[2 * (i - from) + 1] = high;
      }
      return new Uint8Array(words.buffer);
    }
  }
}

const utf8 = new TextEncoder();

function plainTexts(texts: readonly string[]): Uint8Array {
  const encoded = texts.map((text) => utf8.encode(text));
  const bytes = new Uint8Array(encoded.reduce((sum, text) => sum + 4 + text.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of encoded) {
    view.setUint32(at, text.length, true);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  return bytes;
}

/** Definition levels, 0 or 1, behind their length. */
function levels(present: Uint8Array | undefined, rows: number): Uint8Array {
  const writer = new ByteWriter();
  if (present === undefined) {
    writer.appendVarInt(rows << 1);
    writer.appendUint8(1);
  } else {
    writer.appendVarInt((Math.ceil(rows / 8) << 1) | 1);
    writer.appendBytes(packed(Int32Array.from(present), 1));
  }
  const run = writer.getBytes();
  const bytes = new Uint8Array(4 + run.length);
  new DataView(bytes.buffer).setUint32(0, run.length, true);
  bytes.set(run, 4);
  return bytes;
}

/** Indexes of a page: their width in bits, and one run: repeated where all are equal, else packed. */
function dictionaryIndexes(indexes: Int32Array, size: number): Uint8Array {
  const width = Math.max(1, 32 - Math.clz32(Math.max(0, size - 1)));
  const writer = new ByteWriter();
  writer.appendUint8(width);
  if (indexes.length > 0 && indexes.every((index) => index === indexes[0])) {
    writer.appendVarInt(indexes.length << 1);
    for (let bit = 0; bit < width; bit += 8) writer.appendUint8((indexes[0]! >>> bit) & 255);
  } else if (indexes.length > 0) {
    writer.appendVarInt((Math.ceil(indexes.length / 8) << 1) | 1);
    writer.appendBytes(packed(indexes, width));
  }
  return writer.getBytes().slice();
}

/** Numbers of up to 17 bits, one behind the other from the lowest bit on, in whole groups of eight. */
function packed(numbers: Int32Array, width: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(numbers.length / 8) * width);
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < numbers.length; i++) {
    word |= numbers[i]! << bits;
    bits += width;
    for (; bits >= 8; bits -= 8) {
      bytes[at++] = word & 255;
      word >>>= 8;
    }
  }
  if (bits > 0) bytes[at] = word & 255;
  return bytes;
}

function countOnes(present: Uint8Array): number {
  let count = 0;
  for (const one of present) count += one;
  return count;
}
