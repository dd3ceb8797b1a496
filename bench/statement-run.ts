import { execute, isExecutable } from '../src/commands/executors.ts';
import { policyById } from '../src/disclosure/policies.ts';
import { openDisclosureSession } from '../src/disclosure/session.ts';
import type { DatabankLibrary } from '../src/metadata/library.ts';
import { silent } from '../src/metadata/progress.ts';
import { arrayOf } from '../src/metadata/stored-column.ts';
import { codeListsOf } from '../src/runtime/code-lists.ts';
import type { Column } from '../src/runtime/column.ts';
import { createColumnarEngine } from '../src/runtime/columnar/engine.ts';
import { tableOf } from '../src/runtime/columnar/table.ts';
import { isMissingAt } from '../src/runtime/columnar/values.ts';
import type { DatasetHandle } from '../src/runtime/dataset.ts';
import { recordKeyCache } from '../src/runtime/key-cache.ts';
import { needsOf } from '../src/runtime/needs.ts';
import { runScript, type SessionResult } from '../src/runtime/session.ts';
import { type ClosableFoldRunner, createFoldRunner } from '../src/runtime/threads/runner.ts';
import { numbersOf } from './released-numbers.ts';
import { analysedOf, keyFolder, peakMemory, startOfPeak } from './scene.ts';
import type { StatementCase, StatementGroup } from './statement-cases.ts';

/** Facts about a variable that both sides must agree on. */
export interface Facts {
  readonly valid: number;
  /** Of numbers their sum, of texts the sum of their lengths. */
  readonly sum: number;
  /** The sum of the squares of the same. */
  readonly squares: number;
}

/** What a case came to. */
export interface CaseRun {
  readonly milliseconds: number;
  /** Milliseconds that all threads together have spent working on it. */
  readonly processor: number;
  /** Bytes of columns that were not there before. */
  readonly newBytes: number;
  /** How far memory rose above where it stood before. */
  readonly peakBytes: number;
  readonly facts: Facts | undefined;
}

/** What to look at while a group runs; looking takes time, so that clocks and other things are looked at in different runs. */
export interface GroupOptions {
  readonly policy: string;
  readonly threads: number;
  readonly measuresMemory?: boolean;
  readonly checks?: boolean;
  /** Threads that have worked before, and will go on; without them there are new ones, which end with the group. */
  readonly runner?: ClosableFoldRunner;
}

interface Mark {
  readonly first: number;
  readonly last: number;
}

