import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

/* The commands of §5–§8 on rows of several per unit: panels and events. */

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;
const [first, second] = [day('2018-01-01'), day('2019-01-01')];
const at = (unit: number, date: number, value: string) => ({ unit, start: date, stop: date, value });

const bank = testDatabank({
  SEX: { values: ['1', '2', '1', '2'] },
  PLACE: {
    temporality: 'STATUS',
    records: [
      ...[at(0, first, '03'), at(0, second, '46'), at(1, first, '03'), at(1, second, '03')],
      ...[at(2, first, '46'), at(3, second, '50')],
    ],
  },
  CIVIL: {
    temporality: 'EVENT',
    records: [
      { unit: 0, start: 100, stop: 200, value: '1' },
      { unit: 0, start: 201, stop: null, value: '2' },
      { unit: 2, start: 150, stop: 400, value: '1' },
    ],
  },
  BOSS: { values: [1, 1, 3, null], refersTo: 'PERSON' },
});

const start = 'require test.bank:1 as db\ncreate-dataset d\n';
const panel = 'import-panel db/PLACE db/SEX 2018-01-01 2019-01-01\nrename PLACE place\nrename SEX sex\n';
const spells = 'import-event db/CIVIL 1970-02-01 to 1972-01-01 as civil\n';
const run = (script: string) => runTestScript(start + script, [bank]);
const columnsAfter = async (script: string) => [...((await run(script)).tables.get('d')?.columns.keys() ?? [])];

describe('keep and drop of variables', () => {
  it('a panel always keeps its time, whether listed or not', async () => {
    expect(await columnsAfter(`${panel}keep sex`)).toEqual(['date@panel', 'sex']);
    expect(await columnsAfter(`${panel}keep panel@date sex`)).toEqual(['date@panel', 'sex']);
    expect(await columnsAfter(`${panel}drop sex place`)).toEqual(['date@panel']);
    for (const name of ['date@panel', 'panel@date']) {
      await expect(run(`${panel}drop ${name}`)).rejects.toThrow('`date@panel` is the identifier or the time');
    }
  });

  it('days of events are ordinary: they go unless they are listed', async () => {
    expect(await columnsAfter(`${spells}keep civil`)).toEqual(['civil']);
    expect(await columnsAfter(`${spells}keep civil Start@civil`)).toEqual(['START@civil', 'civil']);
    expect(await columnsAfter(`${spells}drop START@civil STOP@civil`)).toEqual(['civil']);
  });
});

describe('the name of the time where it is not the time', () => {
  it('is an ordinary name after collapse, which may keep it', async () => {
    expect(
      await columnsAfter(`${panel}collapse (max) date@panel (count) place, by(PERSONID_1)\nrename date@panel last`),
    ).toEqual([...['last', 'place']]);
    expect(await columnsAfter(`${panel}collapse (max) date@panel (count) place, by(PERSONID_1)\nkeep place`)).toEqual([
      'place',
    ]);
    expect(
      await columnsAfter(`${panel}collapse (max) date@panel (count) place, by(PERSONID_1)\ndrop date@panel`),
    ).toEqual(['place']);
  });

  it('is found in its other spelling where it identifies groups', async () => {
    const { values } = await run(`${panel}clone-dataset d e
collapse (count) place -> n, by(panel@date)
clone-dataset d f
merge n into e on panel@date
collapse (sum) n, by(panel@date)
rename panel@date year`);
    expect(values('d', 'year')).toEqual([first, second]);
    expect(values('d', 'n')).toEqual([3, 3]);
    expect(values('e', 'n')).toEqual([3, 3, 3, 3, 3, 3, 3, 3]);
  });
});

describe('rows of a panel', () => {
  it('are what conditions are about, under either name of the time', async () => {
    const kept = await run(`${panel}keep if panel@date == date(2019, 1, 1) & place != '50'`);
    expect(kept.values('d', 'PERSONID_1')).toEqual([0, 1, 2]);
    const dropped = await run(`${panel}drop if sysmiss(place)`);
    expect(dropped.values('d', 'PERSONID_1')).toEqual([0, 0, 1, 1, 2, 3]);
    expect(dropped.values('d', 'date@panel')).toEqual([first, second, first, second, first, second]);
  });

  it('get values of their own from generate, replace, recode and destring', async () => {
    const { values } = await run(`${panel}generate year = year(date@panel)
generate moved = place != '03' if year == 2019
replace sex = '9' if year == 2019 & sex == '1'
recode place ('03' = '1' 'East') ('46' '50' = '2' 'West') if year == 2018, prefix(n_)
recode year (2018 = 1) (2019 = 2)
destring place, prefix(code_)`);
    expect(values('d', 'moved')).toEqual([null, 1, null, 0, null, 1, null, 1]);
    expect(values('d', 'sex')).toEqual(['1', '9', '2', '2', '1', '9', '2', '2']);
    expect(values('d', 'n_place')).toEqual(['1', '46', '1', '03', '2', null, null, '50']);
    expect(values('d', 'code_place')).toEqual([3, 46, 3, 3, 46, null, null, 50]);
    expect(values('d', 'year')).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
  });

  it('are sampled as rows, which is said; the same seed takes the same', async () => {
    const drawn = await run(`${panel}clone-dataset d e\nsample 0.5 7\nuse e\nsample 0.5 7`);
    expect(drawn.tables.get('d')?.rowCount).toBe(4);
    for (const name of ['PERSONID_1', 'date@panel', 'place'])
      expect(drawn.values('d', name)).toEqual(drawn.values('e', name));
    const codes = drawn.statements.at(-1)?.results.map(({ body }) => (body.type === 'message' ? body.code : body.type));
    expect(codes).toContain('status-sampled-observations');
    const { tables } = await run(`${panel}sample 0.5 7\nreshape-from-panel`);
    expect(tables.get('d')?.schema.variables.map(({ name }) => name)).toEqual([
      ...[`place${first}`, `place${second}`, `sex${first}`, `sex${second}`],
    ]);
  });
});

