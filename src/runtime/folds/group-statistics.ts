import type { Kernel } from '../fold.ts';
import type { Segments } from './segments.ts';
import { selectRanks } from './select.ts';
import { typedLoops } from './typed-loop.ts';

/*
 * Exact statistics of groups whose rows lie together; blocks are of groups. Values of a group are added in the order of its
 * rows, so that sums do not depend on the threads.
 */

/** The values of a column by group. Numbers equal to `missing` are missing, and so is `open` to all but the extremes; so is NaN. */
export interface SegmentValues extends Segments {
  readonly values: Int32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array;
  readonly missing: number;
  readonly open: number;
}

/** What to write of each group; what is absent is not asked for. */
export interface SummariesInput extends SegmentValues {
  /** Valid values. */
  readonly valid?: Int32Array;
  readonly sum?: Float64Array;
  readonly mean?: Float64Array;
  /** Extremes in the type of the values, `missing` where there are none. The open end of a spell is the latest of all days. */
  readonly low?: Int32Array | Float64Array;
  readonly high?: Int32Array | Float64Array;
  /** Standard error of a share; missing where other values than 0 and 1 occur. */
  readonly shareError?: Float64Array;
}

/** One pass over the values of each group. `place` is the row in the array of values. */
const summaries = (place: string): string => `
  const { begins, rows, values, missing, open, valid, sum, mean, low, high, shareError } = input;
  for (let group = start; group < end; group++) {
    const last = begins[group + 1];
    let count = 0;
    let total = 0;
    let any = 0;
    let others = 0;
    let smallest = Infinity;
    let largest = -Infinity;
    for (let i = begins[group]; i < last; i++) {
      const value = values[${place}];
      if (value === missing || value !== value) continue;
      any = 1;
      if (value < smallest) smallest = value;
      if (value > largest) largest = value;
      if (value === open) continue;
      count++;
      total += value;
      if (value !== 0 && value !== 1) others = 1;
    }
    if (valid !== undefined) valid[group] = count;
    if (low !== undefined) low[group] = any === 0 ? missing : smallest;
    if (high !== undefined) high[group] = any === 0 ? missing : largest;
    if (sum !== undefined) sum[group] = total - total === 0 ? total : NaN;
    if (mean !== undefined) { const m = total / count; mean[group] = m - m === 0 ? m : NaN; }
    if (shareError !== undefined) {
      const p = total / count;
      shareError[group] = count === 0 || others === 1 ? NaN : Math.sqrt((p * (1 - p)) / count);
    }
  }`;

const summariesOfRuns = typedLoops<SummariesInput, undefined>(summaries('i'));
const summariesOfRows = typedLoops<SummariesInput, undefined>(summaries('rows[i]'));

/** Counts, sums, means, extremes and standard errors of shares. */
export const groupSummariesKernel: Kernel<SummariesInput, null> = {
  name: 'group-summaries',
  run: (input, start, end) => {
    const loops = input.rows === undefined ? summariesOfRuns : summariesOfRows;
    loops(input.values)(input, start, end);
    return null;
  },
};

/** What to write of the spread of each group. */
export interface SpreadInput extends SegmentValues {
  readonly sd?: Float64Array;
  /** Standard error of the mean. */
  readonly error?: Float64Array;
}

/** Two passes over the values of each group: deviations are those from its mean. */
const spreads = (place: string): string => `
  const { begins, rows, values, missing, open, sd, error } = input;
  for (let group = start; group < end; group++) {
    const first = begins[group];
    const last = begins[group + 1];
    let count = 0;
    let total = 0;
    for (let i = first; i < last; i++) {
      const value = values[${place}];
      if (value === missing || value === open || value !== value) continue;
      count++;
      total += value;
    }
    const mean = total / count;
    let squares = 0;
    for (let i = first; i < last; i++) {
      const value = values[${place}];
      if (value === missing || value === open || value !== value) continue;
      const deviation = value - mean;
      squares += deviation * deviation;
    }
    const found = count < 2 ? NaN : Math.sqrt(squares / (count - 1));
    const deviation = found - found === 0 ? found : NaN;
    if (sd !== undefined) sd[group] = deviation;
    if (error !== undefined) error[group] = deviation / Math.sqrt(count);
  }`;

const spreadsOfRuns = typedLoops<SpreadInput, undefined>(spreads('i'));
const spreadsOfRows = typedLoops<SpreadInput, undefined>(spreads('rows[i]'));

