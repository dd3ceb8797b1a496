import { afterAll, describe, expect, it } from 'vitest';
import type { RegressOperation } from '../../../src/commands/regression/regress/analyse.ts';
import { executeRegress } from '../../../src/commands/regression/regress/execute.ts';
import type { ModelBody, RefusalBody } from '../../../src/disclosure/released.ts';
import type { ModelFactorIr, ModelTermIr } from '../../../src/lang/ir/model.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { isClose, readReference } from '../../helpers/reference-data.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface ReferenceFit {
  readonly n: number;
  readonly dfModel: number;
  readonly dfResidual: number;
  readonly f: number;
  readonly fP: number;
  readonly r2: number;
  readonly adjustedR2: number;
  readonly rootMse: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly level: number;
  readonly coefficients: readonly {
    readonly term: string;
    readonly estimate: number;
    readonly standardError: number;
    readonly t: number;
    readonly p: number;
    readonly lower: number;
    readonly upper: number;
  }[];
}

interface ReferenceModel {
  readonly response: string;
  readonly hasConstant: boolean;
  readonly terms: readonly { readonly term: string; readonly source: readonly (readonly [string, number?])[] }[];
  readonly clusterVariable: string;
  readonly clusterCount: number;
  readonly default: ReferenceFit;
  readonly HC1: ReferenceFit;
  readonly cluster: ReferenceFit;
  readonly diagnostics?: Readonly<
    Record<string, { readonly statistic: number; readonly p: number; readonly df1?: number; readonly df2?: number }>
  > & {
    readonly vif: Readonly<Record<string, number>>;
  };
  readonly margins?: Readonly<
    Record<
      'default' | 'HC1' | 'cluster',
      Readonly<
        Record<
          string,
          { readonly estimate: number; readonly standardError: number; readonly lower: number; readonly upper: number }
        >
      >
    >
  >;
  readonly standardize?: Readonly<Record<'default' | 'HC1' | 'cluster', ReferenceFit>>;
}

const reference = readReference('regress-cross.json') as { readonly models: Readonly<Record<string, ReferenceModel>> };
const cross = crossColumns();
const dataset = columnarDataset({
  ...cross,
  kjonn: { int32: cross['kjonn']! },
  // A 0/1 variable for margins(): 1 for women.
  kvinne: cross['kjonn']!.map((value) => (value === 2 ? 1 : 0)),
});

/** Terms of a model from the columns that it should have. */
function termsOf(model: ReferenceModel): readonly ModelTermIr[] {
  const terms = new Map<string, ModelTermIr>();
  for (const { source } of model.terms) {
    const factors = source.map(
      ([variable, level]): ModelFactorIr => ({ variable, role: level === undefined ? 'continuous' : 'factor' }),
    );
    terms.set(factors.map(({ variable, role }) => `${variable}/${role}`).join(), { factors });
  }
  return [...terms.values()];
}

const plain = {
  type: 'regress',
  dataset: 'd',
  response: 'lonn',
  hasConstant: true,
  level: 95,
  covariance: { type: 'classic' },
  diagnostics: [],
  standardize: false,
} as const;

function modelBody(body: ModelBody | RefusalBody): ModelBody {
  if (body.type !== 'model') throw new Error(`a model was expected: ${body.rule}`);
  return body;
}

function expectFit(body: ModelBody, expected: ReferenceFit): void {
  const header = Object.fromEntries(body.header.map(({ key, value }) => [key, value.v]));
  const figures = {
    n: expected.n,
    df_model: expected.dfModel,
    df_resid: expected.dfResidual,
    f: expected.f,
    f_p: expected.fP,
    r2: expected.r2,
    adj_r2: expected.adjustedR2,
    root_mse: expected.rootMse,
    loglik: expected.logLikelihood,
    aic: expected.aic,
    bic: expected.bic,
  };
  for (const [key, value] of Object.entries(figures)) {
    if (key === 'f_p' && value < 1e-12) continue;
    expect(isClose(header[key] ?? Number.NaN, value), `${key}: ${header[key]} instead of ${value}`).toBe(true);
  }
  expect(body.coefficients.map((row) => row.term)).toEqual(expected.coefficients.map((row) => row.term));
  for (const [at, row] of body.coefficients.entries()) {
    const wanted = expected.coefficients[at]!;
    const shown = [row.coef, row.se, row.stat, row.p, row.lower, row.upper].map(({ v }) => v ?? Number.NaN);
    const values = [wanted.estimate, wanted.standardError, wanted.t, wanted.p, wanted.lower, wanted.upper];
    shown.forEach((value, c) =>
      expect(isClose(value, values[c]!), `${row.term} ${c}: ${value} ${values[c]}`).toBe(true),
    );
  }
}

