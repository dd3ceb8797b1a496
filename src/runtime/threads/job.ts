import type { Fold, Kernel } from '../fold.ts';

/** Folds and kernels that a thread can run, by name. */
export interface FoldRegistry {
  readonly folds: ReadonlyMap<string, Fold<unknown, unknown>>;
  readonly kernels: ReadonlyMap<string, Kernel<unknown, unknown>>;
}

/** A job as a worker thread receives it: rows are cut into blocks, which all threads claim from one shared counter. */
export interface Job {
  readonly id: number;
  readonly type: 'fold' | 'map';
  readonly name: string;
  readonly input: unknown;
  readonly rowCount: number;
  readonly rowsPerBlock: number;
  /** Entry 0: number of the next unclaimed block. Shared. */
  readonly next: Int32Array;
}

/** What one thread has made of the blocks it claimed. */
export interface Share {
  /** How many blocks it claimed. */
  readonly blocks: number;
  /** Exact folds: its one state, if it claimed any block. Otherwise the state or summary of each block, by block number. */
  readonly states: readonly { readonly block: number; readonly state: unknown }[];
}

/** A worker's answer. A failure carries the class of the error only: its message may hold values of the data. */
export type Answer = { readonly id: number; readonly share: Share } | { readonly id: number; readonly failure: string };

/** A fold or kernel threw: our bug. Names what ran and the class of the error, never the error itself. */
export class ThreadedRunError extends Error {
  constructor(name: string, errorClass: string) {
    super(`${name}: ${errorClass}`);
    this.name = 'ThreadedRunError';
  }
}

/** Number of blocks of a job. */
export function blockCount(job: Job): number {
  return Math.ceil(job.rowCount / job.rowsPerBlock);
}

/** The class of a thrown value, for messages that must not hold its text. */
export function errorClassOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Claims blocks until none is left, and works on them. */
export function takeShare(job: Job, registry: FoldRegistry): Share {
  return job.type === 'fold' ? foldShare(job, registry) : mapShare(job, registry);
}

function foldShare(job: Job, registry: FoldRegistry): Share {
  const fold = registry.folds.get(job.name);
  if (fold === undefined) throw new RangeError(`no fold is called ${job.name}`);
  const states: { block: number; state: unknown }[] = [];
  let blocks = 0;
  for (let block = claim(job); block >= 0; block = claim(job)) {
    blocks++;
    const own = fold.isExact && states.length > 0 ? states[0]!.state : fold.init(job.input);
    const start = block * job.rowsPerBlock;
    fold.step(own, job.input, start, Math.min(start + job.rowsPerBlock, job.rowCount));
    if (!fold.isExact) fold.finish?.(own, job.input);
    if (!fold.isExact || states.length === 0) states.push({ block, state: own });
  }
  if (fold.isExact && states.length > 0) fold.finish?.(states[0]!.state, job.input);
  return { blocks, states };
}

function mapShare(job: Job, registry: FoldRegistry): Share {
  const kernel = registry.kernels.get(job.name);
  if (kernel === undefined) throw new RangeError(`no kernel is called ${job.name}`);
  const states: { block: number; state: unknown }[] = [];
  for (let block = claim(job); block >= 0; block = claim(job)) {
    const start = block * job.rowsPerBlock;
    const state = kernel.run(job.input, start, Math.min(start + job.rowsPerBlock, job.rowCount));
    states.push({ block, state });
  }
  return { blocks: states.length, states };
}

/** The next block, or -1 when all are taken. */
function claim(job: Job): number {
  const block = Atomics.add(job.next, 0, 1);
  return block < blockCount(job) ? block : -1;
}
