import { describe, expect, it } from 'vitest';
import type { CovarianceEvidence } from '../../../src/stats/linear/covariance.ts';
import { heteroskedasticityTests, resetTest, varianceInflation } from '../../../src/stats/linear/diagnostics.ts';
import type { LinearInference } from '../../../src/stats/linear/inference.ts';
import { inferLinear } from '../../../src/stats/linear/inference.ts';
import { predictAt } from '../../../src/stats/linear/predict-at.ts';
import { standardizeEvidence, standardizeFit } from '../../../src/stats/linear/standardize.ts';
import type { DenseModel } from '../../helpers/dense-regression.ts';
import {
  clusterEvidence,
  denseFit,
  fittedPowers,
  robustEvidence,
  squaredResiduals,
} from '../../helpers/dense-regression.ts';
import type { ReferenceTable } from '../../helpers/reference-data.ts';
import { crossSection, isClose, readReference, rowsWhere } from '../../helpers/reference-data.ts';

type Source = readonly (readonly [string] | readonly [string, number])[];
interface ReferenceCoefficient {
  readonly term: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly t: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}
interface ReferenceFit {
  readonly [figure: string]: unknown;
  readonly coefficients: readonly ReferenceCoefficient[];
  readonly level: number;
}
type Statistic = Readonly<Record<'statistic' | 'p' | 'df1' | 'df2', number>>;
interface ReferenceModel {
  readonly response: string;
  readonly hasConstant: boolean;
  readonly terms: readonly { readonly term: string; readonly source: Source }[];
  readonly clusterVariable: string;
  readonly clusterCount: number;
  readonly default: ReferenceFit;
  readonly HC1: ReferenceFit;
  readonly cluster: ReferenceFit;
  readonly diagnostics?: {
    readonly ov?: Statistic;
    readonly het_bp: Statistic;
    readonly het_iid: Statistic;
    readonly het_fstat: Statistic;
    readonly vif: Readonly<Record<string, number>>;
  };
  readonly margins?: Readonly<
    Record<Kind, Readonly<Record<string, Readonly<Record<'estimate' | 'standardError' | 'lower' | 'upper', number>>>>>
  >;
  readonly standardize?: Readonly<Record<Kind, ReferenceFit>>;
}
type Kind = CovarianceEvidence['type'];

const kinds: readonly Kind[] = ['default', 'HC1', 'cluster'];
const { models } = readReference('regress-cross.json') as { readonly models: Readonly<Record<string, ReferenceModel>> };
const everyone = crossSection();
const sample = rowsWhere(everyone, (row) => !Number.isNaN(everyone['lonn']![row]));

function designColumn(table: ReferenceTable, source: Source): Float64Array {
  const product = new Float64Array(table['id']!.length).fill(1);
  for (const [name, level] of source) {
    table[name]!.forEach((value, row) => {
      product[row]! *= level === undefined ? value : value === level ? 1 : 0;
    });
  }
  return product;
}

function fitModel(model: ReferenceModel): DenseModel {
  const columns = model.terms.map(({ source }) => designColumn(sample, source));
  return denseFit(columns, sample[model.response]!, model.hasConstant);
}

function evidenceFor(kind: Kind, dense: DenseModel, model: ReferenceModel): CovarianceEvidence {
  switch (kind) {
    case 'default':
      return { type: 'default' };
    case 'HC1':
      return robustEvidence(dense);
    case 'cluster':
      return clusterEvidence(dense, sample[model.clusterVariable]!);
  }
}

function expectClose(actual: number, expected: number, what: string): void {
  expect(isClose(actual, expected), `${what}: ${actual} is not ${expected}`).toBe(true);
}

function expectSameModel(actual: LinearInference, expected: ReferenceFit): void {
  const figures = [
    'n',
    'k',
    'dfModel',
    'dfResidual',
    'dfTest',
    'f',
    'fP',
    'r2',
    'adjustedR2',
    'rootMse',
    'logLikelihood',
    'aic',
    'bic',
  ] as const;
  for (const figure of figures) {
    expectClose(actual[figure], expected[figure] as number, figure);
  }
  expected.coefficients.forEach((row, index) => {
    const ours = actual.coefficients[index]!;
    for (const cell of ['estimate', 'standardError', 't', 'p', 'lower', 'upper'] as const) {
      expectClose(ours[cell], row[cell], `${row.term} ${cell}`);
    }
  });
  expect(actual.coefficients).toHaveLength(expected.coefficients.length);
}

describe.each(Object.keys(models))('regression %s agrees with statsmodels', (name) => {
  const model = models[name]!;
  const dense = fitModel(model);

  it.each(kinds)('with %s covariance', (kind) => {
    const expected = model[kind];
    const actual = inferLinear(dense.fit, evidenceFor(kind, dense, model), expected.level);
    expectSameModel(actual, expected);
    expectClose(actual.fit.totalSumOfSquares, expected['totalSumOfSquares'] as number, 'total sum of squares');
    expectClose(actual.fit.residualSumOfSquares, expected['residualSumOfSquares'] as number, 'residual sum of squares');
    if (kind !== 'default') {
      expect(actual.fDf1).toBe(expected['fDf1']);
    }
  });

  it.runIf(model.diagnostics !== undefined)('in its specification tests and variance inflation', () => {
    const { diagnostics } = model;
    const { het_bp, het_iid, het_fstat } = heteroskedasticityTests(dense.fit, squaredResiduals(dense));
    const ours = { ov: resetTest(dense.fit, fittedPowers(dense, sample[model.response]!)), het_bp, het_iid, het_fstat };
    for (const test of ['ov', 'het_bp', 'het_iid', 'het_fstat'] as const) {
      const expected = diagnostics![test];
      if (expected !== undefined) {
        expectClose(ours[test].statistic, expected.statistic, test);
        expectClose(ours[test].p, expected.p, `${test} p`);
      }
    }
    varianceInflation(dense.fit).rows.forEach((row) => {
      expectClose(row.vif, diagnostics!.vif[model.terms[row.column]!.term]!, `vif of column ${row.column}`);
      expect(row.tolerance).toBe(1 / row.vif);
    });
  });
});

describe('regression main', () => {
  const model = models['main']!;
  const dense = fitModel(model);

  it.each(kinds)('standardised with %s covariance is the regression of z-scores', (kind) => {
    const evidence = standardizeEvidence(dense.fit, evidenceFor(kind, dense, model));
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
    const inference = inferLinear(dense.fit, evidenceFor(kind, dense, model), 95);
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
