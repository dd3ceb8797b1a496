import { describe, expect, it } from 'vitest';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const bank = testDatabank({
  ROW: { values: [1, 2, 3, 4, 5, 6, 7, 8] },
  V: { values: [1, 2, 3, 4, 0, 0, 0, 10] },
  W: { values: [1, null, 1, 0, null, null, null, null], dataType: 'LONG' },
  G: { values: ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'b'] },
  SEX: {
    values: ['1', '2', '1', '2', '1', '2', null, '1'],
    codes: [
      { code: '1', title: 'Man' },
      { code: '2', title: 'Woman' },
    ],
  },
  AGE: { values: [0, 17, 18, 20.5, 66, 67, 99, null], dataType: 'DOUBLE' },
});

const start = `require test.bank:1 as t
create-dataset d
import t/ROW as row
import t/V as v
import t/W as w
import t/G as g
import t/SEX as sex
import t/AGE as age
`;

const run = (script: string) => runTestScript(start + script, [bank]);

/** Codes and labels that a variable shows in a table. */
async function labelsOf(script: string, variable: string): Promise<readonly string[]> {
  const { statements } = await run(`${script}\ntabulate ${variable}`);
  const body = statements.at(-1)?.results[0]?.body;
  if (body?.type !== 'table') throw new Error('no table');
  return (body.dimensions[0]?.categories ?? []).map(
    ({ code, label }) => `${code}${label === undefined ? '' : ` ${label}`}`,
  );
}

describe('statistics of collapse and aggregate', () => {
  it.each([
    ['count', 4, 4],
    ['sum', 10, 10],
    ['mean', 2.5, 2.5],
    ['min', 1, 0],
    ['max', 4, 10],
    ['median', 2.5, 0],
    ['sd', 1.290994449, 5],
    ['semean', 0.6454972244, 2.5],
    ['iqr', 1.5, 2.5],
    ['gini', 0.25, 0.75],
    ['percent', 50, 50],
  ])('%s', async (statistic, a, b) => {
    for (const command of [`collapse (${statistic}) v -> r, by(g)`, `aggregate (${statistic}) v -> r, by(g)`]) {
      const { values } = await run(command);
      const groups = values('d', 'g');
      const results = values('d', 'r');
      const inGroup = (name: string) => results[groups.indexOf(name)];
      expect([command, inGroup('a'), inGroup('b')]).toEqual([command, expect.closeTo(a, 9), expect.closeTo(b, 9)]);
    }
  });

  it('follow their rules for missing values', async () => {
    const names = [
      'count',
      'sum',
      'mean',
      'min',
      'max',
      'median',
      'sd',
      'semean',
      'sebinomial',
      'percent',
      'iqr',
      'gini',
    ];
    const { values } = await run(`collapse ${names.map((name) => `(${name}) w -> w_${name}`).join(' ')}, by(g)`);
    const b = values('d', 'g').indexOf('b');
    expect(names.map((name) => values('d', `w_${name}`)[b])).toEqual([
      0,
      0,
      ...new Array<null>(7).fill(null),
      0,
      null,
      null,
    ]);
    expect(values('d', 'w_sebinomial')[1 - b]).toBeCloseTo(Math.sqrt(((2 / 3) * (1 / 3)) / 3), 12);
  });

  it('leave sebinomial missing for other values than 0 and 1, by any variable', async () => {
    for (const by of ['g', 'PERSONID_1']) {
      const { values } = await run(`keep if row <= 4\naggregate (sebinomial) v -> r, by(${by})`);
      expect(values('d', 'r')).toEqual(by === 'g' ? [null, null, null, null] : [0, null, null, null]);
    }
  });

  it('carry on to following variables, under their own names unless told otherwise', async () => {
    const { tables } = await run('collapse (sum) v w (max) age -> oldest, by(g)');
    expect(tables.get('d')!.schema.variables.map(({ name }) => name)).toEqual(['v', 'w', 'oldest']);
    expect(tables.get('d')!.schema.identifier?.name).toBe('g');
  });
});

