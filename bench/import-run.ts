import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceText } from '../src/base/source-text.ts';
import { execute, isExecutable } from '../src/commands/executors.ts';
import { commandForms, vocabulary } from '../src/commands/vocabulary.ts';
import { policyById } from '../src/disclosure/policies.ts';
import { openDisclosureSession } from '../src/disclosure/session.ts';
import { analyseScript } from '../src/lang/analyse/analyse.ts';
import type { AnalysedScript } from '../src/lang/ir/script.ts';
import { parseDocument } from '../src/lang/syntax/parse-document.ts';
import type { DatabankLibrary } from '../src/metadata/library.ts';
import { placesOf } from '../src/metadata/places.ts';
import { silent } from '../src/metadata/progress.ts';
import { codeListsOf } from '../src/runtime/code-lists.ts';
import { createColumnarEngine } from '../src/runtime/columnar/engine.ts';
import { type Table, tableOf } from '../src/runtime/columnar/table.ts';
import { arrayOf } from '../src/runtime/columnar/values.ts';
import { recordKeyCache } from '../src/runtime/key-cache.ts';
import { needsOf } from '../src/runtime/needs.ts';
import { type RunOptions, runAnalysed } from '../src/runtime/run.ts';
import { runScript } from '../src/runtime/session.ts';
import { createFoldRunner } from '../src/runtime/threads/runner.ts';
import { type ImportCase, scriptOf } from './import-cases.ts';

type Operation = Parameters<typeof execute>[0];

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

/** Forgets the highest memory so far, where the system can (Linux); gives the memory of now. */
function startOfPeak(): number {
  if (existsSync('/proc/self/clear_refs')) writeFileSync('/proc/self/clear_refs', '5');
  return process.memoryUsage.rss();
}

/** The highest memory since `startOfPeak`, or of the whole process where the system does not tell. */
function peakMemory(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /VmHWM:\s+(\d+) kB/u.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}

/** Bytes of a dataset's variables, and of the numbers of its units. */
function bytesOf({ rowCount, columns }: Table): number {
  return [...columns.values()].reduce((sum, column) => sum + arrayOf(column).byteLength, rowCount * 4);
}

function keyFolder(): string {
  return join(placesOf(process.env).secretsFolder, 'keys');
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

function analysedOf(library: DatabankLibrary, text: string): AnalysedScript<Operation> {
  const source = sourceText('bench', text);
  const { document, diagnostics } = parseDocument(source, commandForms);
  const { analysed, diagnostics: problems } = analyseScript(document, source, vocabulary, library);
  const errors = [...diagnostics, ...problems].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return analysed;
}
