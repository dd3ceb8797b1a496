import { parentPort, workerData } from 'node:worker_threads';
import type { JobAnswer, JobMessage } from '../attack/pool.ts';
import { playJob } from '../attack/run-suite.ts';
import { type StageChoice, theatreOf } from './attack-theatre.ts';
import { processSurroundings } from './main.ts';

/** What a thread is started with. */
export interface AttackThread {
  readonly choice: StageChoice;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

// Entry point of a thread that plays attacks; bundled as a file of its own.
const { choice, environment } = workerData as AttackThread;
const opened = theatreOf(choice, { ...processSurroundings(), environment });

parentPort?.on('message', ({ id, job }: JobMessage) => {
  void opened
    .then(({ theatre }) => playJob(job, theatre))
    .then(
      (result): JobAnswer => ({ id, result }),
      (error: unknown): JobAnswer => ({
        id,
        failure: error instanceof Error ? `${error.name}: ${error.message}` : 'failed',
      }),
    )
    .then((answer) => parentPort?.postMessage(answer));
});
