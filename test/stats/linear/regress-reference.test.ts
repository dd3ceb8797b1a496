import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { heteroskedasticityTests, resetTest } from '../../../src/stats/linear/diagnostics.ts';
import { inferLinear } from '../../../src/stats/linear/inference.ts';
import { predictAt } from '../../../src/stats/linear/predict-at.ts';
import { standardizeEvidence, standardizeFit } from '../../../src/stats/linear/standardize.ts';
import { fittedPowers, squaredResiduals } from '../../helpers/dense-regression.ts';
import { crossSection, readReference, rowsWhere } from '../../helpers/reference-data.ts';
import type { ReferenceModel, SampleColumns } from '../../helpers/regress-reference.ts';
import {
  evidenceFor,
  expectClose,
  expectDiagnostics,
  expectReference,
  expectSameModel,
  fitReference,
  kinds,
} from '../../helpers/regress-reference.ts';

const { models } = readReference('regress-cross.json') as { readonly models: Readonly<Record<string, ReferenceModel>> };
const rand = readReference('regress-rand.json') as {
  readonly models: { readonly rows: number; readonly visits: ReferenceModel; readonly interaction: ReferenceModel };
};
const everyone = crossSection();
const sample = rowsWhere(everyone, (row) => !Number.isNaN(everyone['lonn']![row]));

/** A variable of the RAND databank: lines of identifier, value, start, stop, attributes. */
function randColumn(name: string): Float64Array | readonly string[] {
  const file = new URL(`../../../assets/rand/datasets/${name}.csv.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
  const values = lines.map((line) => line.split(';')[1]!);
  return ['RAND_HEALTH', 'RAND_PLAN', 'RAND_LIMITED'].includes(name) ? values : Float64Array.from(values, Number);
}

describe.each(Object.keys(models))('regression %s agrees with statsmodels', (name) => {
  const model = models[name]!;
  const dense = fitReference(sample, model);

  it.each(kinds)('with %s covariance', (kind) => expectReference(sample, dense, model, kind));
});

describe.each(['main', 'continuousInteraction', 'noconstant'])('regression %s agrees with statsmodels', (name) => {
  it('in its specification tests and variance inflation', () => {
    const model = models[name]!;
    expectDiagnostics(sample, fitReference(sample, model), model);
  });
});

describe.each(['visits', 'interaction'] as const)('regression %s on the RAND data agrees with statsmodels', (name) => {
  const model = rand.models[name];
  const names = new Set([
    model.response,
    model.clusterVariable,
    ...model.terms.flatMap(({ source }) => source.map(([variable]) => variable)),
  ]);
  const columns: SampleColumns = Object.fromEntries([...names].map((variable) => [variable, randColumn(variable)]));
  const dense = fitReference(columns, model);

  it.each(kinds)('with %s covariance', (kind) => {
    expect(dense.fit.moments.n).toBe(rand.models.rows);
    expectReference(columns, dense, model, kind);
  });
});

describe('regression visits on the RAND data', () => {
  it('agrees with statsmodels in its specification tests and variance inflation', () => {
    const model = rand.models.visits;
    const names = [model.response, ...model.terms.flatMap(({ source }) => source.map(([variable]) => variable))];
    const columns: SampleColumns = Object.fromEntries(names.map((variable) => [variable, randColumn(variable)]));
    expectDiagnostics(columns, fitReference(columns, model), model);
  });
});

describe('regression main', () => {
  const model = models['main']!;
  const dense = fitReference(sample, model);

  it.each(kinds)('standardised with %s covariance is the regression of z-scores', (kind) => {
    const evidence = standardizeEvidence(dense.fit, evidenceFor(kind, dense, sample['region']!));
    const actual = inferLinear(standardizeFit(dense.fit), evidence, 95);
    const expected = model.standardize![kind];
    // The reference's constant is rounding noise around zero; ours is exactly zero, and so are its t and p value.
    const constant = expected.coefficients.at(-1)!;
    const cleaned = {
      ...constant,
      estimate: 0,
      t: 0,
      p: 1,
      lower: constant.lower - constant.estimate,
      upper: constant.upper - constant.estimate,
    };
    const withoutNoise = { ...expected, coefficients: [...expected.coefficients.slice(0, -1), cleaned] };
    expect(Math.abs(constant.estimate)).toBeLessThan(1e-12);
    expectSameModel(actual, withoutNoise);
    expect(actual.coefficients.at(-1)!.estimate).toBe(0);
  });

  it.each(kinds)('predicts at the means with %s covariance', (kind) => {
    const inference = inferLinear(dense.fit, evidenceFor(kind, dense, sample['region']!), 95);
    const woman = dense.fit.moments.means.slice(0, -1);
    const column = model.terms.findIndex(({ term }) => term === 'kjonn[2]');
    const points: Record<string, Float64Array> = {
      overall: woman.slice(),
      'kjonn=1': woman.slice(),
      'kjonn=2': woman.slice(),
    };
    points['kjonn=1']![column] = 0;
    points['kjonn=2']![column] = 1;
    for (const [name, point] of Object.entries(points)) {
      const prediction = predictAt(inference, point);
      for (const cell of ['estimate', 'standardError', 'lower', 'upper'] as const) {
        expectClose(prediction[cell], model.margins![kind][name]![cell], `${name} ${cell}`);
      }
    }
  });

  it('has the degrees of freedom of RESET and the tests of heteroskedasticity', () => {
    const reset = resetTest(dense.fit, fittedPowers(dense, sample['lonn']!));
    expect([reset.df1, reset.df2]).toEqual([3, 1141]);
    const { het_bp, het_fstat } = heteroskedasticityTests(dense.fit, squaredResiduals(dense));
    expect([het_bp.df1, het_bp.df2, het_fstat.df1, het_fstat.df2]).toEqual([6, undefined, 6, 1144]);
  });

  it('splits the total sum of squares', () => {
    const { variance } = inferLinear(dense.fit, { type: 'default' }, 95);
    expect(variance.map((row) => row.df)).toEqual([6, 1144, 1150]);
    expectClose(variance[0]!.sumOfSquares + variance[1]!.sumOfSquares, variance[2]!.sumOfSquares, 'sum');
  });
});
