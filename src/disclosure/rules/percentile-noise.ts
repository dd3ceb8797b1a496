import { normalQuantile } from '../../stats/distributions/normal.ts';
import { lanes } from '../keys/cell-key.ts';
import { type SipResult, sipHash } from '../keys/siphash.ts';
import type { SetCounts } from '../nodes.ts';
import type { Policy } from '../policy.ts';
import type { Rules } from './context.ts';
import { percentile, percentileRanks } from './percentiles.ts';

/** Steps into which the distance from the smallest to the largest value is divided for the key of a draw. */
const steps = 2 ** 24;

/** Shares are told apart to this precision. */
const shareSteps = 1_000_000;

/**
 * Up to so many groups, all percentiles of a set are moved by the same draw, which keeps their order; in larger sets the values
 * that they are made of lie so far apart that draws of their own do, too.
 */
const fewGroups = 16;

/**
 * The ranks (1-based, both ends included) whose order statistics a percentile with noise needs: those of the percentile and as
 * many on either side as it may be moved by, or all of a small set. Without noise those of the percentile alone.
 *
 * @param most rows that one unit has at most
 */
export function noisedPercentileRanks(
  { percentiles, magnitude }: Pick<Policy, 'percentiles' | 'magnitude'>,
  n: number,
  p: number,
  most = 1,
): { readonly from: number; readonly to: number } {
  const own = percentileRanks(percentiles, n, p, most);
  if (percentiles.lambda === 0 || own.to < own.from) return own;
  if (n <= fewGroups * percentiles.groupSize * most) return { from: 1, to: n };
  const reach = Math.ceil(percentiles.lambda * magnitude.clip * most);
  return { from: Math.max(1, own.from - reach), to: Math.min(n, own.to + reach) };
}

/**
 * Q'(p) of rule DC-10, unrounded: the percentile of values that have all been moved by the same few ranks, a draw from the
 * standard normal distribution, which is what a unit or two more below or above would do. Where values lie close together that is
 * next to nothing; where one stands alone it is as much as that one's part. The same units with the same values get the same draw
 * by whatever command; a change of location, scale or sign of the variable gives no other one. Percentiles keep their order and
 * stay between the smallest and the largest value.
 *
 * @param valid the set of units that have the values
 * @param from rank (1-based) of `values[0]`; `values` are ascending and cover at least `noisedPercentileRanks`
 * @param most rows that one unit has at most
 */
export function noisedPercentile(
  { policy, keys }: Pick<Rules, 'policy' | 'keys'>,
  valid: SetCounts,
  p: number,
  from: number,
  values: Float64Array,
  most = 1,
): number {
  const { percentiles, magnitude } = policy;
  const n = valid.rows;
  const isMoved = percentiles.lambda > 0 && values.length > 1 && values.at(-1)! > values[0]!;
  if (!isMoved) return percentile(percentiles, n, p, from, values, most);
  const share = values.length === n ? undefined : p;
  const draw = Math.max(-magnitude.clip, Math.min(magnitude.clip, drawOf(keys.cell, valid, share, values)));
  return percentile(percentiles, n, p, from, movedBy(values, percentiles.lambda * draw * most), most);
}

/** Each value replaced by the one so many ranks above it, between two ranks by what lies between; beyond the ends are the ends. */
function movedBy(values: Float64Array, ranks: number): Float64Array {
  const last = values.length - 1;
  const moved = new Float64Array(values.length);
  for (let rank = 0; rank <= last; rank++) {
    const place = Math.max(0, Math.min(last, rank + ranks));
    const below = Math.floor(place);
    const low = values[below]!;
    moved[rank] = place === below ? low : low + (place - below) * (values[below + 1]! - low);
  }
  return moved;
}

/**
 * A draw from the standard normal distribution, by the set of units and where the values lie between the first and the last of
 * them, and by the share where they are not all values of the set. Seen from the other end (values with the opposite sign, and the
 * share that is missing to one) it is the same draw with the opposite sign. Whoever knows some of the values does not know it.
 */
function drawOf(
  key: Rules['keys']['cell'],
  { units, sumA, sumB }: SetCounts,
  p: number | undefined,
  values: Float64Array,
): number {
  const places = placesOf(values);
  const last = places.length - 1;
  const share = p === undefined ? shareSteps / 2 : Math.round(p * shareSteps);
  const isMirrored = 2 * share === shareSteps ? isBeforeWhenMirrored(places) : 2 * share < shareSteps;
  const message = new Uint8Array(17 + 4 * values.length);
  const view = new DataView(message.buffer);
  message[0] = lanes.percentile;
  view.setUint32(1, units, true);
  view.setUint32(5, sumA, true);
  view.setUint32(9, sumB, true);
  view.setUint32(13, isMirrored ? shareSteps - share : share, true);
  for (let rank = 0; rank <= last; rank++) {
    view.setUint32(17 + 4 * rank, isMirrored ? steps - places[last - rank]! : places[rank]!, true);
  }
  const result: SipResult = { lo: 0, hi: 0 };
  sipHash(key, message, message.length, result);
  const draw = normalQuantile(((result.hi >>> 0) + 0.5) / 2 ** 32);
  return isMirrored ? -draw : draw;
}

/** How far ascending values are from the first to the last of them, in steps. */
function placesOf(values: Float64Array): Float64Array {
  const first = values[0]!;
  const width = values.at(-1)! - first;
  const places = new Float64Array(values.length);
  for (let rank = 0; rank < values.length; rank++) places[rank] = Math.round(((values[rank]! - first) / width) * steps);
  return places;
}

/** Whether places, seen from the other end, come before themselves: the first that differs is less. */
function isBeforeWhenMirrored(places: Float64Array): boolean {
  const last = places.length - 1;
  for (let rank = 0; rank <= last; rank++) {
    const mirrored = steps - places[last - rank]!;
    if (mirrored !== places[rank]!) return mirrored < places[rank]!;
  }
  return false;
}
