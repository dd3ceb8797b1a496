import type { WinsorLimits } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { type CoarserCells, firstOfCellsKernel, secondOfCellsKernel } from '../../folds/cell-moments.ts';
import {
  emptyFirstMoments,
  type FirstMomentsState,
  firstMoments,
  mergeFirstMoments,
  secondMoments,
} from '../../folds/moments.ts';
import type { KeyedValues } from './grouped.ts';

/** First moments by cell, and the four integers per cell of the counting fold. */
export async function firstOfCells(
  runner: FoldRunner,
  grouped: KeyedValues,
  limits: WinsorLimits,
): Promise<FirstMomentsState> {
  const cells = grouped.begins.length - 1;
  const moments = emptyFirstMoments(cells);
  const counts = new Int32Array(cells * 4);
  for (const part of await runner.map(firstOfCellsKernel, { ...grouped, ...limits }, grouped.values.length)) {
    const { size } = firstMoments;
    for (let at = 0; at < part.moments.length; at += size) {
      mergeFirstMoments(moments, part.from * size + at, part.moments, at);
    }
    for (let i = 0; i < part.counts.length; i++) {
      const at = part.from * 4 + i;
      counts[at] = (counts[at]! + part.counts[i]!) | 0;
    }
  }
  return { moments, counts };
}

/** A coarser grid: the cell that each cell belongs to, and what its second moments need. */
export interface CoarserGrid extends CoarserCells {
  readonly cells: number;
}

/** Second moments by cell of coarser grids. */
export async function secondOfCells(
  runner: FoldRunner,
  grouped: KeyedValues,
  limits: WinsorLimits,
  grids: readonly CoarserGrid[],
): Promise<readonly Float64Array[]> {
  const { size } = secondMoments;
  const results = grids.map(({ cells }) => new Float64Array(cells * size));
  const input = { ...grouped, ...limits, grids: grids.map(({ to, mean, lo, hi }) => ({ to, mean, lo, hi })) };
  for (const { from, sums } of await runner.map(secondOfCellsKernel, input, grouped.values.length)) {
    for (const [g, own] of sums.entries()) {
      const into = results[g]!;
      const { to } = grids[g]!;
      for (let at = 0; at < own.length; at++) {
        const cell = from + Math.floor(at / size);
        const place = to[cell]! * size + (at % size);
        into[place] = into[place]! + own[at]!;
      }
    }
  }
  return results;
}
