/** Which order statistics a quantile needs, and how to mix them. Ranks count from 0. */
export interface QuantilePosition {
  readonly lowerRank: number;
  readonly upperRank: number;
  /** Weight of the upper order statistic, 0 ≤ weight < 1. */
  readonly weight: number;
}

/**
 * Position of the quantile `p` among `count` ordered values, Hyndman–Fan type 7: h = (count − 1)·p.
 *
 * @param count number of valid values, at least 1
 * @param p     between 0 and 1
 * @see Hyndman & Fan (1996), Sample quantiles in statistical packages, Am. Stat. 50, 361–365.
 */
export function quantilePosition(count: number, p: number): QuantilePosition {
  const h = (count - 1) * p;
  const lowerRank = Math.min(count - 1, Math.floor(h));
  return { lowerRank, upperRank: Math.min(count - 1, lowerRank + 1), weight: h - lowerRank };
}

/** The quantile from its two order statistics: lower + weight·(upper − lower). */
function interpolateQuantile(lower: number, upper: number, weight: number): number {
  return weight === 0 ? lower : lower + weight * (upper - lower);
}

/** Quantile `p` (type 7) of values in ascending order without missing values; missing (NaN) without values. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) {
    return NaN;
  }
  const { lowerRank, upperRank, weight } = quantilePosition(sorted.length, p);
  return interpolateQuantile(sorted[lowerRank]!, sorted[upperRank]!, weight);
}

/** q(0.75) − q(0.25) of values in ascending order without missing values. */
export function interquartileRange(sorted: ArrayLike<number>): number {
  return quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25);
}
