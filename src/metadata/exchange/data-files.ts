import fs from 'node:fs';
import path from 'node:path';
import { civilDate } from '../../base/epoch-day.ts';
import type { Catalogue, RegisterVariable } from '../catalogue.ts';
import type { RowBatch } from '../ingest/row-batch.ts';
import type { Progress } from '../progress.ts';
import type { DatabankReader } from '../stored-column.ts';
import { missingInt32 } from '../stored-column.ts';
import { ParquetWriter, type WrittenForms } from './parquet/parquet-writer.ts';
import { storedRows } from './stored-rows.ts';
import { unitDefinition } from './unit-definitions.ts';

/** Takes rows to a file. */
export interface RowSink {
  append(batch: RowBatch): void;
  /** Ends the file. */
  close(): void;
  /** Gives the file up. */
  abandon(): void;
}

/** A databank version to read from. */
export interface VersionToRead {
  readonly reader: DatabankReader;
  readonly catalogue: Catalogue;
}

/** Has all rows of a variable made where a databank is made on demand. */
export async function prepareRows(
  { reader }: VersionToRead,
  { name, statusDays, coverage }: RegisterVariable,
  progress: Progress,
): Promise<void> {
  const when = statusDays !== undefined ? { days: statusDays } : coverage === undefined ? {} : { period: coverage };
  await reader.prepare?.([{ variable: name, ...when }], progress);
}

/** Writes all rows of a variable to a sink, and closes it; gives their number. */
export async function writeRows(
  source: VersionToRead,
  variable: RegisterVariable,
  sink: RowSink,
  progress: Progress,
): Promise<number> {
  let rowCount = 0;
  try {
    await prepareRows(source, variable, progress);
    for await (const batch of storedRows(source.reader, variable)) {
      sink.append(batch);
      rowCount += batch.rowCount;
    }
  } catch (error) {
    sink.abandon();
    throw error;
  }
  sink.close();
  return rowCount;
}

/** How identifiers and values of a variable are written to Parquet: numbers wherever the platform has numbers. */
export async function formsOf({ reader }: VersionToRead, variable: RegisterVariable): Promise<WrittenForms> {
  const { unitType, keyUnitType, dataType } = variable;
  const unit = await unitForm(reader, unitType);
  if (keyUnitType !== undefined) {
    return { unit, value: unitDefinition(keyUnitType).unitType.pseudonymised ? 'int64' : 'utf8' };
  }
  switch (dataType) {
    case 'STRING':
      return { unit, value: 'utf8' };
    case 'DOUBLE':
      return { unit, value: 'float64' };
    case 'LONG':
    case 'DATE':
      return { unit, value: 'int64' };
  }
}

async function unitForm(reader: DatabankReader, name: string): Promise<WrittenForms['unit']> {
  const { unitType, rawType } = unitDefinition(name);
  if (unitType.pseudonymised) return 'int64';
  if (rawType === 'STRING') return 'utf8';
  const { size, identifierOf } = identifiersIn(await reader.universe(name));
  for (let unit = 0; unit < size; unit++) if (!/^-?(?:0|[1-9]\d{0,14})$/u.test(identifierOf(unit))) return 'utf8';
  return 'int64';
}

function identifiersIn(universe: Awaited<ReturnType<DatabankReader['universe']>>): {
  readonly size: number;
  readonly identifierOf: (unit: number) => string;
} {
  return { size: universe.size, identifierOf: (unit) => universe.identifierOf(unit) };
}

/** Whether the platform keeps a variable's data in a folder with a part for each year in which rows start. */
export function isPartitioned({ temporality }: RegisterVariable): boolean {
  return temporality === 'STATUS' || temporality === 'ACCUMULATED';
}

/** One Parquet file; FIXED rows get the day up to which they are known as their stop. */
export class ParquetSink implements RowSink {
  readonly #writer: ParquetWriter;
  readonly #fixedStop: Int32Array | undefined;

  constructor(file: string, variable: RegisterVariable, forms: WrittenForms, knownUntil: number) {
    this.#writer = new ParquetWriter(file, forms);
    this.#fixedStop = variable.temporality === 'FIXED' ? new Int32Array(65_536).fill(knownUntil) : undefined;
  }

  append(batch: RowBatch): void {
    this.#writer.append(this.#fixedStop === undefined ? batch : { ...batch, stops: this.#fixedStop });
  }

  close(): void {
    this.#writer.close();
  }

  abandon(): void {
    this.#writer.abandon();
  }
}

/**
 * A folder with one part for each year in which rows start: `start_year=2022/STEM-0.parquet`. Rows must come by start, so
 * that one part is written at a time.
 */
export class PartitionedSink implements RowSink {
  readonly #folder: string;
  readonly #stem: string;
  readonly #forms: WrittenForms;
  readonly #positions = new Int32Array(65_536);
  #writer: ParquetWriter | undefined;
  #year: number | undefined;

  constructor(folder: string, stem: string, forms: WrittenForms) {
    this.#folder = folder;
    this.#stem = stem;
    this.#forms = forms;
    fs.mkdirSync(folder);
  }

  append(batch: RowBatch): void {
    let count = 0;
    let day = missingInt32;
    let year = 0;
    for (let row = 0; row < batch.rowCount; row++) {
      if (batch.starts[row] !== day) {
        day = batch.starts[row]!;
        ({ year } = civilDate(day));
        if (year !== this.#year) {
          this.#writer?.append(batch, this.#positions.subarray(0, count));
          count = 0;
          this.#begin(year);
        }
      }
      this.#positions[count++] = row;
    }
    this.#writer?.append(batch, this.#positions.subarray(0, count));
  }

  close(): void {
    this.#writer?.close();
  }

  abandon(): void {
    this.#writer?.abandon();
  }

  #begin(year: number): void {
    if (this.#year !== undefined && year < this.#year) throw new Error('rows do not come by start');
    this.#writer?.close();
    this.#year = year;
    const part = path.join(this.#folder, `start_year=${year}`);
    fs.mkdirSync(part);
    this.#writer = new ParquetWriter(path.join(part, `${this.#stem}-0.parquet`), this.#forms);
  }
}
