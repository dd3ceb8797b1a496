/**
 * Fuzzes lexer, parser and analyser with random and damaged scripts.
 *
 *     npx node tools/fuzz.ts COUNT SEED [FIRST]
 *
 * Tries the cases FIRST … FIRST + COUNT - 1 of the series SEED, prints every kind of failure once with a script that has been made
 * small, and ends with 1 when there was any. The same numbers give the same scripts on every machine. The cases run in a thread of
 * their own, so that one that never ends is noticed, named and left out.
 */
import process from 'node:process';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type FuzzCase, fuzzCase } from '../test/helpers/fuzz/cases.ts';
import { failureOf } from '../test/helpers/fuzz/checks.ts';
import { shrunk } from '../test/helpers/fuzz/shrink.ts';

/** A run of cases, as the thread that does it is told. */
interface Task {
  readonly seed: number;
  readonly first: number;
  readonly end: number;
  /** One number: the case that is being tried. */
  readonly place: SharedArrayBuffer;
}

/** What the thread says of a failure. */
interface Found {
  readonly index: number;
  readonly kind: string;
  readonly detail: string;
  readonly script: string;
}

/** Laws that read a script several times are tried on one case of so many. */
const thoroughEvery = 16;
/** Kinds of failure that are shown before a run gives up. */
const mostKinds = 25;
/** A case that takes longer than this is taken to hang. */
const patienceMs = 15_000;

function smallest(kind: string, fuzzed: FuzzCase): string {
  const fails = (text: string): boolean => failureOf({ ...fuzzed, text }, { isThorough: true })?.kind === kind;
  return kind === 'slow' ? fuzzed.text : shrunk(fuzzed.text, fails);
}

function tryCases({ seed, first, end, place }: Task): void {
  const current = new Int32Array(place);
  const known = new Set<string>();
  for (let index = first; index < end; index++) {
    Atomics.store(current, 0, index);
    const fuzzed = fuzzCase(seed, index);
    const failure = failureOf(fuzzed, { isThorough: index % thoroughEvery === 0 });
    if (failure === undefined) continue;
    const script = known.has(failure.kind) ? '' : JSON.stringify(smallest(failure.kind, fuzzed).slice(0, 1500));
    known.add(failure.kind);
    parentPort?.postMessage({ index, ...failure, script } satisfies Found);
  }
}

/** Runs the cases, starting again behind one that hangs; how often each kind of failure came. */
async function run(count: number, seed: number, first: number): Promise<ReadonlyMap<string, number>> {
  const kinds = new Map<string, number>();
  const note = ({ index, kind, detail, script }: Found): void => {
    const seen = kinds.get(kind) ?? 0;
    kinds.set(kind, seen + 1);
    if (seen === 0) console.log(`\n── case ${index}: ${kind}\n${detail.slice(0, 600)}\n${script}`);
  };
  const start = performance.now();
  for (let next = first; next < first + count && kinds.size < mostKinds; ) {
    const place = new SharedArrayBuffer(4);
    const task: Task = { seed, first: next, end: first + count, place };
    const hung = await oneThread(task, note, (index) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      console.log(`${index - first} of ${count} scripts, ${seconds} s, ${kinds.size} kinds of failure`);
    });
    if (hung === undefined) break;
    note({ index: hung, kind: 'hang', detail: '', script: JSON.stringify(fuzzCase(seed, hung).text.slice(0, 1500)) });
    next = hung + 1;
  }
  return kinds;
}

/** The case that a thread hangs at; `undefined` when it has come to the end. */
function oneThread(
  task: Task,
  note: (found: Found) => void,
  progress: (index: number) => void,
): Promise<number | undefined> {
  const worker = new Worker(new URL(import.meta.url), { workerData: task });
  const current = new Int32Array(task.place);
  return new Promise((resolve, reject) => {
    let last = -1;
    let still = 0;
    const watch = setInterval(() => {
      const index = Atomics.load(current, 0);
      still = index === last ? still + 5000 : 0;
      last = index;
      progress(index);
      if (still < patienceMs) return;
      clearInterval(watch);
      resolve(index);
      void worker.terminate();
    }, 5000);
    worker.on('message', note);
    worker.on('error', (error: Error) => {
      clearInterval(watch);
      reject(error);
    });
    worker.on('exit', () => {
      clearInterval(watch);
      resolve(undefined);
    });
  });
}

if (isMainThread) {
  const [count = 1000, seed = 1, first = 0] = process.argv.slice(2).map(Number);
  const kinds = await run(count, seed, first);
  for (const [kind, times] of kinds) console.log(`${times} × ${kind}`);
  console.log(`${count} scripts of the series ${seed}: ${kinds.size} kinds of failure`);
  process.exitCode = kinds.size === 0 ? 0 : 1;
} else {
  tryCases(workerData as Task);
}
