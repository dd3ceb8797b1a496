import type { PageHeader, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { missingInt32 } from '../../stored-column.ts';
import { decompress } from './codecs.ts';
import { readHybrid } from './hybrid.ts';
import { readNumbers, readTexts } from './page-values.ts';
import type { ChunkBytes } from './parquet-file.ts';
import { type TextDictionary, TextTable } from './text-dictionary.ts';

/** Rows of a page: numbers with NaN where there is none, or entries of a table of texts with -1 where there is none. */
type Page =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'texts'; readonly entries: Int32Array; readonly table: TextTable };

/** Enough for a page's header unless it carries long statistics. */
const usualHeader = 4096;

const largestSafe = Number.MAX_SAFE_INTEGER;

/** Reads one column of a row group in portions of any size, one page at a time. All methods throw for damaged bytes. */
export class ColumnReader {
  /** The row of the group, from 0, whose integer first went beyond what a double holds exactly; -1 where there is none. */
  unsafeRow = -1;
  readonly #chunk: ChunkBytes;
  readonly #element: SchemaElement;
  readonly #unsigned: boolean;
  #dictionary: Float64Array | TextTable | undefined;
  #page: Page | undefined;
  #pageRows = 0;
  #next = 0;
  #rowsBefore = 0;

  constructor(chunk: ChunkBytes, element: SchemaElement) {
    this.#chunk = chunk;
    this.#element = element;
    this.#unsigned =
      element.converted_type?.startsWith('UINT_') === true ||
      (element.logical_type?.type === 'INTEGER' && !element.logical_type.isSigned);
  }

