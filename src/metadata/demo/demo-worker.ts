import { parentPort } from 'node:worker_threads';
import { perform, type Task } from './tasks.ts';

/** The entry point of a thread that helps to make a demo databank: does the tasks that it is sent, one after the other. */
parentPort?.on('message', (task: Task) => {
  void perform(task).then((result) => parentPort?.postMessage(result));
});
