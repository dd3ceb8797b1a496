import { tTwoSidedQuantile } from '../../stats/distributions/student-t.ts';
import type { IntervalKey, Shown } from '../released.ts';
import { isExact, type Rules } from './context.ts';
import { limitDigits, magnitudeDigits } from './significant-digits.ts';

/** What is shown of an interval of a mean, in this order. */
export const intervalKeys = ['obs', 'mean', 'se', 'ci_lower', 'ci_upper'] as const satisfies readonly IntervalKey[];

/**
 * Rule DC-26 for a mean: SE' = sd'/√n' and mean' ± t(1 − α/2, n' − 1)·SE', all from numbers as they are shown, so that neither
 * the interval nor another level tells anything that count, mean and standard deviation have not told.
 *
 * @param released count, mean and standard deviation as shown
 * @param level confidence level in per cent
 * @returns one value for each of `intervalKeys`; what follows from a number that is withheld is withheld for the same reason,
 *          and there is no error and no interval of fewer than two values
 */
export function releaseInterval(
  rules: Rules,
  [obs, mean, sd]: readonly [obs: Shown, mean: Shown, sd: Shown],
  level: number,
): readonly Shown[] {
  if (mean.v === null) return [obs, mean, mean, mean, mean];
  if (obs.v === null || obs.v < 2 || sd.v === null) {
    const why = sd.v === null ? sd : absent;
    return [obs, mean, why, why, why];
  }
  const error = sd.v / Math.sqrt(obs.v);
  const reach = tTwoSidedQuantile((100 - level) / 100, obs.v - 1) * error;
  return [obs, mean, ...[error, mean.v - reach, mean.v + reach].map((value) => asShown(rules, value))];
}

const absent: Shown = { v: null, why: 'missing' };

function asShown(rules: Rules, value: number): Shown {
  if (!Number.isFinite(value)) return absent;
  return { v: isExact(rules.policy) ? value : limitDigits(value, magnitudeDigits) };
}
