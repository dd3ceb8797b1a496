import type { Fold, Kernel } from '../fold.ts';
import { type Binning, collectFromBins, countInBins, extremesOf, type Numbers } from './radix-select.ts';

/** Smallest and largest value of a block. */
export const extremesKernel: Kernel<{ readonly values: Numbers }, readonly [number, number]> = {
  name: 'value-extremes',
  run: ({ values }, start, end) => extremesOf(values, start, end),
};

/** Values, and bins to count them in. */
export interface ValueBinsInput {
  readonly values: Numbers;
  readonly binning: Binning;
  readonly bins: number;
}

/** How many values there are in each bin, and in the one after the last. */
export const valueBinsFold: Fold<ValueBinsInput, Int32Array> = {
  name: 'value-bins',
  isExact: true,
  stateBytes: ({ bins }) => (bins + 1) * 4,
  init: ({ bins }) => new Int32Array(bins + 1),
  step: (counts, { values, binning }, start, end) => {
    countInBins(values, start, end, binning, counts);
  },
  merge: (earlier, later) => {
    for (let bin = 0; bin < earlier.length; bin++) earlier[bin] = earlier[bin]! + later[bin]!;
    return earlier;
  },
};

/** The values of a block that are in bins marked 1. */
export const collectBinsKernel: Kernel<Omit<ValueBinsInput, 'bins'> & { readonly isWanted: Int32Array }, Float64Array> =
  {
    name: 'collect-bins',
    run: ({ values, binning, isWanted }, start, end) => {
      if (kept.length < end - start) kept = new Float64Array(end - start);
      return kept.slice(0, collectFromBins(values, start, end, binning, isWanted, kept));
    },
  };

/** The thread's room for the values of a block. */
let kept = new Float64Array(0);