const covariances = [
  ['default', { type: 'classic' }],
  ['HC1', { type: 'robust' }],
  ['cluster', { type: 'cluster', variable: 'region' }],
] as const;

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  const context = readingContext(runner, dataset);
  const fit = async (operation: Partial<RegressOperation>): Promise<ModelBody> =>
    modelBody(await released(executeRegress, { ...plain, terms: [], ...operation }, context));

  for (const [name, model] of Object.entries(reference.models)) {
    for (const [type, covariance] of covariances) {
      it(`${name} equals statsmodels, ${type}`, async () => {
        const { response, hasConstant } = model;
        const body = await fit({ response, hasConstant, terms: termsOf(model), covariance, level: model[type].level });
        expectFit(body, model[type]);
        if (type === 'cluster') {
          expect(body.header.find(({ key }) => key === 'n_clusters')?.value.v).toBe(model.clusterCount);
        }
      });
    }

    const { diagnostics } = model;
    if (diagnostics !== undefined) {
      it(`${name}: tests and variance inflation equal statsmodels`, async () => {
        const { response, hasConstant } = model;
        const asked = Object.keys(diagnostics) as RegressOperation['diagnostics'];
        const body = await fit({ response, hasConstant, terms: termsOf(model), diagnostics: asked });
        for (const test of body.diagnostics) {
          const expected = diagnostics[test.test]!;
          expect(isClose(test.statistic.v ?? Number.NaN, expected.statistic), `${test.test} ${test.statistic.v}`).toBe(
            true,
          );
          expect(isClose(test.p.v ?? Number.NaN, expected.p)).toBe(true);
        }
        expect(body.diagnostics).toHaveLength(asked.length - 1);
        body.vif?.forEach((row) =>
          expect(isClose(row.vif.v ?? Number.NaN, diagnostics.vif[row.term]!), row.term).toBe(true),
        );
        expect(body.vif).toHaveLength(Object.keys(diagnostics.vif).length);
      });
    }
  }

  const main = reference.models['main']!;

  it.each(covariances)('standardised coefficients equal those of z-scores, %s', async (type, covariance) => {
    const body = await fit({ terms: termsOf(main), covariance, standardize: true });
    const expected = main.standardize![type];
    const slopes = expected.coefficients.filter(({ term }) => term !== '_cons');
    expect(body.coefficients.filter((row) => !row.isConstant).map((row) => row.term)).toEqual(
      slopes.map(({ term }) => term),
    );
    body.coefficients.forEach((row, at) => {
      if (row.isConstant) {
        expect(row.coef.v).toBe(0);
        return;
      }
      expect(isClose(row.coef.v!, slopes[at]!.estimate)).toBe(true);
      expect(isClose(row.se.v!, slopes[at]!.standardError)).toBe(true);
    });
  });

  it.each(covariances)('margins at the means, and for both values of a dummy, %s', async (type, covariance) => {
    const expected = main.margins![type];
    const terms = termsOf(main).map((term) =>
      term.factors[0]!.variable === 'kjonn'
        ? ({ factors: [{ variable: 'kvinne', role: 'continuous' }] } as const)
        : term,
    );
    const asFactor = terms.map((term) =>
      term.factors[0]!.variable === 'kvinne' ? ({ factors: [{ variable: 'kvinne', role: 'factor' }] } as const) : term,
    );
    const overall = await fit({ terms, covariance, margins: {} });
    for (const chosen of [terms, asFactor]) {
      const both = await fit({ terms: chosen, covariance, margins: { variable: 'kvinne' } });
      const rows = [...overall.margins!, ...both.margins!];
      [expected['overall']!, expected['kjonn=1']!, expected['kjonn=2']!].forEach((wanted, at) => {
        const { predicted, se, lower, upper } = rows[at]!;
        expect(isClose(predicted.v!, wanted.estimate)).toBe(true);
        expect(isClose(se.v!, wanted.standardError)).toBe(true);
        expect(isClose(lower.v!, wanted.lower)).toBe(true);
        expect(isClose(upper.v!, wanted.upper)).toBe(true);
      });
    }
  });

  it('hidden terms are estimated and not shown, collinear ones omitted', async () => {
    const alder = { factors: [{ variable: 'alder', role: 'continuous' }] } as const;
    const twice = { factors: [{ variable: 'kjonn', role: 'factor' }] } as const;
    const dummy = { factors: [{ variable: 'kvinne', role: 'continuous' }] } as const;
    const region = { factors: [{ variable: 'region', role: 'factor' }], hidden: true } as const;
    const body = await fit({ terms: [alder, twice, dummy, region] });
    expect(body.coefficients.map((row) => [row.term, row.omitted])).toEqual([
      ['alder', false],
      ['kjonn[2]', false],
      ['kvinne', true],
      ['_cons', false],
    ]);
    expect(body.controls).toEqual(['region']);
    expect(body.header.find(({ key }) => key === 'df_model')?.value.v).toBe(7);
    expect(body.notes).toContain('n-omitted');
  });

  it('a nearly collinear column is estimated from refined columns', async () => {
    const n = 400;
    const x = Array.from({ length: n }, (__, i) => Math.sin(i) + 5);
    const shifted = x.map((value, i) => value + 1e-5 * Math.cos(7 * i));
    const y = x.map((value, i) => 1 + 2 * value - 3 * shifted[i]! + Math.sin(i * i));
    const near = columnarDataset({ x, shifted, y });
    const terms = ['x', 'shifted'].map((variable) => ({ factors: [{ variable, role: 'continuous' as const }] }));
    const run = async (list: typeof terms): Promise<ModelBody> =>
      modelBody(await released(executeRegress, { ...plain, response: 'y', terms: list }, readingContext(runner, near)));
    const [forward, backward] = [await run(terms), await run(terms.toReversed())];
    const of = (body: ModelBody, term: string): number => body.coefficients.find((row) => row.term === term)!.coef.v!;
    expect(of(forward, 'x') / of(backward, 'x')).toBeCloseTo(1, 9);
    expect(of(forward, 'x') + of(forward, 'shifted')).toBeCloseTo(-1, 0);
  });

  it('too few rows and unusable clusters are failures', async () => {
    const tiny = readingContext(runner, columnarDataset({ y: [1, 2], x: [1, 3], g: [1, 1] }));
    const term = { factors: [{ variable: 'x', role: 'continuous' }] } as const;
    const small = await executeRegress({ ...plain, response: 'y', terms: [term] }, tiny);
    expect(small).toMatchObject({ type: 'failure', rule: 'DC-20' });
    const clustered = {
      ...plain,
      terms: [{ factors: [{ variable: 'alder', role: 'continuous' }] }],
      covariance: { type: 'cluster', variable: 'one' },
    } as const;
    const single = readingContext(runner, columnarDataset({ ...cross, one: cross['alder']!.map(() => 1) }));
    expect(await executeRegress(clustered, single)).toMatchObject({ type: 'failure', rule: 'DC-29' });
  });

  it('rare levels leave the sample under strict protection', async () => {
    const rare = columnarDataset({ ...cross, f: cross['utd']!.map((utd, row) => (row < 5 ? 9 : utd)) });
    const strict = readingContext(runner, rare, { policy: 'strict' });
    const terms = [
      { factors: [{ variable: 'f', role: 'factor' }] },
      { factors: [{ variable: 'alder', role: 'continuous' }] },
    ] as const;
    const body = modelBody(await released(executeRegress, { ...plain, terms }, strict));
    expect(body.coefficients.map((row) => row.term)).toEqual(['f[1]', 'f[2]', 'f[3]', 'alder', '_cons']);
    expect(body.notes).toContain('DC-21n');
  });
});
