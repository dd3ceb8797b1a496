import { Worker } from 'node:worker_threads';
import { performRange, type RangeResult, type RangeTask } from './range-task.ts';

type Answer =
  | { readonly type: 'read'; readonly bytes: number }
  | { readonly type: 'done'; readonly result: RangeResult };

/** Does one task in this thread, several in a thread each; results in the order of the tasks. */
export async function performRanges(
  tasks: readonly RangeTask[],
  read: (bytes: number) => void,
): Promise<readonly RangeResult[]> {
  const [only] = tasks;
  if (tasks.length === 1 && only !== undefined) return [await performRange(only, read)];
  return Promise.all(tasks.map((task) => performElsewhere(task, read)));
}

async function performElsewhere(task: RangeTask, read: (bytes: number) => void): Promise<RangeResult> {
  const name = import.meta.url.endsWith('.ts') ? './ingest-worker.ts' : './ingest-worker.js';
  const worker = new Worker(new URL(name, import.meta.url), { execArgv: [] });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (answer: Answer) => {
        if (answer.type === 'read') read(answer.bytes);
        else resolve(answer.result);
      });
      worker.on('error', reject);
      worker.postMessage(task);
    });
  } finally {
    await worker.terminate();
  }
}
