import { parentPort, workerData } from 'node:worker_threads';
import type { PartPerformer } from './part-performer.ts';
import type { PoolSetting, Task, TaskResult } from './tasks.ts';

/** The entry point of a thread that helps to make a demo databank: does the tasks that it is sent, one after the other. */
parentPort?.on('message', (task: Task) => {
  // A task that fails ends the thread with its error, which the pool reports.
  void perform(task).then((result) => parentPort?.postMessage(result));
});

let performer: PartPerformer | undefined;

/** Loads what a task needs and no more: lives are simulated without the registers, which take longer to load. */
async function perform(task: Task): Promise<TaskResult> {
  if (task.type === 'simulate') {
    const { simulateVillages } = await import('./population.ts');
    return { type: 'simulated', histories: simulateVillages(task.people, task.first, task.last) };
  }
  const { PartPerformer: Performer } = await import('./part-performer.ts');
  performer ??= new Performer(workerData as PoolSetting);
  await performer.make(task.part);
  return { type: 'made', part: task.part.name };
}
