import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pseudonymOf } from '../../../src/metadata/demo/pseudonyms.ts';
import { type Called, callProgram } from '../../helpers/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const work = temporaryFolder();
const environment = { MICRODATA_SECRETS: path.join(work, 'secrets') };

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(work, name);
  fs.writeFileSync(file, content);
  return file;
}

/** Persons of the demo databank by serial number. */
const person = (serial: number): string => String(pseudonymOf(1, serial));

const survey = [
  'person;Livskvalitet;Røyker;vekt;gruppe;svardato',
  ...Array.from({ length: 900 }, (_, i) =>
    [person(i), i % 11, i % 3 === 0 ? 'ja' : 'nei', `${60 + (i % 40)},5`, `0${i % 4}`, `2023-0${1 + (i % 9)}-15`].join(
      ';',
    ),
  ),
].join('\n');

async function makeOwn(file: string, folder: string, ...more: readonly string[]): Promise<Called> {
  const name = more.includes('--name') ? [] : ['--name', 'own.survey'];
  return callProgram(['databank', 'own', file, folder, '--lang', 'en', ...name, ...more], { environment });
}

async function runScript(lines: readonly string[], ...folders: readonly string[]): Promise<Called> {
  const script = write('script.txt', `${lines.join('\n')}\n`);
  const databanks = folders.flatMap((folder) => ['--databank', folder]);
  return callProgram(['run', script, '--persons', '2000', '--lang', 'en', '--policy', 'open', ...databanks], {
    environment,
  });
}

describe('a table of one’s own becomes a databank', () => {
  const folder = path.join(work, 'survey');
  beforeAll(async () => {
    const made = await makeOwn(write('survey.csv', survey), folder, '--decimal-comma', '--nature', 'synthetic');
    expect(made).toMatchObject({ exitCode: 0, error: '' });
    expect(made.output).toContain('require own.survey:1 as own');
  });

  it('links to the registers of others', async () => {
    const { output, error, exitCode } = await runScript(
      [
        'require no.ssb.fdb:60 as db',
        'require own.survey:1 as own',
        'create-dataset people',
        'import own/LIVSKVALITET as quality',
        'import own/ROEYKER as smoker',
        'import own/VEKT as weight',
        'import own/GRUPPE as group',
        'import db/BEFOLKNING_KJOENN as sex',
        'tabulate smoker sex',
        'summarize quality weight',
        'generate later = quality + weight',
        "keep if group == '01'",
      ],
      folder,
    );
    expect(error).toBe('');
    expect(exitCode).toBe(0);
    expect(output).toContain('nei');
    expect(output).toContain('Kvinne');
    expect(output).toMatch(/own\.survey:1 \(synthetic\)/u);
  });

  it('releases the next version when it is made again, and keeps the old one', async () => {
    const changed = survey.replaceAll(';ja;', ';av og til;').replace('svardato', 'svardag');
    const made = await makeOwn(write('again.csv', changed), folder, '--decimal-comma');
    expect(made).toMatchObject({ exitCode: 0, error: '' });
    expect(made.output).toContain('own.survey version 2');
    const values = async (version: number): Promise<string> =>
      (
        await runScript(
          [
            `require own.survey:${version} as own`,
            'create-dataset people',
            'import own/ROEYKER as smoker',
            'tabulate smoker',
          ],
          folder,
        )
      ).output;
    expect(await values(1)).toContain('ja ');
    expect(await values(1)).not.toContain('av og til');
    expect(await values(2)).toContain('av og til');
  });

  it('does not touch another databank', async () => {
    const file = write('small.csv', 'id,x\n5,1\n');
    const made = await makeOwn(file, folder, '--name', 'own.other');
    expect(made.exitCode).toBe(4);
    expect(made.error).toContain('is the databank own.survey');
  });
});

