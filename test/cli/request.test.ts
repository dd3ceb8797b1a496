import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const at = (...names: readonly string[]): string => path.join(parent, ...names);

const script = `---
title: Wages after divorce
author: Kari Nordmann
---

We want to know what divorce does to wages.

\`\`\`microdata
require no.ssb.fdb:60 as db
create-dataset people
import db/BEFOLKNING_KJOENN as sex
import db/BEFOLKNING_FOEDSELS_AAR_MND as birth
import db/INNTEKT_WLONN 2021-12-31 as wage
import db/SIVSTANDFDT_SIVSTAND 2021-01-01 as civil
keep if inrange(int(birth / 100), 1960, 1990)
tabulate civil, summarize(wage) mean
\`\`\`
`;

const request = (folder: string, ...options: readonly string[]) =>
  callProgram(['request', at('wages.md'), '-o', folder, '--persons', '10000', '--lang', 'en', ...options]);

describe('an application for a dataset', () => {
  test('has the purpose, the population in steps with released counts, the variables, and what is not needed', async () => {
    fs.writeFileSync(at('wages.md'), script);
    expect(await request(at('out'))).toMatchObject({ output: '', exitCode: 0 });
    const text = fs.readFileSync(at('out/README.md'), 'utf8');
    expect(text).toContain('# Application for delivery of a prepared dataset: Wages after divorce');
    expect(text).toContain('Applicant: Kari Nordmann');
    expect(text).toContain('We want to know what divorce does to wages.');
    expect(text).toContain('| `people` | PERSON | 4 |');
    expect(text).toMatch(/\| `people` \| `keep if inrange\(int\(birth \/ 100\), 1960, 1990\)` \| .*\d.* \|/u);
    expect(text).toContain('| `no.ssb.fdb/INNTEKT_WLONN` | ');
    expect(text).toContain('- `sex` (BEFOLKNING_KJOENN)');
    expect(text).not.toContain('- `birth`');
    const rows = fs.readFileSync(at('out/variables.csv'), 'utf8').split('\n');
    expect(rows[1]).toMatch(/^no\.ssb\.fdb,60,BEFOLKNING_FOEDSELS_AAR_MND,.*,yes$/u);
    expect(rows.find((row) => row.includes('KJOENN'))).toMatch(/,no$/u);
    expect(rows.find((row) => row.includes('WLONN'))).toContain('2021-12-31,2021-12-31');
    expect(fs.readFileSync(at('out/script/wages.md'), 'utf8')).toBe(script);
  });

  test('never writes over anything', async () => {
    fs.mkdirSync(at('full'));
    fs.writeFileSync(at('full/mine.txt'), 'mine');
    for (const folder of [at('full'), at('wages.md')]) {
      const { error, exitCode } = await request(folder);
      expect(error).toContain('is not an empty folder');
      expect(exitCode).toBe(2);
    }
    expect(fs.readdirSync(at('full'))).toEqual(['mine.txt']);
  });
});
