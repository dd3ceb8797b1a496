import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { type TestVariable, testDatabank } from '../helpers/databank.ts';
import { runTestScript, type TestRun } from '../helpers/run-script.ts';
import { lastSentences, problemsOf } from '../helpers/sentences.ts';

/* The worked examples of the reference of data commands, run on eight persons, three vehicles and two courses. */

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;
type Values = readonly (number | string | null)[];

const yearly = (values: readonly (number | null)[], years: readonly number[]): TestVariable => ({
  temporality: 'ACCUMULATED',
  dataType: 'LONG',
  records: years.flatMap((year) =>
    values.flatMap((value, unit) =>
      value === null
        ? []
        : [{ unit, start: day(`${year}-01-01`), stop: day(`${year}-12-31`), value: value + (year - 2018) }],
    ),
  ),
});

/** Spells as `[unit, start, stop, value]`. */
const spells = (
  rows: readonly (readonly [number, string, string | null, string])[],
  unitType?: string,
): TestVariable => ({
  temporality: 'EVENT',
  ...(unitType === undefined ? {} : { unitType }),
  records: rows.map(([unit, start, stop, value]) => ({
    unit,
    start: day(start),
    stop: stop === null ? null : day(stop),
    value,
  })),
});

const atDay = (when: string, values: readonly number[], options: Partial<TestVariable>): TestVariable => ({
  temporality: 'STATUS',
  records: values.map((value, unit) => ({ unit, start: day(when), stop: day(when), value })),
  ...options,
});

const bank = testDatabank(
  {
    BEFOLKNING_FOEDSELS_AAR_MND: { values: [199001, 199012, 198905, 199007, 195003, 201101, 200502, 194009] },
    BEFOLKNING_KJOENN: {
      values: ['1', '2', '1', '2', '1', '2', '1', '2'],
      codes: [
        { code: '1', title: 'Man' },
        { code: '2', title: 'Woman' },
      ],
    },
    BEFOLKNING_MOR_FNR: { values: [null, null, null, null, null, 1, 1, null], refersTo: 'PERSON' },
    INNTEKT_WLONN: yearly([100, 200, 300, null, 500, null, null, 0], [2018, 2019, 2020, 2021]),
    BOSATTEFDT_BOSTED: spells([
      [0, '2000-01-01', null, '0301'],
      [1, '2000-01-01', '2018-12-31', '4601'],
      [1, '2019-01-01', null, '0301'],
      [3, '2000-01-01', null, '4601'],
    ]),
    SIVSTANDFDT_SIVSTAND: spells([
      [2, '1990-01-01', '2014-12-31', '2'],
      [2, '2015-03-01', null, '3'],
      [4, '1980-01-01', '2016-06-30', '2'],
      [4, '2016-07-01', '2018-01-31', '3'],
      [4, '2018-02-01', null, '2'],
      [7, '2014-12-31', null, '3'],
    ]),
    ARBSOEK2001FDT_HOVED: spells([
      [0, '2018-11-01', '2019-02-28', '1'],
      [0, '2019-06-01', '2019-06-30', '1'],
      [1, '2020-03-15', null, '1'],
    ]),
    KJORETOY_EG_VEKT: atDay('2022-12-31', [900, 1500, 1100], { unitType: 'KJORETOY' }),
    KJORETOY_KJORETOYID_FNR: atDay('2022-12-31', [0, 4, 4], { unitType: 'KJORETOY', refersTo: 'PERSON' }),
    NUDB_KURS_FNR: { unitType: 'KURS', values: [0, 2], refersTo: 'PERSON' },
    NUDB_KURS_NUS: spells(
      [
        [0, '2019-08-01', '2020-06-30', '4'],
        [0, '2020-08-01', null, '4'],
        [1, '2020-01-01', '2020-03-31', '6'],
      ],
      'KURS',
    ),
  },
  { name: 'no.ssb.fdb', version: '53' },
);

const run = (script: string): Promise<TestRun> => runTestScript(`require no.ssb.fdb:53 as reg\n${script}`, [bank]);

const people = 'create-dataset people\nimport reg/BEFOLKNING_KJOENN as sex\n';

