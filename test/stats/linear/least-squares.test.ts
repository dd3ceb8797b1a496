import fc from 'fast-check';
import { MultivariateLinearRegression } from 'ml-regression';
import { linearRegression } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { centredCovariance, clusterMeat } from '../../../src/stats/linear/covariance.ts';
import { inferLinear } from '../../../src/stats/linear/inference.ts';
import { solveLeastSquares } from '../../../src/stats/linear/least-squares.ts';
import { predictAt } from '../../../src/stats/linear/predict-at.ts';
import { waldStatistic } from '../../../src/stats/linear/wald.ts';
import { clusterEvidence, denseFit, denseMoments, robustEvidence } from '../../helpers/dense-regression.ts';
import { crossSection, isClose, rowsWhere } from '../../helpers/reference-data.ts';

const everyone = crossSection();
const sample = rowsWhere(everyone, (row) => !Number.isNaN(everyone['lonn']![row]));
const alder = sample['alder']!;
const formue = sample['formue']!;
const lonn = sample['lonn']!;
const is = (name: string, level: number): Float64Array => sample[name]!.map((value) => (value === level ? 1 : 0));
const constantOf = (value: number): Float64Array => new Float64Array(lonn.length).fill(value);

describe('collinear columns', () => {
  it('are dropped left to right: the later one goes', () => {
    const sum = alder.map((value, row) => 2 * value - 0.5 * formue[row]! + 7);
    expect(denseFit([alder, formue, sum], lonn).fit.omitted).toEqual([2]);
    expect(denseFit([sum, alder, formue], lonn).fit.omitted).toEqual([2]);
  });

  it('include the last level of a full set of indicators, constants and empty cells', () => {
    const columns = [is('kjonn', 1), is('kjonn', 2), alder, constantOf(3), constantOf(0), formue];
    const { fit } = denseFit(columns, lonn);
    expect(fit.omitted).toEqual([1, 3, 4]);
    expect(fit.k).toBe(4);
    expect(fit.dfResidual).toBe(lonn.length - 4);
  });

  it('include constants whose mean is rounded', () => {
    const moments = denseMoments([constantOf(0.1), alder], lonn, true);
    // A mean that is off by one unit in the last place leaves nothing but noise, blown up to ordinary size by its scale.
    const size = 3;
    const noisy = moments.crossProducts.slice();
    noisy[0] = lonn.length;
    noisy[1] = 40;
    noisy[size] = 40;
    const fit = solveLeastSquares({
      ...moments,
      scales: Float64Array.of(1.4e-17, moments.scales[1]!, moments.scales[2]!),
      crossProducts: noisy,
    });
    expect(fit.omitted).toEqual([0]);
    expect(isClose(fit.slopes[1]!, denseFit([alder], lonn).fit.slopes[0]!, 1e-12)).toBe(true);
  });

  it('are not columns of little spread far from zero', () => {
    const shifted = alder.map((value) => 1e9 + value * 1e-3);
    expect(denseFit([shifted], lonn).fit.omitted).toEqual([]);
  });

  it('are decided the same way without a refinement pass', () => {
    const columns = [is('kjonn', 1), is('kjonn', 2), alder, constantOf(3), constantOf(0), formue];
    const once = solveLeastSquares(denseMoments(columns, lonn, true));
    expect(once.omitted).toEqual([1, 3, 4]);
    expect(once.refinement).toBeDefined();
  });

  it('keep a full set of indicators when there is no constant', () => {
    const { fit } = denseFit([is('kjonn', 1), is('kjonn', 2), alder], lonn, false);
    expect(fit.omitted).toEqual([]);
    expect(fit.k).toBe(3);
  });

  it('leave the other estimates as if they had not been named', () => {
    const whole = inferLinear(
      denseFit([alder, alder.map((x) => x / 3 + 1), formue], lonn).fit,
      { type: 'default' },
      95,
    );
    const plain = inferLinear(denseFit([alder, formue], lonn).fit, { type: 'default' }, 95);
    expect(whole.coefficients[1]).toEqual({
      column: 1,
      isOmitted: true,
      estimate: 0,
      standardError: NaN,
      t: NaN,
      p: NaN,
      lower: NaN,
      upper: NaN,
    });
    for (const [here, there] of [
      [0, 0],
      [2, 1],
      [3, 2],
    ] as const) {
      expect(isClose(whole.coefficients[here]!.estimate, plain.coefficients[there]!.estimate, 1e-11)).toBe(true);
      expect(isClose(whole.coefficients[here]!.standardError, plain.coefficients[there]!.standardError, 1e-11)).toBe(
        true,
      );
    }
    expect(isClose(whole.f, plain.f)).toBe(true);
  });

  it('are told from merely near-collinear ones down to a share of 1e-9', () => {
    const nearly = (share: number): Float64Array =>
      alder.map((value, row) => value + share * 90 * Math.sign(formue[row]! - 715));
    expect(denseFit([alder, nearly(1e-7)], lonn).fit.omitted).toEqual([]);
    expect(denseFit([alder, nearly(1e-11)], lonn).fit.omitted).toEqual([1]);
  });
});

