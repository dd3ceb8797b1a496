import { Worker } from 'node:worker_threads';
import { type PoolSetting, type Task, TaskPerformer, type TaskResult } from './tasks.ts';

/** Does a list of tasks on some threads, or in this one when there is only one. */
export class TaskPool {
  readonly #workers: readonly Worker[];
  readonly #setting: PoolSetting | undefined;

  /** @param setting  what the threads share, for tasks that make parts */
  constructor(threads: number, setting?: PoolSetting) {
    const entry = new URL(import.meta.url.endsWith('.ts') ? './demo-worker.ts' : './demo-worker.js', import.meta.url);
    this.#setting = setting;
    this.#workers =
      threads < 2
        ? []
        : Array.from({ length: threads }, () => new Worker(entry, { execArgv: [], workerData: setting }));
  }

  /** Results in the order of the tasks; `done` is told each time how many are finished. */
  async run(tasks: readonly Task[], done: (finished: number) => void): Promise<readonly TaskResult[]> {
    const results = new Array<TaskResult>(tasks.length);
    let next = 0;
    let finished = 0;
    const work = async (doOne: (task: Task) => Promise<TaskResult>): Promise<void> => {
      for (let at = next++; at < tasks.length; at = next++) {
        results[at] = await doOne(tasks[at]!);
        done(++finished);
        // Lets timers and the display of progress have their turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    if (this.#workers.length === 0) {
      const performer = new TaskPerformer(this.#setting);
      await work((task) => performer.perform(task));
    } else await Promise.all(this.#workers.map((worker) => work((task) => askWorker(worker, task))));
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
