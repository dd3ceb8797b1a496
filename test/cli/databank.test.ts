import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { datasetJson, no, writeDataset } from '../metadata/ingest/exchange-files.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-databank-'));
const source = path.join(folder, 'source');
const bank = path.join(folder, 'bank');
const environment = { LANG: 'en', MICRODATA_CACHE: path.join(folder, 'cache'), MICRODATA_SECRETS: folder };
const call = (...argv: readonly string[]) => callProgram(argv, { environment });
const persons = Array.from({ length: 40 }, (_, i) => `p${String(i).padStart(2, '0')}`);

/** One dataset of each temporality, of persons and of families. */
function writeSource(): void {
  const rows = (make: (person: string, i: number) => string) => persons.map(make).join('');
  const sexes = {
    sentinelAndMissingValues: [],
    codeList: [
      { code: '1', categoryTitle: no('Mann'), validFrom: '1900-01-01', validUntil: null },
      { code: '2', categoryTitle: no('Kvinne'), validFrom: '1900-01-01', validUntil: null },
    ],
  };
  writeDataset(
    source,
    'KJONN',
    datasetJson({}, { dataType: 'STRING', valueDomain: sexes }),
    rows((p, i) => `${p};${1 + (i % 2)};;;\n`),
  );
  writeDataset(
    source,
    'SIVSTAND',
    datasetJson({ temporalityType: 'EVENT' }),
    rows((p) => `${p};1;2000-01-01;2009-12-31;\n${p};2;2010-01-01;;\n`),
  );
  writeDataset(
    source,
    'LONN',
    datasetJson({ temporalityType: 'ACCUMULATED' }, { dataType: 'DOUBLE' }),
    rows((p, i) => `${p};${100 * i}.5;2015-01-01;2015-12-31;\n`),
  );
  writeDataset(
    source,
    'ELEVER',
    datasetJson({ temporalityType: 'STATUS' }),
    rows((p, i) => `${p};${i};2015-10-01;2015-10-01;\n`),
  );
  writeDataset(
    source,
    'STORRELSE',
    datasetJson({ identifierVariables: [{ unitType: 'FAMILIE' }] }),
    Array.from({ length: 20 }, (_, i) => `f${i};${1 + (i % 4)};;;\n`).join(''),
  );
}