const namesIn = ({ tables }: TestRun, dataset: string): readonly string[] =>
  tables.get(dataset)!.schema.variables.map(({ name }) => name);

/** A number for each person, by the place in the register. */
const ofPersons = (test: TestRun, dataset: string, variable: string): ReadonlyMap<unknown, unknown> => {
  const table = test.tables.get(dataset)!;
  const units = test.values(dataset, table.schema.identifier?.name ?? '');
  return new Map(units.map((unit, row) => [unit, test.values(dataset, variable)[row]]));
};

describe('datasets', () => {
  it('require connects a version under an alias; once more it is a note, another use of the alias a mistake', async () => {
    const { statements } = await run('require no.ssb.fdb:53 as reg');
    expect(statements.map(({ results }) => results[0]?.body)).toMatchObject([
      { code: 'status-connected' },
      { code: 'status-already-connected' },
    ]);
    const problems = problemsOf(
      'require no.ssb.fdb:53 as reg\nrequire no.ssb.fdb:54 as r\nrequire nossb.fdb:1 as s',
      bank,
    );
    expect(problems.map(({ code }) => code)).toEqual(['unknown-databank-version', 'unknown-databank']);
  });

  it('create-dataset jobs++$year', async () => {
    expect([...(await run('let year = 2020\ncreate-dataset jobs++$year')).tables.keys()]).toEqual(['jobs2020']);
  });

  it('a cohort is made with clone-units, and filled as a panel', async () => {
    const test = await run(`create-dataset cohort
import reg/BEFOLKNING_FOEDSELS_AAR_MND as birth
keep if int(birth / 100) == 1990
clone-units cohort wages
use wages
import-panel reg/INNTEKT_WLONN reg/BOSATTEFDT_BOSTED 2018-01-01 2019-01-01 2020-01-01
rename INNTEKT_WLONN wage`);
    expect(test.values('cohort', 'birth')).toEqual([199001, 199012, 199007]);
    expect(namesIn(test, 'wages')).toEqual(['date@panel', 'wage', 'BOSATTEFDT_BOSTED']);
    expect(test.values('wages', 'date@panel').slice(0, 3)).toEqual([day('2018-01-01'), 17897, day('2020-01-01')]);
    expect(test.values('wages', 'wage')).toEqual([100, 101, 102, 200, 201, 202, null, null, null]);
    expect(test.values('wages', 'BOSATTEFDT_BOSTED')).toEqual([
      ...['0301', '0301', '0301'],
      ...['4601', '0301', '0301'],
      ...['4601', '4601', '4601'],
    ]);
  });
});

describe('importing', () => {
  it('import … , outer_join adds the units that have a record', async () => {
    const test = await run(`${people}keep if sex == '1'
import reg/INNTEKT_WLONN 2020-12-31 as wage20, outer_join`);
    const wages = ofPersons(test, 'people', 'wage20');
    expect([...wages.values()]).toEqual(expect.arrayContaining([102, 202, 302, 502, null, 2]));
    expect(test.values('people', 'sex').filter((sex) => sex === null)).toHaveLength(2);
    const inner = await run(`${people}keep if sex == '1'\nimport reg/INNTEKT_WLONN 2020-12-31 as wage20`);
    expect(inner.values('people', 'wage20')).toEqual([102, 302, 502, null]);
  });

  it('import-event finds the first day of a state', async () => {
    const test = await run(`create-dataset spells
import-event reg/SIVSTANDFDT_SIVSTAND 2015-01-01 to 2019-12-31 as marital
keep if marital == '3' & START@marital >= date(2015, 1, 1)
collapse (min) START@marital -> first_widowed, by(PERSONID_1)`);
    expect(test.values('spells', 'first_widowed')).toEqual([day('2015-03-01'), day('2016-07-01')]);
    expect(test.tables.get('spells')!.schema.variables[0]?.type).toEqual({ type: 'numeric', subtype: 'date' });
  });

  it('import-event takes what overlaps the period, unclipped; users clip with replace', async () => {
    const test = await run(`create-dataset spells
import-event reg/ARBSOEK2001FDT_HOVED 2019-01-01 to 2019-12-31 as spell
replace STOP@spell = date(2019, 12, 31) if sysmiss(STOP@spell)
generate days = STOP@spell - START@spell + 1
keep if START@spell >= date(2018, 7, 1)`);
    expect(test.values('spells', 'START@spell')).toEqual([day('2018-11-01'), day('2019-06-01')]);
    expect(test.values('spells', 'days')).toEqual([120, 30]);
  });

  it.each([
    ['import reg/KJORETOY_EG_VEKT 2022-12-31 as w', 'unit-type-mismatch'],
    ['import-event reg/SIVSTANDFDT_SIVSTAND 2015-01-01 to 2019-12-31 as m', 'dataset-kind'],
    ['import-panel reg/INNTEKT_WLONN 2018-01-01', 'dataset-not-empty'],
    ['import reg/INNTEKT_WLONN as w', 'date-required'],
    ['import reg/BEFOLKNING_KJOENN 2020-01-01 as s', 'date-not-allowed'],
    ['import reg/INNTEKT_WLONN 1990-01-01 as w', 'date-outside'],
  ])('%s', (statement, code) => {
    const [problem] = problemsOf(`require no.ssb.fdb:53 as reg\n${people}${statement}`, bank);
    expect(problem).toMatchObject({ severity: 'error', code });
  });
});

