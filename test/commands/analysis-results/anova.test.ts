import { afterAll, describe, expect, it } from 'vitest';
import type { AnovaOperation } from '../../../src/commands/describe/anova/analyse.ts';
import { executeAnova } from '../../../src/commands/describe/anova/execute.ts';
import type { RefusalBody, VarianceBody } from '../../../src/disclosure/released.ts';
import type { ModelTermIr } from '../../../src/lang/ir/model.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, type Values } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';

const runners = [1, 2, 4, 8].map((threads) => createFoldRunner({ threads }));
const [alone] = runners;
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface ReferenceAnalysis {
  readonly response: string;
  readonly hasConstant: boolean;
  readonly terms: readonly (readonly (readonly [variable: string, role: 'factor' | 'continuous'])[])[];
  readonly rows: readonly { readonly ss: number; readonly df: number; readonly f: number; readonly p: number }[];
  readonly residual: { readonly ss: number; readonly df: number };
  readonly total: { readonly ss: number };
}

interface ReferenceComparison {
  readonly response: string;
  readonly factors: readonly string[];
  readonly rows: readonly (readonly [
    one: string,
    two: string,
    difference: number,
    p: number,
    lower: number,
    upper: number,
    reject: boolean,
  ])[];
}

const reference = readReference('anova-cross.json') as {
  readonly analyses: Readonly<Record<string, ReferenceAnalysis>>;
  readonly comparisons: readonly ReferenceComparison[];
};

const cross = crossColumns();
const whole = (name: string): Values => ({ int32: cross[name]! });
// The reference has only the rows with a wage, whatever the response.
const formue = cross['formue']!.map((value, row) => (cross['lonn']![row] === null ? null : value));
const dataset = columnarDataset({
  ...cross,
  formue,
  ...Object.fromEntries(['kjonn', 'utd', 'region', 'kat', 'jobb'].map((name) => [name, whole(name)])),
});

const term = (...names: readonly string[]): ModelTermIr => ({
  factors: names.map((name) =>
    name.startsWith('c.') ? { variable: name.slice(2), role: 'continuous' } : { variable: name, role: 'factor' },
  ),
});

const operation = (
  response: string,
  terms: readonly ModelTermIr[],
  asked: Partial<AnovaOperation> = {},
): AnovaOperation => ({
  type: 'anova',
  dataset: 'd',
  response,
  terms,
  unmarked: [],
  hasConstant: true,
  posthoc: false,
  ...asked,
});

function variance(body: VarianceBody | RefusalBody): VarianceBody {
  if (body.type !== 'variance') throw new Error(`refused: ${body.rule}`);
  return body;
}

/** An analysis of the cross-section, or of hand-made data, under the policy `open` or another one. */
async function analysisOf(
  asked: AnovaOperation,
  {
    data,
    runner = alone!,
    policy,
  }: {
    readonly data?: Readonly<Record<string, Values>>;
    readonly runner?: typeof alone;
    readonly policy?: string;
  } = {},
): Promise<VarianceBody> {
  const made = data === undefined ? dataset : columnarDataset(data);
  const context = readingContext(runner, made, policy === undefined ? {} : { policy });
  return variance(await released(executeAnova, asked, context));
}

const rowsOf = (body: VarianceBody) =>
  body.rows.map(({ term: name, ss, df, f, p }) => ({ name, ss: ss.v, df: df.v, f: f.v, p: p.v }));

/** Probabilities to the digits that they have: relative ones, but nothing is asked of what is far below any level. */
const isSameP = (found: number | null, expected: number): boolean =>
  found !== null && (isClose(found, expected) || (expected < 1e-12 && Math.abs(found / expected - 1) < 1e-6));

