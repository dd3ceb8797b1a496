import { blockSize, type Kernel } from '../fold.ts';
import { typedLoops } from './typed-loop.ts';

/* Rows brought together by group: by the places where adjacent rows of another unit begin, or by a stable sort of row numbers. */

/** The rows of each group, in the order of the rows. Shared. */
export interface Segments {
  /** By group: where its rows begin; one entry more than there are groups. */
  readonly begins: Int32Array;
  /** Row numbers in the order of the groups; absent where the rows of a group are adjacent and the groups come in their order. */
  readonly rows: Int32Array | undefined;
}

/** Units whose rows are adjacent and ascend, none missing. */
export interface RunsInput {
  readonly units: Int32Array;
  /** By block (the row that it starts at divided by `rowsPerBlock`): the group of the first unit that begins in it. */
  readonly firsts: Int32Array;
  readonly rowsPerBlock: number;
  /** Receive the first row and the unit of each group. */
  readonly begins: Int32Array;
  readonly keys: Int32Array;
}

/** Counts the units that begin in a block. */
export const countRunsKernel: Kernel<{ readonly units: Int32Array }, number> = {
  name: 'count-runs',
  run: ({ units }, start, end) => {
    let last = start === 0 ? -1 : units[start - 1]!;
    let count = 0;
    for (let row = start; row < end; row++) {
      const unit = units[row]!;
      count += unit === last ? 0 : 1;
      last = unit;
    }
    return count;
  },
};

/** Writes where the rows of each unit begin. */
export const writeRunsKernel: Kernel<RunsInput, null> = {
  name: 'write-runs',
  run: ({ units, firsts, rowsPerBlock, begins, keys }, start, end) => {
    let last = start === 0 ? -1 : units[start - 1]!;
    let group = firsts[Math.floor(start / rowsPerBlock)]!;
    for (let row = start; row < end; row++) {
      const unit = units[row]!;
      if (unit === last) continue;
      begins[group] = row;
      keys[group] = unit;
      group++;
      last = unit;
    }
    return null;
  },
};

/** Writes the group of each row of adjacent groups; blocks are of groups. */
export const groupsOfRunsKernel: Kernel<{ readonly begins: Int32Array; readonly out: Int32Array }, null> = {
  name: 'groups-of-runs',
  run: ({ begins, out }, start, end) => {
    for (let group = start; group < end; group++) out.fill(group, begins[group], begins[group + 1]);
    return null;
  },
};

/** Rows to bring together in buckets, each of which holds as many neighbouring groups. */
export interface BucketsInput {
  readonly groupOf: Int32Array;
  readonly groupsPerBucket: number;
  readonly buckets: number;
}

/** Counts the rows of each bucket in a block. */
export const countBucketsKernel: Kernel<BucketsInput, Int32Array> = {
  name: 'count-buckets',
  run: ({ groupOf, groupsPerBucket, buckets }, start, end) => {
    const counts = new Int32Array(buckets);
    for (let row = start; row < end; row++) {
      const group = groupOf[row]!;
      if (group < 0) continue;
      const bucket = (group / groupsPerBucket) | 0;
      counts[bucket] = counts[bucket]! + 1;
    }
    return counts;
  },
};

/** Input of `fillBucketsKernel`. */
export interface FillBucketsInput extends BucketsInput {
  /** By block and bucket: where the row numbers of the block go. */
  readonly places: Int32Array;
  readonly rowsPerBlock: number;
  readonly out: Int32Array;
}

/** Writes the row numbers of each bucket side by side, ascending. */
export const fillBucketsKernel: Kernel<FillBucketsInput, null> = {
  name: 'fill-buckets',
  run: ({ groupOf, groupsPerBucket, buckets, places, rowsPerBlock, out }, start, end) => {
    const block = Math.floor(start / rowsPerBlock);
    const next = places.slice(block * buckets, (block + 1) * buckets);
    for (let row = start; row < end; row++) {
      const group = groupOf[row]!;
      if (group < 0) continue;
      const bucket = (group / groupsPerBucket) | 0;
      const at = next[bucket]!;
      out[at] = row;
      next[bucket] = at + 1;
    }
    return null;
  },
};

