/** A share that was seen, with the interval that holds the true one in 95 of 100 cases. */
export interface Share {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

/** Standard normal quantile of 0.975. */
const z = 1.959963984540054;

/** Wilson's interval of a share: holds its level also for none and for all of a few runs. */
export function shareOf(successes: number, runs: number): Share {
  if (runs === 0) return { share: 0, lower: 0, upper: 1 };
  const share = successes / runs;
  const denominator = 1 + (z * z) / runs;
  const middle = (share + (z * z) / (2 * runs)) / denominator;
  const half = (z * Math.sqrt((share * (1 - share)) / runs + (z * z) / (4 * runs * runs))) / denominator;
  // At the ends the formula gives 0 and 1 but for rounding, which must not look like an advantage.
  const lower = successes === 0 ? 0 : Math.max(0, middle - half);
  return { share, lower, upper: successes === runs ? 1 : Math.min(1, middle + half) };
}
