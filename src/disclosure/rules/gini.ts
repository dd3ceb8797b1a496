/** The Gini coefficient with what rule DC-14 needs of its influence values. */
export interface GiniInfluence {
  readonly value: number;
  /** One centred influence per value, in the order of the values. */
  readonly influence: Float64Array;
}

/**
 * Gini coefficient of values in ascending order, and the centred influence of each:
 * ψ = 2[R − L(F) + (x/μ)(R − (1 − F))] with R = (1 − G)/2, F = rank/n and L the cumulative share at that rank.
 *
 * @returns G = 2 Σ i·x_(i) / (n Σ x) − (n + 1)/n; 0 with no influence when the values sum to 0; NaN when there are none
 */
export function giniInfluence(ascending: Float64Array): GiniInfluence {
  const n = ascending.length;
  const influence = new Float64Array(n);
  if (n === 0) return { value: Number.NaN, influence };
  let total = 0;
  let weighted = 0;
  for (let at = 0; at < n; at++) {
    total += ascending[at]!;
    weighted += (at + 1) * ascending[at]!;
  }
  if (total === 0) return { value: 0, influence };
  const value = (2 * weighted) / (n * total) - (n + 1) / n;
  const rest = (1 - value) / 2;
  const mean = total / n;
  let cumulative = 0;
  let sum = 0;
  for (let at = 0; at < n; at++) {
    cumulative += ascending[at]!;
    const rank = (at + 1) / n;
    const own = 2 * (rest - cumulative / total + (ascending[at]! / mean) * (rest - (1 - rank)));
    influence[at] = own;
    sum += own;
  }
  const centre = sum / n;
  for (let at = 0; at < n; at++) influence[at] = influence[at]! - centre;
  return { value, influence };
}
