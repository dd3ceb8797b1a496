import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;

/* Eight persons: 0 and 1 are parents of 2 and 3; 4 and 5 are spouses; 6 works for nobody; the mother of 7 is in no register. */
const people = testDatabank({
  SEX: { values: ['1', '2', '2', '1', '1', '2', '1', '2'] },
  AGE: { values: [40, 38, 10, 12, 60, 59, 33, 20] },
  MOTHER: { values: [null, null, 1, 1, null, null, null, 5], refersTo: 'PERSON' },
  FATHER: { values: [null, null, 0, 0, null, null, null, null], refersTo: 'PERSON' },
  SPOUSE: { values: [1, 0, null, null, 5, 4, null, null], refersTo: 'PERSON' },
  FAMILY: { values: [0, 0, 0, 0, 4, 4, 6, 7], refersTo: 'FAMILIE' },
  HOUSEHOLD: { values: [0, 0, 0, 0, 4, 4, 4, 7], refersTo: 'HUSHOLDNING' },
  EMPLOYER: { values: [2, 2, null, null, 1, 2, null, null], refersTo: 'FORETAK' },
  TRADE: { unitType: 'FORETAK', values: ['x', 'y', 'z'] },
  HOURS: { unitType: 'JOBB', values: [20, 30, 37, 10] },
  JOB_PERSON: { unitType: 'JOBB', values: [0, 0, 1, 4], refersTo: 'PERSON' },
  OWNER: { unitType: 'KJORETOY', values: [0, 4, 4], refersTo: 'PERSON' },
  WEIGHT: { unitType: 'KJORETOY', values: [900, 1000, 1100] },
  COURSE_PERSON: { unitType: 'KURS', values: [2, 2, 3], refersTo: 'PERSON' },
  COURSE: {
    unitType: 'KURS',
    temporality: 'EVENT',
    records: [
      { unit: 0, start: day('2019-08-01'), stop: day('2020-06-30'), value: 'm' },
      { unit: 0, start: day('2020-08-01'), stop: null, value: 'm' },
      { unit: 1, start: day('2020-01-01'), stop: day('2020-03-31'), value: 'n' },
      { unit: 2, start: day('2021-01-01'), stop: null, value: 'm' },
    ],
  },
});

const run = (script: string) => runTestScript(`require test.bank:1 as db\n${script}`, [people]);

const everybody = 'create-dataset people\nimport db/SEX as sex\n';

describe('links between persons', () => {
  it('bring the same source in on several keys', async () => {
    const { values } = await run(`${everybody}import db/MOTHER as mother
import db/FATHER as father
import db/SPOUSE as spouse
create-dataset ages
import db/AGE as age
rename age mother_age
merge mother_age into people on mother
rename mother_age father_age
merge father_age into people on father
rename father_age spouse_age
merge spouse_age into people on spouse
rename spouse_age age
merge age into people`);
    expect(values('people', 'mother_age')).toEqual([null, null, 38, 38, null, null, null, 59]);
    expect(values('people', 'father_age')).toEqual([null, null, 40, 40, null, null, null, null]);
    expect(values('people', 'spouse_age')).toEqual([38, 40, null, null, 59, 60, null, null]);
    expect(values('people', 'age')).toEqual([40, 38, 10, 12, 60, 59, 33, 20]);
  });

  it('find nothing where a relative is in no dataset', async () => {
    const { values } = await run(`${everybody}import db/MOTHER as mother
create-dataset ages
import db/AGE as age
keep if age < 50
merge age into people on mother`);
    expect(values('people', 'age')).toEqual([null, null, 38, 38, null, null, null, null]);
  });

  it('count siblings through their mother, back to every child', async () => {
    const { values } = await run(`create-dataset people
import db/MOTHER as mother
clone-dataset people mothers
use mothers
generate child = 1
collapse (count) child -> children, by(mother)
merge children into people on mother
use mothers
import db/AGE as age`);
    expect(values('people', 'children')).toEqual([2, 2, 1]);
    expect(values('mothers', 'mother')).toEqual([1, 5]);
    expect(values('mothers', 'age')).toEqual([38, 59]);
  });
});

