import type { Fold, Kernel } from '../fold.ts';

/** Files a fold under its name; input and state types end here, because a thread knows them by name only. */
export function foldEntry<Input, State>(fold: Fold<Input, State>): [string, Fold<unknown, unknown>] {
  return [fold.name, fold];
}

/** Files a kernel under its name. */
export function kernelEntry<Input, Summary>(kernel: Kernel<Input, Summary>): [string, Kernel<unknown, unknown>] {
  return [kernel.name, kernel];
}