describe('creating and changing variables', () => {
  it('generate age, senior and county', async () => {
    const test = await run(`create-dataset people
import reg/BEFOLKNING_FOEDSELS_AAR_MND as birth
import reg/BOSATTEFDT_BOSTED 2020-01-01 as muni
generate age = 2021 - int(birth / 100)
replace age = . if birth == 199007
generate senior = age >= 67 if !sysmiss(age)
generate county = substr(muni, 1, 2)`);
    expect(test.values('people', 'age')).toEqual([31, 31, 32, null, 71, 10, 16, 81]);
    expect(test.values('people', 'senior')).toEqual([0, 0, 0, null, 1, 0, 0, 1]);
    expect(test.values('people', 'county')).toEqual(['03', '03', null, '46', null, null, null, null]);
    expect(lastSentences(test)).toEqual(['`county` generated: 8 units, 5 missing.']);
  });

  it('clone-variables wage age, prefix(orig_)', async () => {
    const test = await run(`${people}generate wage = 5\ngenerate age = 6\nclone-variables wage age, prefix(orig_)`);
    expect(namesIn(test, 'people')).toEqual(['sex', 'wage', 'age', 'orig_wage', 'orig_age']);
    expect(test.values('people', 'orig_age')[0]).toBe(6);
  });

  it('recode age, status and grade', async () => {
    const test = await run(`create-dataset people
import reg/BEFOLKNING_FOEDSELS_AAR_MND as birth
import reg/SIVSTANDFDT_SIVSTAND 2015-06-01 as status
generate age = 2021 - int(birth / 100)
generate grade = 4 if age < 32
recode age (min/17 = 1 'Child') (18/66 = 2 'Working age') (67/max = 3 'Senior'), prefix(grp_)
recode status ('3' '6' = '2' "Partner") (* = '9' "Other")
recode grade (. = 99 'not graded' missing)
aggregate (count) grade -> graded, by(grp_age)`);
    expect(test.values('people', 'grp_age')).toEqual([2, 2, 2, 2, 3, 1, 1, 3]);
    expect(test.values('people', 'status')).toEqual(['9', '9', '2', '9', '9', '9', '9', '2']);
    expect(test.values('people', 'grade')).toEqual([4, 4, 99, 4, 99, 4, 4, 99]);
    expect(test.values('people', 'graded')).toEqual([3, 3, 3, 3, 0, 2, 2, 0]);
  });

  it('recode region_code over several lines, ended by a dangling backslash and a blank line', async () => {
    const test = await run(`${people}generate region_code = 5
recode region_code \\
    (1/3 = 1 'North') \\
    // the two coastal groups
    (4/6 = 2 'West') \\

generate after = 1`);
    expect(test.values('people', 'region_code')).toEqual(new Array(8).fill(2));
  });

  it('destring utd_code points, force', async () => {
    const test = await run(`${people}generate utd_code = '0301'
generate points = '12,5'
replace points = ' 7 ' if sex == '1'
destring utd_code points, force`);
    expect(test.values('people', 'utd_code')).toEqual(new Array(8).fill(301));
    expect(test.values('people', 'points')).toEqual([7, null, 7, null, 7, null, 7, null]);
    expect(lastSentences(test)[1]).toContain('4 values set to missing');
  });
});