describe('links between kinds of units', () => {
  it('give family totals to all members, or to the one whose number the family has', async () => {
    const { values, tables } = await run(`${everybody}import db/AGE as age
import db/FAMILY as family
clone-dataset people families
use families
collapse (sum) age -> total, by(family)
merge total into people on family
rename total eldest
merge eldest into people`);
    expect(tables.get('families')?.schema.unitType).toBe('FAMILIE');
    expect(values('people', 'total')).toEqual([100, 100, 100, 100, 119, 119, 33, 20]);
    expect(values('people', 'eldest')).toEqual([100, null, null, null, 119, null, 33, 20]);
  });

  it('do the same for households and employers', async () => {
    const { values } = await run(`${everybody}import db/HOUSEHOLD as home
import db/EMPLOYER as employer
create-dataset firms
import db/TRADE as trade
merge trade into people on employer
use people
clone-dataset people homes
use homes
collapse (count) sex -> members, by(home)
merge members into people on home`);
    expect(values('people', 'trade')).toEqual(['z', 'z', null, null, 'y', 'z', null, null]);
    expect(values('people', 'members')).toEqual([4, 4, 4, 4, 3, 3, 3, 1]);
  });

  it('bring jobs and vehicles to their persons', async () => {
    const { values } = await run(`${everybody}create-dataset jobs
import db/HOURS as hours
import db/JOB_PERSON as person
collapse (sum) hours (max) hours -> longest, by(person)
merge hours longest into people
create-dataset cars
import db/WEIGHT as weight
import db/OWNER as owner
collapse (count) weight -> cars, by(owner)
merge cars into people`);
    expect(values('people', 'hours')).toEqual([50, 37, null, null, 10, null, null, null]);
    expect(values('people', 'longest')).toEqual([30, 37, null, null, 10, null, null, null]);
    expect(values('people', 'cars')).toEqual([1, null, null, null, 2, null, null, null]);
  });

  it('bring the person of a course to its spells, and the spells to the person', async () => {
    const { values, tables } = await run(`${everybody}create-dataset courses
import-event db/COURSE 2020-01-01 to 2020-12-31 as course
create-dataset link
import db/COURSE_PERSON as person
merge person into courses
use courses
collapse (count) course -> n (max) STOP@course -> last, by(person)
merge n last into people`);
    expect(tables.get('courses')?.schema.unitType).toBe('PERSON');
    expect(values('people', 'n')).toEqual([null, null, 3, null, null, null, null, null]);
    expect(values('people', 'last')[2]).toBe(Number.POSITIVE_INFINITY);
  });

  it('are refused between units that have nothing in common', async () => {
    await expect(
      run(`${everybody}create-dataset jobs\nimport db/HOURS as hours\nmerge hours into people`),
    ).rejects.toThrow('JOBBID_1');
    await expect(run(`${everybody}import db/HOURS as hours`)).rejects.toThrow();
  });

  it('fail at run time when a source that need not be unique repeats its keys', async () => {
    const { statements, values } = await run(`${everybody}import db/EMPLOYER as employer
create-dataset firms
import db/TRADE as trade
create-dataset others
import db/AGE as age
import db/EMPLOYER as employer
merge age into people on employer`);
    expect(statements.at(-1)?.outcome).toBe('refused');
    expect(() => values('people', 'age')).toThrow();
  });
});

describe('datasets', () => {
  it('of every kind are copied, renamed, used and deleted', async () => {
    const kinds = {
      event: 'import-event db/COURSE 2020-01-01 to 2020-12-31 as v',
      panel: 'import-panel db/COURSE 2020-01-01 2020-02-01',
      'cross-section': 'import db/AGE as v',
    };
    for (const [kind, line] of Object.entries(kinds)) {
      const { tables } = await run(`create-dataset a
${line}
clone-dataset a b
clone-units b c
rename-dataset b renamed
use renamed
delete-dataset a`);
      expect([...tables.keys()].sort()).toEqual(['c', 'renamed']);
      expect(tables.get('renamed')?.schema.kind).toBe(kind);
      expect(tables.get('c')?.schema.kind).toBe('units');
      const units = new Set(tables.get('renamed')?.units.index ?? []);
      if (kind !== 'cross-section') expect(tables.get('c')?.rowCount).toBe(units.size);
    }
  });
});

