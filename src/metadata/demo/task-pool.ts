import { Worker } from 'node:worker_threads';
import type { PoolSetting, Task, TaskResult } from './tasks.ts';

/** Does lists of tasks on some threads. */
export class TaskPool {
  readonly #workers: readonly Worker[];

  /** @param setting  what the threads share, for tasks that make parts */
  constructor(threads: number, setting?: PoolSetting) {
    const entry = new URL(import.meta.url.endsWith('.ts') ? './demo-worker.ts' : './demo-worker.js', import.meta.url);
    this.#workers = Array.from({ length: threads }, () => new Worker(entry, { execArgv: [], workerData: setting }));
  }

  /** Results in the order of the tasks; `done` is told each time how many are finished. */
  async run(tasks: readonly Task[], done: (finished: number) => void): Promise<readonly TaskResult[]> {
    const results = new Array<TaskResult>(tasks.length);
    let next = 0;
    let finished = 0;
    const work = async (worker: Worker): Promise<void> => {
      for (let at = next++; at < tasks.length; at = next++) {
        results[at] = await askWorker(worker, tasks[at]!);
        done(++finished);
      }
    };
    await Promise.all(this.#workers.map(work));
    return results;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function askWorker(worker: Worker, task: Task): Promise<TaskResult> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', succeed);
      worker.off('error', fail);
    };
    const succeed = (result: TaskResult): void => {
      settle();
      resolve(result);
    };
    const fail = (error: Error): void => {
      settle();
      reject(error);
    };
    worker.on('message', succeed);
    worker.on('error', fail);
    worker.postMessage(task);
  });
}