describe('selecting', () => {
  it("keep if inrange(age, 20, 29) & county == '46'", async () => {
    const test = await run(`${people}generate age = 25
generate county = '46'
replace county = '03' if sex == '1'
keep if inrange(age, 20, 29) & county == '46'`);
    expect(test.values('people', 'sex')).toEqual(['2', '2', '2', '2']);
    expect(lastSentences(test)).toEqual(['4 of 8 units removed, 4 left.']);
  });

  it('sample 0.25 4711', async () => {
    const test = await run(`${people}sample 0.25 4711`);
    expect(test.tables.get('people')!.rowCount).toBe(2);
    expect(lastSentences(test)).toEqual(['2 of 8 units kept (seed 4711).']);
  });
});

describe('aggregating and linking', () => {
  it('vehicles are counted by their owners and merged into persons', async () => {
    const test = await run(`${people}create-dataset vehicles
import reg/KJORETOY_EG_VEKT 2022-12-31 as weight
import reg/KJORETOY_KJORETOYID_FNR 2022-12-31 as owner
collapse (count) weight -> n_cars (mean) weight -> avg_weight, by(owner)
merge n_cars avg_weight into people`);
    expect(test.values('vehicles', 'n_cars')).toEqual([1, 2]);
    expect(test.values('people', 'n_cars')).toEqual([1, null, null, null, 2, null, null, null]);
    expect(test.values('people', 'avg_weight')).toEqual([900, null, null, null, 1300, null, null, null]);
    expect(lastSentences(test).join()).toContain('2 of 8 units matched');
  });

  it('a statistic applies to the following variables, and groups may be combined', async () => {
    const test = await run(`${people}generate county = '03'
replace county = '46' if sex == '2'
generate agegrp = 1
generate cell = rowconcat(county, '-', string(agegrp))
generate pay = 10
generate hours = 2
generate age = 50
collapse (sum) pay hours (max) age -> oldest, by(cell)`);
    expect(namesIn(test, 'people')).toEqual(['pay', 'hours', 'oldest']);
    expect(test.values('people', 'cell')).toEqual(['03-1', '46-1']);
    expect(test.values('people', 'pay')).toEqual([40, 40]);
    expect(test.values('people', 'oldest')).toEqual([50, 50]);
  });

  it('aggregate (median) wage -> med_wage (count) wage -> n_wage, by(county)', async () => {
    const test = await run(`${people}import reg/INNTEKT_WLONN 2018-01-01 as wage
generate county = sex if wage != 500
aggregate (median) wage -> med_wage (count) wage -> n_wage, by(county)`);
    expect(test.values('people', 'med_wage')).toEqual([200, 100, 200, 100, null, 100, 200, 100]);
    expect(test.values('people', 'n_wage')).toEqual([2, 2, 2, 2, null, 2, 2, 2]);
  });

  it("a parent's income comes onto the child", async () => {
    const test = await run(`create-dataset child
import reg/BEFOLKNING_MOR_FNR as mother_key
create-dataset adult
import reg/INNTEKT_WLONN 2020-12-31 as mother_wage
merge mother_wage into child on mother_key`);
    expect(test.values('child', 'mother_wage')).toEqual([202, 202]);
  });

  it('courses become events of persons', async () => {
    const test = await run(`create-dataset child
import reg/BEFOLKNING_KJOENN as sex
create-dataset courses
import-event reg/NUDB_KURS_NUS 2019-01-01 to 2020-12-31 as course
create-dataset link
import reg/NUDB_KURS_FNR as pkey
merge pkey into courses
use courses
collapse (count) course -> n_courses, by(pkey)
merge n_courses into child`);
    expect(test.values('child', 'n_courses')).toEqual([2, null, 1, null, null, null, null, null]);
  });

  it('what cannot be linked names both sides', () => {
    const script = `require no.ssb.fdb:53 as reg
${people}create-dataset vehicles
import reg/KJORETOY_EG_VEKT 2022-12-31 as weight
merge weight into people`;
    const [problem] = problemsOf(script, bank);
    expect(problem?.severity).toBe('error');
    expect(`${problem?.text} ${problem?.hint}`).toMatch(/KJORETOY_ID.*PERSONID_1|PERSONID_1.*KJORETOY_ID/u);
    expect(`${problem?.text} ${problem?.hint}`).toContain('collapse');
  });
});

