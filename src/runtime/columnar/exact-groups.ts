import type { GroupStatistic } from '../../disclosure/protection.ts';
import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import type { Column } from '../column.ts';
import { selectRanks } from '../folds/select.ts';

/* Statistics of groups by a key: exact, and summed in row order within each group, whatever the number of threads. */

/** Rows of one variable and the group of each. */
export interface GroupedValues {
  readonly column: Column;
  /** The group of each row, -1 = none. */
  readonly groupOf: Int32Array;
  readonly groups: number;
}

/** The same with the column as decimals: every loop below meets one type of array. */
interface GroupedNumbers {
  readonly numbers: Float64Array;
  readonly groupOf: Int32Array;
  readonly groups: number;
}

/** The values of a column as decimals; NaN is missing, and `open` the end of a spell that has not ended. Texts count as 1. */
function numbersOf(column: Column, open: number): Float64Array {
  switch (column.kind) {
    case 'float64':
      return column.values;
    case 'int32':
      return decimalsOf(column.values, open);
    case 'dictionary': {
      const { codes } = column;
      const numbers = new Float64Array(codes.length);
      for (let row = 0; row < numbers.length; row++) numbers[row] = codes[row] === 0 ? Number.NaN : 1;
      return numbers;
    }
    case 'unit':
      throw new TypeError('keys have no statistics');
  }
}

function decimalsOf(values: Int32Array, open: number): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = values[row]!;
    numbers[row] = value === missingInt32 ? Number.NaN : value === openStopDay ? open : value;
  }
  return numbers;
}

/**
 * One statistic of each group; NaN is missing. An open end of a spell is missing to all of them but `min` and `max`, where it
 * is later than every date: then the result may be infinite.
 */
export function exactStatistic(statistic: GroupStatistic, source: GroupedValues): Float64Array {
  const isExtreme = statistic === 'min' || statistic === 'max';
  if (statistic === 'count') return countsOf(source);
  if (isExtreme && source.column.kind === 'int32') return extremesOfIntegers(source.column.values, source, statistic);
  const values: GroupedNumbers = {
    numbers: numbersOf(source.column, isExtreme ? Number.POSITIVE_INFINITY : Number.NaN),
    groupOf: source.groupOf,
    groups: source.groups,
  };
  if (statistic === 'percent') {
    const valid = counts(values);
    const all = countValid(values);
    return valid.map((count) => (all === 0 ? 0 : (100 * count) / all));
  }
  switch (statistic) {
    case 'sum':
      return sums(values);
    case 'mean':
      return means(values, counts(values));
    case 'min':
      return minima(values);
    case 'max':
      return maxima(values);
    case 'sd':
      return deviations(values, counts(values));
    case 'semean': {
      const valid = counts(values);
      return deviations(values, valid).map((sd, group) => sd / Math.sqrt(valid[group]!));
    }
    case 'sebinomial':
      return binomialErrors(values);
    case 'median':
    case 'iqr':
    case 'gini':
      return ordered(statistic, values);
  }
}

/** Valid values of each group, without turning them into decimals first. */
function countsOf({ column, groupOf, groups }: GroupedValues): Float64Array {
  const result = new Float64Array(groups);
  if (column.kind === 'int32') {
    const { values } = column;
    for (let row = 0; row < groupOf.length; row++) {
      const group = groupOf[row]!;
      const value = values[row]!;
      if (group >= 0 && value !== missingInt32 && value !== openStopDay) result[group] = result[group]! + 1;
    }
    return result;
  }
  return counts({ numbers: numbersOf(column, Number.NaN), groupOf, groups });
}

/** Smallest or largest integers; the open end of a spell is the greatest of all, and comes out infinite. */
function extremesOfIntegers(
  values: Int32Array,
  { groupOf, groups }: GroupedValues,
  statistic: 'min' | 'max',
): Float64Array {
  const best = new Int32Array(groups).fill(missingInt32);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = values[row]!;
    if (group < 0 || value === missingInt32) continue;
    const known = best[group]!;
    // Missing is the smallest integer: any value is larger, but none may be taken for smaller.
    if (statistic === 'max' ? value > known : known === missingInt32 || value < known) best[group] = value;
  }
  const result = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    const value = best[group]!;
    result[group] = value === missingInt32 ? Number.NaN : value === openStopDay ? Number.POSITIVE_INFINITY : value;
  }
  return result;
}

