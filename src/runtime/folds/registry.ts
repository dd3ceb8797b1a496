import { programKernel } from '../expression/program.ts';
import type { FoldRegistry } from '../threads/job.ts';
import { kernelEntry } from './entry.ts';
import { readingFolds, readingKernels } from './reading.ts';

/** Every fold and kernel of the product: what a worker thread can be asked to run. Add a line for each new one. */
export const foldRegistry: FoldRegistry = {
  folds: new Map([...readingFolds]),
  kernels: new Map([kernelEntry(programKernel), ...readingKernels]),
};
