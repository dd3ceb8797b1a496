import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;

/* The test databank numbers its units 1, 3, 5 …: these are the codes of its municipalities. No databank knows 77. */
const bank = testDatabank({
  PLACE: { values: ['7', '3', '3', null, '77', '7', '1'], refersTo: 'KOMMUNE' },
  WAGE: { values: [70, 30, 50, 999, 10, 90, 20] },
  SCHOOLS: { unitType: 'KOMMUNE', values: [11, 33, 55, 77, 99] },
  HARBOURS: { unitType: 'KOMMUNE', values: [null, 3, 5], sparse: true },
  BUDGET: {
    unitType: 'KOMMUNE',
    temporality: 'ACCUMULATED',
    sparse: true,
    records: [0, 1, 2, 3].flatMap((unit) => [
      { unit, start: day('2020-01-01'), stop: day('2020-12-31'), value: 100 + unit },
      { unit, start: day('2021-01-01'), stop: day('2021-12-31'), value: 200 + unit },
    ]),
  },
  MAYOR: {
    unitType: 'KOMMUNE',
    temporality: 'EVENT',
    records: [
      { unit: 1, start: day('2019-10-01'), stop: day('2023-09-30'), value: 'a' },
      { unit: 2, start: day('2019-10-01'), stop: day('2023-09-30'), value: 'b' },
      { unit: 3, start: day('2019-10-01'), stop: null, value: 'c' },
    ],
  },
});

const start = `require test.bank:1 as db
create-dataset places
import db/PLACE as place
import db/WAGE as wage
`;
const collapsed = `${start}collapse (mean) wage, by(place)\n`;
const run = (script: string) => runTestScript(collapsed + script, [bank]);

/** What a dataset holds by code, whatever the order of its rows. */
async function byCode(script: string, variable: string): Promise<Record<string, number | string | null>> {
  const { values } = await run(script);
  const found = values('places', variable);
  return Object.fromEntries(values('places', 'place').map((code, row) => [String(code), found[row] ?? null]));
}

describe('a dataset collapsed by municipality', () => {
  it('takes variables of municipalities by code, stored densely or sparsely', async () => {
    expect(await byCode('', 'wage')).toEqual({ 1: 20, 3: 40, 7: 80, 77: 10 });
    expect(await byCode('import db/SCHOOLS as x', 'x')).toEqual({ 1: 11, 3: 33, 7: 77, 77: null });
    expect(await byCode('import db/HARBOURS as x', 'x')).toEqual({ 1: null, 3: 3, 7: null, 77: null });
    expect(await byCode('import db/BUDGET 2021-06-15 as x', 'x')).toEqual({ 1: 200, 3: 201, 7: 203, 77: null });
  });

  it('takes them after rows were dropped, and after as many groups as there are municipalities', async () => {
    expect(await byCode('keep if wage >= 40\nimport db/SCHOOLS as x', 'x')).toEqual({ 3: 33, 7: 77 });
    const { values } = await runTestScript(
      `${start}replace place = '5' if place == '77'\ncollapse (mean) wage, by(place)\nimport db/SCHOOLS as x`,
      [bank],
    );
    expect(new Map(values('places', 'place').map((code, row) => [code, values('places', 'x')[row]]))).toEqual(
      new Map([
        ['1', 11],
        ['3', 33],
        ['5', 55],
        ['7', 77],
      ]),
    );
  });

  it('gets rows for the others with outer_join', async () => {
    const script = 'keep if wage >= 40\nimport db/SCHOOLS as x, outer_join';
    expect(await byCode(script, 'x')).toEqual({ 1: 11, 3: 33, 5: 55, 7: 77, 9: 99 });
    expect(await byCode(script, 'wage')).toMatchObject({ 1: null, 3: 40, 5: null, 7: 80, 9: null });
  });

  it('gives its units to panels and spells', async () => {
    const panel = await run('clone-units places p\nuse p\nimport-panel db/BUDGET 2020-01-01 2021-01-01');
    expect(panel.values('p', 'place')).toEqual(['1', '1', '3', '3', '7', '7']);
    expect(panel.values('p', 'BUDGET')).toEqual([100, 200, 101, 201, 103, 203]);
    const spells = await run(
      'clone-units places p\nuse p\nimport-event db/MAYOR 2020-01-01 to 2020-12-31 as mayor\ncollapse (count) mayor -> n, by(place)',
    );
    expect(spells.values('p', 'place')).toEqual(['3', '7']);
  });

  it('can be merged onto persons and onto municipalities', async () => {
    const { values } = await run(
      `import db/SCHOOLS as schools
create-dataset people
import db/PLACE as home
create-dataset all
import db/BUDGET 2020-01-01 as budget
use places
merge wage schools into people on home
merge wage into all`,
    );
    expect(values('people', 'schools')).toEqual([77, 33, 33, null, 77, 11]);
    expect(values('people', 'wage')).toEqual([80, 40, 40, 10, 80, 20]);
    expect(values('all', 'wage')).toEqual([20, 40, null, 80]);
  });
});