describe('point estimates agree with independent libraries', () => {
  it('simple-statistics on one covariate', () => {
    const { m, b } = linearRegression(Array.from(alder, (value, row) => [value, lonn[row]!]));
    const { fit } = denseFit([alder], lonn);
    expect(isClose(fit.slopes[0]!, m, 1e-9)).toBe(true);
    expect(isClose(fit.constant, b, 1e-9)).toBe(true);
  });

  it('ml-regression on several covariates', () => {
    const columns = [alder, formue, is('kjonn', 2), is('utd', 1), is('utd', 2), is('utd', 3)];
    const rows = Array.from(lonn, (_, row) => columns.map((column) => column[row]!));
    const oracle = new MultivariateLinearRegression(
      rows,
      Array.from(lonn, (value) => [value]),
    );
    const { fit } = denseFit(columns, lonn);
    [...fit.slopes, fit.constant].forEach((value, j) =>
      expect(isClose(value, oracle.weights[j]![0]!, 1e-7)).toBe(true),
    );
  });
});

describe('laws of least squares', () => {
  const covariate = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 40, maxLength: 40 });

  it('residuals are orthogonal to the design', () => {
    fc.assert(
      fc.property(covariate, covariate, covariate, (a, b, y) => {
        const { fit, scaled, residuals } = denseFit([Float64Array.from(a), Float64Array.from(b)], Float64Array.from(y));
        const size = Math.sqrt(fit.totalSumOfSquares) + 1e-300;
        return fit.retained.every(
          (j) => Math.abs(scaled[j]!.reduce((sum, z, row) => sum + z * residuals[row]!, 0)) <= 1e-8 * 40 * size,
        );
      }),
    );
  });

  it('changing units changes slopes by the factor and nothing else', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        (factor, shift) => {
          const plain = inferLinear(denseFit([alder, formue], lonn).fit, { type: 'default' }, 95);
          const other = inferLinear(
            denseFit(
              [alder.map((x) => factor * x), formue],
              lonn.map((y) => y + shift),
            ).fit,
            { type: 'default' },
            95,
          );
          return (
            isClose(other.coefficients[0]!.estimate * factor, plain.coefficients[0]!.estimate) &&
            isClose(other.coefficients[0]!.t, plain.coefficients[0]!.t) &&
            isClose(other.r2, plain.r2) &&
            isClose(other.f, plain.f)
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('clusters of one row are HC1 but for the finite-sample factor', () => {
    const dense = denseFit([alder, formue], lonn);
    const { n } = dense.fit.moments;
    const single = centredCovariance(dense.fit, clusterEvidence(dense, sample['id']!));
    const robust = centredCovariance(dense.fit, robustEvidence(dense));
    // G/(G−1)·(n−1)/(n−k) with G = n is n/(n−k).
    expect(n).toBe(1151);
    single.forEach((value, j) => expect(isClose(value, robust[j]!, 1e-10)).toBe(true));
  });

  it('predicts the mean response at the mean point', () => {
    const dense = denseFit([alder, formue], lonn);
    const inference = inferLinear(dense.fit, { type: 'default' }, 90);
    const { means } = dense.fit.moments;
    const at = predictAt(inference, means.slice(0, -1));
    expect(at.estimate).toBe(means[2]!);
    expect(isClose(at.standardError, inference.rootMse / Math.sqrt(inference.n), 1e-12)).toBe(true);
  });
});

describe('degenerate input', () => {
  it('a response without variation is a perfect fit without R²', () => {
    const inference = inferLinear(denseFit([alder], constantOf(5)).fit, { type: 'default' }, 95);
    expect(inference.isPerfectFit).toBe(true);
    expect(inference.coefficients.map((row) => row.estimate)).toEqual([0, 5]);
    for (const figure of [inference.r2, inference.f, inference.fP, inference.logLikelihood, inference.aic]) {
      expect(figure).toBeNaN();
    }
  });

  it('a design without a usable column keeps nothing but the constant', () => {
    const { fit } = denseFit([constantOf(2), constantOf(0)], lonn);
    expect(fit.retained).toEqual([]);
    expect(fit.k).toBe(1);
    expect(isClose(fit.constant, 456.716663771)).toBe(true);
  });

  it('as many columns as rows leave no residual degrees of freedom', () => {
    const { fit } = denseFit([alder.slice(0, 3), formue.slice(0, 3)], lonn.slice(0, 3));
    expect(fit.dfResidual).toBe(0);
  });
});

describe('Wald statistic', () => {
  it('of a regular covariance is the quadratic form', () => {
    const { statistic, rank } = waldStatistic(Float64Array.of(1, 2), Float64Array.of(2, 0.5, 0.5, 1), 2);
    expect(rank).toBe(2);
    expect(isClose(statistic, (1 * 1 - 2 * 0.5 * 1 * 2 + 2 * 4) / 1.75)).toBe(true);
  });

  it('of a singular covariance uses the pseudo-inverse, whatever the units of the estimates', () => {
    const scores = Float64Array.of(1, 2e5, 3e-4);
    const covariance = clusterMeat(scores, 3);
    const { statistic, rank } = waldStatistic(
      scores.map((score) => 2 * score),
      covariance,
      2,
    );
    expect(rank).toBe(1);
    expect(isClose(statistic, 4)).toBe(true);
  });

  it('is missing without estimates or without spread', () => {
    expect(waldStatistic(new Float64Array(0), new Float64Array(0), 0)).toEqual({ statistic: NaN, rank: 0 });
    expect(waldStatistic(Float64Array.of(1), Float64Array.of(0), 1)).toEqual({ statistic: NaN, rank: 0 });
  });
});
