import fs from 'node:fs';
import { type ColumnMetaData, type FileMetaData, parquetMetadata, type RowGroup, type SchemaElement } from 'hyparquet';

/** A column of a flat Parquet file. */
export interface ParquetColumn {
  /** Its place among the columns of every row group. */
  readonly index: number;
  readonly element: SchemaElement;
}

/** How much is read from disk at once: column chunks may be larger than what should be held in memory. */
const windowBytes = 4 << 20;

/** An open Parquet file: what its footer says, and its bytes. Both throw plain errors for files that are damaged. */
export class ParquetFile {
  readonly byteLength: number;
  readonly columns: ReadonlyMap<string, ParquetColumn>;
  readonly rowGroups: readonly RowGroup[];
  readonly #handle: number;

  /** @throws Error where the file cannot be opened (with the system's code), or is no flat Parquet file */
  constructor(path: string) {
    this.#handle = fs.openSync(path, 'r');
    try {
      this.byteLength = fs.fstatSync(this.#handle).size;
      const metadata = this.#readFooter();
      this.rowGroups = metadata.row_groups;
      this.columns = flatColumns(metadata);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** A column's chunk in a row group. */
  chunk(group: RowGroup, { index, element }: ParquetColumn): ChunkBytes {
    const metadata = group.columns[index]?.meta_data;
    if (metadata === undefined || metadata.type !== element.type) throw new Error('a column lacks its description');
    return new ChunkBytes(this.#handle, metadata);
  }

  close(): void {
    fs.closeSync(this.#handle);
  }

  #readFooter(): FileMetaData {
    const size = this.byteLength;
    const tail = readExactly(this.#handle, Math.max(0, size - 8), 8);
    const length = new DataView(tail.buffer).getUint32(0, true);
    if (length > size - 8) throw new RangeError('the footer is longer than the file');
    return parquetMetadata(readExactly(this.#handle, size - 8 - length, length + 8).buffer);
  }
}

/** Reads the bytes of one column chunk in order, through a window of bounded size. */
export class ChunkBytes {
  readonly metadata: ColumnMetaData;
  readonly #handle: number;
  readonly #end: number;
  #at: number;
  #window = new Uint8Array(0);
  #windowStart = 0;

  constructor(handle: number, metadata: ColumnMetaData) {
    this.metadata = metadata;
    this.#handle = handle;
    const { data_page_offset, dictionary_page_offset } = metadata;
    // Some writers leave a 0 where there is no dictionary.
    const first = dictionary_page_offset ? Number(dictionary_page_offset) : Number(data_page_offset);
    this.#at = Math.min(first, Number(data_page_offset));
    this.#end = this.#at + Number(metadata.total_compressed_size);
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#end - this.#at;
  }

  /** The next bytes, without moving on; fewer where the chunk ends. Valid until the next call. */
  peek(length: number): Uint8Array {
    const wanted = Math.min(length, this.left);
    const from = this.#at - this.#windowStart;
    if (from + wanted > this.#window.length) {
      this.#window = readExactly(this.#handle, this.#at, Math.min(this.left, Math.max(wanted, windowBytes)));
      this.#windowStart = this.#at;
      return this.#window.subarray(0, wanted);
    }
    return this.#window.subarray(from, from + wanted);
  }

  /** The next bytes. Valid until the next call. */
  take(length: number): Uint8Array {
    if (!Number.isInteger(length) || length > this.left || length < 0)
      throw new RangeError('a page is longer than its column');
    const bytes = this.peek(length);
    this.#at += length;
    return bytes;
  }
}

function readExactly(handle: number, position: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const read = fs.readSync(handle, bytes, done, length - done, position + done);
    if (read === 0) throw new RangeError('the file ends early');
    done += read;
  }
  return bytes;
}

/* In a flat file the columns of a row group are the schema's entries after the root, in their order. */
function flatColumns({ schema }: FileMetaData): ReadonlyMap<string, ParquetColumn> {
  const columns = new Map<string, ParquetColumn>();
  for (const [i, element] of schema.entries()) {
    if (i === 0) continue;
    if (element.num_children !== undefined || element.repetition_type === 'REPEATED') {
      throw new Error(`the column ${element.name} is nested`);
    }
    columns.set(element.name, { index: i - 1, element });
  }
  return columns;
}
