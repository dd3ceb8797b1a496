import type { Diagnostic } from '../base/diagnostic.ts';
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
import { combinedSecret } from './secret.ts';
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
    return { ...result, audit: protection.audit() };
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

function distinctBindings(script: AnalysedScript): readonly DatabankBinding[] {
  const bindings = new Map(script.databanks.map((binding) => [`${binding.databank}:${binding.version}`, binding]));
  return [...bindings.values()];
}

function openProtection<O extends OperationBase>(
  options: RunOptions<O>,
  databanks: readonly OpenDatabank[],
  runner: FoldRunner,
): DisclosureSession {
  const distinct = new Map(databanks.map(({ catalogue }) => [catalogue.databank, catalogue]));
  const stamp: Pick<Stamp, 'databanks' | 'trust'> = {
    databanks: databanks.map(({ catalogue: { databank, version, nature } }) => ({ databank, version, nature })),
    trust: 'client',
  };
  const secret = combinedSecret([...distinct.values()], (name) => options.library.secretOf(name));
  const { policy, keyFolder, history, audit } = options;
  const cache = keyFolder === undefined ? {} : { recordKeyCache: recordKeyCache(keyFolder, secret, runner) };
  const past = { ...(history === undefined ? {} : { history }), ...(audit === undefined ? {} : { audit }) };
  return openDisclosureSession({ policy, secret, stamp, ...cache, ...past });
}
