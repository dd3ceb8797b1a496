import { sharedInt32 } from '../column.ts';
import { blockSize, type FoldRunner } from '../fold.ts';
import {
  countBucketsKernel,
  countRunsKernel,
  fillBucketsKernel,
  groupsOfRunsKernel,
  groupsPerBlock,
  type Segments,
  sortBucketsKernel,
  writeRunsKernel,
} from '../folds/segments.ts';

/** The groups of rows that ascend by unit: no row has to be looked up or moved. */
export async function segmentsOfRuns(
  runner: FoldRunner,
  units: Int32Array,
): Promise<{ readonly segments: Segments; readonly keys: Int32Array }> {
  const counts = await runner.map(countRunsKernel, { units }, units.length);
  const firsts = sharedInt32(counts.length + 1);
  for (const [block, count] of counts.entries()) firsts[block + 1] = firsts[block]! + count;
  const groups = firsts[counts.length]!;
  const begins = sharedInt32(groups + 1);
  const keys = sharedInt32(groups);
  const rowsPerBlock = blockSize(units.length, 0);
  await runner.map(writeRunsKernel, { units, firsts, rowsPerBlock, begins, keys }, units.length);
  begins[groups] = units.length;
  return { segments: { begins, rows: undefined }, keys };
}

/** The group of each row of adjacent groups. Shared. */
export async function groupsOfRuns(runner: FoldRunner, { begins }: Segments): Promise<Int32Array> {
  const groups = begins.length - 1;
  const out = sharedInt32(begins[groups]!);
  await runner.map(groupsOfRunsKernel, { begins, out }, groups);
  return out;
}

/**
 * Brings the rows of each group together: first those of neighbouring groups, so many that their counters stay in the cache,
 * then those of each group. Rows without a group are left out.
 */
export async function segmentsOfGroups(runner: FoldRunner, groupOf: Int32Array, groups: number): Promise<Segments> {
  const groupsPerBucket = groupsPerBlock(groups);
  const buckets = Math.ceil(groups / groupsPerBucket);
  const input = { groupOf, groupsPerBucket, buckets };
  const counts = await runner.map(countBucketsKernel, input, groupOf.length);
  const places = sharedInt32(counts.length * buckets);
  const bucketBegins = sharedInt32(buckets + 1);
  let next = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    bucketBegins[bucket] = next;
    for (const [block, count] of counts.entries()) {
      places[block * buckets + bucket] = next;
      next += count[bucket]!;
    }
  }
  bucketBegins[buckets] = next;
  const rows = sharedInt32(next);
  const rowsPerBlock = blockSize(groupOf.length, 0);
  await runner.map(fillBucketsKernel, { ...input, places, rowsPerBlock, out: rows }, groupOf.length);
  const out = sharedInt32(next);
  const begins = sharedInt32(groups + 1);
  await runner.map(sortBucketsKernel, { groupOf, rows, bucketBegins, groupsPerBucket, out, begins }, groups);
  begins[groups] = next;
  return { begins, rows: out };
}