it('takes spells, which import-event reads', async () => {
  const folder = path.join(work, 'spells');
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${person(i)},treatment ${i % 2},2020-01-01,${i % 2 ? '2020-03-01' : ''}`,
  );
  const file = write('spells.csv', `who,kind,from,until\n${rows.join('\n')}\n`);
  const made = await makeOwn(file, folder, '--start', 'from', '--stop', 'until', '--nature', 'synthetic');
  expect(made).toMatchObject({ exitCode: 0, error: '' });
  const { output, exitCode } = await runScript(
    [
      'require own.survey:1 as own',
      'create-dataset spells',
      'import-event own/KIND 2020-02-01 to 2021-01-01 as kind',
      'tabulate kind',
    ],
    folder,
  );
  expect(exitCode).toBe(0);
  expect(output).toContain('treatment 1');
});

it('gives codes the labels of a file, and leaves others as they are', async () => {
  const folder = path.join(work, 'labels');
  const rows = Array.from({ length: 90 }, (_, i) => `${person(i)},${i % 3}`);
  const file = write('labels-table.csv', `who,answer\n${rows.join('\n')}\n`);
  const labels = write('labels.csv', 'variable,code,label\nanswer,0,"No, never"\nanswer,1,Yes\n');
  expect((await makeOwn(file, folder, '--labels', labels, '--nature', 'synthetic')).exitCode).toBe(0);
  const { output } = await runScript(
    ['require own.survey:1 as own', 'create-dataset p', 'import own/ANSWER as answer', 'tabulate answer'],
    folder,
  );
  expect(output).toMatch(/No, never +30/u);
  expect(output).toMatch(/2 +30/u);
});

describe('what cannot be a databank is told in a sentence, and nothing is made', () => {
  const good = `who,x\n${person(1)},1\n`;
  const cases: readonly (readonly [
    what: string,
    content: string | Uint8Array,
    more: readonly string[],
    told: RegExp,
  ])[] = [
    ['an empty file', '', [], /no rows/u],
    ['a header alone', 'who,x\n', [], /no rows/u],
    ['a column without values', `who,x,y\n${person(1)},1,\n`, [], /column 'y' of .* has no value in any row/u],
    ['a row that is too short', `who,x\n${person(1)}\n`, [], /line 2: .*number of fields/u],
    ['a quotation mark that is not closed', `who,x\n"${person(1)},1\n`, [], /line 2: .*quotation mark/u],
    [
      'bytes that are no text',
      Uint8Array.from([0x77, 0x2c, 0x78, 0x0a, 0x31, 0x2c, 0xff, 0x0a]),
      [],
      /line 2: .*UTF-8/u,
    ],
    ['an identifier that is none', 'who,x\nOla,1\n', [], /line 2: 'who' does not hold the pseudonym/u],
    ['a unit twice', `who,x\n${person(1)},1\n${person(1)},2\n`, [], /line 3/u],
    ['a column without a name', `who,\n${person(1)},1\n`, [], /column 2 has no name/u],
    ['two columns with one name', `who,a b,a-b\n${person(1)},1,2\n`, [], /both become the variable A_B/u],
    ['no values', `who\n${person(1)}\n`, [], /unit and time only/u],
    ['an unknown column', good, ['--id', 'person'], /no column 'person'; its columns are who, x/u],
    ['an unknown unit type', good, ['--unit', 'CAT'], /no unit type CAT/u],
    ['two ways to give the time', good, ['--date', '2020-01-01', '--period', '2020-01-01/2020-12-31'], /in one way/u],
    ['half a spell', good, ['--start', 'x'], /in one way/u],
    ['a date that is none', good, ['--date', '2020-02-30'], /'2020-02-30' is not a date/u],
    ['a period backwards', good, ['--period', '2021-01-01/2020-01-01'], /--period/u],
    ['a cell that is no date', good, ['--date-column', 'x'], /line 2: '1' is not a date/u],
    ['a name outside own', good, ['--name', 'no.ssb.fdb'], /does not begin with 'own\.'/u],
  ];
  it.each(cases)('%s', async (_, content, more, told) => {
    const folder = path.join(work, 'refused');
    const { error, output, exitCode } = await makeOwn(write('refused.csv', content), folder, ...more);
    expect(error).toMatch(told);
    expect(output).toBe('');
    expect(exitCode).not.toBe(0);
    expect(fs.existsSync(folder)).toBe(false);
  });

  it.each([
    ['no separator given', []],
    ['a separator given', ['--delimiter', ';']],
  ])('a file that is not there, %s', async (_, more) => {
    const { error, exitCode } = await makeOwn(path.join(work, 'nowhere.csv'), path.join(work, 'refused'), ...more);
    expect(error).toMatch(/cannot be read \(ENOENT\)/u);
    expect(exitCode).not.toBe(0);
  });
});
