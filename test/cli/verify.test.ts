import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashText } from '../../src/base/hash.ts';
import type { RunRecord } from '../../src/record/run-record.ts';
import { recordText } from '../../src/record/run-record.ts';
import { callProgram } from '../helpers/program.ts';
import { datasetJson, no, writeDataset } from '../metadata/ingest/exchange-files.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const at = (...names: readonly string[]): string => path.join(parent, ...names);
const places = { MICRODATA_CACHE: at('cache'), MICRODATA_SECRETS: at('secrets') };
const call = (...argv: readonly string[]): ReturnType<typeof callProgram> =>
  callProgram([...argv, '--lang', 'en'], { environment: places });

const count = 1500;
const ids = Array.from({ length: count }, (_, i) => String(1000 + i * 17));

/** A folder of datasets about the same persons, by name. */
function source(name: string, datasets: Readonly<Record<string, (i: number) => number>>): string {
  for (const [dataset, value] of Object.entries(datasets)) {
    const rows = ids.map((id, i) => `${id};${value(i)};;;\n`).join('');
    writeDataset(at(name), dataset, datasetJson({}, { name: no(dataset) }), rows);
  }
  return at(name);
}

const script = [
  'require no.test:1 as db',
  'create-dataset d',
  'import db/INNTEKT as income',
  'import db/ALDER as age',
  'summarize income age',
  'for t in 20 40',
  'generate over ++ $t = age > $t',
  'end',
  'tabulate over20 over40',
  'generate r = round(income, 10)',
  'summarize r',
  '',
].join('\n');

async function done(...argv: readonly string[]): Promise<string> {
  const { output, error, exitCode } = await call(...argv);
  expect({ error, exitCode }, argv.join(' ')).toEqual({ error: '', exitCode: 0 });
  return output;
}

async function recordIn(file: string, options: readonly string[] = []): Promise<RunRecord> {
  fs.writeFileSync(at('script.txt'), script);
  await done('run', at('script.txt'), '--databank', at('bank'), '--record', at(file), '--quiet', ...options);
  return JSON.parse(fs.readFileSync(at(file), 'utf8')) as RunRecord;
}

/** Writes a record that was changed, as another program or another time would have made it. */
function rewritten(name: string, change: (record: RunRecord) => object): string {
  const record = JSON.parse(fs.readFileSync(at('record.json'), 'utf8')) as RunRecord;
  fs.writeFileSync(at(name), recordText({ ...record, ...change(record) }));
  return at(name);
}

interface Told {
  readonly exitCode: number;
  readonly outcome: string;
  readonly reasons: readonly { readonly type: string; readonly text: { readonly en: string } }[];
  readonly obstacles: readonly { readonly type: string; readonly text: { readonly en: string } }[];
  readonly divergences: readonly { readonly kind: string; readonly command: string }[];
}

async function verified(file: string, ...options: readonly string[]): Promise<Told> {
  const { output, exitCode } = await call('verify', file, '--databank', at('bank'), '--format', 'json', ...options);
  const { verifications } = JSON.parse(output) as { readonly verifications: readonly Told[] };
  return { ...verifications[0]!, exitCode };
}

const typesOf = ({ reasons }: Told): readonly string[] => reasons.map(({ type }) => type);

beforeAll(async () => {
  const first = { INNTEKT: (i: number) => (i * 37) % 1000, ALDER: (i: number) => i % 90 };
  await done('databank', 'create', at('bank'), '--name', 'no.test', '--nature', 'synthetic', '--label', 'Test');
  await done('databank', 'add', source('first', first), at('bank'), '--description', 'New');
  await done('databank', 'release', at('bank'), '--description', 'First', '--time', '2024-01-01');
  await recordIn('record.json');
  const revised = source('second', { INNTEKT: (i) => ((i * 37) % 1000) + (i % 3) });
  await done('databank', 'add', revised, at('bank'), '--change', '--description', 'Revised');
  await done('databank', 'release', at('bank'), '--description', 'Second', '--time', '2025-01-01');
});

