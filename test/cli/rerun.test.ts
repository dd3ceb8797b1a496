import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { datasetJson, no, writeDataset } from '../metadata/ingest/exchange-files.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const at = (...names: readonly string[]): string => path.join(parent, ...names);
const environment = { MICRODATA_CACHE: at('cache'), MICRODATA_SECRETS: at('secrets') };
const call = (...argv: readonly string[]): ReturnType<typeof callProgram> =>
  callProgram([...argv, '--lang', 'en'], { environment });

const ids = Array.from({ length: 1500 }, (_, i) => String(1000 + i * 17));

function source(name: string, datasets: Readonly<Record<string, (i: number) => number>>): string {
  for (const [dataset, value] of Object.entries(datasets)) {
    const rows = ids.map((id, i) => `${id};${value(i)};;;\n`).join('');
    writeDataset(at(name), dataset, datasetJson({}, { name: no(dataset) }), rows);
  }
  return at(name);
}

const script = `require no.test:1 as db
create-dataset d
import db/INNTEKT as income
import db/ALDER as age
summarize income age
`;

beforeAll(async () => {
  const bank = at('bank');
  fs.writeFileSync(at('script.txt'), script);
  await call('databank', 'create', bank, '--name', 'no.test', '--nature', 'synthetic', '--label', 'Test');
  const first = source('first', { INNTEKT: (i) => 1000 + (i % 500), ALDER: (i) => 20 + (i % 60) });
  await call('databank', 'add', first, bank, '--description', 'New');
  await call('databank', 'release', bank, '--description', 'First', '--time', '2024-01-01');
  for (const version of [2, 3]) {
    const next = source(`next${version}`, { INNTEKT: (i) => 1000 + (i % 500) + (version - 1) * 100 });
    await call('databank', 'add', next, bank, '--change', '--description', 'Revised');
    await call('databank', 'release', bank, '--description', 'Next', '--time', `202${version + 3}-01-01`);
  }
  await call('databank', 'remove', bank, 'ALDER', '--description', 'Gone');
  await call('databank', 'release', bank, '--description', 'Fourth', '--time', '2027-01-01');
});

const rerun = (versions: string, ...options: readonly string[]) =>
  call(
    'rerun',
    at('script.txt'),
    '--databank',
    at('bank'),
    '--databank-version',
    versions,
    '--policy',
    'open',
    ...options,
  );

describe('a script on several versions', () => {
  test('shows the numbers that move, with a small chart and the change; what stays is counted', async () => {
    const { output, error, exitCode } = await rerun('1..3');
    expect({ error, exitCode }).toEqual({ error: '', exitCode: 0 });
    expect(output).toContain('script.txt on no.test, version 1, 2, 3');
    expect(output).toMatch(/income · mean +1249\.5 +1349\.5 +1449\.5 {2}▁▅█ +\+16 %/u);
    expect(output).not.toMatch(/age · mean/u);
    expect(output).toMatch(/\d+ numbers are the same in all versions/u);
    expect((await rerun('1..3', '--all')).output).toMatch(/age · mean +49\.5 +49\.5 +49\.5 {2}▄▄▄ +0 %/u);
  });

  test('says on which versions it cannot be run, and why', async () => {
    const { output, exitCode } = await rerun('3..4');
    expect(exitCode).toBe(0);
    expect(output).toContain('on no.test, version 3\n');
    expect(output).toMatch(/Version 4: cannot be run\. .*ALDER/u);
    expect((await rerun('4')).exitCode).toBe(1);
  });

  test('writes tables for programs and a page with charts', async () => {
    const { output } = await rerun('1,3', '--format', 'csv', '--out', at('drift.html'), '--out', at('drift.json'));
    expect(output).toContain('line,command,iteration,result,number,1,3\n');
    expect(output).toContain('5,summarize,,1,rows · income · mean,1249.5,1449.5\n');
    const page = fs.readFileSync(at('drift.html'), 'utf8');
    expect(page).toContain('<th scope="row">income · mean</th><td>1249.5</td><td>1449.5</td>');
    expect(page).toContain('<polyline points="3.0,25.0 117.0,3.0"/>');
    const json = JSON.parse(fs.readFileSync(at('drift.json'), 'utf8')) as { readonly versions: readonly string[] };
    expect(json.versions).toEqual(['1', '3']);
  });

  test('refuses what cannot be meant', async () => {
    fs.writeFileSync(at('none.txt'), 'let a = 1\n');
    fs.writeFileSync(at('two.txt'), `require no.ssb.fdb:60 as ssb\n${script}`);
    const cases: readonly (readonly [readonly string[], string, number])[] = [
      [
        ['rerun', at('script.txt'), '--databank-version', '7..9'],
        'Of no.test there is no 7..9 here; there are 1–4, DRAFT',
        4,
      ],
      [['rerun', at('script.txt'), '--databank-version', '3,9'], 'Of no.test there is no 9 here', 4],
      [['rerun', at('script.txt'), '--databank-version', 'no.other:1'], 'no.other', 4],
      [['rerun', at('none.txt'), '--databank-version', '1'], 'requires no databank', 2],
      [['rerun', at('two.txt'), '--databank-version', '1..2'], 'several databanks (no.ssb.fdb, no.test)', 2],
      [['rerun', at('script.txt'), '--databank-version', '1', '--out', at('x.pdf')], 'does not say what to write', 2],
    ];
    for (const [argv, sentence, code] of cases) {
      const { error, exitCode } = await call(...argv, '--databank', at('bank'));
      expect(error, argv.join(' ')).toContain(sentence);
      expect(exitCode, argv.join(' ')).toBe(code);
    }
  });
});