describe('several databanks', () => {
  /* The second knows persons by the same pseudonyms: two that the first has, and two that it lacks. */
  const hospital = testDatabank(
    {
      DIAGNOSIS: { values: ['a', 'b', 'c', 'd'] },
      REFERRED_BY: { values: [3, null, 0, 1], refersTo: 'PERSON' },
      STAY: {
        temporality: 'EVENT',
        records: [
          { unit: 0, start: day('2020-01-01'), stop: day('2020-01-05'), value: 's' },
          { unit: 2, start: day('2020-02-01'), stop: null, value: 't' },
          { unit: 3, start: day('2020-02-01'), stop: day('2020-02-01'), value: 'u' },
        ],
      },
    },
    { name: 'test.hospital', pseudonyms: [3, 4, 9, 100] },
  );
  const newer = testDatabank({ SEX: { values: ['2', '2', '2', '1', '1', '2', '1', '2'] } }, { version: '2' });
  const both = (script: string) =>
    runTestScript(`require test.bank:1 as db\nrequire test.hospital:1 as h\n${script}`, [people, hospital]);

  it('share the units of a type: left joins keep the rows, outer joins add units that one of them lacks', async () => {
    const left = await both('create-dataset d\nimport db/AGE as age\nimport h/DIAGNOSIS as d1');
    // Pseudonyms of the first: 1, 3, 5 … 15. Of the second: 3 (person 1), 4, 9 (person 4), 100.
    expect(left.values('d', 'age')).toEqual([40, 38, 10, 12, 60, 59, 33, 20]);
    expect(left.values('d', 'd1')).toEqual([null, 'a', null, null, 'c', null, null, null]);
    const outer = await both('create-dataset d\nimport db/AGE as age\nimport h/DIAGNOSIS as d1, outer_join');
    expect(outer.values('d', 'age')).toEqual([40, 38, null, 10, 12, 60, 59, 33, 20, null]);
    expect(outer.values('d', 'd1')).toEqual([null, 'a', 'b', null, null, 'c', null, null, null, 'd']);
  });

  it('link spells of one to persons of the other, and identifiers of one to units of the other', async () => {
    const { values } = await both(`create-dataset people
import db/AGE as age
create-dataset stays
import-event h/STAY 2020-01-01 to 2020-12-31 as stay
create-dataset doctors
import h/REFERRED_BY as doctor
clone-dataset people ages
use ages
merge age into doctors on doctor
use people
merge age into stays
use stays
generate days = STOP@stay - START@stay + 1
collapse (sum) days, by(PERSONID_1)
merge days into people`);
    expect(values('people', 'days')).toEqual([null, 5, null, null, 0, null, null, null]);
    // The doctors of hospital units 0, 2 and 3 are its units 3, 0 and 1: pseudonyms 100, 3 and 4.
    expect(values('doctors', 'age')).toEqual([null, 38, null]);
  });

  it('may be two versions of one databank', async () => {
    const { values } = await runTestScript(
      'require test.bank:1 as old\nrequire test.bank:2 as new\ncreate-dataset d\nimport old/SEX as before\nimport new/SEX as after\nkeep if before != after',
      [people, newer],
    );
    expect(values('d', 'PERSONID_1')).toEqual([0]);
  });

  it('are named when a variable stands in the other one', async () => {
    await expect(both('create-dataset d\nimport db/DIAGNOSIS')).rejects.toThrow('h/DIAGNOSIS');
  });

  it('are named when a variable stands in one that is not connected, in its newest release', async () => {
    const release = testDatabank({ NEWS: { values: ['a'] } }, { version: '3' });
    const draft = testDatabank({ NEWS: { values: ['a'] }, LATEST: { values: ['b'] } }, { version: 'DRAFT' });
    const { directory } = people;
    const listed = [{ name: 'test.bank', versions: ['1', '3', 'DRAFT'], newest: '3' }];
    const all = [{ ...people, directory: { ...directory, databanks: listed } }, release, draft, hospital];
    const told = (name: string): Promise<string> =>
      runTestScript(`require test.bank:1 as db\ncreate-dataset d\nimport db/${name}`, all).then(() => '', String);
    expect(await told('DIAGNOSIS')).toContain('require test.hospital:1 as');
    expect(await told('NEWS')).toContain('test.bank:3');
    expect(await told('LATEST')).toContain('test.bank:DRAFT');
    expect(await told('NOTHING_LIKE_IT')).toContain('microdata variables');
  });
});
