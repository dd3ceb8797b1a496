import { execute, isExecutable } from '../src/commands/executors.ts';
import { policyById } from '../src/disclosure/policies.ts';
import { openDisclosureSession } from '../src/disclosure/session.ts';
import type { DatabankLibrary } from '../src/metadata/library.ts';
import { silent } from '../src/metadata/progress.ts';
import { arrayOf } from '../src/metadata/stored-column.ts';
import { codeListsOf } from '../src/runtime/code-lists.ts';
import { createColumnarEngine } from '../src/runtime/columnar/engine.ts';
import { type Table, tableOf } from '../src/runtime/columnar/table.ts';
import { recordKeyCache } from '../src/runtime/key-cache.ts';
import { needsOf } from '../src/runtime/needs.ts';
import { type RunOptions, runAnalysed } from '../src/runtime/run.ts';
import { runScript } from '../src/runtime/session.ts';
import { createFoldRunner } from '../src/runtime/threads/runner.ts';
import { type ImportCase, scriptOf } from './import-cases.ts';
import { analysedOf, keyFolder, type Operation, peakMemory, startOfPeak } from './scene.ts';

/** What a case needed: the bytes of the columns of its largest dataset, and how far memory rose above where it stood before. */
export interface Measured {
  readonly columnBytes: number;
  readonly peakBytes: number;
}

/** Milliseconds that the statements of a case take. */
export async function runCase(library: DatabankLibrary, one: ImportCase, threads: number): Promise<number> {
  const { text, before } = scriptOf(one);
  let started = 0;
  let ended = 0;
  await run(library, text, threads, {
    onStart: ({ index }) => {
      if (index === before) started = performance.now();
    },
    onEnd: () => {
      ended = performance.now();
    },
  });
  return ended - started;
}

/** Memory of a case, in a process that does nothing else. The engine's datasets are looked into for the size of their columns. */
export async function measureCase(library: DatabankLibrary, one: ImportCase, threads: number): Promise<Measured> {
  const { text, before } = scriptOf(one);
  const script = analysedOf(library, text);
  const binding = script.databanks[0]!;
  const catalogue = library.findCatalogue(binding.databank, binding.version)!;
  const reader = await library.open(binding.databank, binding.version);
  await reader.prepare?.(needsOf(script, binding), silent);
  const runner = createFoldRunner({ threads });
  const secret = library.secretOf(binding.databank);
  const protection = openDisclosureSession({
    policy: policyById('strict')!,
    secret,
    stamp: { databanks: [{ ...binding, nature: catalogue.nature }], trust: 'client' },
    recordKeyCache: recordKeyCache(keyFolder(), secret, runner),
  });
  let standing = 0;
  let columnBytes = 0;
  await runScript({
    script,
    engine: createColumnarEngine({ runner, databanks: [{ catalogue, reader }], protection }),
    protection,
    codeLists: codeListsOf(script, library),
    catalogueOf: (databank, version) => library.findCatalogue(databank, version),
    isExecutable,
    execute,
    onStart: ({ index }) => {
      if (index === before) standing = startOfPeak();
    },
    onCommit: (datasets) => {
      columnBytes = Math.max(columnBytes, ...[...datasets.values()].map((handle) => bytesOf(tableOf(handle))));
    },
  });
  await runner.close();
  return { columnBytes, peakBytes: peakMemory() - standing };
}

/** Bytes of a dataset's variables, and of the numbers of its units. */
function bytesOf({ rowCount, columns }: Table): number {
  return [...columns.values()].reduce((sum, column) => sum + arrayOf(column).byteLength, rowCount * 4);
}

async function run(
  library: DatabankLibrary,
  text: string,
  threads: number,
  callbacks: Pick<RunOptions<Operation>, 'onStart' | 'onEnd'>,
): Promise<void> {
  const script = analysedOf(library, text);
  const policy = policyById('strict');
  if (policy === undefined) throw new Error('there is no such policy');
  const { statements } = await runAnalysed({
    script,
    library,
    policy,
    threads,
    isExecutable,
    execute,
    keyFolder: keyFolder(),
    ...callbacks,
  });
  const failed = statements.find(({ outcome }) => outcome !== 'done');
  if (failed !== undefined) throw new Error(`${failed.echo}: ${JSON.stringify(failed)}`);
}
