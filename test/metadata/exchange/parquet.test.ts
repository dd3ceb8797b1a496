import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import type { DataType } from '../../../src/metadata/catalogue.ts';
import { parquetRows } from '../../../src/metadata/exchange/parquet/parquet-rows.ts';
import { ParquetWriter, type WrittenForms } from '../../../src/metadata/exchange/parquet/parquet-writer.ts';
import { ProblemList } from '../../../src/metadata/ingest/problems.ts';
import type { IncomingValues, RowBatch } from '../../../src/metadata/ingest/row-batch.ts';
import { missingInt32 } from '../../../src/metadata/stored-column.ts';
import { inTemporaryFolder } from './generated-databank.ts';

const folder = path.resolve(import.meta.dirname, '../../reference/parquet');
const reference = JSON.parse(fs.readFileSync(`${folder}.json`, 'utf8')) as {
  readonly files: Readonly<Record<string, { readonly values: Kind; readonly units: 'numbers' | 'texts' }>>;
  readonly units: Readonly<Record<'numbers' | 'texts', readonly unknown[]>>;
  readonly starts: readonly number[];
  readonly stops: readonly (number | null)[];
  readonly values: Readonly<Record<Kind, readonly unknown[]>>;
};

type Kind = 'text' | 'long' | 'double' | 'short' | 'null';

const dataTypes: Readonly<Record<Kind, DataType>> = {
  text: 'STRING',
  long: 'LONG',
  double: 'DOUBLE',
  short: 'LONG',
  null: 'LONG',
};

interface Rows {
  readonly units: unknown[];
  readonly values: unknown[];
  readonly starts: (number | null)[];
  readonly stops: (number | null)[];
}

const plain = (values: IncomingValues): unknown[] =>
  values.kind === 'numbers'
    ? Array.from(values.values, (value) => (Number.isNaN(value) ? null : value))
    : Array.from(values.codes, (code) => (code < 0 ? null : values.dictionary[code]));
const days = (all: Int32Array): (number | null)[] => Array.from(all, (day) => (day === missingInt32 ? null : day));

/** All rows of files, and the codes of what was wrong. */
async function read(
  files: readonly string[],
  dataType: DataType,
  temporality: 'EVENT' | 'FIXED' = 'EVENT',
): Promise<Rows & { readonly problems: readonly string[] }> {
  const problems = new ProblemList();
  const rows: Rows = { units: [], values: [], starts: [], stops: [] };
  for await (const batch of parquetRows(files, { temporality, dataType }, problems, 'file').batches()) {
    expect(batch.firstRow).toBe(rows.units.length + 1);
    rows.units.push(...plain(batch.units));
    rows.values.push(...plain(batch.values));
    rows.starts.push(...days(batch.starts));
    rows.stops.push(...days(batch.stops));
  }
  return { ...rows, problems: problems.all().map(({ code }) => code) };
}

const fixture = (name: string): string => path.join(folder, `${name}.parquet`);

