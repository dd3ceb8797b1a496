import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/base/epoch-day.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const day = (text: string): number => parseIsoDate(text) ?? Number.NaN;

/** Two persons with a value in every quarter of two years. */
const quarters = [2018, 2019].flatMap((y) => ['01-01', '04-01', '07-01', '10-01'].map((rest) => `${y}-${rest}`));
const bank = testDatabank({
  PLACE: {
    temporality: 'STATUS',
    records: quarters.flatMap((date, i) =>
      [0, 1].map((unit) => ({ unit, start: day(date), stop: day(date), value: `${(i + unit) % 3}` })),
    ),
  },
  ONE: { values: [1, 1] },
});

const ofDays = `require test.bank:1 as db
create-dataset d
import-panel db/PLACE ${quarters.join(' ')}
`;
const suffixes = ['_2018_a', '_2018_10', '_2019_1', '_2020'].map((text) => text.replace('a', '2'));
const ofTexts = `require test.bank:1 as db
create-dataset d
${suffixes.map((suffix) => `import db/ONE as x${suffix}`).join('\n')}
reshape-to-panel x
`;
const ofNumbers = ofTexts.replaceAll('_2018_', '18').replaceAll('_2019_', '19').replaceAll('_2020', '20');

/** The times that the names after reshape-from-panel tell of, and those that rows have. */
async function timesAfter(start: string, statements: string) {
  const { values, tables } = await runTestScript(
    `${start}${statements}\nclone-dataset d w\nuse w\nreshape-from-panel`,
    [bank],
  );
  const named = [...(tables.get('w')?.columns.keys() ?? [])].map((name) => name.replace(/^(PLACE|x)/u, ''));
  return { named, found: [...new Set(values('d', 'date@panel'))].map(String).sort() };
}

const number = fc.constantFrom(
  ...[
    'date@panel',
    'year(date@panel)',
    'month(date@panel)',
    'quarter(date@panel)',
    'dow(date@panel)',
    'doy(date@panel)',
  ],
  ...[
    'date(2018, 7, 1)',
    'date(2019, 1, 1)',
    '2018',
    '2019',
    '7',
    '2',
    '0',
    '1 / 0',
    'date@panel - 17532',
    'week(date@panel)',
  ],
  ...[
    'round(month(date@panel) / 3)',
    'length(isoformatdate(date@panel))',
    '(date@panel > 17800) * 2',
    '-date@panel',
    '2 ^ 0.5',
  ],
);
const text = fc.constantFrom(
  ...['isoformatdate(date@panel)', "'2018-07-01'", 'string(month(date@panel))', 'string(date@panel)', "'7'"],
  ...["upper('a')", 'substr(isoformatdate(date@panel), -5, 2)', "'04'", 'substr(isoformatdate(date@panel), 6, 5)'],
);
const condition = fc.letrec((tie) => ({
  test: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(number, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), number).map((parts) => parts.join(' ')),
    fc.tuple(text, fc.constantFrom('==', '!='), text).map((parts) => parts.join(' ')),
    fc.tuple(number, number, number).map((parts) => `inlist(${parts.join(', ')})`),
    fc.tuple(number, number, number).map((parts) => `inrange(${parts.join(', ')})`),
    fc.tuple(text, text, text).map((parts) => `inlist(${parts.join(', ')})`),
    fc.tuple(fc.constantFrom('startswith', 'endswith'), text, text).map(([name, s, t]) => `${name}(${s}, ${t})`),
    number,
    tie('test').map((inner) => `!(${String(inner)})`),
    fc
      .tuple(tie('test'), fc.constantFrom('&', '|'), tie('test'))
      .map(([left, operator, right]) => `(${String(left)}) ${operator} (${String(right)})`),
  ),
})).test;

