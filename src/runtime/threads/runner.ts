import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { blockSize, type Fold, type FoldRunner, type Kernel } from '../fold.ts';
import { foldRegistry } from '../folds/registry.ts';
import {
  type Answer,
  blockCount,
  errorClassOf,
  type FoldRegistry,
  type Job,
  type Share,
  ThreadedRunError,
  takeShare,
} from './job.ts';

/** A runner that holds worker threads; `close` ends them. */
export interface ClosableFoldRunner extends FoldRunner {
  close(): Promise<void>;
}

/** How to make a runner. */
export interface FoldRunnerOptions {
  /** Threads that work, the calling one included; 1 never starts a worker. */
  readonly threads: number;
  /** The worker's entry point; by default the one beside this module, as source or as a bundle. */
  readonly workerEntry?: URL;
  /** What the threads can run; the worker's entry must serve the same. */
  readonly registry?: FoldRegistry;
}

/** Makes a runner. Worker threads start when jobs of more than one block are announced or come, and never keep the process alive. */
export function createFoldRunner(options: FoldRunnerOptions): ClosableFoldRunner {
  return new ThreadedRunner(
    Math.max(1, Math.floor(options.threads)),
    options.workerEntry ?? defaultWorkerEntry(),
    options.registry ?? foldRegistry,
  );
}

/** In the sources the worker is `worker.ts` beside this file; bundles put `worker.js` beside the bundle. */
function defaultWorkerEntry(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}

/** A worker loads the same modules as its process: where that keeps compiled code, workers look for it, too. */
function environmentOfWorkers(): NodeJS.ProcessEnv {
  const cache = getCompileCacheDir();
  // The folder is that of this version of Node, within the one that was named.
  return cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(cache) };
}

/** What is waited for while a job runs. */
interface Running {
  readonly job: Job;
  readonly shares: Share[];
  blocksDone: number;
  readonly finish: () => void;
  readonly fail: (error: ThreadedRunError) => void;
}

class ThreadedRunner implements ClosableFoldRunner {
  readonly threads: number;
  readonly #entry: URL;
  readonly #registry: FoldRegistry;
  #workers: Worker[] | undefined;
  #running: Running | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #nextId = 1;

  constructor(threads: number, entry: URL, registry: FoldRegistry) {
    this.threads = threads;
    this.#entry = entry;
    this.#registry = registry;
  }

  prepare(rowCount: number): void {
    if (this.threads > 1 && rowCount > blockSize(rowCount, 0)) this.#startWorkers();
  }

  async fold<Input, State>(fold: Fold<Input, State>, input: Input, rowCount: number): Promise<State> {
    const rowsPerBlock = blockSize(rowCount, fold.isExact ? 0 : fold.stateBytes(input));
    const states = await this.#run('fold', fold.name, input, rowCount, rowsPerBlock);
    let total: State | undefined;
    for (const state of states as readonly State[]) {
      total = total === undefined ? state : fold.merge(total, state, input);
    }
    return total ?? fold.init(input);
  }

  async map<Input, Summary>(
    kernel: Kernel<Input, Summary>,
    input: Input,
    rowCount: number,
  ): Promise<readonly Summary[]> {
    const states = await this.#run('map', kernel.name, input, rowCount, blockSize(rowCount, 0));
    return states as readonly Summary[];
  }

  async close(): Promise<void> {
    await this.#queue.catch(() => undefined);
    const workers = this.#workers ?? [];
    this.#workers = undefined;
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  /** Runs one job after the other: each has all threads to itself. Returns the states in block order. */
  #run(type: Job['type'], name: string, input: unknown, rowCount: number, rowsPerBlock: number): Promise<unknown[]> {
    const next = new Int32Array(new SharedArrayBuffer(4));
    const job: Job = { id: this.#nextId++, type, name, input, rowCount, rowsPerBlock, next };
    const result = this.#queue.then(
      () => this.#execute(job),
      () => this.#execute(job),
    );
    this.#queue = result;
    return result;
  }

  async #execute(job: Job): Promise<unknown[]> {
    const blocks = blockCount(job);
    const helped = this.threads > 1 && blocks > 1;
    // One thread alone would never look up from its work, and nobody could interrupt it.
    if (!helped) await setImmediate();
    const shares = helped ? await this.#shareOut(job, blocks) : [this.#takeOwnShare(job)];
    return shares
      .flatMap((share) => [...share.states])
      .sort((a, b) => a.block - b.block)
      .map((entry) => entry.state);
  }

  #takeOwnShare(job: Job): Share {
    try {
      return takeShare(job, this.#registry);
    } catch (error) {
      throw new ThreadedRunError(job.name, errorClassOf(error));
    }
  }

  async #shareOut(job: Job, blocks: number): Promise<Share[]> {
    const workers = this.#startWorkers();
    const helpers = workers.slice(0, Math.min(workers.length, blocks - 1));
    const shares: Share[] = [];
    const others = new Promise<void>((finish, fail) => {
      this.#running = { job, shares, blocksDone: 0, finish, fail };
    });
    // A failure may arrive before anyone awaits it; it is awaited below.
    others.catch(() => undefined);
    try {
      for (const worker of helpers) {
        worker.ref();
        worker.postMessage(job);
      }
      const own = this.#takeOwnShare(job);
      this.#account(own);
      await others;
    } catch (error) {
      Atomics.store(job.next, 0, blocks);
      throw error;
    } finally {
      this.#running = undefined;
      for (const worker of helpers) worker.unref();
    }
    return shares;
  }

  /** A job is done when the claimed blocks add up: a worker that came too late to claim any is not waited for. */
  #account(share: Share): void {
    const running = this.#running;
    if (running === undefined) return;
    running.shares.push(share);
    running.blocksDone += share.blocks;
    if (running.blocksDone === blockCount(running.job)) running.finish();
  }

  #startWorkers(): readonly Worker[] {
    if (this.#workers !== undefined) return this.#workers;
    const workers = Array.from({ length: this.threads - 1 }, () => {
      return new Worker(this.#entry, { env: environmentOfWorkers() });
    });
    for (const worker of workers) {
      worker.unref();
      worker.on('message', (answer: Answer) => this.#receive(answer));
      worker.on('error', (error) => this.#lose(worker, errorClassOf(error)));
      worker.on('exit', () => this.#lose(worker, 'WorkerExit'));
    }
    this.#workers = workers;
    return workers;
  }

  #receive(answer: Answer): void {
    const running = this.#running;
    if (running?.job.id !== answer.id) return;
    if ('failure' in answer) running.fail(new ThreadedRunError(running.job.name, answer.failure));
    else this.#account(answer.share);
  }

  #lose(worker: Worker, errorClass: string): void {
    this.#workers = this.#workers?.filter((other) => other !== worker);
    this.#running?.fail(new ThreadedRunError(this.#running.job.name, errorClass));
  }
}
