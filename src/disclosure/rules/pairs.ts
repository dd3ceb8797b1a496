import { clipped, correlationPValue, pearson } from '../../stats/descriptive/correlation.ts';
import type { PairBlock, PairInfluenceBlock, SetCounts, TwoValued } from '../nodes.ts';
import { isExact, type Rules } from './context.ts';
import { countOrZero, countsAt, releaseRows } from './counts.ts';
import { noised } from './magnitudes.ts';
import { limitDigits, magnitudeDigits } from './significant-digits.ts';

/**
 * Whether both variables of a pair vary among enough units (rule DC-26): the few most deviant units must not hold more than the
 * policy's share of the sum of squares. A constant is unsupported, too, so that nobody and nine units who differ look alike;
 * under policies without that share everything is supported.
 */
export function isSupported(rules: Rules, pairs: PairBlock, pair: number): boolean {
  const { topShare } = rules.policy.models;
  if (topShare > 1) return true;
  const holds = (squares: number, top: number): boolean => squares > 0 && top <= topShare * squares;
  return (
    holds(pairs.leftSquares[pair]!, pairs.leftTop[pair]!) && holds(pairs.rightSquares[pair]!, pairs.rightTop[pair]!)
  );
}

/** r' of a pair with the noise of rule DC-14, as it may be shown; NaN when one of the variables is constant. */
export function releaseCorrelation(rules: Rules, pairs: PairBlock, pair: number): number {
  const r = pearson(pairs.products[pair]!, pairs.leftSquares[pair]!, pairs.rightSquares[pair]!);
  if (Number.isNaN(r)) return r;
  return asShown(rules, clipped(withNoise(rules, countsAt(pairs.valid, pair), r, pairs.correlation, pair)));
}

/**
 * Covariance of a pair with the noise of rule DC-14, with divisor n − 1 as it may be shown; NaN for fewer than two rows. The
 * noise is on the covariance with divisor n.
 */
export function releaseCovariance(rules: Rules, pairs: PairBlock, pair: number): number {
  const valid = countsAt(pairs.valid, pair);
  const n = valid.rows;
  if (n < 2) return Number.NaN;
  const covariance = withNoise(rules, valid, pairs.products[pair]! / n, pairs.covariance, pair);
  return asShown(rules, (covariance * n) / (n - 1));
}

/** Variance of one of the variables, its pair with itself: that of a variable with two values follows from their released counts. */
export function releaseVariance(rules: Rules, pairs: PairBlock, pair: number, variable: number): number {
  const twoValued = pairs.twoValued[variable];
  if (twoValued === undefined || rules.policy.magnitude.lambda === 0) {
    return Math.max(0, releaseCovariance(rules, pairs, pair));
  }
  return asShown(rules, varianceOfTwo(rules, twoValued));
}

/** Two-sided p-value from r' and n' (rule DC-26). */
export function releasePValue(shownCorrelation: number, shownRows: number): number {
  return correlationPValue(shownCorrelation, shownRows);
}

function withNoise(
  rules: Rules,
  set: SetCounts,
  exact: number,
  influences: PairInfluenceBlock | undefined,
  pair: number,
): number {
  const { lambda } = rules.policy.magnitude;
  if (lambda === 0) return exact;
  if (influences === undefined) throw new Error('the influences on a pair of variables were not accumulated');
  const influence = {
    signed: influences.signed[pair]!,
    squares: influences.squares[pair]!,
    largest: influences.largest[pair]!,
  };
  return noised(rules, set, exact, influence, lambda);
}

function varianceOfTwo(rules: Rules, { low, high, atLow, atHigh }: TwoValued): number {
  const lower = countOrZero(releaseRows(rules, countsAt(atLow, 0)));
  const upper = countOrZero(releaseRows(rules, countsAt(atHigh, 0)));
  const count = lower + upper;
  return count < 2 ? Number.NaN : ((high - low) ** 2 * (lower / count) * upper) / (count - 1);
}

function asShown(rules: Rules, value: number): number {
  return isExact(rules.policy) ? value : limitDigits(value, magnitudeDigits);
}