describe('reshaping', () => {
  const wide = `${people}generate wage2018 = 1
generate wage2019 = 2
generate status2018 = 'a'
generate status2019 = 'b'
`;

  it('reshape-to-panel wage status', async () => {
    const test = await run(`${wide}keep if sex == '1'\nreshape-to-panel wage status`);
    expect(namesIn(test, 'people')).toEqual(['date@panel', 'wage', 'status', 'sex']);
    expect(test.tables.get('people')!.rowCount).toBe(8);
    expect(test.values('people', 'date@panel').slice(0, 2)).toEqual([2018, 2019]);
    expect(test.values('people', 'status').slice(0, 2)).toEqual(['a', 'b']);
  });

  it('reshape-from-panel gives fixed variables a copy for every time, too', async () => {
    const test = await run(`${wide}reshape-to-panel wage status\nreshape-from-panel`);
    expect(namesIn(test, 'people')).toEqual(['wage2018', 'wage2019', 'status2018', 'status2019', 'sex2018', 'sex2019']);
  });

  it('panels of days get day numbers', async () => {
    const test = await run(`create-dataset wages
import-panel reg/INNTEKT_WLONN 2019-01-01 2020-01-01
rename INNTEKT_WLONN wage
reshape-from-panel`);
    expect(namesIn(test, 'wages')).toEqual(['wage17897', 'wage18262']);
  });
});

describe('labels', () => {
  it.each<[string, string, Values]>([
    ['define-labels yesno 0 No 1 Yes', 'yesno', ['0 No', '1 Yes']],
    [
      "define-labels region 'N' 'Northern Norway' 'S' 'Southern Norway, incl. east'",
      'region',
      ['N Northern Norway', 'S Southern Norway, incl. east'],
    ],
  ])('%s', async (statement, list, expected) => {
    const body = (await run(`${statement}\nlist-labels ${list}`)).statements.at(-1)?.results[0]?.body;
    expect(body?.type === 'metadata' ? body.rows.map((row) => row.join(' ')) : []).toEqual(expected);
  });
});

describe('loops', () => {
  it('a safe body ends by returning to the dataset it started from', async () => {
    const test = await run(`${people}for y in 2019 2020
  let spell = search++$y
  create-dataset tmp++$y
  import-event reg/ARBSOEK2001FDT_HOVED date_fmt($y) to date_fmt($y, 12, 31) as $spell
  collapse (count) $spell -> n_search++$y, by(PERSONID_1)
  merge n_search++$y into people
  use people
  delete-dataset tmp++$y
end`);
    expect([...test.tables.keys()]).toEqual(['people']);
    expect(test.values('people', 'n_search2019')).toEqual([2, null, null, null, null, null, null, null]);
    expect(test.values('people', 'n_search2020')).toEqual([null, 1, null, null, null, null, null, null]);
    expect(lastSentences(test)).toEqual(['Dataset `tmp2020` deleted.']);
  });

  it('import a wage for each year, and say who is rich', async () => {
    const test = await run(`${people}for year in 2018 : 2021
  import reg/INNTEKT_WLONN date_fmt($year, 12, 31) as wage ++ $year
  generate rich++$year = wage++$year > 299
end`);
    expect(test.values('people', 'wage2021')).toEqual([103, 203, 303, null, 503, null, null, 3]);
    expect(test.values('people', 'rich2018')).toEqual([0, 0, 1, 0, 1, 0, 0, 0]);
  });
});