describe('units of several rows', () => {
  it.each([
    ['a panel', panel, [0, 1, 2, 3]],
    ['events', spells, [0, 2]],
  ])('are cloned once each from %s', async (_, script, people) => {
    const { values, tables } = await run(`${script}clone-units d u\nuse u\nimport db/SEX as s`);
    expect(values('u', 'PERSONID_1')).toEqual(people);
    expect(tables.get('u')?.units.distinct).toBe(true);
  });

  it('collapse to one row each, and to times', async () => {
    const { values } = await run(`${panel}clone-dataset d e
collapse (count) place -> n, by(PERSONID_1)
use e
collapse (count) place -> n (count) sex -> all, by(date@panel)`);
    expect(values('d', 'n')).toEqual([2, 2, 1, 1]);
    expect(values('e', 'date@panel')).toEqual([first, second]);
    expect(values('e', 'n')).toEqual([3, 3]);
    expect(values('e', 'all')).toEqual([4, 4]);
  });

  it('get the number of their time on every row', async () => {
    const { values } = await run(
      `${panel}aggregate (count) place -> n, by(date@panel)\naggregate (count) sex -> rows, by(PERSONID_1)`,
    );
    expect(values('d', 'n')).toEqual([3, 3, 3, 3, 3, 3, 3, 3]);
    expect(values('d', 'rows')).toEqual([2, 2, 2, 2, 2, 2, 2, 2]);
  });
});

describe('merging', () => {
  it('into a panel repeats a value of the unit over its times, and one of the time over units', async () => {
    const { values } = await run(`${panel}clone-dataset d times
create-dataset people
import db/BOSS as boss
merge boss into d
use times
collapse (count) place -> living, by(date@panel)
merge living into d on date@panel
use d
reshape-from-panel`);
    expect(values('d', `boss${second}`)).toEqual([1, 1, 3, null]);
    expect(values('d', `living${first}`)).toEqual([3, 3, 3, 3]);
  });

  it('into events repeats, too; neither is a source by its unit', async () => {
    const { values } = await run(`${spells}create-dataset people\nimport db/SEX as sex\nmerge sex into d`);
    expect(values('d', 'sex')).toEqual(['1', '1', '1']);
    await expect(
      run(`${spells}create-dataset people\nimport db/SEX as sex\nuse d\nmerge civil into people`),
    ).rejects.toThrow();
  });

  it('keeps a key a key at every time, long and wide', async () => {
    const { tables } = await run(`import db/BOSS as boss
generate x1 = 1
generate x2 = 2
reshape-to-panel x
reshape-from-panel`);
    const types = tables.get('d')?.schema.variables.map(({ name, type }) => [name, type.type]);
    expect(types).toEqual([
      ...[
        ['x1', 'numeric'],
        ['x2', 'numeric'],
      ],
      ...[
        ['boss1', 'key'],
        ['boss2', 'key'],
      ],
    ]);
    await expect(run('import db/BOSS as boss\ngenerate x1 = 1\nreshape-to-panel x\ntabulate boss')).rejects.toThrow(
      'key',
    );
  });

  it('follows keys that have been repeated', async () => {
    const { values } = await run(`create-dataset links
import db/BOSS as boss
generate x1 = 1
generate x2 = 2
reshape-to-panel x
create-dataset people
import db/SEX as boss_sex
merge boss_sex into links on boss`);
    expect(values('links', 'boss_sex')).toEqual(['2', '2', '2', '2', '2', '2']);
  });
});

describe('times as texts', () => {
  const wide = `import db/SEX as sex
generate pay_2020 = 10
generate pay_2021 = 20 if sex == '1'
reshape-to-panel pay
`;

  it('are dimensions, groups, and conditions', async () => {
    const { values, statements } = await run(`${wide}tabulate date@panel sex
clone-dataset d e
collapse (sum) pay (count) pay -> n, by(date@panel)
use e
aggregate (mean) pay -> usual, by(panel@date)
keep if inlist(date@panel, '_2021') & sex == '1'
collapse (mean) usual, by(date@panel)`);
    const table = statements.find(({ command }) => command === 'tabulate')?.results[0]?.body;
    expect(JSON.stringify(table)).toContain('_2021');
    expect(values('d', 'date@panel')).toEqual(['_2020', '_2021']);
    expect(values('d', 'pay')).toEqual([40, 40]);
    expect(values('d', 'n')).toEqual([4, 2]);
    expect(values('e', 'usual')).toEqual([20]);
  });

  it('name the variables again', async () => {
    const { values } = await run(`${wide}keep if endswith(date@panel, '1')\nreshape-from-panel`);
    expect(values('d', 'pay_2021')).toEqual([20, null, 20, null]);
    expect(values('d', 'sex_2021')).toEqual(['1', '2', '1', '2']);
  });
});

describe('day numbers as suffixes', () => {
  it('before 1970 are written with m, and the warning says how to rename', async () => {
    const old = testDatabank({
      W: { temporality: 'STATUS', records: [at(0, -365, 'a'), at(0, 0, 'b'), at(1, 365, 'c')] },
    });
    const { values } = await runTestScript(
      `${start}import-panel db/W 1969-01-01 1970-01-01 1971-01-01\nreshape-from-panel`,
      [old],
    );
    expect(values('d', 'Wm365')).toEqual(['a', null]);
    expect(values('d', 'W0')).toEqual(['b', null]);
    expect(values('d', 'W365')).toEqual([null, 'c']);
  });
});
