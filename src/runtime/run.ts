import type { Diagnostic } from '../base/diagnostic.ts';
import type { ContentHash } from '../base/hash.ts';
import type { HistoryStore } from '../disclosure/history/store.ts';
import type { NodeKind } from '../disclosure/nodes.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { AuditRecord, DisclosureSession } from '../disclosure/protection.ts';
import type { Stamp } from '../disclosure/released.ts';
import { openDisclosureSession } from '../disclosure/session.ts';
import type { AnalysedScript, AnalysedStatement, DatabankBinding, OperationBase } from '../lang/ir/script.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { type Progress, silent } from '../metadata/progress.ts';
import { codeListsOf } from './code-lists.ts';
import { createColumnarEngine } from './columnar/engine.ts';
import type { OpenDatabank } from './columnar/units.ts';
import type { Execution, ExecutionContext } from './executor.ts';
import type { FoldRunner } from './fold.ts';
import { recordKeyCache } from './key-cache.ts';
import { needsOf } from './needs.ts';
import { obstaclesOf } from './readiness.ts';
import { combinedSecret, nameOfSecret } from './secret.ts';
import { notRun, runScript, type StatementResult } from './session.ts';
import { createFoldRunner } from './threads/runner.ts';

/** What a run needs. Opening databanks may take a while the first time: `progress` tells how far it is. */
export interface RunOptions<O extends OperationBase> {
  readonly script: AnalysedScript<O>;
  readonly library: DatabankLibrary;
  readonly policy: Policy;
  readonly threads: number;
  readonly isExecutable: (command: string) => boolean;
  readonly execute: (operation: O, context: ExecutionContext) => Promise<Execution<NodeKind>>;
  /** Folder beside the secrets where derived record keys are kept between runs; without one they are made anew. */
  readonly keyFolder?: string;
  /** The worker's entry point, where it does not lie beside this module. */
  readonly workerEntry?: URL;
  /** What earlier runs have asked about, where the policy's history is wider than a run. */
  readonly history?: HistoryStore;
  /** Called with each audit record before its result goes anywhere. */
  readonly audit?: (record: AuditRecord) => void;
  readonly progress?: Progress;
  readonly onStart?: (statement: AnalysedStatement<O>) => void;
  readonly onEnd?: (statement: AnalysedStatement<O>) => void;
}

/** What came of a run. */
export interface RunResult {
  readonly statements: readonly StatementResult[];
  /** Why nothing was run, found before any data was read. */
  readonly obstacles: readonly Diagnostic[];
  readonly audit: readonly AuditRecord[];
  /** What results come from; absent where nothing was run. */
  readonly origin?: RunOrigin;
}

/** What the results of a run come from, besides script, program and policy. */
export interface RunOrigin {
  /** The column files that the script reads, by databank and variable. */
  readonly columns: readonly ReadColumns[];
  /** Names the secret that noise was drawn with. */
  readonly noiseKey: ContentHash;
}

/** The column files that a script reads of a register variable. */
export interface ReadColumns {
  readonly databank: string;
  readonly version: string;
  readonly variable: string;
  /** Content hashes, ascending. */
  readonly files: readonly ContentHash[];
}

/**
 * Runs an analysed script on this machine: opens its databanks, disclosure control and the columnar engine, and executes it.
 * Data and secret lie with whoever runs it, so that results are stamped `client`.
 *
 * @throws DatabankError when a databank or its secret cannot be read
 */
export async function runAnalysed<O extends OperationBase>(options: RunOptions<O>): Promise<RunResult> {
  const { script, isExecutable } = options;
  const obstacles = obstaclesOf(script, isExecutable);
  if (obstacles.length > 0) return { statements: script.statements.map(notRun), obstacles, audit: [] };
  const databanks = await openDatabanks(options);
  const runner = createFoldRunner({
    threads: options.threads,
    ...(options.workerEntry === undefined ? {} : { workerEntry: options.workerEntry }),
  });
  try {
    const protection = openProtection(options, databanks, runner);
    const { onStart, onEnd } = options;
    const result = await runScript({
      script,
      engine: createColumnarEngine({ runner, databanks, protection }),
      protection,
      codeLists: codeListsOf(script, options.library),
      catalogueOf: (databank, version) => options.library.findCatalogue(databank, version),
      isExecutable,
      execute: options.execute,
      ...(onStart === undefined ? {} : { onStart }),
      ...(onEnd === undefined ? {} : { onEnd }),
    });
    const origin = { columns: columnsOf(script, databanks), noiseKey: nameOfSecret(secretOf(options, databanks)) };
    return { ...result, audit: protection.audit(), origin };
  } finally {
    await runner.close();
  }
}

async function openDatabanks<O extends OperationBase>(options: RunOptions<O>): Promise<readonly OpenDatabank[]> {
  const opened: OpenDatabank[] = [];
  for (const binding of distinctBindings(options.script)) {
    const { databank, version } = binding;
    const catalogue = options.library.findCatalogue(databank, version);
    if (catalogue === undefined) throw new RangeError('the analysed script names an unknown databank');
    const reader = await options.library.open(databank, version, options.progress);
    const needs = needsOf(options.script, binding);
    if (needs.length > 0) await reader.prepare?.(needs, options.progress ?? silent);
    opened.push({ catalogue, reader });
  }
  return opened;
}

/** The column files that a script reads, in the order of databanks and variables. */
function columnsOf(script: AnalysedScript, databanks: readonly OpenDatabank[]): readonly ReadColumns[] {
  return databanks.flatMap(({ catalogue: { databank, version }, reader }) => {
    const needs = Map.groupBy(needsOf(script, { databank, version }), ({ variable }) => variable);
    return [...needs]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([variable, own]) => {
        const files = new Set(own.flatMap((need) => reader.filesFor(need)));
        return { databank, version, variable, files: [...files].sort() };
      });
  });
}

function secretOf<O extends OperationBase>({ library }: RunOptions<O>, databanks: readonly OpenDatabank[]): Uint8Array {
  const distinct = new Map(databanks.map(({ catalogue }) => [catalogue.databank, catalogue]));
  return combinedSecret([...distinct.values()], (name) => library.secretOf(name));
}

function distinctBindings(script: AnalysedScript): readonly DatabankBinding[] {
  const bindings = new Map(script.databanks.map((binding) => [`${binding.databank}:${binding.version}`, binding]));
  return [...bindings.values()];
}

function openProtection<O extends OperationBase>(
  options: RunOptions<O>,
  databanks: readonly OpenDatabank[],
  runner: FoldRunner,
): DisclosureSession {
  const stamp: Pick<Stamp, 'databanks' | 'trust'> = {
    databanks: databanks.map(({ catalogue: { databank, version, nature } }) => ({ databank, version, nature })),
    trust: 'client',
  };
  const secret = secretOf(options, databanks);
  const { policy, keyFolder, history, audit } = options;
  const cache = keyFolder === undefined ? {} : { recordKeyCache: recordKeyCache(keyFolder, secret, runner) };
  const past = { ...(history === undefined ? {} : { history }), ...(audit === undefined ? {} : { audit }) };
  return openDisclosureSession({ policy, secret, stamp, ...cache, ...past });
}
