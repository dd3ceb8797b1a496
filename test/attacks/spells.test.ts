import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { type SpellWorld, spellBank, spellDatabank, spellSecrets } from './spells.ts';

/** Persons' numbers and incomes on every spell, and on every yearly value. */
const opening = `require ${spellBank}:1 as b
create-dataset people
import b/NR as nr
import b/INNTEKT as inntekt
create-dataset spells
import-event b/HENDELSE 2000-01-01 to 2020-01-01 as kind
create-dataset years
import-panel b/STATUS 2018-01-01 2019-01-01 2020-01-01
rename STATUS state
use people
merge nr inntekt into spells on PERSONID_1
merge nr inntekt into years on PERSONID_1
`;

async function run(script: string, world: SpellWorld, policy: string): Promise<string> {
  const databank = await spellDatabank(world);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'spells-'));
  try {
    const file = path.join(folder, 'script.txt');
    fs.writeFileSync(file, `${opening}${script}\n`);
    const argv = ['run', file, '--databank', databank, '--policy', policy, '--lang', 'en', '--quiet'];
    const called = await callProgram(argv, { environment: { MICRODATA_SECRETS: spellSecrets } });
    expect(called.error).toBe('');
    return called.output
      .replaceAll(folder, 'FOLDER')
      .replaceAll(/sha256:[0-9a-f]{12}/gu, 'HASH')
      .replaceAll(/(?<=\d)\s(?=\d{3})/gu, '');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Selects one row of a person who has others: that there is one, or that there is none, is the secret. */
const spell = "(nr == 100 & kind == 'B')";
const year = "(nr == 100 & state == 'B')";

/** What must not differ between a person with such a row and one without; each goes on with what a condition has left. */
const attacks: Readonly<Record<string, string>> = {
  'A10 DC-06/drop: a spell of a person with others': `use spells
drop if ${spell}
tabulate nr if nr < 20
summarize inntekt if nr < 100 | nr > 200`,
  'A10 DC-06/keep: all spells but one': `use spells
keep if !${spell}
summarize inntekt`,
  'A10 DC-06/replace: all spells but one': `use spells
generate x = 1
replace x = 2 if !${spell}
tabulate x`,
  'A10 DC-06/generate: one year of a person': `use years
generate x = 1 if ${year}
tabulate x, missing
generate z = 1 if !${year}
tabulate z, missing`,
  'A10 DC-06/recode: all years but one': `use years
generate x = 1
recode x (1 = 2) if !${year}
tabulate x`,
  'A30 DC-06/import: one unit joins': `create-dataset some
import b/NOEN as some
import b/FLERE as more, outer_join
import b/INNTEKT as income
summarize income
tabulate some more, missing
regress income more`,
  'A12 DC-06/generate: an isolating dummy of a spell': `use spells
generate z = ${spell}
tabulate z
summarize z
regress inntekt z nr`,
  'A05 DC-30/summarize DC-30/keep: spells with and without one': `use spells
clone-dataset spells others
summarize inntekt if nr > 50, gini
summarize inntekt if nr > 50 & !${spell}, gini
keep if nr > 50 & !${spell}
summarize inntekt
tabulate nr if nr > 60 & nr < 70 | nr > 2900
use others
drop if nr <= 50 | ${spell}
summarize inntekt`,
  'A05 DC-30/summarize-panel DC-30/ci: years with and without one': `use years
summarize inntekt if date@panel == date(2019, 1, 1) & nr > 50
summarize inntekt if date@panel == date(2019, 1, 1) & nr > 50 & !${year}
ci inntekt if date@panel == date(2019, 1, 1) & nr > 50 & !${year}
summarize-panel inntekt if nr > 50
summarize-panel inntekt if nr > 50 & !${year}
tabulate date@panel if nr > 50 & !${year}`,
  'A05 DC-30/summarize: the same rows from another import': `use spells
summarize inntekt if nr > 50 & START@kind >= date(2009, 1, 1)
create-dataset again
import-event b/HENDELSE 2008-01-01 to 2015-01-01 as kind
use people
merge nr inntekt into again on PERSONID_1
use again
summarize inntekt if nr > 50 & START@kind >= date(2009, 1, 1) & !${spell}
create-dataset later
import-panel b/STATUS 2019-01-01 2020-01-01
rename STATUS state
use people
merge nr inntekt into later on PERSONID_1
use years
summarize inntekt if nr > 50 & date@panel == date(2019, 1, 1)
use later
summarize inntekt if nr > 50 & date@panel == date(2019, 1, 1) & !${year}`,
  'A05 DC-30/tabulate: persons first, then their rows': `use people
tabulate nr if nr > 50
summarize inntekt if nr > 50
use years
keep if nr > 50 & !${year}
summarize inntekt`,
  'A53 DC-06/generate: induced missing of a year': `use years
generate x = ln(1 - ${year})
tabulate x, missing`,
};

describe.each(['strict', 'hardened'])(
  'one row of a person with others is no more visible than none, under %s',
  (policy) => {
    test.each(Object.entries(attacks))('%s', async (_, script) => {
      expect(await run(script, 1, policy)).toBe(await run(script, 0, policy));
    });
  },
);

test('DC-06/keep DC-06/replace: conditions on rows act on rows where every person has some of both', async () => {
  const script = `use years
generate x = 0
replace x = 1 if date@panel == date(2019, 1, 1)
tabulate x date@panel
recode x (1 = 7)
tabulate x
keep if date@panel == date(2019, 1, 1)
tabulate date@panel
tabulate x`;
  const output = await run(script, 0, 'open');
  expect(output).toMatch(/`x`: 3000 of 9000 values changed/u);
  expect(output).toMatch(/`1 = 7`: 3000/u);
  expect(output).toMatch(/6000 of 9000 observations removed, 3000 left/u);
  const strict = await run(script, 0, 'strict');
  expect(strict).toMatch(/(?:59|60)\d\d of (?:89|90)\d\d observations removed, (?:29|30)\d\d left/u);
  expect(strict).not.toContain('The condition selects fewer');
});

test('DC-27/sample: a sample of rows leaves rows out, though every person has some left', async () => {
  const output = await run('use years\nsample 0.5 7', 0, 'strict');
  expect(output).toMatch(/sample/iu);
  expect(output).not.toContain('The condition selects fewer');
});

test('DC-10 DC-16/summarize: a person with most of the rows is not the median', async () => {
  const income = '391900';
  const script = `use spells
summarize inntekt if nr >= 91 & nr <= 101
tabulate kind if nr >= 81 & nr <= 104, summarize(inntekt) p50
barchart(median) inntekt if nr >= 91 & nr <= 101
histogram inntekt if nr >= 91 & nr <= 101
generate g = 1
replace g = 2 if nr >= 91 & nr <= 101
collapse (median) inntekt -> middle (max) inntekt -> top, by(g)
tabulate middle
summarize middle top`;
  const shown = (await run(script, 0, 'strict')).replaceAll(/\s/gu, '');
  for (const digits of [income, '392000']) expect(shown).not.toContain(digits);
  expect((await run(script, 0, 'open')).replaceAll(/\s/gu, '')).toContain(income);
});
