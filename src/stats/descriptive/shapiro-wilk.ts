import { exp } from '../../base/math/exp.ts';
import { asin } from '../../base/math/inverse-trigonometric.ts';
import { log } from '../../base/math/log.ts';
import { normalQuantile, normalSurvival } from '../distributions/normal.ts';

/**
 * Shapiro and Wilk's W for any number of values, from sums over their order statistics.
 *
 * @see Royston (1995), Remark AS R94: A remark on algorithm AS 181: the W-test for normality, Applied Statistics 44, 547–551;
 *      whose polynomials these are.
 */

/** Fewest values that W exists for. */
const fewestForShapiroWilk = 3;
/** Up to so many values the approximation of the p-value has been tried. */
export const mostForShapiroWilk = 5000;

/** Sums over the pairs of order statistics x_(i), x_(n+1−i), i ≤ n/2, with the normal score m_i of x_(i), which is not positive. */
export interface ScoreSums {
  /** Σ m_i². */
  readonly squares: number;
  /** Σ m_i (x_(n+1−i) − x_(i)). */
  readonly products: number;
}

/** The approximate expectation of the `i`-th (from 1) of `n` standard normal order statistics. */
export function normalScore(i: number, n: number): number {
  return normalQuantile((i - 0.375) / (n + 0.25));
}

/**
 * Sums over the pairs of ranks `from` (1 at least) to `to` (⌊n/2⌋ at most, included).
 *
 * @param gapAt x_(n+1−i) − x_(i)
 */
export function scoreSums(n: number, from: number, to: number, gapAt: (i: number) => number): ScoreSums {
  let squares = 0;
  let products = 0;
  for (let i = from; i <= to; i++) {
    const score = normalScore(i, n);
    squares += score * score;
    products += score * gapAt(i);
  }
  return { squares, products };
}

/**
 * 1 − W of `n` values, which keeps its digits where W is close to 1; missing (NaN) for fewer than three values, or equal ones.
 *
 * @param sums over all pairs
 * @param gapAt x_(n+1−i) − x_(i), asked for the two outermost pairs
 * @param squaredDeviations Σ(x − x̄)² in the same unit
 */
export function shapiroWilkComplement(
  n: number,
  sums: ScoreSums,
  gapAt: (i: number) => number,
  squaredDeviations: number,
): number {
  if (!(n >= fewestForShapiroWilk) || !(squaredDeviations > 0)) return Number.NaN;
  const spread = Math.sqrt(squaredDeviations);
  const weighted = weightedGaps(n, sums, gapAt);
  return Math.max(0, ((spread - weighted) * (spread + weighted)) / squaredDeviations);
}

/** Σ a_i (x_(n+1−i) − x_(i)); the squares of all weights, of both halves, add up to 1. */
function weightedGaps(n: number, sums: ScoreSums, gapAt: (i: number) => number): number {
  if (n === 3) return Math.SQRT1_2 * gapAt(1);
  const length = Math.sqrt(2 * sums.squares);
  const root = 1 / Math.sqrt(n);
  const outermost = [normalScore(1, n), normalScore(2, n)] as const;
  const polynomials = n > 5 ? [first, second] : [first];
  let weighted = 0;
  let { products } = sums;
  let scoresLeft = 2 * sums.squares;
  let squaresLeft = 1;
  for (const [k, polynomial] of polynomials.entries()) {
    const score = outermost[k]!;
    const weight = valueOf(polynomial, root) - score / length;
    weighted += weight * gapAt(k + 1);
    products -= score * gapAt(k + 1);
    scoresLeft -= 2 * score * score;
    squaresLeft -= 2 * weight * weight;
  }
  return weighted - products / Math.sqrt(scoresLeft / squaresLeft);
}

/** The p-value of W from 1 − W: exact for three values, otherwise that of a normal statistic (`shapiroWilkScore`). */
export function shapiroWilkPValue(complement: number, n: number): number {
  if (n === 3) return Math.max(0, (6 / Math.PI) * (asin(Math.sqrt(1 - complement)) - Math.PI / 3));
  return normalSurvival(shapiroWilkScore(complement, n));
}

/** 1 − W as a statistic that is approximately standard normal, for four values or more; infinite at its ends. */
export function shapiroWilkScore(complement: number, n: number): number {
  if (complement === 0) return Number.NEGATIVE_INFINITY;
  const y = log(complement);
  if (n > 11) {
    const x = log(n);
    return (y - valueOf(meanOfMany, x)) / exp(valueOf(logSpreadOfMany, x));
  }
  const end = valueOf(endOfFew, n);
  if (y >= end) return Number.POSITIVE_INFINITY;
  return (-log(end - y) - valueOf(meanOfFew, n)) / exp(valueOf(logSpreadOfFew, n));
}

/** Polynomials, constant first. */
const first = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const second = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const meanOfFew = [0.544, -0.39978, 0.025054, -6.714e-4];
const logSpreadOfFew = [1.3822, -0.77857, 0.062767, -0.0020322];
const meanOfMany = [-1.5861, -0.31082, -0.083751, 0.0038915];
const logSpreadOfMany = [-0.4803, -0.082676, 0.0030302];
const endOfFew = [-2.273, 0.459];

function valueOf(polynomial: readonly number[], x: number): number {
  return polynomial.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
