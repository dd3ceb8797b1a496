/**
 * Counts, means and sums of squared deviations of a set of values, in a form that merges.
 *
 * A pass gives `count` and `sum`; a second one Σ(x − centre)², where the centre is the mean of the first pass.
 */
export interface Moments {
  /** Valid values. */
  readonly count: number;
  readonly sum: number;
  /** Σ(x − centre)². */
  readonly squaredDeviations: number;
}

/** Σx/n; missing (NaN) without values. */
export function mean(moments: Moments): number {
  return moments.count > 0 ? moments.sum / moments.count : NaN;
}

/** Σ(x − x̄)²/(n − 1), two-pass; missing (NaN) with fewer than two values. */
export function variance(moments: Moments): number {
  return moments.count > 1 ? moments.squaredDeviations / (moments.count - 1) : NaN;
}

/** Square root of `variance`. */
export function standardDeviation(moments: Moments): number {
  return Math.sqrt(variance(moments));
}

/** Standard error of the mean: std/√n. */
export function standardErrorOfMean(moments: Moments): number {
  return standardDeviation(moments) / Math.sqrt(moments.count);
}

/**
 * Both passes over a small set of values; missing values (NaN) are skipped.
 *
 * The second pass carries the correction (Σd)²/n for the rounding of the mean.
 *
 * @see Chan, Golub & LeVeque (1983), Algorithms for computing the sample variance, Am. Stat. 37, 242–247.
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  let count = 0;
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === value) {
      count += 1;
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
  }
  sum += Number.isFinite(sum) ? lost : 0;
  const centre = sum / count;
  let squares = 0;
  let drift = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === value) {
      const deviation = value - centre;
      squares += deviation * deviation;
      drift += deviation;
    }
  }
  return { count, sum, squaredDeviations: count > 0 ? squares - (drift * drift) / count : 0 };
}