describe('sums of squares', () => {
  it.each(Object.entries(reference.analyses))('%s: as statsmodels has them', async (_, expected) => {
    const terms = expected.terms.map((factors) =>
      term(...factors.map(([name, role]) => (role === 'factor' ? name : `c.${name}`))),
    );
    const { response, hasConstant } = expected;
    const body = await analysisOf(operation(response, terms, { hasConstant }));
    const rows = rowsOf(body);
    expect(rows).toHaveLength(terms.length + 2);
    expected.rows.forEach(({ ss, df, f, p }, at) => {
      const row = rows[at]!;
      expect([row.name, isClose(row.ss!, ss), row.df, isClose(row.f!, f), isSameP(row.p, p)]).toEqual([
        terms[at]!.factors.map(({ variable, role }) => (role === 'factor' ? variable : `c.${variable}`)).join('#'),
        true,
        df,
        true,
        true,
      ]);
    });
    const [residual, total] = rows.slice(-2);
    expect(isClose(residual!.ss!, expected.residual.ss)).toBe(true);
    expect(residual!.df).toBe(expected.residual.df);
    expect(isClose(total!.ss!, expected.total.ss)).toBe(true);
    for (const { key, value } of body.header) {
      const wanted = new Map<string, unknown>(Object.entries(expected)).get(key);
      expect([key, key === 'model_p' ? isSameP(value.v, Number(wanted)) : isClose(value.v!, Number(wanted))]).toEqual([
        key,
        true,
      ]);
    }
  });

  it('has the spot values of the specification', async () => {
    const crossed = rowsOf(await analysisOf(operation('lonn', [term('kjonn'), term('utd'), term('kjonn', 'utd')])));
    expect(crossed.map(({ ss }) => Number(ss!.toFixed(3)))).toEqual([
      419_094.928, 2_043_931.947, 16_047.148, 7_001_829.731, 9_361_326.937,
    ]);
    expect(crossed.slice(0, 3).map(({ f }) => Number(f!.toFixed(5)))).toEqual([68.41433, 111.21922, 0.8732]);
    const without = rowsOf(await analysisOf(operation('lonn', [term('kjonn'), term('utd')], { hasConstant: false })));
    expect(without.map(({ ss, df }) => [Number(ss!.toFixed(2)), df]).slice(0, 3)).toEqual([
      [45_163_772.22, 2],
      [2_043_931.95, 3],
      [7_017_876.88, 1146],
    ]);
  });

  it('are the same to the last bit on any number of threads', async () => {
    const asked = operation('lonn', [term('kjonn'), term('utd'), term('kjonn', 'utd'), term('c.formue')], {
      posthoc: true,
    });
    const first = JSON.stringify(await analysisOf(asked));
    for (const runner of runners.slice(1)) expect(JSON.stringify(await analysisOf(asked, { runner }))).toBe(first);
  });

  it('keep their digits where the response and a covariate lie far from zero', async () => {
    const terms = [term('utd'), term('c.alder')];
    const moved = {
      ...cross,
      utd: whole('utd'),
      lonn: cross['lonn']!.map((v) => (v === null ? null : v + 1e7)),
      alder: cross['alder']!.map((v) => v! * 1e-3 + 1e5),
    };
    const plain = rowsOf(await analysisOf(operation('lonn', terms)));
    const far = rowsOf(await analysisOf(operation('lonn', terms), { data: moved }));
    far.slice(0, 3).forEach((row, at) => expect(Math.abs(row.ss! / plain[at]!.ss! - 1)).toBeLessThan(1e-6));
  });
});

describe('terms without columns', () => {
  const collinear = {
    ...cross,
    kjonn: whole('kjonn'),
    utd: whole('utd'),
    twice: cross['alder']!.map((v) => 2 * v! + 3),
    one: cross['alder']!.map(() => 1),
  };

  it('are marked, and what they depend on stays', async () => {
    const body = await analysisOf(operation('lonn', [term('c.alder'), term('c.twice'), term('one'), term('kjonn')]), {
      data: collinear,
    });
    const rows = rowsOf(body);
    expect(rows.map(({ name, df }) => [name, df]).slice(0, 4)).toEqual([
      ['c.alder', 1],
      ['c.twice', 0],
      ['one', 0],
      ['kjonn', 1],
    ]);
    expect(rows[1]).toMatchObject({ ss: null, f: null, p: null });
    expect(body.notes).toContain('n-omitted');
    const alone = rowsOf(await analysisOf(operation('lonn', [term('c.alder'), term('kjonn')]), { data: collinear }));
    expect(isClose(rows[0]!.ss!, alone[0]!.ss!)).toBe(true);
  });

  it('are all that there is: no model', async () => {
    const context = readingContext(alone!, columnarDataset(collinear));
    expect(await executeAnova(operation('lonn', [term('one')]), context)).toMatchObject({
      type: 'failure',
      rule: 'DC-20',
    });
  });

  it('count the cells of an interaction that are there', async () => {
    // Nobody of the first sex has the highest education.
    const data = {
      ...collinear,
      lonn: cross['lonn']!.map((v, i) => (cross['kjonn']![i] === 1 && cross['utd']![i] === 3 ? null : v)),
    };
    const rows = rowsOf(
      await analysisOf(operation('lonn', [term('kjonn'), term('utd'), term('kjonn', 'utd')]), { data }),
    );
    expect(rows.slice(0, 3).map(({ df }) => df)).toEqual([1, 3, 2]);
  });

  it('leave a perfect fit without tests', async () => {
    const data = { y: { int32: [1, 1, 2, 2, 3, 3, 1, 2, 3] }, g: { int32: [1, 1, 2, 2, 3, 3, 1, 2, 3] } };
    const [row, residual] = rowsOf(await analysisOf(operation('y', [term('g')], { posthoc: true }), { data }));
    expect(row).toMatchObject({ df: 2, f: null, p: null });
    expect(isClose(row!.ss!, 6)).toBe(true);
    expect(residual!.ss).toBe(0);
  });
});

