import fs from 'node:fs';
import type { RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { IncomingIdentifiers, IncomingValues, RowBatch } from '../../ingest/row-batch.ts';
import { missingInt32 } from '../../stored-column.ts';
import { encodeColumn, type WrittenColumn, type WrittenForm, type WrittenValues } from './column-writer.ts';

/** Rows of a row group. */
const groupRows = 1 << 20;

/** How identifiers and values of a dataset are written. */
export interface WrittenForms {
  readonly unit: 'int64' | 'utf8';
  readonly value: Exclude<WrittenForm, 'int16'>;
}

const magic = Uint8Array.from([0x50, 0x41, 0x52, 0x31]); // PAR1

/**
 * Writes rows as one Parquet file with the platform's columns (datastore specification, c): `unit_id`, `value`, and
 * `start_epoch_days` and `stop_epoch_days` as int16. Equal rows give equal bytes, however they come in batches. Memory
 * holds one row group of 1,048,576 rows.
 */
export class ParquetWriter {
  readonly #handle: number;
  readonly #forms: WrittenForms;
  readonly #groups: RowGroup[] = [];
  readonly #unit: Gathered;
  readonly #value: Gathered;
  #starts = new Int32Array(0);
  #stops = new Int32Array(0);
  #rows = 0;
  #allRows = 0;
  #offset = 0;

  constructor(path: string, forms: WrittenForms) {
    this.#handle = fs.openSync(path, 'wx');
    this.#forms = forms;
    this.#unit = new Gathered(forms.unit);
    this.#value = new Gathered(forms.value);
    this.#write(magic);
  }

  /** Adds rows of a batch, all or those at the positions given. */
  append(batch: RowBatch, positions?: Int32Array): void {
    const count = positions?.length ?? batch.rowCount;
    for (let from = 0; from < count; ) {
      const length = Math.min(count - from, groupRows - this.#rows);
      this.#makeRoom(this.#rows + length);
      for (let i = 0; i < length; i++) {
        const row = positions === undefined ? from + i : positions[from + i]!;
        this.#starts[this.#rows + i] = batch.starts[row]!;
        this.#stops[this.#rows + i] = batch.stops[row]!;
      }
      this.#unit.take(batch.units, positions, from, length, this.#rows);
      this.#value.take(batch.values, positions, from, length, this.#rows);
      this.#rows += length;
      from += length;
      if (this.#rows === groupRows) this.#writeGroup();
    }
  }

  /** Writes what is left and the footer. */
  close(): void {
    if (this.#rows > 0) this.#writeGroup();
    const writer = new ByteWriter(1 << 16);
    writeMetadata(writer, {
      version: 2,
      schema: [{ name: 'schema', num_children: 4, repetition_type: 'REQUIRED' }, ...this.#schema()],
      num_rows: BigInt(this.#allRows),
      row_groups: this.#groups,
      created_by: 'openmicrodata',
      metadata_length: 0,
    });
    writer.appendBytes(magic);
    this.#write(writer.getBytes());
    fs.closeSync(this.#handle);
  }

  /** Gives the file up. */
  abandon(): void {
    fs.closeSync(this.#handle);
  }

  #schema(): readonly SchemaElement[] {
    return [
      schemaOf('unit_id', this.#forms.unit),
      schemaOf('value', this.#forms.value),
      schemaOf('start_epoch_days', 'int16'),
      schemaOf('stop_epoch_days', 'int16'),
    ];
  }

  #makeRoom(rows: number): void {
    if (rows <= this.#starts.length) return;
    const room = Math.min(groupRows, Math.max(4096, rows * 2));
    this.#starts = grown(this.#starts, new Int32Array(room));
    this.#stops = grown(this.#stops, new Int32Array(room));
    this.#unit.makeRoom(room);
    this.#value.makeRoom(room);
  }

  #writeGroup(): void {
    const rows = this.#rows;
    const start = this.#offset;
    const columns = [
      { name: 'unit_id', rows, values: this.#unit.values(rows) },
      { name: 'value', rows, values: this.#value.values(rows) },
      days('start_epoch_days', this.#starts.subarray(0, rows)),
      days('stop_epoch_days', this.#stops.subarray(0, rows)),
    ].map((column) => {
      const { bytes, metadata } = encodeColumn(column, this.#offset);
      this.#write(bytes);
      return { file_offset: 0n, meta_data: metadata };
    });
    this.#groups.push({
      columns,
      total_byte_size: columns.reduce((sum, { meta_data }) => sum + meta_data.total_uncompressed_size, 0n),
      num_rows: BigInt(rows),
      file_offset: BigInt(start),
      total_compressed_size: BigInt(this.#offset - start),
    });
    this.#allRows += rows;
    this.#rows = 0;
    this.#unit.clear();
    this.#value.clear();
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += fs.writeSync(this.#handle, bytes, done);
    this.#offset += bytes.length;
  }
}

function schemaOf(name: string, form: WrittenForm): SchemaElement {
  const repetition_type = 'OPTIONAL';
  switch (form) {
    case 'int64':
      return { name, repetition_type, type: 'INT64' };
    case 'float64':
      return { name, repetition_type, type: 'DOUBLE' };
    case 'int16':
      // Only the older annotation: the library writes the width of the newer one in a form that other readers refuse.
      return {
        name,
        repetition_type,
        type: 'INT32',
        converted_type: 'INT_16',
      };
    case 'utf8':
      return { name, repetition_type, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };
  }
}

function days(name: string, all: Int32Array): WrittenColumn {
  const present = Uint8Array.from(all, (day) => (day === missingInt32 ? 0 : 1));
  const values = Float64Array.from(all.filter((day) => day !== missingInt32));
  const isFull = values.length === all.length;
  return { name, rows: all.length, ...(isFull ? {} : { present }), values: { form: 'int16', values } };
}

/** The identifiers or values of a row group, as they are gathered. */
class Gathered {
  readonly #form: Exclude<WrittenForm, 'int16'>;
  #numbers = new Float64Array(0);
  #codes = new Int32Array(0);
  #texts: string[] = [];
  #codeOf = new Map<string, number>();
  #source: readonly string[] | undefined;
  #translation = new Int32Array(0);

  constructor(form: Exclude<WrittenForm, 'int16'>) {
    this.#form = form;
  }

  makeRoom(room: number): void {
    if (this.#form === 'utf8') this.#codes = grown(this.#codes, new Int32Array(room));
    else this.#numbers = grown(this.#numbers, new Float64Array(room));
  }

  take(
    from: IncomingIdentifiers | IncomingValues,
    positions: Int32Array | undefined,
    first: number,
    length: number,
    at: number,
  ): void {
    if (from.kind === 'numbers') {
      for (let i = 0; i < length; i++) this.#numbers[at + i] = from.values[positions?.[first + i] ?? first + i]!;
      return;
    }
    if (this.#form !== 'utf8') {
      // Public identifiers that are whole numbers: the store keeps them as texts.
      for (let i = 0; i < length; i++) {
        this.#numbers[at + i] = Number(from.dictionary[from.codes[positions?.[first + i] ?? first + i]!]);
      }
      return;
    }
    this.#translateFrom(from.dictionary);
    for (let i = 0; i < length; i++) {
      const code = from.codes[positions?.[first + i] ?? first + i]!;
      let own = this.#translation[code]!;
      if (own < 0) own = this.#translation[code] = this.#add(from.dictionary[code]!);
      this.#codes[at + i] = own;
    }
  }

  values(rows: number): WrittenValues {
    return this.#form === 'utf8'
      ? { form: 'utf8', codes: this.#codes.subarray(0, rows), dictionary: this.#texts }
      : { form: this.#form, values: this.#numbers.subarray(0, rows) };
  }

  /** Begins a new row group. */
  clear(): void {
    this.#texts = [];
    this.#codeOf = new Map();
    this.#source = undefined;
  }

  #translateFrom(source: readonly string[]): void {
    if (this.#source === source && this.#translation.length >= source.length) return;
    this.#source = source;
    this.#translation = new Int32Array(source.length).fill(-1);
  }

  /** Entries in the order in which rows use them: so a row group's bytes depend on its rows alone. */
  #add(text: string): number {
    const known = this.#codeOf.get(text);
    if (known !== undefined) return known;
    this.#codeOf.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
}

function grown<T extends Int32Array | Float64Array>(old: T, room: T): T {
  room.set(old);
  return room;
}
