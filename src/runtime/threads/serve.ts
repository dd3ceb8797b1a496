import { parentPort } from 'node:worker_threads';
import { type Answer, errorClassOf, type FoldRegistry, type Job, type Share, takeShare } from './job.ts';

/** Makes this worker thread answer jobs with the folds and kernels of a registry. */
export function serveFolds(registry: FoldRegistry): void {
  parentPort?.on('message', (job: Job) => {
    let answer: Answer;
    try {
      answer = { id: job.id, share: takeShare(job, registry) };
    } catch (error) {
      answer = { id: job.id, failure: errorClassOf(error) };
    }
    parentPort?.postMessage(answer, 'share' in answer ? ownBuffers(answer.share, job.input) : []);
  });
}

/** The buffers of a share that can be moved instead of copied: those that are neither shared nor part of the input. */
function ownBuffers(share: Share, input: unknown): ArrayBuffer[] {
  const kept = new Set<ArrayBuffer>();
  collectBuffers(input, kept, 3);
  const found = new Set<ArrayBuffer>();
  collectBuffers(share.states, found, 6);
  return [...found].filter((buffer) => !kept.has(buffer));
}

function collectBuffers(value: unknown, found: Set<ArrayBuffer>, depth: number): void {
  if (depth === 0 || typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    return;
  }
  // Long lists are lists of numbers or texts: their first entry tells whether there is anything to find.
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  if (parts.length > 1000 && typeof parts[0] !== 'object') return;
  for (const part of parts) collectBuffers(part, found, depth - 1);
}
