import type { Policy } from '../../disclosure/policy.ts';
import { normalQuantile } from '../../stats/distributions/normal.ts';

/** Draws that stand for the normal distribution. */
const drawCount = 2000;

/**
 * How much of the highest percentile of a small set is its largest value, for draws of rule DC-10's noise that are equally likely: two
 * thirds of the mean of the last group of values and one third of that of the group before, each value replaced by the one so many
 * ranks above it.
 *
 * @param n values of the set
 */
export function tailWeights(
  n: number,
  { percentiles, magnitude }: Pick<Policy, 'percentiles' | 'magnitude'>,
): Float64Array {
  const groupSize = Math.floor(n / Math.max(1, Math.floor(n / percentiles.groupSize)));
  return Float64Array.from({ length: drawCount }, (_, i) => {
    const draw = normalQuantile((i + 0.5) / drawCount);
    const ranks = percentiles.lambda * Math.max(-magnitude.clip, Math.min(magnitude.clip, draw));
    let weight = 0;
    for (let below = 0; below < 2 * groupSize; below++) {
      const part = Math.max(0, Math.min(1, 1 - below + ranks));
      weight += (part * (below < groupSize ? 2 : 1)) / (3 * groupSize);
    }
    return weight;
  });
}

/** The weight that most weights lie within a tenth of: the best guess from one draw. */
export function likeliestWeight(weights: Float64Array): number {
  const near = (guess: number): number => weights.filter((weight) => Math.abs(weight - guess) <= 0.1 * guess).length;
  return [...weights].filter((weight) => weight > 0).reduce((best, w) => (near(w) > near(best) ? w : best));
}