  /** The next `count` numbers, NaN where there is none. */
  takeNumbers(out: Float64Array, count: number): void {
    this.#take(count, (page, from, length, at) => {
      if (page.kind === 'numbers') out.set(page.values.subarray(from, from + length), at);
    });
  }

  /** The next `count` days, `missingInt32` where there is none. */
  takeDays(out: Int32Array, count: number): void {
    this.#take(count, (page, from, length, at) => {
      if (page.kind !== 'numbers') return;
      const { values } = page;
      for (let i = 0; i < length; i++) {
        const value = values[from + i]!;
        out[at + i] = Number.isNaN(value) ? missingInt32 : value;
      }
    });
  }

  /** The next `count` texts as codes of a dictionary, -1 where there is none. */
  takeTexts(out: Int32Array, count: number, dictionary: TextDictionary): void {
    this.#take(count, (page, from, length, at) => {
      if (page.kind === 'texts') page.table.translate(page.entries.subarray(from, from + length), dictionary, out, at);
    });
  }

  #take(count: number, copy: (page: Page, from: number, length: number, at: number) => void): void {
    for (let done = 0; done < count; ) {
      while (this.#page === undefined || this.#next === this.#pageRows) this.#readPage();
      const length = Math.min(count - done, this.#pageRows - this.#next);
      copy(this.#page, this.#next, length, done);
      this.#next += length;
      done += length;
    }
  }

  /** Reads on to the next page of data, and the dictionary before it. */
  #readPage(): void {
    const header = this.#readHeader();
    const { compressed_page_size: compressed, uncompressed_page_size: full } = header;
    const bytes = this.#chunk.take(compressed);
    const { codec } = this.#chunk.metadata;
    if (header.dictionary_page_header !== undefined) {
      this.#dictionary = this.#readDictionary(decompress(codec, bytes, full), header.dictionary_page_header.num_values);
      return;
    }
    const { data_page_header: v1, data_page_header_v2: v2 } = header;
    if (v1 === undefined && v2 === undefined) return; // an index page
    this.#rowsBefore += this.#pageRows;
    this.#next = 0;
    if (v1 !== undefined) {
      const page = decompress(codec, bytes, full);
      const isOptional = this.#element.repetition_type === 'OPTIONAL';
      const levels = isOptional ? new DataView(page.buffer, page.byteOffset).getUint32(0, true) : 0;
      const start = isOptional ? 4 : 0;
      this.#setPage(page, start, start + levels, v1.num_values, v1.encoding);
    } else if (v2 !== undefined) {
      const levels = v2.definition_levels_byte_length;
      const start = v2.repetition_levels_byte_length;
      // Levels are never compressed; the values are, unless the header says otherwise.
      const values =
        v2.is_compressed === false
          ? bytes.subarray(start + levels)
          : decompress(codec, bytes.subarray(start + levels), full - start - levels);
      const page = new Uint8Array(levels + values.length);
      page.set(bytes.subarray(start, start + levels));
      page.set(values, levels);
      this.#setPage(page, 0, levels, v2.num_values, v2.encoding);
    }
  }

  #readHeader(): PageHeader {
    if (this.#chunk.left === 0) throw new RangeError('a column ends early');
    for (let length = usualHeader; ; length *= 16) {
      const bytes = this.#chunk.peek(length);
      try {
        const reader = { view: new DataView(bytes.slice().buffer), offset: 0 };
        const header = parquetHeader(reader);
        this.#chunk.take(reader.offset);
        return header;
      } catch (error) {
        // The header may go on behind what was looked at.
        if (!(error instanceof RangeError) || bytes.length < length) throw error;
      }
    }
  }

  #readDictionary(bytes: Uint8Array, count: number): Float64Array | TextTable {
    const { type } = this.#chunk.metadata;
    // The window that uncompressed bytes lie in will be used again.
    if (type === 'BYTE_ARRAY') return new TextTable(readTexts(bytes.slice(), 'PLAIN', count));
    return readNumbers(bytes, type, 'PLAIN', this.#unsigned, count);
  }

  #setPage(page: Uint8Array, levelsStart: number, levelsEnd: number, rows: number, encoding: PageEncoding): void {
    const present = this.#presentRows(page, levelsStart, levelsEnd, rows);
    const count = present?.length ?? rows;
    const bytes = page.subarray(levelsEnd);
    this.#pageRows = rows;
    if (this.#chunk.metadata.type === 'BYTE_ARRAY') this.#setTexts(bytes, rows, count, present, encoding);
    else this.#setNumbers(bytes, rows, count, present, encoding);
  }

  /** The rows of a page that have a value; `undefined` where all have one. */
  #presentRows(page: Uint8Array, start: number, end: number, rows: number): Int32Array | undefined {
    if (this.#element.repetition_type !== 'OPTIONAL') return undefined;
    if (isOneRun(page, start, rows)) return undefined;
    const levels = new Int32Array(rows);
    readHybrid(page, start, end, 1, levels);
    let count = 0;
    for (let i = 0; i < rows; i++) if (levels[i] === 1) levels[count++] = i;
    return count === rows ? undefined : levels.subarray(0, count);
  }

  #setNumbers(
    bytes: Uint8Array,
    rows: number,
    count: number,
    present: Int32Array | undefined,
    encoding: PageEncoding,
  ): void {
    const { type } = this.#chunk.metadata;
    const values = isDictionary(encoding)
      ? this.#fromDictionary(bytes, count)
      : readNumbers(bytes, type, encoding, this.#unsigned, count);
    let all = values;
    if (present !== undefined) {
      all = new Float64Array(rows).fill(Number.NaN);
      for (let i = 0; i < count; i++) all[present[i]!] = values[i]!;
    }
    if (type === 'INT64' && this.unsafeRow < 0) {
      const unsafe = unsafeAt(all);
      if (unsafe >= 0) this.unsafeRow = this.#rowsBefore + unsafe;
    }
    this.#page = { kind: 'numbers', values: all };
  }

  #setTexts(
    bytes: Uint8Array,
    rows: number,
    count: number,
    present: Int32Array | undefined,
    encoding: PageEncoding,
  ): void {
    let table: TextTable;
    const entries = new Int32Array(count);
    if (isDictionary(encoding)) {
      if (!(this.#dictionary instanceof TextTable)) throw new Error('a column lacks its dictionary');
      table = this.#dictionary;
      readHybrid(bytes, 1, bytes.length, bytes[0] ?? 0, entries);
    } else {
      table = new TextTable(readTexts(bytes, encoding, count));
      for (let i = 0; i < count; i++) entries[i] = i;
    }
    let all = entries;
    if (present !== undefined) {
      all = new Int32Array(rows).fill(-1);
      for (let i = 0; i < count; i++) all[present[i]!] = entries[i]!;
    }
    this.#page = { kind: 'texts', entries: all, table };
  }

  #fromDictionary(bytes: Uint8Array, count: number): Float64Array {
    const dictionary = this.#dictionary;
    if (!(dictionary instanceof Float64Array)) throw new Error('a column lacks its dictionary');
    const entries = new Int32Array(count);
    if (count > 0) readHybrid(bytes, 1, bytes.length, bytes[0] ?? 0, entries);
    const values = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const entry = entries[i]!;
      if (entry >= dictionary.length) throw new RangeError('a number is not in its dictionary');
      values[i] = dictionary[entry]!;
    }
    return values;
  }
}

/** Whether levels begin with a run of ones that covers all rows: so writers say that no value is missing. */
function isOneRun(bytes: Uint8Array, start: number, rows: number): boolean {
  let header = 0;
  let at = start;
  for (let shift = 0; shift <= 28; shift += 7, at++) {
    header |= ((bytes[at] ?? 0) & 127) << shift;
    if ((bytes[at] ?? 0) < 128) break;
  }
  return (header & 1) === 0 && header >>> 1 >= rows && bytes[at + 1] === 1;
}

/** Where the first integer stands that a double does not hold exactly, or -1. */
function unsafeAt(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (values[i]! > largestSafe || values[i]! < -largestSafe) return i;
  return -1;
}

type PageEncoding = NonNullable<PageHeader['data_page_header']>['encoding'];

function isDictionary(encoding: PageEncoding): boolean {
  return encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY';
}
