import { threadId } from 'node:worker_threads';
import type { Fold, Kernel } from '../../src/runtime/fold.ts';
import { foldEntry, kernelEntry } from '../../src/runtime/folds/entry.ts';
import type { FoldRegistry } from '../../src/runtime/threads/job.ts';

/** Input of the folds for tests: values, and where to write. */
export interface TestInput {
  readonly values: Float64Array;
  readonly out: Float64Array;
}

/** A sum in floating point: the order of additions shows. */
export const testSum: Fold<TestInput, { sum: number }> = {
  name: 'test-sum',
  init: () => ({ sum: 0 }),
  step: (state, input, start, end) => {
    for (let i = start; i < end; i++) state.sum += input.values[i]!;
  },
  merge: (earlier, later) => ({ sum: earlier.sum + later.sum }),
  isExact: false,
  stateBytes: () => 8,
};

/** Counts values by their first decimal: an exact fold. */
export const testCounts: Fold<TestInput, { counts: Uint32Array }> = {
  name: 'test-counts',
  init: () => ({ counts: new Uint32Array(10) }),
  step: (state, input, start, end) => {
    for (let i = start; i < end; i++) {
      const bin = Math.floor(Math.abs(input.values[i]!) * 10) % 10;
      state.counts[bin] = state.counts[bin]! + 1;
    }
  },
  merge: (earlier, later) => {
    later.counts.forEach((count, bin) => (earlier.counts[bin] = earlier.counts[bin]! + count));
    return earlier;
  },
  isExact: true,
  stateBytes: () => 40,
};

/** Doubles values and tells where its block began. */
export const testDouble: Kernel<TestInput, number> = {
  name: 'test-double',
  run: (input, start, end) => {
    for (let i = start; i < end; i++) input.out[i] = 2 * input.values[i]!;
    return start;
  },
};

/** Throws at one value, with the value in the message. */
export const testThrow: Kernel<TestInput, number> = {
  name: 'test-throw',
  run: (input, start, end) => {
    for (let i = start; i < end; i++) {
      if (input.values[i] === 0.5) throw new RangeError(`secret ${input.values[i]}`);
    }
    return 0;
  },
};

/** Tells which thread worked on the block. */
export const testThread: Kernel<TestInput, number> = {
  name: 'test-thread',
  run: (input, start, end) => {
    for (let i = start; i < end; i++) input.out[i] = Math.sqrt(input.values[i]! ** 2 + 1);
    return threadId;
  },
};

/** What the test worker serves. */
export const testRegistry: FoldRegistry = {
  folds: new Map<string, Fold<unknown, unknown>>([foldEntry(testSum), foldEntry(testCounts)]),
  kernels: new Map<string, Kernel<unknown, unknown>>([
    kernelEntry(testDouble),
    kernelEntry(testThrow),
    kernelEntry(testThread),
  ]),
};
