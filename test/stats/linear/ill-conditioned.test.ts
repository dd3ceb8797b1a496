import { describe, expect, it } from 'vitest';
import { inferLinear } from '../../../src/stats/linear/inference.ts';
import { solveLeastSquares } from '../../../src/stats/linear/least-squares.ts';
import { denseFit, denseMoments } from '../../helpers/dense-regression.ts';
import { readReference } from '../../helpers/reference-data.ts';

interface Problem {
  readonly columns: readonly (readonly number[])[];
  readonly response: readonly number[];
  readonly hasConstant: boolean;
  readonly estimates: readonly number[];
  readonly standardErrors: readonly number[];
  readonly residualSumOfSquares: number;
  readonly r2: number;
}

const { problems } = readReference('ill-conditioned.json') as { readonly problems: Readonly<Record<string, Problem>> };

function load(name: string): { columns: readonly Float64Array[]; response: Float64Array; problem: Problem } {
  const problem = problems[name]!;
  return {
    columns: problem.columns.map((values) => Float64Array.from(values)),
    response: Float64Array.from(problem.response),
    problem,
  };
}

/** Correct decimal digits of the worst entry. */
function digits(actual: readonly number[], expected: readonly number[]): number {
  return Math.min(...expected.map((value, j) => -Math.log10(Math.max(1e-17, Math.abs(actual[j]! / value - 1)))));
}

describe('ill-conditioned problems against 120-digit solutions', () => {
  it.each([
    ['longley', 11],
    ['incomes', 12],
    ['polynomial-4', 10],
    ['polynomial-6', 9],
    ['polynomial-10', 6],
    ['wampler-noise', 9],
  ])('%s: estimates and standard errors have %d correct digits', (name, enough) => {
    const { columns, response, problem } = load(name);
    const { coefficients } = inferLinear(denseFit(columns, response).fit, { type: 'default' }, 95);
    expect(coefficients.some((row) => row.isOmitted)).toBe(false);
    expect(
      digits(
        coefficients.map((row) => row.estimate),
        problem.estimates,
      ),
    ).toBeGreaterThan(enough);
    expect(
      digits(
        coefficients.map((row) => row.standardError),
        problem.standardErrors,
      ),
    ).toBeGreaterThan(enough);
  });

  it('an exact polynomial is recovered and called a perfect fit', () => {
    const { columns, response } = load('wampler-exact');
    const { fit } = denseFit(columns, response);
    const inference = inferLinear(fit, { type: 'default' }, 95);
    expect(inference.isPerfectFit).toBe(true);
    expect(inference.r2).toBe(1);
    inference.coefficients.forEach((row) => {
      expect(Math.abs(row.estimate - 1)).toBeLessThan(1e-7);
      expect(row.standardError).toBe(0);
      expect(row.t).toBeNaN();
      expect(row.p).toBeNaN();
    });
  });

  it('incomes need no refinement pass, near-collinear powers ask for one', () => {
    const incomes = load('incomes');
    expect(solveLeastSquares(denseMoments(incomes.columns, incomes.response, true)).refinement).toBeUndefined();
    const powers = load('polynomial-6');
    expect(solveLeastSquares(denseMoments(powers.columns, powers.response, true)).refinement).toBeDefined();
  });
});
