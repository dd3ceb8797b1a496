import type { Policy } from '../policy.ts';
import { roundSignificant } from './significant-digits.ts';

type PercentileParameters = Pick<Policy['percentiles'], 'groupSize' | 'smooth'>;

/**
 * How n ordered values fall into groups of consecutive order statistics (rule DC-10, step 1): m groups of b, and the
 * remainder, which is always smaller than the group size, one each to the groups nearest the middle.
 */
interface Groups {
  readonly count: number;
  readonly base: number;
  /** Groups that hold one more, ascending. */
  readonly larger: readonly number[];
}

/**
 * Groups are meant to hold as many units as the policy says, whatever share of the rows one unit has: where units have several
 * rows, groups grow by the rows that one unit has at most, so that none has more weight than where each has one row.
 *
 * @returns `undefined` when one unit has so many of the rows that there are no two such groups: one alone would be the mean
 */
function parametersFor(parameters: PercentileParameters, n: number, most: number): PercentileParameters | undefined {
  if (parameters.groupSize === 1 || most <= 1) return parameters;
  const groupSize = parameters.groupSize * most;
  return n < 2 * groupSize ? undefined : { ...parameters, groupSize };
}

/**
 * The ranks (1-based, both ends included) whose order statistics the percentile needs: those of the at most four groups
 * around its place. No value outside them influences it.
 *
 * @param most rows that one unit has at most
 */
export function percentileRanks(
  parameters: PercentileParameters,
  n: number,
  p: number,
  most = 1,
): { readonly from: number; readonly to: number } {
  const sized = parametersFor(parameters, n, most);
  if (n <= 0 || sized === undefined) return { from: 1, to: 0 };
  const groups = groupsOf(n, sized.groupSize);
  const { first, last } = neighbourhood(groups, n, p, sized.smooth);
  return { from: firstRank(groups, first), to: lastRank(groups, last) };
}

/**
 * Q(p) of rule DC-10, unrounded: means of groups, smoothed with their neighbours, interpolated at rank p(n − 1) + 1.
 * Groups of one without smoothing give Hyndman & Fan's type 7.
 *
 * @param n number of valid values
 * @param from rank (1-based) of `values[0]`; `values` are ascending and cover at least `percentileRanks`
 * @param most rows that one unit has at most
 * @returns NaN when there are no values, or one unit has too many of them
 */
export function percentile(
  parameters: PercentileParameters,
  n: number,
  p: number,
  from: number,
  values: Float64Array,
  most = 1,
): number {
  const sized = parametersFor(parameters, n, most);
  if (n <= 0 || sized === undefined) return Number.NaN;
  const groups = groupsOf(n, sized.groupSize);
  const mean = (group: number): number => {
    const start = firstRank(groups, group);
    const end = lastRank(groups, group);
    if (start < from || end - from >= values.length) throw new RangeError('order statistics are missing');
    let sum = 0;
    for (let rank = start; rank <= end; rank++) sum += values[rank - from]!;
    return sum / (end - start + 1);
  };
  const smoothed = (group: number): number => {
    if (!parameters.smooth || groups.count === 1) return mean(group);
    if (group === 0) return (2 * mean(0) + mean(1)) / 3;
    if (group === groups.count - 1) return (2 * mean(group) + mean(group - 1)) / 3;
    return 0.25 * mean(group - 1) + 0.5 * mean(group) + 0.25 * mean(group + 1);
  };
  const place = p * (n - 1) + 1;
  const left = groupAt(groups, place);
  if (left < 0) return smoothed(0);
  if (left >= groups.count - 1) return smoothed(groups.count - 1);
  const here = centre(groups, left);
  const low = smoothed(left);
  const slope = (smoothed(left + 1) - low) / (centre(groups, left + 1) - here);
  return slope * (place - here) + low;
}

/** A percentile as displayed: significant digits, and whole numbers for whole-numbered variables unless below one. */
export function displayPercentile(parameters: Policy['percentiles'], value: number, isInteger: boolean): number {
  if (parameters.sigDigits === null || !Number.isFinite(value)) return value;
  const rounded = roundSignificant(value, parameters.sigDigits);
  if (!isInteger || Math.abs(rounded) < 1) return rounded;
  return roundHalfEven(rounded);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function groupsOf(n: number, groupSize: number): Groups {
  const count = Math.max(1, Math.floor(n / groupSize));
  const base = Math.floor(n / count);
  const remainder = n - base * count;
  const larger: number[] = [];
  // Nearest the middle first, the lower of two equally near: c, c − 1, c + 1 … or, with two middles, c, c + 1, c − 1, c + 2 …
  let low = Math.floor((count - 1) / 2);
  let high = low + 1;
  let takeLow = true;
  if (count % 2 === 1 && remainder > 0) {
    larger.push(low);
    low--;
  }
  while (larger.length < remainder) {
    larger.push(takeLow ? low-- : high++);
    takeLow = !takeLow;
  }
  return { count, base, larger: larger.sort((a, b) => a - b) };
}

function firstRank(groups: Groups, group: number): number {
  let extra = 0;
  for (const other of groups.larger) if (other < group) extra++;
  return group * groups.base + extra + 1;
}

function lastRank(groups: Groups, group: number): number {
  return firstRank(groups, group + 1) - 1;
}

function centre(groups: Groups, group: number): number {
  return (firstRank(groups, group) + lastRank(groups, group)) / 2;
}

/** The last group whose centre is at or before the place, −1 when there is none. */
function groupAt(groups: Groups, place: number): number {
  let group = Math.min(groups.count - 1, Math.floor((place - 1) / groups.base));
  while (group >= 0 && centre(groups, group) > place) group--;
  while (group + 1 < groups.count && centre(groups, group + 1) <= place) group++;
  return group;
}

function neighbourhood(
  groups: Groups,
  n: number,
  p: number,
  smooth: boolean,
): { readonly first: number; readonly last: number } {
  const left = groupAt(groups, p * (n - 1) + 1);
  const reach = smooth ? 1 : 0;
  const first = Math.max(0, Math.min(left, groups.count - 1));
  const last = left < 0 ? 0 : Math.min(groups.count - 1, left + 1);
  return { first: Math.max(0, first - reach), last: Math.min(groups.count - 1, last + reach) };
}