describe('the times of a panel are known before data is read', () => {
  it('whatever condition on them has been used: what analysis computes is what rows show', {
    timeout: 120_000,
  }, async () => {
    const seen = { some: 0, none: 0 };
    await fc.assert(
      fc.asyncProperty(condition, fc.constantFrom('keep', 'drop'), async (test, command) => {
        const kept = timesAfter(ofDays, `${command} if ${test}`);
        const found = await kept.catch((error: unknown) => String(error));
        if (typeof found === 'string') {
          expect(found).toContain('excludes every time');
          const opposite = await timesAfter(ofDays, `${command === 'keep' ? 'drop' : 'keep'} if ${test}`);
          expect(opposite.found).toHaveLength(quarters.length);
          seen.none++;
        } else {
          expect([...found.named].sort()).toEqual(found.found);
          seen.some += found.found.length < quarters.length ? 1 : 0;
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.some, seen.none)).toBeGreaterThan(20);
  });

  it.each([
    ["keep if date@panel == '_2019_1'", ['_2019_1']],
    ["keep if startswith(date@panel, '_2018')", ['_2018_10', '_2018_2']],
    ["drop if substr(date@panel, 2, 4) == '2018' | length(date@panel) < 6", ['_2019_1']],
    ["drop if inlist(panel@date, '_2020', '_2019_1')", ['_2018_10', '_2018_2']],
    ['keep if sysmiss(date@panel) | x == 1', ['_2018_10', '_2018_2', '_2019_1', '_2020']],
  ])('texts: %s', async (statement, times) => {
    const { named } = await timesAfter(ofTexts, statement);
    expect(named).toEqual(times);
  });

  it.each([
    [
      'keep if date@panel >= 191',
      ['191', '1810', '182'].sort((a, b) => Number(a) - Number(b)).filter((t) => Number(t) >= 191),
    ],
    ['drop if inrange(date@panel, 20, 182)', ['191', '1810']],
    ['keep if date@panel < 1000\nkeep if date@panel != 20', ['182', '191']],
  ])('numbers: %s', async (statement, times) => {
    const { named } = await timesAfter(ofNumbers, statement);
    expect(named).toEqual(times);
  });

  it('a condition on data leaves all times, one on both leaves those that it can be true at', async () => {
    const { named } = await timesAfter(ofDays, "keep if PLACE == '0'");
    expect(named).toHaveLength(8);
    const both = await timesAfter(ofDays, "keep if PLACE != '9' & year(date@panel) == 2019");
    expect(both.named).toEqual(quarters.slice(4).map((date) => String(day(date))));
    const either = await timesAfter(ofDays, "drop if PLACE == '9' | month(date@panel) > 1");
    expect(either.named).toEqual([String(day('2018-01-01')), String(day('2019-01-01'))]);
  });

  it('copies and renamed datasets know them, too', async () => {
    const { tables } = await runTestScript(
      `${ofDays}keep if year(date@panel) == 2018 & month(date@panel) <= 4
clone-dataset d e
use e
rename-dataset e f
generate y = 1
rename PLACE p
reshape-from-panel`,
      [bank],
    );
    expect([...(tables.get('f')?.columns.keys() ?? [])]).toEqual(['p17532', 'p17622', 'y17532', 'y17622']);
  });

  it('a time without rows gives variables of missing values', async () => {
    const { values } = await runTestScript(
      `${ofDays}generate y = 5 if year(date@panel) == 2018\nkeep if y == 5\nreshape-from-panel`,
      [bank],
    );
    expect(values('d', `PLACE${day('2018-01-01')}`)).toEqual(['0', '1']);
    expect(values('d', `PLACE${day('2019-01-01')}`)).toEqual([null, null]);
  });

  it('says so when no time is left', async () => {
    await expect(runTestScript(`${ofDays}keep if year(date@panel) == 2020`, [bank])).rejects.toThrow(
      'The condition excludes every time of `d`',
    );
    await expect(runTestScript(`${ofDays}drop if date@panel > 0`, [bank])).rejects.toThrow('2018-01-01, 2018-04-01');
  });
});
