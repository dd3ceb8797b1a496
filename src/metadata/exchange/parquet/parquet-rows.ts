import fs from 'node:fs';
import type { RowGroup, SchemaElement } from 'hyparquet';
import { threshold } from '../../../base/messages/message.ts';
import type { DataType, Temporality, UnitType } from '../../catalogue.ts';
import type { ProblemList } from '../../ingest/problems.ts';
import type { IncomingIdentifiers, IncomingValues, RowBatch, RowSource } from '../../ingest/row-batch.ts';
import { missingInt32 } from '../../stored-column.ts';
import { ColumnReader } from './column-reader.ts';
import { type ParquetColumn, ParquetFile } from './parquet-file.ts';
import { TextDictionary } from './text-dictionary.ts';

/** What the columns of a dataset hold. */
export interface ParquetFacts {
  readonly temporality: Temporality;
  readonly dataType: DataType;
  readonly keyUnitType?: UnitType;
}

/** Rows of a batch. */
const batchRows = 65_536;

type Form = 'integers' | 'numbers' | 'days' | 'texts' | 'identifiers';

interface Wanted {
  readonly name: 'unit_id' | 'value' | 'start_epoch_days' | 'stop_epoch_days';
  readonly form: Form;
  readonly optional: boolean;
}

/**
 * The rows of a dataset in Parquet: one file, or several that are read in the order given (datastore specification, c).
 *
 * Columns are `unit_id`, `value`, `start_epoch_days` and `stop_epoch_days` (the last two may be left out for FIXED); all
 * others are ignored. Identifiers come as the file has them, numbers or texts. Memory is bounded by a few pages, whatever
 * the size of files and row groups. What is wrong with a file's form goes to `problems`.
 *
 * @param file  what messages call the dataset's file or folder
 */