describe('a Parquet file of another writer', () => {
  test.each(Object.entries(reference.files))('%s holds what was written', async (name, { values, units }) => {
    expect(await read([fixture(name)], dataTypes[values])).toEqual({
      units: reference.units[units],
      values: reference.values[values],
      starts: reference.starts,
      stops: reference.stops,
      problems: [],
    });
  });

  test('and another one after it are one dataset', async () => {
    const { values, problems } = await read([fixture('snappy-text'), fixture('zstd-text')], 'STRING');
    expect(problems).toEqual([]);
    expect(values).toEqual([...reference.values.text, ...reference.values.text]);
  });

  test.each([
    ['too-large', 'LONG', 'EVENT', ['exchange-parquet-integer']],
    ['nested', 'LONG', 'EVENT', ['exchange-parquet-damaged']],
    ['no-stop', 'LONG', 'EVENT', ['exchange-parquet-column-missing']],
    ['no-stop', 'LONG', 'FIXED', []],
    ['snappy-text', 'LONG', 'EVENT', ['exchange-parquet-column-type']],
    ['snappy-long', 'STRING', 'EVENT', ['exchange-parquet-column-type']],
    ['plain-double', 'LONG', 'EVENT', ['exchange-parquet-column-type']],
    ['dates', 'DATE', 'EVENT', []],
    ['not-there', 'LONG', 'EVENT', ['ingest-file-unreadable']],
  ] as const)('%s read as %s of %s gives %j', async (name, dataType, temporality, codes) => {
    expect((await read([fixture(name)], dataType, temporality)).problems).toEqual(codes);
  });

  test('that is cut short anywhere is told as damaged, never read wrong', async () => {
    await inTemporaryFolder(async (parent) => {
      const whole = fs.readFileSync(fixture('snappy-long'));
      for (let length = 0; length < whole.length; length += 997) {
        const file = path.join(parent, `${length}.parquet`);
        fs.writeFileSync(file, whole.subarray(0, length));
        expect((await read([file], 'LONG')).problems).toEqual(['exchange-parquet-damaged']);
      }
    });
  });

  test('with any byte changed never fails otherwise than with a problem', async () => {
    await inTemporaryFolder(async (parent) => {
      const files = ['gzip-text', 'lz4-long', 'v2-text', 'plain-text', 'delta-text'].map((name) =>
        fs.readFileSync(fixture(name)),
      );
      const file = path.join(parent, 'changed.parquet');
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...files),
          fc.nat(),
          fc.integer({ min: 1, max: 255 }),
          async (bytes, at, by) => {
            const changed = Uint8Array.from(bytes);
            changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ by;
            fs.writeFileSync(file, changed);
            const { problems } = await read([file], 'STRING').catch((error: unknown) => {
              throw new Error(`not a problem: ${String(error)}`);
            });
            expect(problems.length).toBeLessThanOrEqual(2);
          },
        ),
        { numRuns: 60, seed: 7 },
      );
    });
  });
});

/** Rows as one batch. */
function batchOf(rows: readonly Written[], form: WrittenForms['value']): RowBatch {
  const texts = [...new Set(rows.map(({ value }) => String(value)))];
  return {
    firstRow: 1,
    rowCount: rows.length,
    units: { kind: 'numbers', values: Float64Array.from(rows, ({ unit }) => unit) },
    values:
      form === 'utf8'
        ? {
            kind: 'texts',
            codes: Int32Array.from(rows, ({ value }) => texts.indexOf(String(value))),
            dictionary: texts,
          }
        : { kind: 'numbers', values: Float64Array.from(rows, ({ value }) => Number(value)) },
    starts: Int32Array.from(rows, ({ start }) => start ?? missingInt32),
    stops: Int32Array.from(rows, ({ stop }) => stop ?? missingInt32),
  };
}

interface Written {
  readonly unit: number;
  readonly value: string | number;
  readonly start: number | null;
  readonly stop: number | null;
}

const day = fc.option(fc.integer({ min: -32768, max: 32767 }));
const written = (value: fc.Arbitrary<string | number>): fc.Arbitrary<readonly Written[]> =>
  fc.array(fc.record({ unit: fc.maxSafeNat(), value, start: day, stop: day }), { maxLength: 60 });
const cases = {
  int64: written(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -3, max: 3 }))),
  float64: written(fc.double({ noNaN: true })),
  utf8: written(fc.string({ unit: 'binary' })),
} as const;

