import { describe, expect, test } from 'vitest';
import { secret } from '../../src/disclosure/gate.ts';
import type { ExactModel } from '../../src/disclosure/model-nodes.ts';
import type { ModelBody, ModelHeaderKey } from '../../src/disclosure/released.ts';
import { fSurvival } from '../../src/stats/distributions/f.ts';
import { tTwoSided, tTwoSidedQuantile } from '../../src/stats/distributions/student-t.ts';
import { context, numberOf, range, session, setOf } from './helpers.ts';

const n = 400;
const k = 4;
const s2 = 25;
const rss = s2 * (n - k);
const mss = 6000;
const model = (extra: Partial<ExactModel> = {}): ExactModel & { readonly kind: 'model' } => ({
  kind: 'model',
  command: 'regress',
  estimator: 'ols',
  sample: setOf(range(0, n)),
  dependent: 'lonn',
  columns: secret([
    { term: 'alder', display: 'alder', isConstant: false, hidden: false, omitted: false },
    { term: 'kjonn[2]', display: 'kjonn: 2', isConstant: false, hidden: false, omitted: false },
    { term: 'formue', display: 'formue', isConstant: false, hidden: true, omitted: false },
    { term: 'dobbel', display: 'dobbel', isConstant: false, hidden: false, omitted: true },
    { term: '_cons', display: '_cons', isConstant: true, hidden: false, omitted: false },
  ]),
  baseLevels: secret([{ variable: 'kjonn', level: '1' }]),
  controls: ['formue'],
  covariance: 'nonrobust',
  hasConstant: true,
  standardized: false,
  level: 95,
  estimates: secret({
    coefficient: Float64Array.of(1.23456789, -2, 3, 0, 100),
    standardError: Float64Array.of(0.123456, 0.5, 0.5, Number.NaN, 2),
    statistic: Float64Array.of(10, -4, 6, Number.NaN, 50),
    pValue: Float64Array.of(1e-9, 1e-4, 1e-8, Number.NaN, 0),
    lower: Float64Array.of(1, -3, 2, Number.NaN, 96),
    upper: Float64Array.of(1.5, -1, 4, Number.NaN, 104),
  }),
  fit: secret({
    parameters: k,
    degreesOfFreedomModel: k - 1,
    degreesOfFreedomResidual: n - k,
    degreesOfFreedomTest: n - k,
    f: mss / (k - 1) / s2,
    fNumerator: k - 1,
    fPValue: 1e-20,
    rSquared: mss / (mss + rss),
    adjustedRSquared: 1 - ((rss / (mss + rss)) * (n - 1)) / (n - k),
    rootMse: 5,
    logLikelihood: (-n / 2) * (Math.log(2 * Math.PI) + Math.log(rss / n) + 1),
    aic: 1,
    bic: 2,
    modelSumOfSquares: mss,
    residualSumOfSquares: rss,
    totalSumOfSquares: mss + rss,
  }),
  support: secret({ unsupported: 0, constantShare: 0.1 }),
  diagnostics: [
    { test: 'het_iid', result: secret({ statistic: 8, df1: 2, df2: null, pValue: 0.018 }) },
    { test: 'het_fstat', result: secret({ statistic: 4, df1: 2, df2: n - k, pValue: 0.019 }) },
  ],
  ...extra,
});
const release = (id: string, node = model()): ModelBody => {
  const { body } = session(id).release(node, context);
  if (body.type !== 'model') throw new Error(body.rule);
  return body;
};
const header = (body: ModelBody, key: ModelHeaderKey): number =>
  numberOf(body.header.find((item) => item.key === key)?.value);

describe('regress under open', () => {
  test('every figure is the exact one', () => {
    const body = release('open');
    expect(header(body, 'n')).toBe(n);
    expect(header(body, 'df_resid')).toBe(n - k);
    expect(header(body, 'r2')).toBe(mss / (mss + rss));
    expect(header(body, 'aic')).toBe(1);
    expect(body.coefficients.map((row) => row.term)).toEqual(['alder', 'kjonn[2]', 'dobbel', '_cons']);
    expect(numberOf(body.coefficients[0]!.coef)).toBe(1.23456789);
    expect(body.diagnostics[0]!.statistic).toEqual({ v: 8 });
    expect(body.notes).toEqual(['n-omitted']);
  });

  test('an omitted column is a row with coefficient 0 and nothing else', () => {
    const row = release('open').coefficients[2]!;
    expect([row.omitted, row.coef, row.se]).toEqual([true, { v: 0 }, { v: null, why: 'missing' }]);
  });
});