export function parquetRows(
  paths: readonly string[],
  facts: ParquetFacts,
  problems: ProblemList,
  file: string,
): RowSource {
  return {
    file,
    byteLength: paths.reduce((sum, path) => sum + (fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0),
    async *batches() {
      const buffers = new BatchBuffers();
      let firstRow = 1;
      for (const path of paths) {
        let parquet: ParquetFile | undefined;
        try {
          parquet = new ParquetFile(path);
          const columns = columnsOf(parquet, facts, problems, file);
          if (columns === undefined) return;
          for (const group of parquet.rowGroups) {
            for (const batch of groupBatches(parquet, group, columns, buffers, firstRow)) {
              if (typeof batch === 'number') {
                problems.add(file, 'exchange-parquet-integer', { file, row: threshold(firstRow + batch) });
                return;
              }
              yield batch;
              // The consumer may have waited; nothing else of the process has had its turn.
              await Promise.resolve();
            }
            firstRow += Number(group.num_rows);
          }
        } catch (error) {
          reportUnreadable(error, problems, file);
          return;
        } finally {
          parquet?.close();
        }
      }
    },
  };
}

function reportUnreadable(error: unknown, problems: ProblemList, file: string): void {
  if (!(error instanceof Error)) throw error;
  const reason = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The system's own names: the file could not be opened or read, whatever is in it.
  if (/^E(?!RR_)[A-Z]+$/u.test(reason)) problems.add(file, 'ingest-file-unreadable', { file, reason });
  else problems.add(file, 'exchange-parquet-damaged', { file });
}

interface Columns {
  readonly unit: ParquetColumn;
  readonly value: ParquetColumn;
  readonly start: ParquetColumn | undefined;
  readonly stop: ParquetColumn | undefined;
}

/** The columns of a file, when all are there and of a fitting type. */
function columnsOf(
  parquet: ParquetFile,
  facts: ParquetFacts,
  problems: ProblemList,
  file: string,
): Columns | undefined {
  const optional = facts.temporality === 'FIXED';
  const wanted: readonly Wanted[] = [
    { name: 'unit_id', form: 'identifiers', optional: false },
    { name: 'value', form: valueForm(facts), optional: false },
    { name: 'start_epoch_days', form: 'days', optional },
    { name: 'stop_epoch_days', form: 'days', optional },
  ];
  let isGood = true;
  for (const { name, form, optional: mayLack } of wanted) {
    const column = parquet.columns.get(name);
    if (column === undefined) {
      if (mayLack) continue;
      problems.add(file, 'exchange-parquet-column-missing', { file, column: name });
      isGood = false;
    } else if (!fits(column.element, form)) {
      problems.add(file, 'exchange-parquet-column-type', { file, column: name, found: typeName(column.element) });
      isGood = false;
    }
  }
  const [unit, value, start, stop] = wanted.map(({ name }) => parquet.columns.get(name));
  return isGood && unit !== undefined && value !== undefined ? { unit, value, start, stop } : undefined;
}

function valueForm({ dataType, keyUnitType }: ParquetFacts): Form {
  if (keyUnitType !== undefined) return keyUnitType.pseudonymised ? 'identifiers' : 'texts';
  switch (dataType) {
    case 'STRING':
      return 'texts';
    case 'DOUBLE':
      return 'numbers';
    case 'LONG':
      return 'integers';
    case 'DATE':
      return 'days';
  }
}

function fits(element: SchemaElement, form: Form): boolean {
  const isText = element.type === 'BYTE_ARRAY';
  const annotation = element.logical_type?.type ?? element.converted_type ?? '';
  const isWhole =
    (element.type === 'INT32' || element.type === 'INT64') && /^$|^INTEGER$|^U?INT_(?:8|16|32|64)$/u.test(annotation);
  switch (form) {
    case 'texts':
      return isText;
    case 'identifiers':
      return isText || isWhole;
    case 'integers':
      return isWhole;
    case 'days':
      return isWhole || annotation === 'DATE';
    case 'numbers':
      return isWhole || element.type === 'DOUBLE' || element.type === 'FLOAT';
  }
}

function typeName({ type, converted_type, logical_type }: SchemaElement): string {
  const annotation = logical_type?.type ?? converted_type;
  return annotation === undefined ? String(type) : `${String(type)} (${annotation})`;
}

/** Arrays that every batch of a source uses again. */
class BatchBuffers {
  readonly starts = new Int32Array(batchRows);
  readonly stops = new Int32Array(batchRows);
  readonly unitNumbers = new Float64Array(batchRows);
  readonly valueNumbers = new Float64Array(batchRows);
  readonly unitCodes = new Int32Array(batchRows);
  readonly valueCodes = new Int32Array(batchRows);
  readonly unitTexts = new TextDictionary();
  readonly valueTexts = new TextDictionary();
}

/** The batches of a row group; a number instead is the row of the group (from 0) that holds an integer beyond 2^53. */
function* groupBatches(
  parquet: ParquetFile,
  group: RowGroup,
  columns: Columns,
  buffers: BatchBuffers,
  firstRow: number,
): Generator<RowBatch | number> {
  const reader = (column: ParquetColumn): ColumnReader =>
    new ColumnReader(parquet.chunk(group, column), column.element);
  const unit = reader(columns.unit);
  const value = reader(columns.value);
  const start = columns.start && reader(columns.start);
  const stop = columns.stop && reader(columns.stop);
  const rows = Number(group.num_rows);
  for (let done = 0; done < rows; done += batchRows) {
    const count = Math.min(batchRows, rows - done);
    const batch = {
      firstRow: firstRow + done,
      rowCount: count,
      units: taken(unit, columns.unit, count, buffers.unitNumbers, buffers.unitCodes, buffers.unitTexts),
      values: taken(value, columns.value, count, buffers.valueNumbers, buffers.valueCodes, buffers.valueTexts),
      starts: takenDays(start, buffers.starts, count),
      stops: takenDays(stop, buffers.stops, count),
    };
    const unsafe = [unit, value].map(({ unsafeRow }) => unsafeRow).filter((row) => row >= 0 && row < done + count);
    if (unsafe.length > 0) {
      yield Math.min(...unsafe);
      return;
    }
    yield batch;
  }
}

function taken(
  reader: ColumnReader,
  { element }: ParquetColumn,
  count: number,
  numbers: Float64Array,
  codes: Int32Array,
  dictionary: TextDictionary,
): IncomingIdentifiers & IncomingValues {
  if (element.type === 'BYTE_ARRAY') {
    dictionary.renew();
    reader.takeTexts(codes, count, dictionary);
    return { kind: 'texts', codes: codes.subarray(0, count), dictionary: dictionary.texts };
  }
  reader.takeNumbers(numbers, count);
  return { kind: 'numbers', values: numbers.subarray(0, count) };
}

function takenDays(reader: ColumnReader | undefined, out: Int32Array, count: number): Int32Array {
  if (reader === undefined) out.fill(missingInt32, 0, count);
  else reader.takeDays(out, count);
  return out.subarray(0, count);
}
