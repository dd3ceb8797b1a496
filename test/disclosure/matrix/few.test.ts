import { describe, expect, it } from 'vitest';
import type { DisclosureSession } from '../../../src/disclosure/protection.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';
import { each, opening, people, type Special } from './forms.ts';
import { bodiesOf, once, run } from './runs.ts';

/** A person for each of 4000 numbers, in families of eight; so many of them have a record. */
const withRecords = (many: number) => {
  const units = Array.from({ length: 4000 }, (_, unit) => unit);
  return testDatabank({
    NR: { values: units },
    FAMILY: { values: units.map((unit) => unit >> 3), refersTo: 'FAMILIE' },
    SPELL: {
      temporality: 'EVENT',
      records: units.slice(0, many).map((unit) => ({ unit, start: 12_000, stop: null, value: '1' })),
    },
  });
};

/** How a script on so many records ends: the last statement's outcome and bodies. */
async function endOf(script: string, records: number): Promise<readonly unknown[]> {
  const { statements } = await runTestScript(`require test.bank:1 as db\n${script}\n`, [withRecords(records)], {
    policy: 'strict',
  });
  const last = statements.at(-1)!;
  return [last.outcome, ...last.results.map(({ body }) => body)];
}

describe('small populations', () => {
  it.each([
    ['DC-01/import-event', 'create-dataset spells\nimport-event db/SPELL 2003-01-01 to 2004-01-01 as spell'],
    ['DC-01/import-panel', 'create-dataset years\nimport-panel db/SPELL 2003-01-01 2004-01-01'],
    ['DC-01/import', 'create-dataset years\nimport db/SPELL 2003-01-01 as spell'],
  ])('%s: none, three and 999 persons make no dataset, with the same words; 1000 do', async (rule, script) => {
    const refused = ['refused', { type: 'refusal', command: rule.slice(6), rule: 'DC-01', minimum: 1000, notes: [] }];
    for (const records of [0, 3, 999]) expect(await endOf(script, records)).toEqual(refused);
    expect((await endOf(script, 1000))[0]).toBe('done');
  });

  it('DC-01/clone-units: nor do 500 groups', async () => {
    const script = `create-dataset people
import db/NR as nr
import db/FAMILY as family
collapse (mean) nr -> middle, by(family)
clone-units people others`;
    expect((await endOf(script, 0)).slice(0, 2)).toEqual([
      'refused',
      { type: 'refusal', command: 'clone-units', rule: 'DC-01', minimum: 1000, notes: [] },
    ]);
  });
});

/** What a script puts out where nobody, and where seven persons are special. */
const pairs: readonly (readonly [rule: string, script: string, special: Special])[] = [
  ['DC-06/destring', 'destring text, force', { text: each(100, 7, 'none') }],
  ['DC-06/assign-labels', 'define-labels kinds a A b B c C d D\nassign-labels kind kinds', { kind: each(100, 7, 'e') }],
  ['DC-06/generate', 'generate marked = 1 if flag == 1\ntabulate marked, missing', { flag: each(100, 7, 1) }],
  ['DC-06/replace', 'replace wage = 0 if flag == 1\nsummarize wage', { flag: each(100, 7, 1) }],
  ['DC-06/recode', 'recode flag (1 = 2)', { flag: each(100, 7, 1) }],
  ['DC-06/keep', 'keep if flag == 0\nsummarize wage', { flag: each(100, 7, 1) }],
  ['DC-06/drop', 'drop if flag == 1\nsummarize wage', { flag: each(100, 7, 1) }],
];

