import { parentPort, workerData } from 'node:worker_threads';
import type { JobAnswer, JobMessage } from '../attack/pool.ts';
import { playJob } from '../attack/run-suite.ts';
import { type StageChoice, theatreOf } from './attack-theatre.ts';
import { processSurroundings } from './main.ts';

// Entry point of a thread that plays attacks; bundled as a file of its own.
const theatre = theatreOf(workerData as StageChoice, processSurroundings());

parentPort?.on('message', ({ id, job }: JobMessage) => {
  void theatre
    .then((stage) => playJob(job, stage))
    .then(
      (result): JobAnswer => ({ id, result }),
      (error: unknown): JobAnswer => ({
        id,
        failure: error instanceof Error ? `${error.name}: ${error.message}` : 'failed',
      }),
    )
    .then((answer) => parentPort?.postMessage(answer));
});
