import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { datasetJson, no, writeDataset } from '../metadata/ingest/exchange-files.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const environment = { MICRODATA_CACHE: path.join(parent, 'cache'), MICRODATA_SECRETS: path.join(parent, 'secrets') };
const at = (...names: readonly string[]): string => path.join(parent, ...names);
const call = (...argv: readonly string[]): ReturnType<typeof callProgram> =>
  callProgram([...argv, '--lang', 'en'], { environment });

/** A databank with one sensitive and one open variable about 1,200 persons, enough for a population of confidential data. */
async function makeDatabank(): Promise<string> {
  const ids = Array.from({ length: 1200 }, (_, i) => String(1000 + i * 17));
  const rows = (value: (i: number) => string, stop: string): string =>
    ids.map((id, i) => `${id};${value(i)};;${stop};\n`).join('');
  writeDataset(
    at('in'),
    'TALL',
    datasetJson(),
    rows((i) => String(i * 3), '2024-12-31'),
  );
  const years = ids.map((id, i) => `${id};${i % 2 === 0 ? 'Ja' : 'Nei'};2022-01-01;2022-01-01;\n`).join('');
  const text = { dataType: 'STRING', valueDomain: { description: no('Svar') } };
  writeDataset(at('in'), 'SVAR', datasetJson({ temporalityType: 'STATUS' }, text), years);
  const made = await call(
    'databank',
    'ingest',
    at('in'),
    at('bank'),
    '--name',
    'no.test',
    '--identifiers',
    'pseudonyms',
  );
  expect(made).toMatchObject({ exitCode: 0, error: '' });
  return at('bank');
}

test('a databank goes to a datastore and comes back, and the datastore can be named directly', async () => {
  const bank = await makeDatabank();
  const store = at('store');
  expect(await call('databank', 'export', bank, '--to', store, '--format', 'datastore')).toMatchObject({
    exitCode: 0,
    output: `The databank no.test was written to ${store}\n`,
  });
  expect(fs.readdirSync(path.join(store, 'data/SVAR/SVAR__1_0'))).toEqual(['start_year=2022']);
  expect(await call('databank', 'import', store, at('back'), '--name', 'no.again')).toMatchObject({
    exitCode: 0,
    output: `The databank no.again is in ${at('back')}\n`,
  });
  expect((await call('databank', 'verify', at('back'))).exitCode).toBe(0);
  const script = at('script.txt');
  fs.writeFileSync(
    script,
    'require no.test:1 as db\ncreate-dataset d\nimport db/TALL as tall\nimport db/SVAR 2022-01-01 as svar\n',
  );
  expect((await call('check', script, '--databank', store)).exitCode).toBe(0);
  const run = await call('run', script, '--databank', store);
  expect(run.error).not.toContain('microdata:');
  expect(run.exitCode).toBe(0);
  expect(run.output).toContain('SVAR');
  // Everything after the first opening comes from the cache.
  expect(fs.readdirSync(at('cache')).filter((name) => name.startsWith('datastore-no.test-'))).toHaveLength(1);
});

test('datasets are written for one variable, compressed, and nothing is written over', async () => {
  const out = at('out');
  const argv = ['databank', 'export', at('bank'), '--to', out, '--only', 'SVAR', '--gzip'] as const;
  expect((await call(...argv)).exitCode).toBe(0);
  expect(fs.readdirSync(out).sort()).toEqual(['SVAR.csv.gz', 'SVAR.json']);
  const again = await call(...argv);
  expect(again.exitCode).not.toBe(0);
  expect(again.error).toContain('exists and is not empty');
});

test.each([
  [['databank', 'export', 'no.such', '--to', at('x1')], "no databank 'no.such'"],
  [['databank', 'export', at('bank'), '--to', at('x2'), '--only', 'INGEN'], "no variable 'INGEN'"],
  [['databank', 'export', at('bank'), '--to', at('x3'), '--version', '9'], "no version '9'"],
  [['databank', 'import', at('in'), at('x4')], 'is no datastore'],
  [['databank', 'export', at('bank'), '--to', at('x5'), '--data', 'parquet', '--gzip'], 'compresses CSV files'],
  [['databank', 'export', at('bank'), '--to', at('x6'), '--format', 'datastore', '--gzip'], 'compresses CSV files'],
])('%j is refused, and leaves nothing behind', async (argv, message) => {
  const before = fs.readdirSync(parent).sort();
  const { exitCode, error } = await call(...argv);
  expect(exitCode).not.toBe(0);
  expect(error).toContain(message);
  expect(fs.readdirSync(parent).sort()).toEqual(before);
});

test('a variable that has no rows is left out of a datastore, which is whole without it', async () => {
  const store = at('sparse-store');
  const only = ['BEFOLKNING_KJOENN', 'SUPPLSTFDT_MOTTAK'].flatMap((name) => ['--only', name]);
  const demo = ['no.ssb.fdb', '--to', store, '--format', 'datastore', '--persons', '1000', '--version', '60'];
  const written = await callProgram(['databank', 'export', ...demo, ...only]);
  expect(written).toMatchObject({ exitCode: 0, error: '' });
  // No person of so small a demo databank has this benefit.
  expect(fs.readdirSync(path.join(store, 'data'))).toEqual(['BEFOLKNING_KJOENN']);
  const metadata = fs.readFileSync(path.join(store, 'datastore/metadata_all__60_0_0.json'), 'utf8');
  expect(metadata).not.toContain('SUPPLSTFDT_MOTTAK');
  const back = await call('databank', 'import', store, at('sparse'), '--name', 'no.sparse');
  expect(back).toMatchObject({ exitCode: 0, error: '' });
});