describe('changes of few', () => {
  it.each(pairs)('%s: seven persons are none', async (_, script, special) => {
    const all = `${opening}import db/FLAG as flag\n${script}\n`;
    const bodies = async (world: Special): Promise<unknown> =>
      (await run(all, people(world))).statements.slice(10).map(({ results }) => results.map(({ body }) => body));
    expect(await bodies(special)).toEqual(await bodies({}));
  });

  it('DC-06/sample: a sample that leaves seven persons out leaves out nobody', async () => {
    const left = async (size: number): Promise<number> =>
      (await run(`${opening}sample ${size} 7\n`, people())).values('people', 'nr').length;
    expect(await left(3993)).toBe(4000);
    expect(await left(3900)).toBe(3900);
  });

  it('DC-06/anova: what only seven persons have explains nothing, and is no term with a degree of freedom', async () => {
    const degrees = async (many: number): Promise<unknown> => {
      const script = `${opening}import db/FLAG as flag\nanova wage sex flag\n`;
      const [body] = bodiesOf(await run(script, people({ flag: each(100, many, 1) })), 'anova');
      if (body?.type !== 'variance') throw new Error('no analysis');
      return body.rows.filter(({ source }) => source === 'term').map(({ term, df, f }) => [term, df.v, f.v !== null]);
    };
    expect(await degrees(7)).toEqual(await degrees(0));
    expect(await degrees(70)).not.toEqual(await degrees(0));
  });

  it('DC-06/import: joining seven persons joins nobody', async () => {
    const bank = (extra: number) => {
      const some = Array.from({ length: 4000 }, (_, unit) => (unit < 3000 ? unit : null));
      return testDatabank({
        A: { values: some },
        B: { values: some.map((value, unit) => value ?? (unit < 3000 + extra ? 1 : null)) },
      });
    };
    const rows = async (extra: number): Promise<number> => {
      const script = 'require test.bank:1 as db\ncreate-dataset d\nimport db/A as a\nimport db/B as b, outer_join\n';
      return (await run(script, bank(extra))).values('d', 'a').length;
    };
    expect(await rows(7)).toBe(3000);
    expect(await rows(70)).toBe(3070);
  });

  it('DC-06/merge: a column that differs for seven persons takes the values of the one that is there', async () => {
    const bank = people({ flag: each(100, 7, 1) });
    const script = `${opening}generate zero = 0 * nr
create-dataset others
import db/FLAG as flag
merge flag into people
use people
tabulate flag, missing
`;
    const found = (await run(script, bank)).values('people', 'flag');
    expect(new Set(found)).toEqual(new Set([0]));
  });
});

const odd = each(500, 7, 'odd');
const groups = once(() =>
  run(
    `${opening}aggregate (mean) wage -> m (median) wage -> p (sum) wage -> s, by(kind)
clone-dataset people small
use small
collapse (mean) wage -> m (median) wage -> p (sum) wage -> s, by(kind)
`,
    people({ kind: odd }),
  ),
);
/** Under a policy that names every category. */
const inPanel = once(() =>
  run(
    `${opening}clone-dataset people waves
use waves
keep kind wage sex
generate money1 = wage
generate money2 = wage + 1
reshape-to-panel money
tabulate-panel kind, summarize(money) mean p50
`,
    people({ kind: odd }),
    { policy: 'literal' },
  ),
);

describe('groups of few', () => {
  it('DC-07/aggregate: statistics of a group of seven are not stored', async () => {
    const finished = await groups();
    const kinds = finished.values('people', 'kind');
    for (const variable of ['m', 'p', 's']) {
      const stored = finished.values('people', variable);
      expect(stored.every((value, i) => (value === null) === (kinds[i] === 'odd'))).toBe(true);
    }
  });

  it('DC-07/collapse: nor are they where groups become units', async () => {
    const finished = await groups();
    const kinds = finished.values('small', 'kind');
    for (const variable of ['m', 'p', 's']) {
      const stored = finished.values('small', variable);
      expect(stored.filter((value) => value !== null)).toHaveLength(4);
      expect(stored.every((value, i) => (value === null) === (kinds[i] === 'odd'))).toBe(true);
    }
  });

  it('DC-07/tabulate-panel: nor are they shown', async () => {
    const [table] = bodiesOf(await inPanel(), 'tabulate-panel');
    if (table?.type !== 'table') throw new Error('no table');
    const at = table.dimensions[table.stub[0]!]!.categories.findIndex(({ code }) => code === 'odd');
    const cells = (row: number) => table.rows.find(({ key }) => key[0] === row)!.cells.flat();
    expect(cells(at).map(({ v }) => v)).toEqual(cells(at).map(() => null));
    expect(cells(0).map(({ v }) => typeof v)).toEqual(cells(0).map(() => 'number'));
  });
});

