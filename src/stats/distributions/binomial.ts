import { exp } from '../../base/math/exp.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { pow } from '../../base/math/pow.ts';
import { betaLead, betaPrefactor, incompleteBeta, logBetaOfTiny } from './incomplete-beta.ts';

const tiny = 1e-290;

/** Whether `n` trials with probability `p` make sense; a number of successes may be anything. */
function isDefined(n: number, k: number, p: number): boolean {
  return n >= 0 && n < Infinity && p >= 0 && p <= 1 && k === k;
}

/** P(X ≤ k) for `n` trials with probability `p`; n and k are rounded down. Missing (NaN) outside n ≥ 0, 0 ≤ p ≤ 1. */
export function binomialCdf(k: number, n: number, p: number): number {
  return tail(Math.floor(k) + 1, Math.floor(n), p, false);
}

/** P(X ≥ k) for `n` trials with probability `p`, computed as an upper tail; n and k are rounded down. */
export function binomialAtLeast(k: number, n: number, p: number): number {
  return tail(Math.floor(k), Math.floor(n), p, true);
}

/** P(X ≥ k), or P(X < k) when not `upper`: a beta distribution with shapes k and n − k + 1 at p. */
function tail(k: number, n: number, p: number, upper: boolean): number {
  if (!isDefined(n, k, p)) {
    return NaN;
  }
  if (k <= 0 || p === 1) {
    return k <= n === upper ? 1 : 0;
  }
  if (k > n || p === 0) {
    return upper ? 0 : 1;
  }
  const rest = n - k + 1;
  if (p < tiny) {
    const least = exp(logBetaOfTiny(k, rest, log(p)));
    return upper ? least : 1 - least;
  }
  return incompleteBeta(k, rest, p, 1 - p, betaLead(k, rest, p), !upper);
}

/**
 * P(X = k) for `n` trials with probability `p`; n and k are rounded down. Missing (NaN) outside n ≥ 0, 0 ≤ p ≤ 1.
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities.
 */
export function binomialProbability(k: number, n: number, p: number): number {
  const trials = Math.floor(n);
  const successes = Math.floor(k);
  if (!isDefined(trials, successes, p)) {
    return NaN;
  }
  if (successes < 0 || successes > trials) {
    return 0;
  }
  const failures = trials - successes;
  if (successes === 0) {
    return p === 1 ? (trials === 0 ? 1 : 0) : exp(trials * log1p(-p));
  }
  if (failures === 0) {
    return pow(p, trials);
  }
  if (p === 0 || p === 1) {
    return 0;
  }
  const lead = betaLead(successes, failures, p);
  return betaPrefactor(successes, failures, p, 1 - p, lead) * (trials / successes / failures);
}