beforeAll(async () => {
  writeSource();
  const made = await call('databank', 'ingest', source, bank, '--name', 'no.test', '--nature', 'synthetic');
  expect(made).toMatchObject({ exitCode: 0, error: '' });
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A script on the databank, run without disclosure control. */
async function run(lines: readonly string[], ...options: readonly string[]) {
  const file = path.join(folder, 'script.txt');
  fs.writeFileSync(file, `require no.test:1 as t\n${lines.join('\n')}\n`);
  return call('run', file, '--databank', bank, '--policy', 'open', ...options);
}

describe('a databank made of files', () => {
  test('answers for all four temporalities and for several unit types', async () => {
    const { output, error, exitCode } = await run([
      'create-dataset p',
      'import t/KJONN as sex',
      'import t/SIVSTAND 2012-06-01 as married',
      'import t/LONN 2015-12-31 as wage',
      'import t/ELEVER 2015-10-01 as pupil',
      'tabulate sex married',
      'summarize wage pupil',
      'create-dataset f',
      'import t/STORRELSE as size',
      'tabulate size',
    ]);
    expect({ error, exitCode }).toEqual({ error: '', exitCode: 0 });
    expect(output).toMatch(/Mann +20 +20/u);
    expect(output).toMatch(/wage +1\u202f950\.50/u);
    expect(output).toMatch(/pupil +19\.5/u);
    expect(output).toMatch(/Total +20\n/u);
  });

  test('a date that the data do not cover is a mistake of the script', async () => {
    const { error, exitCode } = await run(['create-dataset p', 'import t/ELEVER 2016-10-01 as pupil']);
    expect(exitCode).toBe(1);
    expect(error).toContain('2015-10-01');
  });

  test('is whole when it is verified, and a changed file is named', async () => {
    expect(await call('databank', 'verify', bank)).toMatchObject({ exitCode: 0 });
    for (const kind of ['columns', 'texts', 'documents']) {
      const copy = path.join(folder, `changed-${kind}`);
      fs.cpSync(bank, copy, { recursive: true });
      const [file = ''] = filesBelow(path.join(copy, kind));
      const bytes = fs.readFileSync(file);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      fs.writeFileSync(file, bytes);
      const { error, exitCode } = await call('databank', 'verify', copy);
      expect(exitCode).toBe(4);
      expect(error).toContain(path.basename(file));
    }
  });

  test('a file that is cut short stops the run at its statement, with exit code 4', async () => {
    const copy = path.join(folder, 'cut');
    fs.cpSync(bank, copy, { recursive: true });
    for (const file of filesBelow(path.join(copy, 'columns'))) fs.truncateSync(file, 10);
    const script = path.join(folder, 'cut.txt');
    fs.writeFileSync(script, 'require no.test:1 as t\ncreate-dataset p\nimport t/KJONN as sex\ntabulate sex\n');
    const { output, error, exitCode } = await call('run', script, '--databank', copy, '--policy', 'open');
    expect(exitCode).toBe(4);
    expect(output).toContain('cut.txt:3:1: error column-file-damaged');
    expect(output).toContain('Not run because of an earlier error');
    expect(error).toContain('stopped at import on line 3');
  });

  test('a lost catalogue is named, with exit code 4', async () => {
    const copy = path.join(folder, 'lost');
    fs.cpSync(bank, copy, { recursive: true });
    fs.rmSync(path.join(copy, 'documents'), { recursive: true });
    const script = path.join(folder, 'lost.txt');
    fs.writeFileSync(script, 'require no.test:1 as t\n');
    for (const command of ['check', 'run']) {
      const { error, exitCode } = await call(command, script, '--databank', copy);
      expect(exitCode).toBe(4);
      expect(error).toContain('documents/');
    }
  });
});

/** What a message says is to be done. */
const wayOut = {
  elsewhere: "Name a folder that 'microdata databank create', 'ingest', 'import' or 'own' made",
  format: 'Use the version of the program that wrote the databank',
  damaged: 'Restore the folder from a backup',
} as const;

describe('a folder that is no databank', () => {
  test.each([
    ['a missing folder', 'none', () => undefined, 'it does not exist', wayOut.elsewhere],
    ['a file', 'file', (at: string) => fs.writeFileSync(at, ''), 'it is a file', wayOut.elsewhere],
    ['an empty folder', 'empty', (at: string) => fs.mkdirSync(at), 'no databank.json', wayOut.elsewhere],
    ['a broken list', 'broken', (at: string) => withManifest(at, '{"format": '), 'not valid JSON', wayOut.damaged],
    ['another format', 'newer', (at: string) => withManifest(at, '{"format": 99}'), 'another format', wayOut.format],
    ['half a list', 'half', (at: string) => withManifest(at, '{"format": 2}'), 'not complete', wayOut.damaged],
  ])('%s is told, and what to do about it', async (_, name, make, sentence, hint) => {
    const at = path.join(folder, name);
    make(at);
    for (const argv of [
      ['databank', 'verify', at],
      ['check', '-', '--databank', at],
    ]) {
      const { error, exitCode } = await call(...argv);
      expect(exitCode).toBe(4);
      expect(error).toContain(sentence);
      expect(error).toContain(hint);
    }
  });
});

describe('a place that cannot be written', () => {
  test('is told in a sentence by every command that makes a databank', async () => {
    const file = path.join(folder, 'a-file');
    fs.writeFileSync(file, '');
    const target = path.join(file, 'bank');
    for (const argv of [
      ['databank', 'ingest', source, target, '--name', 'no.other', '--nature', 'synthetic'],
      ['databank', 'demo', '--persons', '1000'],
    ]) {
      const { error, exitCode } = await callProgram(argv, { environment: { ...environment, MICRODATA_CACHE: file } });
      expect(exitCode).toBe(4);
      expect(error).toMatch(/The databank cannot be made in .*a-file.* \(ENOTDIR\)/u);
    }
  });
});

describe('files that are not as they should be', () => {
  test('every mistake is told with file, line and field, and nothing is made', async () => {
    const wrong = path.join(folder, 'wrong');
    const target = path.join(folder, 'wrong-bank');
    writeDataset(wrong, 'A', datasetJson(), 'p1;1;;;\np1;2;;;\np2;x;;;\n;3;;;\np4;1;;\n');
    writeDataset(
      wrong,
      'B',
      datasetJson({ temporalityType: 'EVENT' }),
      'p1;1;2010-13-01;;\np2;1;2010-01-01;2009-01-01;\n',
    );
    writeDataset(wrong, 'C', datasetJson({ temporalityType: 'SOMETIMES' }), 'p1;1;;;\n');
    fs.writeFileSync(path.join(wrong, 'D.json'), '{');
    writeDataset(wrong, 'E', datasetJson(), '');
    fs.writeFileSync(
      path.join(wrong, 'E.csv'),
      Uint8Array.of(97, 59, 49, 59, 59, 59, 10, 0xe5, 59, 49, 59, 59, 59, 10),
    );
    writeDataset(wrong, 'F', datasetJson(), '');
    fs.renameSync(path.join(wrong, 'F.csv'), path.join(wrong, 'F.csv.gz'));
    const { error, exitCode } = await call('databank', 'ingest', wrong, target, '--name', 'no.wrong');
    expect(exitCode).toBe(4);
    for (const place of [
      'A.csv, line 2:',
      'A.csv, line 3, field 2:',
      'A.csv, line 4, field 1:',
      'A.csv, line 5:',
      'B.csv, line 1, field 3:',
      'B.csv, line 2, fields 3 and 4:',
      "C.json, line 1, column 20: the field 'temporalityType'",
      'D.json, line 1, column 2: the file is not valid JSON',
      'E.csv, line 2: the file is not valid UTF-8',
      "'F.csv.gz' cannot be read",
    ]) {
      expect(error).toContain(place);
    }
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('wrong-bank'))).toEqual([]);
  });
});

