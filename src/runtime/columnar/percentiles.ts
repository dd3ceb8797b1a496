import type { ReadingProtection } from '../../disclosure/rules-by-kind.ts';
import type { Population } from '../dataset.ts';
import type { ReadingEngine, WinsorLimits } from '../engine/reading.ts';

/** The smoothed percentiles (rule DC-10) of a variable among the rows of a population, before rounding; NaN without valid values. */
export async function smoothedPercentiles(
  reading: ReadingEngine,
  protection: ReadingProtection,
  population: Population,
  variable: string,
  shares: readonly number[],
): Promise<readonly number[]> {
  const { valid } = await reading.profile(population, variable);
  if (valid.rows === 0) return shares.map(() => Number.NaN);
  const whole = await reading.classify(population, []);
  if (whole === undefined) throw new RangeError('a population without dimensions has one cell');
  const most = (await reading.mostRows(whole, [], variable))?.[0];
  const ranges = shares.map((share) => protection.percentileRanks(valid.rows, share, most));
  const [cell] = await reading.orderStatistics(whole, [], variable, [ranges]);
  return shares.map((share, i) => protection.percentile(valid, share, ranges[i]!.from, cell![i]!, most));
}

/** The limits that pull in a variable's tails (rule DC-02), computed on a population; infinite where the policy has none. */
export async function winsorLimits(
  reading: ReadingEngine,
  protection: ReadingProtection,
  population: Population,
  variable: string,
): Promise<WinsorLimits> {
  const { lower, upper } = protection.policy.winsor;
  const none = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  if (lower === 0 && upper === 1) return none;
  const [low, high] = await smoothedPercentiles(reading, protection, population, variable, [lower, upper]);
  return Number.isNaN(low) ? none : { lower: low!, upper: high! };
}