/** Firms of two industries; in the second one firm has nearly everything. */
const firms = testDatabank({
  INDUSTRY: {
    unitType: 'FORETAK',
    values: Array.from({ length: 3000 }, (_, unit) => (unit % 100 === 0 ? '2' : '1')),
    codes: [
      { code: '1', title: 'Fishing' },
      { code: '2', title: 'Mining' },
    ],
  },
  TURNOVER: {
    unitType: 'FORETAK',
    values: Array.from({ length: 3000 }, (_, unit) => (unit === 700 ? 900_000_000 : 10_000 + ((unit * 7919) % 5000))),
  },
});
const dominated = once(() =>
  run(
    `require test.bank:1 as db
create-dataset firms
import db/INDUSTRY as industry
import db/TURNOVER as turnover
aggregate (mean) turnover -> m (sum) turnover -> s, by(industry)
tabulate industry, summarize(turnover) mean sum p50
barchart(mean) turnover, over(industry)
boxplot turnover, over(industry)
summarize turnover if industry == '2'
ci turnover if industry == '2'
summarize turnover if industry == '1'
ci turnover if industry == '1'
clone-dataset firms waves
use waves
generate money1 = turnover
generate money2 = turnover + 1
reshape-to-panel money
tabulate-panel industry, summarize(money) mean
summarize-panel money if industry == '2'
summarize-panel money if industry == '1'
use firms
collapse (mean) turnover -> m (sum) turnover -> s, by(industry)
`,
    firms,
  ),
);

describe('dominated groups', () => {
  it.each(['DC-12/summarize', 'DC-12/ci', 'DC-12/summarize-panel'])(
    '%s: show nothing of what one firm has most of',
    async (rule) => {
      const [mining, fishing] = bodiesOf(await dominated(), rule.slice(6));
      const why = (body: unknown): readonly string[] => JSON.stringify(body).match(/"why":"\w+"/gu) ?? [];
      expect(new Set(why(mining))).toEqual(new Set(['"why":"dominance"']));
      expect(why(mining).length).toBeGreaterThan(3);
      expect(why(fishing)).toEqual([]);
    },
  );

  it.each(['DC-12/tabulate', 'DC-12/barchart', 'DC-12/tabulate-panel'])(
    '%s: show nothing in the cells of the industry that one firm has',
    async (rule) => {
      const [table] = bodiesOf(await dominated(), rule.slice(6));
      if (table?.type !== 'table') throw new Error('no table');
      const cells = (row: number) => table.rows.find(({ key }) => key[0] === row)!.cells.flat();
      expect(cells(1)).toEqual(cells(1).map(() => ({ v: null, why: 'dominance' })));
      expect(cells(0).every(({ v }) => v !== null)).toBe(true);
    },
  );

  it('DC-12/boxplot: has no box for it', async () => {
    const [box] = bodiesOf(await dominated(), 'boxplot');
    if (box?.type !== 'box') throw new Error('no boxes');
    const codes = box.boxes.map(({ at }) => box.dimensions[0]!.categories[at[0]!]!.code);
    expect(codes).toEqual(['1']);
  });

  it.each([
    ['DC-12/aggregate', 'waves'],
    ['DC-12/collapse', 'firms'],
  ])('%s: nothing is stored for it', async (_, dataset) => {
    const finished = await dominated();
    const industries = finished.values(dataset, 'industry');
    for (const variable of ['m', 's']) {
      const stored = finished.values(dataset, variable);
      expect(stored.every((value, i) => (value === null) === (industries[i] === '2'))).toBe(true);
    }
  });
});

/** Statements that touch one person, by what raises the score; the last one is the command's. */
const searches: readonly (readonly [rule: string, script: string])[] = [
  ['DC-32/generate', 'generate marked = 1 if nr == 17'],
  ['DC-32/replace', 'replace wage = 0 if nr == 17'],
  ['DC-32/recode', 'recode nr (17 = 0)'],
  ['DC-32/destring', 'destring text, force'],
  ['DC-32/keep', 'keep if nr != 17'],
  ['DC-32/drop', 'drop if nr == 17'],
  ['DC-32/sample', 'clone-dataset people others\ntabulate sex\nuse others\nsample 3950 7'],
  ['DC-32/merge', 'generate zero = 0 * nr\ncreate-dataset others\nimport db/FLAG as flag\nmerge flag into people'],
];

describe('what looks like a search', () => {
  it.each(searches)('%s: raises the score that nobody is shown', async (_, script) => {
    const scores: number[] = [];
    let session: DisclosureSession | undefined;
    const finished = await run(`${opening}${script}\n`, people({ text: each(100, 3, 'none'), flag: each(100, 3, 1) }), {
      watch: (opened) => {
        session = opened;
        return opened;
      },
      onChange: () => {
        scores.push(session!.score().population);
      },
    });
    expect(scores.at(-1)).toBeGreaterThan(scores[8]!);
    expect(JSON.stringify(finished.statements)).not.toMatch(/score|suspic|near-/iu);
  });
});