describe('recode', () => {
  it('follows the examples', async () => {
    const { values } =
      await run(`recode age (min/17 = 1 'Child') (18/66 = 2 'Working age') (67/max = 3 'Senior'), prefix(grp_)
recode sex ('1' = 'm' 'Male') (* = 'x' "Other"), generate(kind)
recode row (. = 99) (1/3 = 0), generate(group)`);
    expect(values('d', 'grp_age')).toEqual([1, 1, 2, 2, 2, 3, 3, null]);
    expect(values('d', 'kind')).toEqual(['m', 'x', 'm', 'x', 'm', 'x', 'x', 'm']);
    expect(values('d', 'group')).toEqual([0, 0, 0, 4, 5, 6, 7, 8]);
    expect(values('d', 'row')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('gives new codes their labels and keeps the others', async () => {
    expect(
      await labelsOf("recode age (min/17 = 1 'Child') (18/66 = 2 'Working age') (67/max = 3 Senior)", 'age'),
    ).toEqual(['1 Child', '2 Working age', '3 Senior']);
    expect(await labelsOf(`recode sex ('2' = '3' "Another")`, 'sex')).toEqual(['1 Man', '3 Another']);
    expect(await labelsOf(`clone-variables sex -> other\nrecode sex ('2' = '3' Another)`, 'other')).toEqual([
      '1 Man',
      '2 Woman',
    ]);
  });

  it('flags codes as missing for statistics, not for sysmiss', async () => {
    const { values, statements } = await run(`recode v (10 = 99 'unknown' missing)
generate gone = sysmiss(v)
aggregate (max) v -> top (count) v -> n, by(g)
summarize v`);
    expect(values('d', 'v')).toEqual([1, 2, 3, 4, 0, 0, 0, 99]);
    expect(values('d', 'gone')).toEqual(new Array(8).fill(0));
    expect(values('d', 'top')).toEqual([4, 4, 4, 4, 0, 0, 0, 0]);
    expect(values('d', 'n')).toEqual([4, 4, 4, 4, 3, 3, 3, 3]);
    const body = statements.at(-1)?.results[0]?.body;
    expect(body).toMatchObject({
      type: 'summary',
      rows: [{ values: [{ v: 10 / 7 }, {}, { v: 7 }, ...new Array<object>(5).fill({})] }],
    });
  });
});

describe('labels', () => {
  it.each([
    ['generate b = sex', 'b', ['1 Man', '2 Woman']],
    ["generate b = rowconcat(sex, '')", 'b', ['1', '2']],
    ['rename sex b', 'b', ['1 Man', '2 Woman']],
    ['destring sex', 'sex', ['1 Man', '2 Woman']],
    ['destring sex, prefix(n_)', 'n_sex', ['1 Man', '2 Woman']],
    ["replace sex = 'x' if row == 1", 'sex', ['1 Man', '2 Woman', 'x']],
    ['replace sex = 1', 'sex', ['1']],
    ['define-labels l 1 One 2 Two\nassign-labels row l\nkeep if row < 4', 'row', ['1 One', '2 Two', '3']],
    ['define-labels l 1 One\nassign-labels row l\ndrop-labels l\nkeep if row < 3', 'row', ['1', '2']],
    [
      "define-labels l a 'A, with (signs) // inside' b B\nassign-labels g l",
      'g',
      ['a A, with (signs) // inside', 'b B'],
    ],
  ])('%s', async (script, variable, expected) => {
    expect(await labelsOf(script, variable)).toEqual(expected);
  });

  it('travel with merge and clone-dataset', async () => {
    const script = 'clone-dataset d e\nrename sex kind\nmerge kind into e\nuse e';
    expect(await labelsOf(script, 'kind')).toEqual(['1 Man', '2 Woman']);
  });
});

describe('datasets', () => {
  it('have no active one after the active one is deleted', async () => {
    await expect(run('delete-dataset d\ngenerate x = 1')).rejects.toThrow(/active/u);
    const { tables } = await run('create-dataset e\ndelete-dataset d');
    expect([...tables.keys()]).toEqual(['e']);
  });

  it('are copied whole, and as units; variables come back to units by a left join', async () => {
    const { tables, values } = await run(`clone-dataset d e
keep if row > 6
clone-units d u
use u
import t/V as v`);
    expect(tables.get('e')!.rowCount).toBe(8);
    expect(values('u', 'v')).toEqual([0, 10]);
  });

  it('become units when the last variable goes', async () => {
    const { tables } = await run('drop row v w g sex age');
    expect(tables.get('d')!.schema.kind).toBe('units');
    expect(tables.get('d')!.rowCount).toBe(8);
  });
});

describe('sample', () => {
  const drawn = async (statement: string): Promise<readonly unknown[]> => (await run(statement)).values('d', 'row');

  it.each([
    ['sample 0.5 4711', 4],
    ['sample 0.3 1', 2],
    ['sample 0.01 1', 1],
    ['sample 3 9', 3],
    ['sample 100 9', 8],
  ])('%s keeps %d rows', async (statement, n) => {
    expect((await drawn(statement)).length).toBe(n);
  });

  it('draws the same rows again, and others with another seed', async () => {
    expect(await drawn('sample 4 7')).toEqual(await drawn('sample 4 7'));
    const draws = await Promise.all([1, 2, 3, 4, 5].map(async (seed) => (await drawn(`sample 4 ${seed}`)).join()));
    expect(new Set(draws).size).toBeGreaterThan(1);
  });

  it.each(['sample 0 1', 'sample 1.0 1', 'sample 3.7 1', 'sample -2 1', 'sample 0.5 0', 'sample 0.5'])(
    '%s is a mistake',
    async (statement) => {
      await expect(run(statement)).rejects.toThrow(/./u);
    },
  );
});

describe('destring', () => {
  const texts = testDatabank({ T: { values: ["'0301", ' 12 ', '1 000', '+.5', '-3,25', '1e3', '', '5.'] } });
  const read = async (options: string) => {
    const script = `require test.bank:1 as t\ncreate-dataset d\nimport t/T as s\ndestring s${options}`;
    const { values, statements } = await runTestScript(script, [texts]);
    return { values: values('d', 's'), outcome: statements.at(-1)?.outcome };
  };

  it.each<[string, readonly (number | null)[]]>([
    [', force', [null, 12, null, 0.5, null, null, null, null]],
    [", force dpcomma ignore(' ')", [null, 12, 1000, 0.5, -3.25, null, null, null]],
    [", force ignore(' e')", [null, 12, 1000, 0.5, null, 13, null, null]],
  ])('reads what is a number%s', async (options, expected) => {
    expect((await read(options)).values).toEqual(expected);
  });

  it('changes nothing when a text is no number', async () => {
    const { values, outcome } = await read('');
    expect(outcome).toBe('refused');
    expect(values[1]).toBe(' 12 ');
  });
});
