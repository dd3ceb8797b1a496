import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const size = 1500;
const units = Array.from({ length: size }, (_, unit) => unit);
const scattered = (unit: number): number => ((unit * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
const places = ['0301', '1103', '4601', '5001'];

/** 1500 persons; everybody has a wage in the last year, the first 700 in all three. */
const bank = testDatabank({
  SEX: { values: units.map((unit) => String(1 + (unit % 2))) },
  WAGE: {
    temporality: 'ACCUMULATED',
    records: [0, 1, 2].flatMap((year) =>
      units
        .filter((unit) => year === 2 || unit < 700)
        .map((unit) => ({
          unit,
          start: year * 365,
          stop: year * 365 + 364,
          value: Math.round(1000 * scattered(unit * 3 + year)),
        })),
    ),
  },
  PLACE: {
    temporality: 'STATUS',
    refersTo: 'KOMMUNE',
    records: [151, 516, 882].flatMap((day, i) =>
      units.map((unit) => ({ unit, start: day, stop: day, value: places[(unit + (unit % 9 === 0 ? i : 0)) % 4]! })),
    ),
  },
});

const start = 'require test.bank:1 as db\ncreate-dataset d\n';
const imported = `import-panel db/WAGE db/PLACE db/SEX 1970-06-01 1971-06-01 1972-06-01
rename WAGE wage
rename PLACE place
rename SEX sex
`;
/** The same rows, made of variables whose suffixes are the days of the panel above. */
const days = [
  ['151', '1970-06-01'],
  ['516', '1971-06-01'],
  ['882', '1972-06-01'],
] as const;
const wide = `import db/SEX as sex
${days.map(([suffix, date]) => `import db/WAGE ${date} as wage${suffix}\nimport db/PLACE ${date} as place${suffix}`).join('\n')}
`;
const reshaped = `${wide}reshape-to-panel wage place\n`;

/** What the last statements release, statement by statement. */
async function released(prelude: string, statements: readonly string[], policy: string) {
  const run = await runTestScript(start + prelude + statements.join('\n'), [bank], { policy });
  expect(run.statements.filter(({ outcome }) => outcome !== 'done').map(({ echo }) => echo)).toEqual([]);
  return run.statements
    .slice(-statements.length)
    .map(({ echo, results }) => [echo, ...results.map(({ body }) => body)]);
}

describe.each(['open', 'strict', 'hardened'])('under the policy %s', (policy) => {
  it('a reshaped panel tells what an imported one tells, to the last digit of noise', async () => {
    const statements = [
      'summarize wage',
      'tabulate sex',
      'tabulate sex, summarize(wage) mean p50',
      'tabulate place sex, rowpct',
      'histogram wage, bin(10)',
      'regress wage i.sex',
      'generate high = wage > 500',
      'tabulate high place',
      'aggregate (mean) wage -> usual (count) wage -> n, by(PERSONID_1)',
      'aggregate (median) wage -> local, by(place)',
      'summarize usual n local',
      'keep if wage > 200 & date@panel > 500',
      'summarize wage',
      'clone-dataset d e',
      'collapse (mean) wage -> mean (max) wage -> most, by(PERSONID_1)',
      'summarize mean most',
      'use e',
      'collapse (mean) wage -> mean, by(place)',
    ];
    expect(await released(reshaped, statements, policy)).toEqual(await released(imported, statements, policy));
  });

  it('a dataset that has been long and wide again tells what it told before', async () => {
    const statements = ['summarize wage151 wage882', 'tabulate place151 place882', 'regress wage882 wage151 i.sex'];
    const back = `${reshaped}reshape-from-panel
rename sex151 sex
`;
    const [before, after] = [await released(wide, statements, policy), await released(back, statements, policy)];
    const ofLists = (body: unknown): string => JSON.stringify(body);
    expect(after.map(ofLists)).toEqual(before.map(ofLists));
  });
});

describe('counts of a reshaped panel', () => {
  it('count units once, however many times they have', async () => {
    const [statement] = await released(
      `${wide}keep if sex == '1' | wage882 > 250\n`,
      ['reshape-to-panel wage place'],
      'strict',
    );
    const body = statement?.[1];
    if (typeof body !== 'object' || body.type !== 'message') throw new Error('no message');
    const { units: people, n } = body.counts;
    expect(n?.v).toBe(Math.round((people?.v ?? 0) * 3));
  });

  it('are those of too few units when a condition leaves rows of few', async () => {
    // 1200 rows of 400 units are left.
    const script = `${start}${reshaped}generate id = wage if date@panel == 882
aggregate (max) id -> last, by(PERSONID_1)
keep if last < 270`;
    const { statements } = await runTestScript(script, [bank], { policy: 'strict' });
    expect(statements.at(-1)?.outcome).toBe('refused');
  });
});

describe('municipalities', () => {
  it('are units after a series of them has been collapsed by', async () => {
    const { tables } = await runTestScript(`${start}${reshaped}collapse (mean) wage, by(place)`, [bank]);
    expect(tables.get('d')?.schema).toMatchObject({ unitType: 'KOMMUNE', kind: 'cross-section' });
  });

  it('groups make panels of groups, and are units once in everything that follows', async () => {
    const script = `${start}${wide}generate region = substr(place151, 1, 1)
collapse (mean) wage151 wage516 wage882, by(region)
reshape-to-panel wage
clone-units d groups
aggregate (max) wage -> best, by(region)
keep if date@panel > 200
clone-dataset d e
use e
collapse (mean) wage -> mean, by(region)
merge mean into d
use d
reshape-from-panel
merge wage882 into groups`;
    const { values, tables } = await runTestScript(script, [bank]);
    expect(values('groups', 'region')).toEqual(['0', '1', '4', '5']);
    expect(tables.get('groups')?.units.distinct).toBe(true);
    expect(values('d', 'region')).toEqual(['0', '1', '4', '5']);
    expect([...tables.get('d')!.columns.keys()].slice(-6)).toEqual([
      ...['wage516', 'wage882', 'best516', 'best882', 'mean516', 'mean882'],
    ]);
    expect(values('groups', 'wage882')).toEqual(values('d', 'wage882'));
    expect(values('d', 'mean516')).toEqual(values('d', 'mean882'));
  });
});
