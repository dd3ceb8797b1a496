import { sharedInt32 } from '../../column.ts';
import type { RankRange } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import {
  binningOf,
  mostBins as bins,
  type Numbers,
  ranksOf,
  roomForRanks,
  wantedAmong,
} from '../../folds/radix-select.ts';
import { collectBinsKernel, extremesKernel, valueBinsFold } from '../../folds/value-bins.ts';

/** Two numbers that no value is below, or above. */
type Limits = readonly [lower: number, upper: number];

/**
 * Order statistics of all of some values, none of which is missing: threads share the work of one cell.
 *
 * @param limits of the values, where they are known: they are looked for otherwise
 */
export async function ranksOfAll(
  runner: FoldRunner,
  values: Numbers,
  ranges: readonly RankRange[],
  limits?: Limits,
): Promise<readonly Float64Array[]> {
  const pairs = Float64Array.from(ranges.flatMap(({ from, to }) => [from, to]));
  const n = values.length;
  const binning = binningOf(limits ?? (await limitsOf(runner, values)), bins);
  if (binning === undefined) return ranksOf(values, 0, n, pairs, roomForRanks());
  const counts = await runner.fold(valueBinsFold, { values, binning, bins }, n);
  const { total, inKept } = wantedAmong(counts, bins, n, pairs);
  const isWanted = sharedInt32(counts.length);
  isWanted.set(counts);
  const kept = new Float64Array(total);
  let at = 0;
  for (const part of await runner.map(collectBinsKernel, { values, binning, isWanted }, n)) {
    kept.set(part, at);
    at += part.length;
  }
  return ranksOf(kept, 0, total, inKept, roomForRanks());
}

async function limitsOf(runner: FoldRunner, values: Numbers): Promise<Limits> {
  const parts = await runner.map(extremesKernel, { values }, values.length);
  const lower = parts.reduce((least, [one]) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const upper = parts.reduce((most, [, one]) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  return [lower, upper];
}