/** Runs the script of a group once, all of it or the cases given. */
export async function runGroup(
  library: DatabankLibrary,
  group: StatementGroup,
  options: GroupOptions,
): Promise<readonly CaseRun[]> {
  const { text, marks } = scriptOf(group);
  const script = analysedOf(library, text);
  const binding = script.databanks[0]!;
  const catalogue = library.findCatalogue(binding.databank, binding.version)!;
  const reader = await library.open(binding.databank, binding.version);
  await reader.prepare?.(needsOf(script, binding), silent);
  const runner = options.runner ?? createFoldRunner({ threads: options.threads });
  const secret = library.secretOf(binding.databank);
  const protection = openDisclosureSession({
    policy: policyById(options.policy)!,
    secret,
    stamp: { databanks: [{ ...binding, nature: catalogue.nature }], trust: 'client' },
    recordKeyCache: recordKeyCache(keyFolder(), secret, runner),
  });
  const runs: CaseRun[] = [];
  let datasets: ReadonlyMap<string, DatasetHandle> = new Map();
  let before = new Set<ArrayBufferLike>();
  let standing = 0;
  let started = 0;
  let startedWork = process.cpuUsage();
  let current = 0;
  const result = await runScript({
    script,
    engine: createColumnarEngine({ runner, databanks: [{ catalogue, reader }], protection }),
    protection,
    codeLists: codeListsOf(script, library),
    catalogueOf: (databank, version) => library.findCatalogue(databank, version),
    isExecutable,
    execute,
    onStart: ({ index }) => {
      if (index !== marks[current]?.first) return;
      before = buffersOf(datasets);
      if (options.measuresMemory === true) {
        globalThis.gc?.();
        standing = startOfPeak();
      }
      startedWork = process.cpuUsage();
      started = performance.now();
    },
    onCommit: (now) => {
      datasets = now;
    },
    onEnd: ({ index }) => {
      if (index !== marks[current]?.last) return;
      const milliseconds = performance.now() - started;
      const work = process.cpuUsage(startedWork);
      const processor = (work.user + work.system) / 1000;
      const peakBytes = options.measuresMemory === true ? peakMemory() - standing : 0;
      const { same } = group.cases[current]!;
      current++;
      const facts = options.checks === true && same?.dataset !== undefined ? factsOf(datasets, same) : undefined;
      const newBytes = [...buffersOf(datasets)].reduce((sum, b) => sum + (before.has(b) ? 0 : b.byteLength), 0);
      runs.push({ milliseconds, processor, newBytes, peakBytes, facts });
    },
  });
  if (options.runner === undefined) await runner.close();
  const failed = result.statements.find(({ outcome }) => outcome !== 'done');
  if (failed !== undefined) throw new Error(`${failed.echo.slice(0, 200)}: ${JSON.stringify(failed).slice(0, 500)}`);
  return options.checks === true ? runs.map((run, i) => withReleased(run, group.cases[i]!, result, marks[i]!)) : runs;
}

/** A run whose facts are those of what it has released, if that is what there is to agree on. */
function withReleased(run: CaseRun, { same }: StatementCase, result: SessionResult, { last }: Mark): CaseRun {
  if (same === undefined || same.dataset !== undefined) return run;
  const bodies = result.statements[last]!.results.map(({ body }) => body);
  return { ...run, facts: factsOfNumbers(bodies.flatMap(numbersOf)) };
}

function factsOfNumbers(numbers: readonly number[]): Facts {
  let sum = 0;
  let squares = 0;
  for (const number of numbers) {
    sum += number;
    squares += number * number;
  }
  return { valid: numbers.length, sum, squares };
}

/** The script of a group, and which of its statements are timed, case by case. */
function scriptOf({ prelude, cases }: StatementGroup): { readonly text: string; readonly marks: readonly Mark[] } {
  const lines = ['require no.ssb.fdb:60 as db', ...prelude];
  const marks = cases.map(({ before = [], statements, after = [] }) => {
    lines.push(...before);
    const first = lines.length;
    lines.push(...statements);
    const last = lines.length - 1;
    lines.push(...after);
    return { first, last };
  });
  return { text: `${lines.join('\n')}\n`, marks };
}

/** The buffers behind the variables of all datasets, each once however many variables share it. */
function buffersOf(datasets: ReadonlyMap<string, DatasetHandle>): Set<ArrayBufferLike> {
  const columns = [...datasets.values()].flatMap((handle) => [...tableOf(handle).columns.values()]);
  return new Set(columns.map((column) => arrayOf(column).buffer));
}

function factsOf(
  datasets: ReadonlyMap<string, DatasetHandle>,
  { dataset, variable }: { readonly dataset: string; readonly variable: string },
): Facts {
  const column = tableOf(datasets.get(dataset)!).columns.get(variable)!;
  const weightOf = weights(column);
  const isMissing = isMissingAt(column);
  const values = arrayOf(column);
  let valid = 0;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < values.length; row++) {
    if (isMissing(row)) continue;
    const weight = weightOf(values[row]!);
    valid++;
    sum += weight;
    squares += weight * weight;
  }
  return { valid, sum, squares };
}

function weights(column: Column): (value: number) => number {
  if (column.kind !== 'dictionary') return (value) => value;
  const lengths = column.dictionary.map((text) => Array.from(text).length);
  return (code) => lengths[code]!;
}