describe('names that nobody could ask for', () => {
  test.each([
    [['--name', 'Foo Bar'], "'Foo Bar' is not a valid name"],
    [['--name', ''], "'' is not a valid name"],
    [['--name', 'no.x', '--release', ''], "'' is not a valid version"],
    [['--name', 'no.x', '--release', 'new'], "'new' is not a valid version"],
  ])('%j is refused before anything is made', async (options, sentence) => {
    const target = path.join(folder, 'unnamed');
    const { error, exitCode } = await call('databank', 'ingest', source, target, ...options);
    expect(exitCode).toBe(4);
    expect(error).toContain(sentence);
    expect(fs.existsSync(target)).toBe(false);
    expect(fs.readdirSync(folder).filter((name) => /^(?:Foo|\.key|no\.x)/u.test(name))).toEqual([]);
  });

  test('a place that is taken stays as it is; a byte order mark belongs to no identifier', async () => {
    const taken = path.join(folder, 'taken');
    fs.mkdirSync(taken);
    fs.writeFileSync(path.join(taken, 'mine.txt'), 'mine');
    const made = await call('databank', 'ingest', source, taken, '--name', 'no.x', '--nature', 'synthetic');
    expect(made).toMatchObject({ exitCode: 4 });
    expect(made.error).toContain('exists already');
    expect(fs.readdirSync(taken)).toEqual(['mine.txt']);
    const marked = path.join(folder, 'marked');
    writeDataset(marked, 'A', datasetJson(), '\ufeffa;1;;;\r\nb;2;;;\r\n');
    writeDataset(marked, 'B', datasetJson(), 'a;1;;;\nb;2;;;\n');
    const target = path.join(folder, 'marked-bank');
    await call('databank', 'ingest', marked, target, '--name', 'no.marked', '--nature', 'synthetic');
    const script = path.join(folder, 'marked.txt');
    const lines = ['require no.marked:1 as m', 'create-dataset p', 'import m/A as a', 'import m/B as b'];
    fs.writeFileSync(script, [...lines, 'tabulate a b', ''].join('\n'));
    const { output } = await call('run', script, '--databank', target, '--policy', 'open');
    expect(output).toContain('`b` imported from B: 2 units, 0 missing');
  });
});

function withManifest(at: string, text: string): void {
  fs.mkdirSync(at);
  fs.writeFileSync(path.join(at, 'databank.json'), text);
}

function filesBelow(at: string): readonly string[] {
  return fs
    .readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
