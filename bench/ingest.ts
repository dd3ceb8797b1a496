import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Ingest of yearly incomes (LONG, ACCUMULATED), beside DuckDB reading the same file and writing it as Parquet: two threads each,
 * one process each, in the same run. Ours ends with a databank on disk, checked and synced; DuckDB's with one file, unchecked.
 */

const threads = 2;
const years = 10;

/** How the rows of a file follow each other: unit by unit, year by year with the units in one order, or in no order. */
const orders = {
  units: (r: string) => ({ unit: `${r} // ${years}`, year: `${r} % ${years}` }),
  years: (r: string, units: number) => ({ unit: `${r} % ${units}`, year: `${r} // ${units}` }),
  mixed: (r: string, units: number) => orders.years(`((${r} * 104729) % ${units * years})`, units),
} as const;
/** How the rows of the file follow each other. */
export type IngestOrder = keyof typeof orders;
/** The kind of file. */
export type IngestFormat = 'csv' | 'parquet';

const name = 'INNTEKT_PROVE';

interface Measured {
  readonly seconds: number;
  /** Seconds of both processors together: what is compared where others use the machine, too. */
  readonly processor: number;
  readonly megabytes: number;
}

/** Runs the benchmark; prints times, ratios and peak memory. */
export function runIngest(units: number, order: IngestOrder, formats: readonly IngestFormat[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  try {
    for (const format of formats) {
      const source = join(folder, format);
      mkdirSync(source);
      writeFileSync(join(source, `${name}.json`), JSON.stringify(metadata()));
      const file = join(source, `${name}.${format}`);
      measure(['make', String(units), order, format, file]);
      const size = statSync(file).size / 2 ** 20;
      console.log(`${units * years} rows, order: ${order}, ${format}, ${size.toFixed(0)} MB`);
      const peer = measure(['duckdb', format, file, join(folder, `peer-${format}.parquet`)]);
      const ours = measure(['ours', source, join(folder, `bank-${format}`)]);
      report('DuckDB', peer);
      report('ours', ours);
      const ratios = [ours.seconds / peer.seconds, ours.processor / peer.processor];
      console.log(`${'ratio'.padEnd(10)}${ratios.map((ratio) => ratio.toFixed(2).padStart(10)).join('  ')}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(who: string, { seconds, processor, megabytes }: Measured): void {
  console.log(
    `${who.padEnd(10)}${seconds.toFixed(1).padStart(10)} s ${processor.toFixed(1).padStart(10)} s of processor ${megabytes.toFixed(0).padStart(10)} MB at most`,
  );
}

/** Does a step in a process of its own, whose memory is then its own, too. */
function measure(step: readonly string[]): Measured {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, ...step], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${step[0] ?? ''} failed: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}

function metadata(): unknown {
  const no = (value: string) => [{ languageCode: 'no', value }];
  return {
    temporalityType: 'ACCUMULATED',
    sensitivityLevel: 'PERSON_GENERAL',
    populationDescription: no('Alle'),
    subjectFields: [no('INNTEKT')],
    dataRevision: { description: no('Prøve') },
    identifierVariables: [{ unitType: 'PERSON' }],
    measureVariables: [
      { name: no('Inntekt'), description: no('Inntekt'), dataType: 'LONG', valueDomain: { description: no('Kroner') } },
    ],
  };
}

/** A file of made-up incomes. Pseudonyms are all different and in no order. */
async function make(units: number, order: IngestOrder, format: IngestFormat, file: string): Promise<void> {
  const isCsv = format === 'csv';
  const { unit, year } = orders[order]('r', units);
  const day = (month: number, date: number) => {
    const made = `make_date(2010 + y, ${month}, ${date})`;
    return isCsv ? made : `datediff('day', DATE '1970-01-01', ${made})::SMALLINT`;
  };
  const rows = `SELECT ((i * 7919) % ${units}) * 25000000 + 12345 AS unit_id, (hash(i * 100 + y) % 1500000)::BIGINT AS value,
    ${day(1, 1)} AS start_epoch_days, ${day(12, 31)} AS stop_epoch_days${isCsv ? ', NULL AS source' : ''}
    FROM (SELECT ${unit} AS i, ${year} AS y FROM range(${units * years}) a(r))`;
  const form = isCsv ? "FORMAT csv, DELIMITER ';', HEADER false" : 'FORMAT parquet';
  await query(`COPY (${rows}) TO '${file}' (${form})`);
}

async function peer(format: IngestFormat, file: string, out: string): Promise<void> {
  const columns = "{'unit_id': 'BIGINT', 'value': 'BIGINT', 'start': 'DATE', 'stop': 'DATE', 'source': 'VARCHAR'}";
  const rows =
    format === 'csv' ? `read_csv('${file}', delim = ';', header = false, columns = ${columns})` : `'${file}'`;
  await query(`COPY (SELECT * FROM ${rows}) TO '${out}' (FORMAT parquet)`);
}

async function query(sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run("SET memory_limit = '12GB'");
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

async function ours(source: string, target: string): Promise<void> {
  const { ingestFolder } = await import('../src/metadata/ingest/ingest-folder.ts');
  const problems = await ingestFolder(
    source,
    target,
    {
      databank: 'no.prove',
      label: { nb: 'Prøve', en: 'Test' },
      nature: 'synthetic',
      identifiers: 'pseudonyms',
      publishedSecret: 'ab'.repeat(32),
      description: 'Prøve',
      releaseTime: 0,
      secretsFolder: target,
      threads,
    },
    () => undefined,
  );
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
}

if (process.argv[1] === import.meta.filename) {
  const [step, ...rest] = process.argv.slice(2);
  const [a = '', b = '', c = '', d = ''] = rest;
  const start = performance.now();
  if (step === 'make') await make(Number(a), b as IngestOrder, c as IngestFormat, d);
  else if (step === 'duckdb') await peer(a as IngestFormat, b, c);
  else await ours(a, b);
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const measured: Measured = {
    seconds: (performance.now() - start) / 1000,
    processor: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1024,
  };
  console.log(JSON.stringify(measured));
}