describe('DC-22/regress', () => {
  const body = release('strict');
  const released = header(body, 'n');

  test('what contains n is computed with the released n', () => {
    expect(released).not.toBe(n);
    expect(Math.abs(released - n)).toBeLessThanOrEqual(5);
    expect(header(body, 'df_resid')).toBe(released - k);
    const f = header(body, 'f');
    const d = header(body, 'df_model');
    const r2 = (f * d) / (f * d + released - k);
    expect(header(body, 'r2')).toBeCloseTo(r2, 12);
    expect(header(body, 'adj_r2')).toBeCloseTo(1 - ((1 - r2) * (released - 1)) / (released - k), 12);
    const likelihood = (-released / 2) * (Math.log(2 * Math.PI) + Math.log((s2 * (released - k)) / released) + 1);
    expect(header(body, 'loglik')).toBeCloseTo(likelihood, 8);
    expect(header(body, 'aic')).toBeCloseTo(-2 * likelihood + 2 * k, 8);
    expect(header(body, 'bic')).toBeCloseTo(-2 * likelihood + k * Math.log(released), 8);
  });

  test('sums of squares belong to the released n, mean squares are exact', () => {
    const [own, residual, total] = body.anova!;
    expect(numberOf(residual!.ms)).toBe(s2);
    expect(numberOf(residual!.ss)).toBeCloseTo(s2 * (released - k), 8);
    expect(numberOf(total!.ss)).toBeCloseTo(numberOf(own!.ss) + numberOf(residual!.ss), 8);
    expect(numberOf(total!.df)).toBe(released - 1);
  });

  test('statistics of the form n·q are scaled, denominators shifted', () => {
    expect(numberOf(body.diagnostics[0]!.statistic)).toBeCloseTo((8 * released) / n, 10);
    expect(numberOf(body.diagnostics[1]!.df2)).toBe(released - k);
    expect(numberOf(body.diagnostics[1]!.statistic)).toBeCloseTo((4 * (released - k)) / (n - k), 10);
  });

  test('p values and intervals belong to the released degrees of freedom', () => {
    const [row] = body.coefficients;
    const reach = (numberOf(row!.upper) - numberOf(row!.lower)) / 2 / numberOf(row!.se);
    expect(reach).toBeCloseTo(tTwoSidedQuantile(0.05, released - k), 8);
    expect(Math.abs(reach - tTwoSidedQuantile(0.05, n - k))).toBeGreaterThan(1e-7);
    expect(numberOf(row!.p)).toBe(tTwoSided(numberOf(row!.stat), released - k));
    expect(header(body, 'f_p')).toBe(fSurvival(header(body, 'f'), header(body, 'df_model'), released - k));
  });

  test('coefficients keep full precision', () => {
    expect(numberOf(body.coefficients[0]!.coef)).toBe(1.23456789);
    expect(numberOf(body.coefficients[0]!.se)).toBe(0.123456);
  });

  test('no exact figure with n is left anywhere', () => {
    const text = JSON.stringify(body);
    for (const exact of [n - k, mss / (mss + rss), rss, mss + rss]) expect(text).not.toContain(`:${exact}}`);
  });

  test('the number of clusters is a released count', () => {
    const clustered = release(
      'strict',
      model({ covariance: 'cluster', clusterVariable: 'skole', clusters: setOf(range(0, 40)) }),
    );
    expect(Math.abs(header(clustered, 'n_clusters') - 40)).toBeLessThanOrEqual(5);
    expect(clustered.anova).toBeUndefined();
    expect(header(release('open', model({ covariance: 'cluster', clusters: setOf(range(0, 40)) })), 'n_clusters')).toBe(
      40,
    );
  });
});

describe('DC-21/regress', () => {
  test('columns without support are omitted like collinear ones, with the same notes', () => {
    const collinear = release('strict', model());
    const unsupported = release('strict', model({ support: secret({ unsupported: 1, constantShare: 0.1 }) }));
    expect(unsupported).toEqual(collinear);
    expect(unsupported.notes).toEqual(['DC-21n', 'n-omitted']);
  });

  test('a model that few units dominate is refused', () => {
    const question = { sample: setOf(range(0, n)), parameters: k, residualDegreesOfFreedom: n - k };
    const answer = (id: string, residualShare: number) =>
      session(id).resolveModelSample({ ...question, residualShare });
    expect(answer('strict', 0.9)).toBeUndefined();
    expect(answer('strict', 0.91)).toEqual({ refused: 'DC-21o' });
    expect(answer('hardened', 1)).toEqual({ refused: 'DC-21o' });
    expect(answer('literal', 1)).toBeUndefined();
  });

  test('DC-32/regress: removed columns and dominated models raise the score', () => {
    const asked = session('strict');
    const question = { sample: setOf(range(0, n)), parameters: k, residualDegreesOfFreedom: n - k };
    asked.resolveModelSample({ ...question, residualShare: 0.2, unsupported: 0 });
    expect(asked.score().population).toBe(0);
    asked.resolveModelSample({ ...question, residualShare: 0.2, unsupported: 3 });
    expect(asked.score().population).toBe(1.5);
    asked.resolveModelSample({ ...question, residualShare: 0.95, unsupported: 0 });
    expect(asked.score().population).toBe(5.5);
  });

  test('columns beyond the limit are flagged', () => {
    const flags = (id: string, ...shares: number[]) => [...session(id).unsupportedColumns(Float64Array.from(shares))];
    expect(flags('strict', 0.2, 0.9, 0.91, 1)).toEqual([0, 0, 1, 1]);
    expect(flags('open', 1, 1)).toEqual([0, 0]);
  });
});

