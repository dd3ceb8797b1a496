import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { datasetJson, writeDataset } from '../metadata/ingest/exchange-files.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const environment = { MICRODATA_CACHE: path.join(parent, 'cache'), MICRODATA_SECRETS: path.join(parent, 'secrets') };
const at = (...names: readonly string[]): string => path.join(parent, ...names);
const call = (...argv: readonly string[]): ReturnType<typeof callProgram> =>
  callProgram(['databank', ...argv, '--lang', 'en'], { environment });

/** Changes one bit in the middle of a file. */
function flip(file: string): void {
  const bytes = fs.readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 1;
  fs.writeFileSync(file, bytes);
}

function filesBelow(...names: readonly string[]): readonly string[] {
  return fs
    .readdirSync(at(...names), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** A copy of the databank, whole until it is damaged. */
function copied(name: string): string {
  fs.cpSync(at('bank'), at(name), { recursive: true });
  return at(name);
}

beforeAll(async () => {
  writeDataset(at('in'), 'TALL', datasetJson(), '5;1;;2024-12-31;\n6;2;;2024-12-31;\n');
  const text = { dataType: 'STRING' };
  writeDataset(at('in'), 'TEKST', datasetJson({}, text), '5;a;;2024-12-31;\n7;b;;2024-12-31;\n');
  const made = await call('ingest', at('in'), at('bank'), '--name', 'no.test', '--identifiers', 'pseudonyms');
  expect(made).toMatchObject({ exitCode: 0, error: '' });
});

describe.each(['columns', 'texts', 'documents'])('a databank with one changed bit in %s', (kind) => {
  test('is not handed on, and verify names the file and no remnants', async () => {
    for (const [i, whole] of filesBelow('bank', kind).entries()) {
      const file = path.relative(at('bank'), whole);
      const bank = copied(`${kind}-${i}`);
      flip(path.join(bank, file));
      const verified = await call('verify', bank);
      expect(verified).toMatchObject({ exitCode: 4, output: '' });
      expect(verified.error).toContain(`The file '${file}' of the databank 'no.test' is missing or damaged.`);
      expect(verified.error).not.toContain('left from an interrupted command');
      for (const format of ['datasets', 'datastore']) {
        const out = at(`${kind}-${i}-${format}`);
        const exported = await call('export', bank, '--to', out, '--format', format);
        expect(exported).toMatchObject({ exitCode: 4, output: '' });
        expect(exported.error).toContain(file);
        expect(fs.existsSync(out)).toBe(false);
      }
      expect(await call('hashes', bank)).toMatchObject({ exitCode: 4, output: '' });
    }
  });
});

test('a writer that cannot read a list of columns removes nothing', async () => {
  const bank = copied('kept');
  const before = filesBelow('kept');
  for (const file of filesBelow('kept', 'documents')) flip(file);
  expect((await call('add', at('in'), bank, '--change')).exitCode).toBe(4);
  expect(filesBelow('kept')).toEqual(before);
});

test('a manifest says what is wrong with it, and what to do', async () => {
  const bank = copied('manifest');
  const manifest = path.join(bank, 'databank.json');
  const text = fs.readFileSync(manifest, 'utf8');
  const json = JSON.parse(text) as Record<string, unknown>;
  const cases: readonly (readonly [string, string])[] = [
    [JSON.stringify({ ...json, format: 99 }), 'Use the version of the program that wrote the databank'],
    [text.slice(0, -9), 'Restore the folder from a backup'],
    [JSON.stringify({ ...json, versions: 1 }), 'Restore the folder from a backup'],
  ];
  for (const [changed, hint] of cases) {
    fs.writeFileSync(manifest, changed);
    const { exitCode, error } = await call('versions', bank);
    expect(exitCode).toBe(4);
    expect(error).toContain(hint);
  }
  fs.rmSync(manifest);
  fs.mkdirSync(manifest);
  expect((await call('versions', bank)).error).toContain('its databank.json cannot be opened');
});

test('hashes are equal for equal rows, whoever wrote them', async () => {
  const out = at('datasets');
  expect((await call('export', at('bank'), '--to', out, '--data', 'parquet')).exitCode).toBe(0);
  expect((await call('ingest', out, at('back'), '--name', 'no.back', '--identifiers', 'pseudonyms')).exitCode).toBe(0);
  const wanted = await call('hashes', at('bank'));
  expect(wanted.output).toMatch(/^sha256:[0-9a-f]{64} {2}2 {2}TALL\nsha256:[0-9a-f]{64} {2}2 {2}TEKST\n$/u);
  expect(await call('hashes', at('back'))).toEqual(wanted);
  expect((await call('hashes', at('back'), '--only', 'TEKST')).output).toBe(`${wanted.output.split('\n')[1]}\n`);
  expect((await call('hashes', at('back'), '--version', '9')).exitCode).toBe(4);
});
