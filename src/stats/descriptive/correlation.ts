import { tTwoSided } from '../distributions/student-t.ts';

/**
 * Pearson's correlation from Σ(x − x̄)(y − ȳ), Σ(x − x̄)² and Σ(y − ȳ)².
 *
 * @returns between −1 and 1, which rounding must not leave; missing (NaN) when one of the variables is constant
 */
export function pearson(product: number, leftSquares: number, rightSquares: number): number {
  if (!(leftSquares > 0 && rightSquares > 0)) return Number.NaN;
  const squares = leftSquares * rightSquares;
  // One root rounds once, but only where the product of the squares is in range.
  const inRange = squares > 1e-290 && squares < 1e290;
  return clipped(product / (inRange ? Math.sqrt(squares) : Math.sqrt(leftSquares) * Math.sqrt(rightSquares)));
}

/**
 * Two-sided p-value of a correlation of 0, from t = r √((n − 2)/(1 − r²)) with n − 2 degrees of freedom.
 *
 * @param n number of pairs of values
 * @returns 0 for r = ±1; missing (NaN) when r is missing or n < 3
 */
export function correlationPValue(r: number, n: number): number {
  if (!(n >= 3)) return Number.NaN;
  const inside = clipped(r);
  return tTwoSided(inside * Math.sqrt((n - 2) / ((1 - inside) * (1 + inside))), n - 2);
}

/** A correlation within its bounds; missing stays missing. */
export function clipped(r: number): number {
  return r > 1 ? 1 : r < -1 ? -1 : r;
}

/** The place of the pair (i, j), i ≤ j < count, among the pairs of `count` variables: (0, 0), (0, 1) … (1, 1), (1, 2) … */
export function pairAt(i: number, j: number, count: number): number {
  return i * count - (i * (i - 1)) / 2 + (j - i);
}