describe('DC-23/regress', () => {
  test('the constant is hidden when it hangs on few units', () => {
    const body = release('strict', model({ support: secret({ unsupported: 0, constantShare: 0.93 }) }));
    expect(body.coefficients.at(-1)!.coef).toEqual({ v: null, why: 'hidden' });
    expect(body.notes).toContain('DC-23');
  });

  test('the constant is hidden when fewer than ten units, or none, are at the reference levels', () => {
    const hidden = [0, 1, 9].map((units) => release('strict', model({ referenceCell: setOf(range(0, units)) })));
    for (const body of hidden) {
      const constant = body.coefficients.find((row) => row.isConstant)!;
      expect([constant.coef, constant.se, constant.stat, constant.p, constant.lower, constant.upper]).toEqual(
        range(0, 6).map(() => ({ v: null, why: 'hidden' })),
      );
      expect(body.notes).toContain('DC-23');
    }
    expect(new Set(hidden.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  test('it is shown when ten units are, or the policy does not hide it', () => {
    const shown = (id: string, units: number): number =>
      numberOf(release(id, model({ referenceCell: setOf(range(0, units)) })).coefficients.at(-1)!.coef);
    expect(shown('strict', 10)).toBe(100);
    expect(shown('open', 1)).toBe(100);
  });
});

describe('DC-20/regress', () => {
  test('too small samples are refused with one text', () => {
    const bodies = [0, 5, 29].map((units) =>
      JSON.stringify(session('strict').release(model({ sample: setOf(range(0, units)) }), context)),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('DC-20');
  });
});

describe('DC-24/regress', () => {
  test('a policy with noise on every model refuses a model whose influences are unknown', () => {
    expect(session('hardened').release(model(), context).body).toMatchObject({ type: 'refusal', rule: 'DC-24' });
  });

  // Slopes and the constant do not depend on one another here.
  const spreads = [0.123456, 0.5, 0.5, 2];
  const diagonal = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? spreads[at / 5]! ** 2 : 0));
  const influence = secret({
    signed: Float64Array.of(20, 20, 20, 0, 20),
    squares: Float64Array.of(400, 400, 400, 0, 400),
    largest: Float64Array.of(4, 4, 4, 0, 40),
    covariance: diagonal,
    classicCovariance: diagonal.map((value) => value * 4),
  });

  test('noise on a model that is near another: F and sums of squares follow from the noised coefficients', () => {
    const margins = secret([
      { group: null, point: Float64Array.of(2, 1, 1, 9, 1), predicted: 50, standardError: 1, lower: 48, upper: 52 },
    ]);
    const body = release('strict', model({ influence, margins }));
    const noised = [1.23456789, -2, 3].map((value) => value + 4 / n);
    expect(body.coefficients.slice(0, 2).map((row) => numberOf(row.coef))).toEqual(noised.slice(0, 2));
    expect(numberOf(body.coefficients[0]!.se)).toBe(0.123456);
    expect(numberOf(body.coefficients[0]!.stat)).toBe(noised[0]! / 0.123456);
    const squares = noised.map((value, j) => (value / spreads[j]!) ** 2).reduce((sum, square) => sum + square, 0);
    expect(header(body, 'f')).toBeCloseTo(squares / 3, 9);
    expect(numberOf(body.anova![0]!.ss)).toBeCloseTo((squares / 4) * s2, 6);
    expect(numberOf(body.margins![0]!.predicted)).toBeCloseTo(50 + (2 + 1 + 1) * (4 / n) + 40 / n, 12);
  });

  test('and puts noise of one unit’s influence on the coefficients when they are known', () => {
    const body = release('hardened', model({ influence }));
    // θ′ = θ + λ·(M/n)·τ with τ = 1 here, rounded to the last of the three digits of the standard error.
    expect(numberOf(body.coefficients[0]!.coef)).toBeCloseTo(1.23456789 + 4 / n, 2);
    expect(numberOf(body.coefficients[0]!.coef)).not.toBe(1.23456789);
    expect(String(numberOf(body.coefficients[0]!.coef))).toMatch(/^\d\.\d{3}$/u);
    expect(numberOf(body.coefficients[0]!.se)).toBe(0.123);
    expect(numberOf(body.coefficients.at(-1)!.coef)).toBeCloseTo(100.1, 6);
  });
});
