/**
 * Gini coefficient from its sufficient statistics: 2·Σ i·x_(i) / (n·Σx) − (n + 1)/n, ranks i from 1.
 *
 * 0 when the values sum to zero; missing (NaN) without values. Negative values are not excluded, so the result may
 * leave [0, 1].
 *
 * @param rankWeightedSum Σ i·x_(i) over the values in ascending order
 */
export function gini(count: number, sum: number, rankWeightedSum: number): number {
  if (count === 0) {
    return NaN;
  }
  return sum === 0 ? 0 : (2 * rankWeightedSum) / (count * sum) - (count + 1) / count;
}

/** Gini coefficient of values in ascending order without missing values. */
export function giniOfSorted(sorted: ArrayLike<number>): number {
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < sorted.length; i++) {
    sum += sorted[i]!;
    weighted += (i + 1) * sorted[i]!;
  }
  return gini(sorted.length, sum, weighted);
}

/**
 * Σ i·x over a run of equal values: ranks `before + 1` … `before + count`. Lets a caller that counts values instead of
 * sorting them add up the rank-weighted sum run by run.
 */
export function rankWeightedRun(value: number, before: number, count: number): number {
  return value * (count * before + (count * (count + 1)) / 2);
}
