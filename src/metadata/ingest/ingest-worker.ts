import { parentPort } from 'node:worker_threads';
import { performRange, type RangeTask } from './range-task.ts';

/** The entry point of a thread that helps to read a dataset: reads the part of the file that it is sent. */
parentPort?.on('message', (task: RangeTask) => {
  void performRange(task, (bytes) => parentPort?.postMessage({ type: 'read', bytes })).then((result) =>
    parentPort?.postMessage({ type: 'done', result }),
  );
});
