import { Worker } from 'node:worker_threads';
import type { Job, JobResult } from './run-suite.ts';

/** Threads that play jobs; `close` ends them. */
export interface JobPool {
  readonly perform: (job: Job) => Promise<JobResult>;
  close(): Promise<void>;
}

/** A job on its way to a thread, and what came of it on its way back. */
export interface JobMessage {
  readonly id: number;
  readonly job: Job;
}

/** A thread's answer. A failure is a bug of ours: told by its class and message, which on SDCPOP-1 hold nothing secret. */
export type JobAnswer =
  | { readonly id: number; readonly result: JobResult }
  | { readonly id: number; readonly failure: string };

interface Waiting {
  readonly message: JobMessage;
  readonly finish: (result: JobResult) => void;
  readonly fail: (error: Error) => void;
}

/** Starts threads from an entry; each gets `data`, from which it builds its own theatre, and one job at a time. */
export function createJobPool(entry: URL, threads: number, data: unknown): JobPool {
  const queue: Waiting[] = [];
  const running = new Map<Worker, Waiting>();
  const idle: Worker[] = [];
  let nextId = 1;
  const feed = (): void => {
    while (idle.length > 0 && queue.length > 0) {
      const worker = idle.pop();
      const waiting = queue.shift();
      if (worker === undefined || waiting === undefined) return;
      running.set(worker, waiting);
      worker.postMessage(waiting.message);
    }
  };
  const settle = (worker: Worker, end: (waiting: Waiting) => void): void => {
    const waiting = running.get(worker);
    running.delete(worker);
    if (waiting !== undefined) end(waiting);
  };
  const workers = Array.from({ length: threads }, () => new Worker(entry, { workerData: data }));
  for (const worker of workers) {
    idle.push(worker);
    worker.on('message', (answer: JobAnswer) => {
      settle(worker, ({ finish, fail }) => {
        if ('failure' in answer) fail(new Error(answer.failure));
        else finish(answer.result);
      });
      idle.push(worker);
      feed();
    });
    worker.on('error', (error) =>
      settle(worker, ({ fail }) => fail(error instanceof Error ? error : new Error('lost'))),
    );
  }
  return {
    perform: (job) =>
      new Promise((finish, fail) => {
        queue.push({ message: { id: nextId++, job }, finish, fail });
        feed();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