function counts({ numbers, groupOf, groups }: GroupedNumbers): Float64Array {
  const result = new Float64Array(groups);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = numbers[row]!;
    if (group >= 0 && value === value) result[group] = result[group]! + 1;
  }
  return result;
}

/** Valid values of the whole dataset, rows without a group included. */
function countValid({ numbers }: GroupedNumbers): number {
  let valid = 0;
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    valid += value === value ? 1 : 0;
  }
  return valid;
}

function sums({ numbers, groupOf, groups }: GroupedNumbers): Float64Array {
  const result = new Float64Array(groups);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = numbers[row]!;
    if (group >= 0 && value === value) result[group] = result[group]! + value;
  }
  return result;
}

function means(values: GroupedNumbers, valid: Float64Array): Float64Array {
  return sums(values).map((sum, group) => sum / valid[group]!);
}

/* The same loop twice, for speed: `best` is replaced by a value that lies beyond it, or when there is none yet. */
function minima({ numbers, groupOf, groups }: GroupedNumbers): Float64Array {
  const result = new Float64Array(groups).fill(Number.NaN);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = numbers[row]!;
    if (group >= 0 && value === value && !(result[group]! <= value)) result[group] = value;
  }
  return result;
}

function maxima({ numbers, groupOf, groups }: GroupedNumbers): Float64Array {
  const result = new Float64Array(groups).fill(Number.NaN);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = numbers[row]!;
    if (group >= 0 && value === value && !(result[group]! >= value)) result[group] = value;
  }
  return result;
}

/** Sample standard deviations, from deviations about each group's mean; missing for fewer than two values. */
function deviations(values: GroupedNumbers, valid: Float64Array): Float64Array {
  const { numbers, groupOf, groups } = values;
  const mean = means(values, valid);
  const squares = new Float64Array(groups);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = numbers[row]!;
    if (group < 0 || value !== value) continue;
    const deviation = value - mean[group]!;
    squares[group] = squares[group]! + deviation * deviation;
  }
  return squares.map((sum, group) => (valid[group]! < 2 ? Number.NaN : Math.sqrt(sum / (valid[group]! - 1))));
}

/** √(p(1 − p)/m) of groups that hold nothing but 0 and 1; others are missing. */
function binomialErrors(values: GroupedNumbers): Float64Array {
  const { numbers, groupOf, groups } = values;
  const isOther = new Uint8Array(groups);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = numbers[row]!;
    if (group >= 0 && value === value && value !== 0 && value !== 1) isOther[group] = 1;
  }
  const valid = counts(values);
  return means(values, valid).map((share, group) =>
    isOther[group] === 1 ? Number.NaN : Math.sqrt((share * (1 - share)) / valid[group]!),
  );
}

/** Statistics that need the order of the values: they are copied side by side by group first. */
function ordered(statistic: 'median' | 'iqr' | 'gini', values: GroupedNumbers): Float64Array {
  const { numbers, groupOf, groups } = values;
  const valid = counts(values);
  const begins = new Float64Array(groups + 1);
  for (let group = 0; group < groups; group++) begins[group + 1] = begins[group]! + valid[group]!;
  const next = begins.slice(0, groups);
  const side = new Float64Array(begins[groups]!);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    const value = numbers[row]!;
    if (group < 0 || value !== value) continue;
    side[next[group]!] = value;
    next[group] = next[group]! + 1;
  }
  return Float64Array.from({ length: groups }, (_, group) => {
    const own = side.subarray(begins[group], begins[group + 1]);
    if (own.length === 0) return Number.NaN;
    if (statistic === 'gini') return giniOf(own.sort());
    return statistic === 'median' ? quantileOf(own, 0.5) : quantileOf(own, 0.75) - quantileOf(own, 0.25);
  });
}

/** The quantile with linear interpolation at (m − 1)·p; reorders the values. */
function quantileOf(values: Float64Array, p: number): number {
  const place = (values.length - 1) * p;
  const rank = Math.floor(place) + 1;
  const [pair] = selectRanks(values, Float64Array.of(rank, rank + 1));
  const low = pair![0]!;
  return low + (place - Math.floor(place)) * ((pair![1] ?? low) - low);
}

/** (2·Σ i·x₍ᵢ₎)/(m·Σx) − (m + 1)/m of ascending values; 0 if Σx = 0. */
function giniOf(sorted: Float64Array): number {
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < sorted.length; i++) {
    total += sorted[i]!;
    weighted += (i + 1) * sorted[i]!;
  }
  const m = sorted.length;
  return total === 0 ? 0 : (2 * weighted) / (m * total) - (m + 1) / m;
}
