import type { Fold, Kernel } from '../fold.ts';
import type { FoldRegistry } from '../threads/job.ts';

/** Files a fold under its name; input and state types end here, because a thread knows them by name only. */
export function foldEntry<Input, State>(fold: Fold<Input, State>): [string, Fold<unknown, unknown>] {
  return [fold.name, fold as Fold<unknown, unknown>];
}

/** Files a kernel under its name. */
export function kernelEntry<Input, Summary>(kernel: Kernel<Input, Summary>): [string, Kernel<unknown, unknown>] {
  return [kernel.name, kernel as Kernel<unknown, unknown>];
}

/** Every fold and kernel of the product: what a worker thread can be asked to run. Add a line for each new one. */
export const foldRegistry: FoldRegistry = {
  folds: new Map([]),
  kernels: new Map([]),
};