/** Sample standard deviations and standard errors of means; missing for fewer than two values. */
export const groupSpreadsKernel: Kernel<SpreadInput, null> = {
  name: 'group-spreads',
  run: (input, start, end) => {
    const loops = input.rows === undefined ? spreadsOfRuns : spreadsOfRows;
    loops(input.values)(input, start, end);
    return null;
  },
};

/** What to write of the order of each group's values. */
export interface OrderedInput extends SegmentValues {
  readonly median?: Float64Array;
  readonly iqr?: Float64Array;
  readonly gini?: Float64Array;
}

/** Copies the valid values of one group to `room`; yields how many there are. `start` is the group. -0 becomes 0. */
const copies = (place: string): string => `
  const { begins, rows, values, missing, open, room } = input;
  const last = begins[start + 1];
  let count = 0;
  for (let i = begins[start]; i < last; i++) {
    const value = values[${place}];
    if (value === missing || value === open || value !== value) continue;
    room[count++] = value + 0;
  }
  return count;`;

type CopyInput = SegmentValues & { readonly room: Float64Array };
const copyOfRuns = typedLoops<CopyInput, number>(copies('i'));
const copyOfRows = typedLoops<CopyInput, number>(copies('rows[i]'));

/** Medians, interquartile ranges and Gini coefficients. */
export const groupOrderKernel: Kernel<OrderedInput, null> = {
  name: 'group-order',
  run: (input, start, end) => {
    const { begins, median, iqr, gini } = input;
    const copy = (input.rows === undefined ? copyOfRuns : copyOfRows)(input.values);
    const source = { ...input, room: new Float64Array(largestOf(begins, start, end)) };
    const needsAll = gini !== undefined;
    for (let group = start; group < end; group++) {
      const count = copy(source, group, group + 1);
      if (count === 0) {
        writeAll(input, group, Number.NaN);
        continue;
      }
      const isSorted = needsAll || count <= sortAtMost;
      if (isSorted) sort(source.room, count);
      const own = isSorted ? source.room : source.room.subarray(0, count);
      if (median !== undefined) median[group] = finite(quantileOf(own, count, 0.5, isSorted));
      if (iqr !== undefined) {
        iqr[group] = finite(quantileOf(own, count, 0.75, isSorted) - quantileOf(own, count, 0.25, isSorted));
      }
      if (gini !== undefined) gini[group] = finite(giniOf(own, count));
    }
    return null;
  },
};

function largestOf(begins: Int32Array, start: number, end: number): number {
  let largest = 0;
  for (let group = start; group < end; group++) largest = Math.max(largest, begins[group + 1]! - begins[group]!);
  return largest;
}

function writeAll({ median, iqr, gini }: OrderedInput, group: number, value: number): void {
  if (median !== undefined) median[group] = value;
  if (iqr !== undefined) iqr[group] = value;
  if (gini !== undefined) gini[group] = value;
}

/** Up to this many values sorting outright is faster than selecting. */
const sortAtMost = 256;
/** Up to this many values sorting by insertion is faster than calling a sort. */
const insertAtMost = 24;

function sort(values: Float64Array, count: number): void {
  if (count > insertAtMost) {
    values.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let at = i;
    while (at > 0 && values[at - 1]! > value) {
      values[at] = values[at - 1]!;
      at--;
    }
    values[at] = value;
  }
}

/** The quantile with linear interpolation at (m − 1)·p; reorders values that are not sorted. */
function quantileOf(values: Float64Array, count: number, p: number, isSorted: boolean): number {
  const place = (count - 1) * p;
  const below = Math.floor(place);
  let low: number;
  let high: number;
  if (isSorted) {
    low = values[below]!;
    high = below + 1 < count ? values[below + 1]! : low;
  } else {
    const [pair] = selectRanks(values, Float64Array.of(below + 1, below + 2));
    low = pair![0]!;
    high = pair![1] ?? low;
  }
  return low + (place - below) * (high - low);
}

/** (2·Σ i·x₍ᵢ₎)/(m·Σx) − (m + 1)/m of ascending values; 0 if Σx = 0. */
function giniOf(sorted: Float64Array, m: number): number {
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < m; i++) {
    total += sorted[i]!;
    weighted += (i + 1) * sorted[i]!;
  }
  return total === 0 ? 0 : (2 * weighted) / (m * total) - (m + 1) / m;
}

/** What is too large for a number is missing. */
function finite(value: number): number {
  return value - value === 0 ? value : Number.NaN;
}
