import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWriter } from '../../src/metadata/release/open-writer.ts';
import { callProgram } from '../helpers/program.ts';
import { datasetJson, no, writeDataset } from '../metadata/ingest/exchange-files.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-release-'));
const bank = path.join(folder, 'bank');
const environment = { LANG: 'en', MICRODATA_CACHE: path.join(folder, 'cache'), MICRODATA_SECRETS: folder };
const databank = (...argv: readonly string[]) => callProgram(['databank', ...argv], { environment });

/** A folder of datasets about persons `p0`, `p1` …, by name. */
function source(name: string, datasets: Readonly<Record<string, readonly number[]>>, title = 'Prøve'): string {
  const at = path.join(folder, name);
  for (const [dataset, values] of Object.entries(datasets)) {
    const rows = values.map((value, i) => `p${i};${value};;;\n`).join('');
    writeDataset(at, dataset, datasetJson({}, { name: no(title) }), rows);
  }
  return at;
}

const said = ({ output, error }: { readonly output: string; readonly error: string }): string => output + error;

async function quietly(...argv: readonly string[]): Promise<string> {
  const { output, error, exitCode } = await databank(...argv);
  expect({ error, exitCode }).toEqual({ error: '', exitCode: 0 });
  return output;
}

beforeAll(async () => {
  await quietly('create', bank, '--name', 'no.test', '--nature', 'synthetic', '--label', 'Test');
  const first = source('first', { ALDER: [30, 40, 50], INNTEKT: [1, 2, 3] });
  expect(await quietly('validate', first)).toBe('No errors in ALDER, INNTEKT (6 rows).\n');
  expect(await quietly('add', first, bank, '--description', 'New')).toContain('ADD  ALDER    PENDING_RELEASE  New');
  const released = await quietly('release', bank, '--description', 'First', '--time', '2024-01-01T12:00:00Z');
  expect(released).toBe('no.test:1 has been released (MAJOR).\n');
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the versions of a databank', () => {
  test('come about by adding, changing, correcting and removing, and are listed and compared', async () => {
    await quietly('add', source('second', { INNTEKT: [1, 5, 3, 4] }), bank, '--change', '--description', 'Revised');
    const corrected = source('corrected', { ALDER: [0] }, 'Alder');
    await quietly('patch', corrected, bank, '--description', 'Title');
    expect(await quietly('draft', bank)).toMatch(/CHANGE +INNTEKT +PENDING_RELEASE +Revised\n +PATCH_METADATA +ALDER/u);
    expect(await quietly('diff', bank, '1', 'DRAFT')).toMatch(
      /^~ +ALDER +metadata: title\n~ +INNTEKT +rows \+1 -0 ~1\n$/u,
    );
    await quietly('release', bank, '--description', 'Second', '--time', '2025-03-01');
    await quietly('remove', bank, 'ALDER', '--description', 'Gone');
    expect(await quietly('draft', bank, '--drop', 'ALDER')).toContain('is empty');
    await quietly('remove', bank, 'ALDER', '--description', 'Gone');
    await quietly('release', bank, '--description', 'Third', '--time', '2025-04-01');
    expect(await quietly('versions', bank)).toBe(
      [
        '3  2025-04-01  MAJOR  Third',
        '    REMOVE  ALDER  Gone',
        '2  2025-03-01  MAJOR  Second',
        '    CHANGE          INNTEKT  Revised',
        '    PATCH_METADATA  ALDER    Title',
        '1  2024-01-01  MAJOR  First',
        '    ADD  ALDER    New',
        '    ADD  INNTEKT  New',
        '',
      ].join('\n'),
    );
    expect(await quietly('diff', bank, '3', '1')).toContain('+  ALDER\n');
    expect(await quietly('diff', bank, '2', '2')).toContain('no difference');
    expect(await quietly('verify', bank)).toContain('is whole');
  });

  test('are what scripts ask for; the draft is told from them', async () => {
    await quietly('add', source('third', { BOSTED: [1, 1] }), bank);
    const script = path.join(folder, 'script.txt');
    const run = async (version: string, ...lines: readonly string[]) => {
      fs.writeFileSync(script, [`require no.test:${version} as t`, 'create-dataset d', ...lines, ''].join('\n'));
      return callProgram(['run', script, '--databank', bank, '--policy', 'open'], { environment });
    };
    expect((await run('1', 'import t/INNTEKT as i', 'summarize i')).output).toMatch(/\bi +2\b/u);
    expect(said(await run('1', 'import t/INNTEKT as i'))).toContain('is not the newest, which is 3');
    const draft = await run('DRAFT', 'import t/BOSTED as b', 'import t/INNTEKT as i');
    expect(draft).toMatchObject({ exitCode: 0 });
    expect(said(draft)).toContain('The draft of `no.test` is not released');
    expect(draft.output).toContain('Connected the draft of no.test as `t`; it may change');
    const unknown = await run('7', 'import t/BOSTED as b');
    expect(unknown.exitCode).toBe(1);
    expect(said(unknown)).toContain('it has 1–3, DRAFT');
    expect(await quietly('draft', bank, '--drop', 'BOSTED')).toContain('is empty');
  });
});

describe('what cannot be done', () => {
  test('is told, and changes nothing', async () => {
    const before = fs.readFileSync(path.join(bank, 'databank.json'), 'utf8');
    const wrong = path.join(folder, 'wrong');
    writeDataset(wrong, 'A', datasetJson(), 'p1;x;;;\np2;y;;;\n');
    const cases: readonly (readonly [readonly string[], string, number])[] = [
      [['add', wrong, bank], 'A.csv, line 2', 4],
      [['validate', wrong], 'A.csv, line 2', 4],
      [['validate', wrong, '--only', 'B'], "holds no dataset 'B'", 4],
      [['add', source('first', { INNTEKT: [1] }), bank, '--only', 'INNTEKT'], 'Use --change', 4],
      [['add', source('first', { NY: [1] }), bank, '--change', '--only', 'NY'], 'Add it without --change', 4],
      [['patch', wrong, bank], 'not in the newest version', 4],
      [['remove', bank, 'NY'], 'not in the newest version', 4],
      [['release', bank, '--description', 'x'], 'nothing to release', 4],
      [['release', bank, '--description', 'x', '--time', 'soon'], 'YYYY-MM-DD', 2],
      [['draft', bank, '--drop', 'NY'], 'which is empty', 4],
      [['diff', bank, '1', '9'], "no version '9'", 4],
      [['create', bank, '--name', 'no.other'], 'exists already', 4],
      [['create', path.join(folder, 'new'), '--name', 'no.other', '--policy', 'none'], 'none', 2],
      [['versions', path.join(folder, 'nowhere')], 'it does not exist', 4],
    ];
    for (const [argv, sentence, code] of cases) {
      const { error, exitCode } = await databank(...argv);
      expect(error, argv.join(' ')).toContain(sentence);
      expect(exitCode, argv.join(' ')).toBe(code);
    }
    expect(fs.readFileSync(path.join(bank, 'databank.json'), 'utf8')).toBe(before);
    expect(fs.existsSync(path.join(folder, 'new'))).toBe(false);
    expect(fs.readdirSync(bank).filter((name) => !/^(?:columns|documents|texts|databank\.json)$/u.test(name))).toEqual(
      [],
    );
  });

  test('while another command changes the databank', async () => {
    const writer = openWriter(bank, { secretsFolder: folder });
    const { error, exitCode } = await databank('remove', bank, 'INNTEKT');
    writer.close();
    expect(exitCode).toBe(4);
    expect(error).toContain(`is being changed by another command (process ${process.pid} on ${os.hostname()})`);
  });
});
