import { beforeAll, describe, expect, it } from 'vitest';
import type { DistributionBody, ReleasedBody, Shown, TableBody } from '../../../src/disclosure/released.ts';
import { barChartData } from '../../../src/render/chart/chart-data.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { type TestVariable, testDatabank } from '../../helpers/databank.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';
import { runTestScript } from '../../helpers/run-script.ts';

type Value = number | string | null;

interface ReferenceTable {
  readonly columns: readonly Value[];
  /** Codes of the stub, then measure by measure of each column. */
  readonly rows: readonly (readonly Value[])[];
  readonly chi2?: readonly number[];
}

interface ReferenceFacet {
  readonly code: Value;
  readonly bars: readonly (readonly number[])[];
  readonly normal?: readonly number[];
}

const reference = readReference('table-layouts.json') as {
  readonly tabulate: Readonly<Record<string, ReferenceTable>>;
  readonly barchart: Readonly<Record<string, readonly (readonly Value[])[]>>;
  readonly histogram: Readonly<Record<string, readonly ReferenceFacet[]>>;
  readonly discrete: Readonly<Record<string, readonly (readonly Value[])[]>>;
};

const cross = crossColumns();
const number = (name: string): TestVariable => ({ values: cross[name]! });
const text = (name: string, begin: string): TestVariable => ({
  values: cross[name]!.map((value) => `${begin}${value}`),
  dataType: 'STRING',
});
const decimal = (name: string): TestVariable => ({ values: cross[name]!, dataType: 'DOUBLE' });
const bank = testDatabank({
  KJONN: {
    ...text('kjonn', ''),
    codes: [
      { code: '1', title: 'Mann' },
      { code: '2', title: 'Kvinne' },
    ],
  },
  REGION: text('region', 'R'),
  UTD: number('utd'),
  HULL: { values: cross['utd']!.map((value, row) => (cross['id']![row]! % 7 === 0 ? null : value)) },
  ALDER: number('alder'),
  KAT: number('kat'),
  JOBB: number('jobb'),
  ANT: number('ant'),
  LONN: decimal('lonn'),
  FORMUE: decimal('formue'),
  Z1: decimal('z1'),
});
const names = ['kjonn', 'region', 'utd', 'hull', 'alder', 'kat', 'jobb', 'ant', 'lonn', 'formue', 'z1'];
const opening = [
  'require test.bank:1 as b',
  'create-dataset d',
  ...names.map((name) => `import b/${name.toUpperCase()} as ${name}`),
];

const statements = [
  ...Object.keys(reference.tabulate).map((asked) => `tabulate ${asked}`),
  ...Object.keys(reference.barchart).map((asked) => `barchart ${asked}`),
  ...[...Object.keys(reference.histogram), ...Object.keys(reference.discrete)].map((asked) => `histogram ${asked}`),
];
const results = new Map<string, ReleasedBody>();

beforeAll(async () => {
  const run = await runTestScript([...opening, ...statements].join('\n'), [bank]);
  for (const [s, statement] of statements.entries()) {
    results.set(statement, run.statements[opening.length + s]!.results[0]!.body);
  }
});

function tableOf(statement: string): TableBody {
  const body = results.get(statement);
  if (body?.type !== 'table') throw new Error(`no table: ${JSON.stringify(body)}`);
  return body;
}

/** The code of a category, or of the margin. */
function codeOf({ dimensions }: TableBody, dimension: number, at: number | 'total'): Value {
  return at === 'total' ? at : dimensions[dimension]!.categories[at]!.code;
}

function isAlike(found: Value, expected: Value): boolean {
  return typeof found === 'number' && typeof expected === 'number' ? isClose(found, expected) : found === expected;
}

/** What a table shows, in the form of the reference. */
function shownRows(body: TableBody): Value[][] {
  return body.rows.map(({ key, cells }) => [
    ...key.map((at, level) => codeOf(body, body.stub[level]!, at)),
    ...cells.flat().map(({ v }) => v),
  ]);
}

describe('tabulate', () => {
  it.each(Object.entries(reference.tabulate))('%s is laid out as specified', (asked, expected) => {
    const body = tableOf(`tabulate ${asked}`);
    expect(body.columns.map((at) => (body.column === undefined ? at : codeOf(body, body.column, at)))).toEqual(
      expected.columns,
    );
    const found = shownRows(body);
    const stubOf = (row: readonly Value[]): readonly Value[] => row.slice(0, body.stub.length);
    expect(found.map(stubOf)).toEqual(expected.rows.map(stubOf));
    const apart = found.flatMap((row, r) =>
      row.flatMap((value, c) => {
        const wanted = expected.rows[r]![c] ?? null;
        return isAlike(value, wanted) ? [] : [`row ${r}, ${c}: ${value} for ${wanted}`];
      }),
    );
    expect(apart).toEqual([]);
    expect(
      body.tests.map(({ statistic, df, pValue }) => [statistic.v, df, pValue.v].map((v) => v?.toPrecision(9))),
    ).toEqual(expected.chi2 === undefined ? [] : [expected.chi2.map((v) => v.toPrecision(9))]);
  });
});

/** The bars of a chart that exist: variable or categories, groups, value; without margins, in the order of the reference. */
function barsOf(body: TableBody): Value[][] {
  const { chart } = body;
  if (chart === undefined) throw new Error('no chart');
  return body.rows.flatMap((row) =>
    row.cells.flatMap((measures, c) => {
      const at = new Map<number, number | 'total'>(row.key.map((index, level) => [body.stub[level]!, index]));
      if (body.column !== undefined) at.set(body.column, body.columns[c]!);
      if ([...at.values()].includes('total')) return [];
      const codes = [...chart.series, ...chart.over, ...chart.by].map((d) => codeOf(body, d, at.get(d)!));
      const drawn = chart.percent ? measures.slice(-1) : measures;
      return drawn.map(({ v }, m): Value[] => {
        const { variable } = body.measures[m]!;
        return [...(variable === undefined ? [] : [variable]), ...codes, v];
      });
    }),
  );
}