describe('covariates', () => {
  const many = Array.from({ length: 2400 }, (_, i) => i % 120);
  const response = many.map((v, i) => v + ((i * 7919) % 101) / 10);
  const bare = { unmarked: ['x'] };

  it('are bare numeric variables with more than 100 values', async () => {
    const data = { y: response, x: { int32: many } };
    const body = await analysisOf(operation('y', [term('x')], bare), { data });
    expect(rowsOf(body)[0]).toMatchObject({ name: 'c.x', df: 1 });
    expect(body.notes).toContain('n-covariate');
    const marked = await analysisOf(operation('y', [term('x')]), { data });
    expect(rowsOf(marked)[0]).toMatchObject({ name: 'x', df: 119 });
    expect(marked.notes).not.toContain('n-covariate');
  });

  it('have more than 100 values: not 100', async () => {
    const data = { y: response, x: { int32: many.map((v) => v % 100) } };
    expect(rowsOf(await analysisOf(operation('y', [term('x')], bare), { data }))[0]).toMatchObject({
      name: 'x',
      df: 99,
    });
    const onemore = { y: response, x: { int32: many.map((v, i) => (i === 5 ? 100 : v % 100)) } };
    expect(rowsOf(await analysisOf(operation('y', [term('x')], bare), { data: onemore }))[0]).toMatchObject({
      name: 'c.x',
    });
  });

  it('are not made by a value that few have, where few are protected', async () => {
    const data = { y: response, x: { int32: many.map((v, i) => (i < 9 ? 100 + i : v % 100)) } };
    const body = await analysisOf(operation('y', [term('x')], bare), { data, policy: 'strict' });
    expect(rowsOf(body)[0]).toMatchObject({ name: 'x', df: 99 });
    const ten = { y: response, x: { int32: many.map((v, i) => (i < 10 ? 100 + i : v % 100)) } };
    expect(
      rowsOf(await analysisOf(operation('y', [term('x')], bare), { data: ten, policy: 'strict' }))[0],
    ).toMatchObject({ name: 'c.x' });
  });
});

describe('comparisons', () => {
  it.each(reference.comparisons.map((each) => [each.factors.join(' # '), each] as const))(
    'of %s: as statsmodels has them',
    async (_, expected) => {
      const body = await analysisOf(operation(expected.response, [term(...expected.factors)], { posthoc: true }));
      const [comparison] = body.comparisons;
      const nameOf = (at: number): string => comparison!.groups[at]!.codes.join('#');
      expect(comparison!.factors).toEqual(expected.factors);
      expect(comparison!.rows.map((row) => [nameOf(row.group1), nameOf(row.group2), row.reject])).toEqual(
        expected.rows.map(([one, two, , , , , reject]) => [one, two, reject]),
      );
      comparison!.rows.forEach((row, at) => {
        const [, , difference, p, lower, upper] = expected.rows[at]!;
        expect(Math.abs(row.p_adj.v! - p)).toBeLessThan(1e-6);
        for (const [found, wanted] of [
          [row.meandiff.v!, difference],
          [row.lower.v!, lower],
          [row.upper.v!, upper],
        ] as const)
          expect(Math.abs(found - wanted)).toBeLessThan(1e-7 * Math.max(Math.abs(wanted), Math.abs(difference)));
      });
    },
  );

  it('have the spot values of the specification', async () => {
    const [found] = (await analysisOf(operation('lonn', [term('utd')], { posthoc: true }))).comparisons;
    const [first, , , second] = found!.rows;
    expect([first!.meandiff, first!.lower, first!.upper].map(({ v }) => v!.toFixed(6))).toEqual([
      '41.431194',
      '24.373937',
      '58.488452',
    ]);
    expect(Math.abs(first!.p_adj.v! - 3.5e-9)).toBeLessThan(1e-10);
    expect(second!.p_adj.v!.toExponential(3)).toBe('9.219e-6');
  });

  it('are of each factor and each combination of factors, not of covariates', async () => {
    const terms = [term('kjonn'), term('utd'), term('kjonn', 'utd'), term('c.alder'), term('utd', 'c.alder')];
    const body = await analysisOf(operation('lonn', terms, { posthoc: true }));
    expect(body.comparisons.map(({ factors, rows }) => [factors.join(), rows.length])).toEqual([
      ['kjonn', 1],
      ['utd', 6],
      ['kjonn,utd', 28],
    ]);
    expect((await analysisOf(operation('lonn', terms))).comparisons).toEqual([]);
  });

  it('leave out combinations that nobody has', async () => {
    const lonn = cross['lonn']!.map((v, i) => (cross['kjonn']![i] === 1 && cross['utd']![i] === 3 ? null : v));
    const data = { kjonn: whole('kjonn'), utd: whole('utd'), lonn };
    const [found] = (await analysisOf(operation('lonn', [term('kjonn', 'utd')], { posthoc: true }), { data }))
      .comparisons;
    expect(found!.groups.map(({ codes }) => codes.join('#'))).toEqual([
      '1#0',
      '1#1',
      '1#2',
      '2#0',
      '2#1',
      '2#2',
      '2#3',
    ]);
  });
});