/** Input of `sortBucketsKernel`. */
export interface SortBucketsInput {
  readonly groupOf: Int32Array;
  /** The rows of each bucket, and by bucket where they begin (one entry more than there are buckets). */
  readonly rows: Int32Array;
  readonly bucketBegins: Int32Array;
  readonly groupsPerBucket: number;
  /** Receive the rows of each group and where they begin. */
  readonly out: Int32Array;
  readonly begins: Int32Array;
}

/** Sorts the rows of buckets by group, keeping their order; blocks are of groups, and each is a bucket. */
export const sortBucketsKernel: Kernel<SortBucketsInput, null> = {
  name: 'sort-buckets',
  run: ({ groupOf, rows, bucketBegins, groupsPerBucket, out, begins }, start, end) => {
    const bucket = Math.floor(start / groupsPerBucket);
    const from = bucketBegins[bucket]!;
    const to = bucketBegins[bucket + 1]!;
    const next = new Int32Array(end - start);
    for (let i = from; i < to; i++) {
      const group = groupOf[rows[i]!]! - start;
      next[group] = next[group]! + 1;
    }
    let at = from;
    for (let group = 0; group < next.length; group++) {
      const count = next[group]!;
      begins[start + group] = at;
      next[group] = at;
      at += count;
    }
    for (let i = from; i < to; i++) {
      const row = rows[i]!;
      const group = groupOf[row]! - start;
      const place = next[group]!;
      out[place] = row;
      next[group] = place + 1;
    }
    return null;
  },
};

/** Groups per block of a kernel over groups: what `sortBucketsKernel` takes for a bucket. */
export function groupsPerBlock(groups: number): number {
  return blockSize(groups, 0);
}

/** Numbers to turn into integers. */
export interface NarrowInput {
  readonly values: Float64Array;
  readonly missing: number;
  /** Integers lie above `missing` and below this. */
  readonly limit: number;
  /** Written for infinite values. */
  readonly open: number;
  readonly out: Int32Array;
}

/** Writes numbers as integers; yields whether all of them are small enough whole numbers, or missing. */
export const narrowNumbersKernel: Kernel<NarrowInput, boolean> = {
  name: 'narrow-numbers',
  run: ({ values, missing, limit, open, out }, start, end) => {
    for (let i = start; i < end; i++) {
      const value = values[i]!;
      if (value !== value) out[i] = missing;
      else if (value === Number.POSITIVE_INFINITY) out[i] = open;
      else if (value > missing && value < limit && Math.floor(value) === value) out[i] = value;
      else return false;
    }
    return true;
  },
};

/** Integers as decimals. */
export const widenNumbersKernel: Kernel<
  { readonly values: Int32Array; readonly missing: number; readonly out: Float64Array },
  null
> = {
  name: 'widen-numbers',
  run: ({ values, missing, out }, start, end) => {
    for (let i = start; i < end; i++) out[i] = values[i] === missing ? Number.NaN : values[i]!;
    return null;
  },
};

/** A column, and its numbers that stand for missing values. */
export interface CountValidInput {
  readonly values: Int32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array;
  readonly missing: number;
  readonly open: number;
}

const countValid = typedLoops<CountValidInput, number>(
  `const { values, missing, open } = input;
   let count = 0;
   for (let i = start; i < end; i++) {
     const value = values[i];
     count += (value === value) & (value !== missing) & (value !== open);
   }
   return count;`,
);

/** Counts valid values. */
export const countValidKernel: Kernel<CountValidInput, number> = {
  name: 'count-valid',
  run: (input, start, end) => countValid(input.values)(input, start, end),
};