/** Compares bars in any order; a bar of the one that the other lacks must have no length. */
function expectBars(found: readonly (readonly Value[])[], expected: readonly (readonly Value[])[]): void {
  const keyOf = (bar: readonly Value[]): string => JSON.stringify(bar.slice(0, -1));
  const wanted = new Map(expected.map((bar) => [keyOf(bar), bar.at(-1)!]));
  const left = new Map(found.map((bar) => [keyOf(bar), bar.at(-1)!]));
  const apart = [...new Set([...wanted.keys(), ...left.keys()])].filter((key) => {
    const [one, other] = [left.get(key) ?? 0, wanted.get(key) ?? 0];
    return !isAlike(one, other);
  });
  expect(apart.map((key) => `${key}: ${left.get(key)} for ${wanted.get(key)}`)).toEqual([]);
  expect(wanted.size).toBeGreaterThan(0);
}

describe('barchart', () => {
  it.each(Object.entries(reference.barchart))('%s has the lengths of pandas', (asked, expected) => {
    const body = tableOf(`barchart ${asked}`);
    expectBars(barsOf(body), expected);
    expect([body.chart!.stack, body.chart!.horizontal]).toEqual([
      asked.includes('stack'),
      asked.includes('horizontal'),
    ]);
  });
});

it('names the axis of a chart after what was asked for', () => {
  const titleOf = (statement: string): string | undefined => barChartData(tableOf(statement), 'en')?.valueTitle;
  expect(titleOf('barchart (mean) lonn')).toBe('mean(lonn)');
  expect(titleOf('barchart (median) lonn formue, over(region) by(kjonn)')).toBe('median');
  expect(titleOf('barchart (count) lonn formue')).toBe('Count');
  expect(titleOf('barchart (percent) utd, over(kjonn) stack')).toBe('Percent');
  expect(titleOf('histogram utd, discrete')).toBe('Density');
  expect(titleOf('histogram ant, discrete fraction by(kjonn)')).toBe('Fraction');
});

it('tells places on a scale, whose labels may be left out, from names', () => {
  const isScale = (body: TableBody): boolean | undefined => barChartData(body, 'en')?.isScale;
  const body = tableOf('histogram utd, discrete');
  const texts = body.dimensions.map((dimension) => ({ ...dimension, display: 'text' as const }));
  expect(isScale(body)).toBe(true);
  expect(isScale({ ...body, dimensions: texts })).toBe(false);
  expect(isScale(tableOf('barchart (count) lonn formue'))).toBe(false);
});

const numbers = (shown: readonly Shown[]): (number | null)[] => shown.map(({ v }) => v);

describe('histogram', () => {
  it.each(Object.entries(reference.histogram))('%s has the bars and the curve of numpy', (asked, expected) => {
    const body = results.get(`histogram ${asked}`) as DistributionBody;
    expect(body.type).toBe('distribution');
    const codes = body.facets.map(({ category }) =>
      category === undefined ? null : body.facetVariable!.categories[category]!.code,
    );
    expect(codes).toEqual(expected.map(({ code }) => code));
    for (const [f, { bars, normal }] of body.facets.entries()) {
      const found = bars.map(({ lower, upper, count, height }) => [lower, upper, ...numbers([count, height])]);
      expect(found.length).toBe(expected[f]!.bars.length);
      const apart = found.flatMap((bar, b) =>
        bar.filter((value, i) => !isClose(value ?? Number.NaN, expected[f]!.bars[b]![i]!)),
      );
      expect(apart).toEqual([]);
      const curve = normal && [...numbers([normal.mean, normal.sd]), normal.curve[0]!.y, normal.curve.at(-1)!.y];
      expect(curve?.map((value) => value?.toPrecision(9))).toEqual(
        expected[f]!.normal?.map((value) => value.toPrecision(9)),
      );
      expect(normal === undefined || normal.curve.length === 200).toBe(true);
    }
    expect(body.notes.includes('bins-limited')).toBe(asked.includes('bin(80)'));
  });

  it.each(Object.entries(reference.discrete))('%s has a bar per value', (asked, expected) => {
    const body = tableOf(`histogram ${asked}`);
    const rows = body.rows.flatMap((row) =>
      row.cells.map((measures, c) => {
        const at = new Map<number, number | 'total'>(row.key.map((index, level) => [body.stub[level]!, index]));
        if (body.column !== undefined) at.set(body.column, body.columns[c]!);
        return { at, measures };
      }),
    );
    const drawn = rows.filter(({ at }) => ![...at.values()].includes('total'));
    const { by, series, over } = body.chart!;
    const codesOf = (at: ReadonlyMap<number, number | 'total'>): Value[] =>
      [...by, ...over, ...series].map((d) => codeOf(body, d, at.get(d)!));
    expectBars(
      drawn.map(({ at, measures }) => [...codesOf(at), measures[0]!.v]),
      expected.map((bar) => bar.slice(0, -1)),
    );
    const found = drawn.map(({ at, measures }) => [...codesOf(at), measures.at(-1)!.v]);
    expectBars(
      found,
      expected.map((bar) => [...bar.slice(0, -2), bar.at(-1)!]),
    );
  });
});
