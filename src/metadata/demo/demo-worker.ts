import { parentPort, workerData } from 'node:worker_threads';
import { type PoolSetting, type Task, TaskPerformer } from './tasks.ts';

/** The entry point of a thread that helps to make a demo databank: does the tasks that it is sent, one after the other. */
const performer = new TaskPerformer(workerData as PoolSetting | undefined);

parentPort?.on('message', (task: Task) => {
  // A task that fails ends the thread with its error, which the pool reports.
  void performer.perform(task).then((result) => parentPort?.postMessage(result));
});