describe.each(['int64', 'float64', 'utf8'] as const)('a Parquet file of ours with %s', (form) => {
  const dataType = { int64: 'LONG', float64: 'DOUBLE', utf8: 'STRING' } as const;

  test('is read back by us and by the library, and does not depend on how rows came', async () => {
    await inTemporaryFolder(async (parent) => {
      let count = 0;
      const write = (batches: readonly (readonly Written[])[]): string => {
        const file = path.join(parent, `${++count}.parquet`);
        const writer = new ParquetWriter(file, { unit: 'int64', value: form });
        for (const rows of batches) writer.append(batchOf(rows, form));
        writer.close();
        return file;
      };
      await fc.assert(
        fc.asyncProperty(cases[form], fc.nat(60), async (rows, cut) => {
          const file = write([rows]);
          const wanted = {
            units: rows.map(({ unit }) => unit),
            values: rows.map(({ value }) => value),
            starts: rows.map(({ start }) => start),
            stops: rows.map(({ stop }) => stop),
          };
          expect(await read([file], dataType[form])).toEqual({ ...wanted, problems: [] });
          const bytes = fs.readFileSync(file);
          const objects = await parquetReadObjects({
            file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
          });
          expect(objects.map((row) => Number(row['unit_id']))).toEqual(wanted.units);
          expect(objects.map((row) => (form === 'int64' ? Number(row['value']) : (row['value'] as unknown)))).toEqual(
            wanted.values,
          );
          expect(objects.map((row) => row['stop_epoch_days'] as unknown)).toEqual(wanted.stops);
          expect(fs.readFileSync(write([rows.slice(0, cut), rows.slice(cut)])).equals(bytes)).toBe(true);
        }),
        { numRuns: 60 },
      );
    });
  });
});

test('DuckDB reads a file of ours, with its types', async () => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  await inTemporaryFolder(async (parent) => {
    const file = path.join(parent, 'ours.parquet');
    const writer = new ParquetWriter(file, { unit: 'int64', value: 'utf8' });
    writer.append(
      batchOf(
        [
          { unit: 2 ** 48 - 1, value: '0301', start: -32768, stop: null },
          { unit: 7, value: 'æ', start: 1, stop: 32767 },
          { unit: 8, value: '0301', start: 2, stop: 2 },
        ],
        'utf8',
      ),
    );
    writer.close();
    const connection = await (await DuckDBInstance.create()).connect();
    const asText = async (sql: string): Promise<unknown> => (await connection.runAndReadAll(sql)).getRowsJson();
    expect(await asText(`select column_name, column_type from (describe select * from '${file}')`)).toEqual([
      ['unit_id', 'BIGINT'],
      ['value', 'VARCHAR'],
      ['start_epoch_days', 'SMALLINT'],
      ['stop_epoch_days', 'SMALLINT'],
    ]);
    expect(await asText(`select * from '${file}'`)).toEqual([
      [String(2 ** 48 - 1), '0301', -32768, null],
      ['7', 'æ', 1, 32767],
      ['8', '0301', 2, 2],
    ]);
    connection.closeSync();
  });
});

test('more rows than a page and a row group come back in their order', async () => {
  await inTemporaryFolder(async (parent) => {
    const file = path.join(parent, 'long.parquet');
    const writer = new ParquetWriter(file, { unit: 'int64', value: 'int64' });
    const rowCount = 65_536;
    const parts = 17; // 1,114,112 rows: one row group and a bit
    for (let part = 0; part < parts; part++) {
      const first = part * rowCount;
      writer.append({
        firstRow: 1,
        rowCount,
        units: { kind: 'numbers', values: Float64Array.from({ length: rowCount }, (_, i) => (first + i) * 65_537) },
        values: { kind: 'numbers', values: Float64Array.from({ length: rowCount }, (_, i) => (first + i) % 5) },
        starts: new Int32Array(rowCount).fill(18_628),
        stops: Int32Array.from({ length: rowCount }, (_, i) => (i % 3 === 0 ? missingInt32 : i % 30_000)),
      });
    }
    writer.close();
    const problems = new ProblemList();
    let row = 0;
    let wrong = 0;
    const facts = { temporality: 'EVENT', dataType: 'LONG' } as const;
    for await (const batch of parquetRows([file], facts, problems, 'file').batches()) {
      if (batch.units.kind !== 'numbers' || batch.values.kind !== 'numbers') throw new Error('texts');
      for (let i = 0; i < batch.rowCount; i++, row++) {
        const inPart = row % rowCount;
        if (batch.units.values[i] !== row * 65_537 || batch.values.values[i] !== row % 5) wrong++;
        if (batch.stops[i] !== (inPart % 3 === 0 ? missingInt32 : inPart % 30_000) || batch.starts[i] !== 18_628)
          wrong++;
      }
    }
    expect({ row, wrong, problems: problems.all() }).toEqual({ row: parts * rowCount, wrong: 0, problems: [] });
  });
});
