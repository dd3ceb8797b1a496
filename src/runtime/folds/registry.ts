import type { FoldRegistry } from '../threads/job.ts';
import { changingFolds, changingKernels } from './changing.ts';
import { readingFolds, readingKernels } from './reading.ts';

/** Every fold and kernel of the product: what a worker thread can be asked to run. */
export const foldRegistry: FoldRegistry = {
  folds: new Map([...changingFolds, ...readingFolds]),
  kernels: new Map([...changingKernels, ...readingKernels]),
};