describe('a recorded run', () => {
  test('is the same on the same data, with other threads and another language', async () => {
    const told = await verified(at('record.json'), '--threads', '3');
    expect(told).toMatchObject({ exitCode: 0, outcome: 'same', reasons: [], obstacles: [] });
    const { output } = await call('verify', at('record.json'), '--databank', at('bank'));
    expect(output).toContain('same. All 11 results are as recorded (no.test:1, strict@1).');
  });

  test('holds no path, no clock unless it is asked for, and nothing but what was released', async () => {
    const record = await recordIn('again.json');
    expect(fs.readFileSync(at('again.json'), 'utf8')).toBe(fs.readFileSync(at('record.json'), 'utf8'));
    expect(JSON.stringify(record)).not.toContain(parent);
    expect(record.time).toBeUndefined();
    expect(Object.keys(record).sort()).toEqual([
      ...['databanks', 'engine', 'format', 'ir', 'noiseKey', 'options', 'policy', 'script', 'semantics'],
      ...['statements', 'version'],
    ]);
    expect((await recordIn('timed.json', ['--record-time'])).time).toBe('2025-10-09T08:53:20Z');
    expect(record.statements.find(({ iteration }) => iteration)?.iteration).toEqual([{ name: 't', value: '20' }]);
    expect(record.databanks[0]?.variables.map(({ name }) => name)).toEqual(['ALDER', 'INNTEKT']);
  });
});

describe('what differs gets its reason and no other', () => {
  test('another script', async () => {
    fs.writeFileSync(at('other.txt'), script.replace('round(income, 10)', 'round(income, 100)'));
    const told = await verified(at('record.json'), '--script', at('other.txt'));
    expect(told).toMatchObject({ exitCode: 6, outcome: 'differs' });
    expect(typesOf(told)).toEqual(['script']);
  });

  test("a variable's content, with the version since when it is another", async () => {
    const told = await verified(at('record.json'), '--databank-version', '2');
    expect(told).toMatchObject({ exitCode: 6, outcome: 'differs' });
    expect(typesOf(told)).toEqual(['column']);
    expect(told.reasons[0]?.text.en).toBe(
      'the values of no.test/INNTEKT are not those that were read, from version 2 on',
    );
    const commands = told.divergences.map(({ command }) => command);
    expect(commands.filter((command) => command === 'summarize')).toHaveLength(2);
    expect(commands).not.toContain('tabulate');
  });

  test('a databank or a version that is not there', async () => {
    const absent = await verified(at('record.json'), '--databank-version', '7');
    expect(absent).toMatchObject({ exitCode: 4, outcome: 'not-run' });
    expect(absent.obstacles[0]?.text.en).toBe(
      'the databank no.test is not here in version 7, but in 1, 2, DRAFT (choose one with --databank-version)',
    );
    const file = rewritten('elsewhere.json', ({ databanks }) => ({
      databanks: databanks.map((databank) => ({ ...databank, databank: 'no.other' })),
    }));
    expect((await verified(file)).obstacles[0]?.text.en).toContain('there is no databank no.other here, but no.test');
  });

  test('another policy', async () => {
    const told = await verified(at('record.json'), '--policy', 'hardened');
    expect(told.outcome).toBe('differs');
    expect(typesOf(told)).toEqual(['policy']);
  });

  /** Builds the databank again from its exchange files, with the secrets of some folder. */
  async function rebuilt(name: string, secrets: string): Promise<Told> {
    const environment = { MICRODATA_CACHE: at(`${name}-cache`), MICRODATA_SECRETS: secrets };
    const elsewhere = (...argv: readonly string[]) => callProgram([...argv, '--lang', 'en'], { environment });
    await elsewhere('databank', 'create', at(name), '--name', 'no.test', '--nature', 'synthetic', '--label', 'Test');
    await elsewhere('databank', 'add', at('first'), at(name), '--description', 'New');
    await elsewhere('databank', 'release', at(name), '--description', 'First', '--time', '2024-01-01');
    const { output, exitCode } = await elsewhere(
      'verify',
      at('record.json'),
      '--databank',
      at(name),
      '--format',
      'json',
    );
    const { verifications } = JSON.parse(output) as { readonly verifications: readonly Told[] };
    return { ...verifications[0]!, exitCode };
  }

  test('another secret; with its own, a databank that was built again is the same', async () => {
    const other = await rebuilt('bank2', at('secrets2'));
    expect(other.exitCode).toBe(6);
    expect(typesOf(other)).toEqual(['noise-key']);
    expect(await rebuilt('bank3', at('secrets'))).toMatchObject({ exitCode: 0, outcome: 'same' });
  });

  /** A record in which a result of the first `summarize` is another. */
  const withOtherResult = (record: RunRecord): Pick<RunRecord, 'statements'> => ({
    statements: record.statements.map((statement) =>
      statement.command === 'summarize'
        ? { ...statement, results: statement.results.map((result) => ({ ...result, hash: hashText('other') })) }
        : statement,
    ),
  });

  test('another version of what a command does', async () => {
    const file = rewritten('newer.json', (record) => ({
      ...withOtherResult(record),
      semantics: { ...record.semantics, commands: { ...record.semantics.commands, summarize: 2 } },
    }));
    const told = await verified(file);
    expect(typesOf(told)).toEqual(['semantics']);
    expect(told.reasons[0]?.text.en).toBe('the command summarize works by its version 1, not 2');
    expect(told.divergences).toHaveLength(2);
  });

  test('another build of the program, and arithmetic when nothing else is left', async () => {
    const built = rewritten('built.json', (record) => ({
      ...withOtherResult(record),
      engine: { ...record.engine, build: hashText('another build') },
    }));
    expect(typesOf(await verified(built))).toEqual(['build']);
    const told = await verified(rewritten('machine.json', withOtherResult));
    expect(typesOf(told)).toEqual(['arithmetic']);
  });

  test('other earlier questions', async () => {
    const file = rewritten('asked.json', (record) => ({ ...withOtherResult(record), history: 'sha256:earlier' }));
    expect(typesOf(await verified(file))).toEqual(['history']);
  });
});

