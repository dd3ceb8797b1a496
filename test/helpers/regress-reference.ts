import { expect } from 'vitest';
import type { CovarianceEvidence } from '../../src/stats/linear/covariance.ts';
import { heteroskedasticityTests, resetTest, varianceInflation } from '../../src/stats/linear/diagnostics.ts';
import type { LinearInference } from '../../src/stats/linear/inference.ts';
import { inferLinear } from '../../src/stats/linear/inference.ts';
import type { DenseModel } from './dense-regression.ts';
import { clusterEvidence, denseFit, fittedPowers, robustEvidence, squaredResiduals } from './dense-regression.ts';
import { isClose } from './reference-data.ts';

/** Columns by name, numbers or text, without missing values. */
export type SampleColumns = Readonly<Record<string, Float64Array | readonly string[]>>;

type Source = readonly (readonly [string] | readonly [string, number | string])[];
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
/** One model of test/reference/regress-*.json with its plain, robust and clustered results. */
export interface ReferenceModel {
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
/** Which covariance. */
export type Kind = CovarianceEvidence['type'];

/** All covariances, in the order of the reference files. */
export const kinds: readonly Kind[] = ['default', 'HC1', 'cluster'];

function numbers(sample: SampleColumns, name: string): Float64Array {
  const values = sample[name];
  if (!(values instanceof Float64Array)) {
    throw new Error(`no numeric column ${name}`);
  }
  return values;
}

/** A design column: the product of variables and level indicators. */
function designColumn(sample: SampleColumns, source: Source): Float64Array {
  const factors = source.map(([name, level]) =>
    level === undefined
      ? numbers(sample, name)
      : Float64Array.from<number | string>([...sample[name]!], (value) => (value === level ? 1 : 0)),
  );
  return factors.reduce((product, factor) => product.map((value, row) => value * factor[row]!));
}

/** Fits a reference model through all row passes. */
export function fitReference(sample: SampleColumns, model: ReferenceModel): DenseModel {
  const columns = model.terms.map(({ source }) => designColumn(sample, source));
  return denseFit(columns, numbers(sample, model.response), model.hasConstant);
}

/** The third pass for one covariance. */
export function evidenceFor(kind: Kind, dense: DenseModel, clusters: Float64Array): CovarianceEvidence {
  switch (kind) {
    case 'default':
      return { type: 'default' };
    case 'HC1':
      return robustEvidence(dense);
    case 'cluster':
      return clusterEvidence(dense, clusters);
  }
}

/** Expects agreement of class T-lin. */
export function expectClose(actual: number, expected: number, what: string): void {
  expect(isClose(actual, expected), `${what}: ${actual} is not ${expected}`).toBe(true);
}

/** Expects every figure and every cell of the coefficient table to agree. */
export function expectSameModel(actual: LinearInference, expected: ReferenceFit): void {
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

/** Expects all figures of one covariance of a reference model, sums of squares and the F's degrees of freedom included. */
export function expectReference(sample: SampleColumns, dense: DenseModel, model: ReferenceModel, kind: Kind): void {
  const expected = model[kind];
  const actual = inferLinear(
    dense.fit,
    evidenceFor(kind, dense, numbers(sample, model.clusterVariable)),
    expected.level,
  );
  expectSameModel(actual, expected);
  expectClose(actual.fit.totalSumOfSquares, expected['totalSumOfSquares'] as number, 'total sum of squares');
  expectClose(actual.fit.residualSumOfSquares, expected['residualSumOfSquares'] as number, 'residual sum of squares');
  if (kind !== 'default') {
    expect(actual.fDf1).toBe(expected['fDf1']);
  }
}

/** Expects the specification tests and variance inflation factors of a reference model. */
export function expectDiagnostics(sample: SampleColumns, dense: DenseModel, model: ReferenceModel): void {
  const { het_bp, het_iid, het_fstat } = heteroskedasticityTests(dense.fit, squaredResiduals(dense));
  const ov = resetTest(dense.fit, fittedPowers(dense, numbers(sample, model.response)));
  for (const ours of [ov, het_bp, het_iid, het_fstat]) {
    const expected = model.diagnostics![ours.test];
    if (expected !== undefined) {
      expectClose(ours.statistic, expected.statistic, ours.test);
      expectClose(ours.p, expected.p, `${ours.test} p`);
    }
  }
  for (const row of varianceInflation(dense.fit).rows) {
    expectClose(row.vif, model.diagnostics!.vif[model.terms[row.column]!.term]!, `vif of column ${row.column}`);
    expect(row.tolerance).toBe(1 / row.vif);
  }
}