describe('files that are no records', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['empty.json', '', 'is not a run record'],
    ['number.json', '7', 'the record is not an object'],
    ['deep.json', '['.repeat(500_000), 'is not a run record'],
    ['other.json', '{"format":"microdata-run"}', 'the format is not microdata-run-record'],
    ['later.json', '{"format":"microdata-run-record","version":2}', 'written by a newer version'],
    ['fake.zip', 'not an archive at all', 'is not a whole, valid archive'],
  ];

  test.each(cases)('%s', async (name, content, sentence) => {
    fs.writeFileSync(at(name), content);
    const { output, error, exitCode } = await call('verify', at(name));
    expect(output).toBe('');
    expect(error).toContain(sentence);
    expect(exitCode).toBe(2);
  });

  test('a record whose script was changed', async () => {
    const file = rewritten('edited.json', ({ script: own }) => ({ script: { ...own, text: `${own.text}\n` } }));
    const { error, exitCode } = await call('verify', file);
    expect(error).toContain('script.hash is not that of script.text');
    expect(exitCode).toBe(2);
  });

  test('a folder is verified file by file, with a summary; one without any says so', async () => {
    fs.mkdirSync(at('many'));
    for (const name of ['a.json', 'b.json']) fs.copyFileSync(at('record.json'), at('many', name));
    fs.copyFileSync(at('newer.json'), at('many', 'c.json'));
    const { output, exitCode } = await call('verify', at('many'), '--databank', at('bank'));
    expect(output).toContain('2 same, 1 differing, 0 not verified');
    expect(output).toContain("line 5, 'summarize': result 1 is another");
    expect(exitCode).toBe(6);
    fs.mkdirSync(at('none'));
    expect((await call('verify', at('none'))).error).toContain('There are no archives');
  });
});
