import type { NodeKind, ReleasedBodies } from '../../src/disclosure/nodes.ts';
import { policyById } from '../../src/disclosure/policies.ts';
import type { DisclosureSession } from '../../src/disclosure/protection.ts';
import type { RefusalBody } from '../../src/disclosure/released.ts';
import { openDisclosureSession } from '../../src/disclosure/session.ts';
import type { CodeListEntry, OperationBase } from '../../src/lang/ir/script.ts';
import type { CodeListLookup } from '../../src/runtime/code-lists.ts';
import { createComparingEngine, createReadingEngine } from '../../src/runtime/columnar/reading/engine.ts';
import type { ColumnarDataset, Population } from '../../src/runtime/dataset.ts';
import type { ReadingContext, ReadingExecutor } from '../../src/runtime/executor.ts';
import type { FoldRunner } from '../../src/runtime/fold.ts';

/** Disclosure control over synthetic data with a fixed secret. */
export function testSession(policy: string): DisclosureSession {
  const found = policyById(policy);
  if (found === undefined) throw new Error(`no policy is called ${policy}`);
  return openDisclosureSession({
    policy: found,
    secret: Uint8Array.from({ length: 32 }, (_, i) => i),
    stamp: { databanks: [{ databank: 'test', version: '1', nature: 'synthetic' }], trust: 'client' },
  });
}

/** Code lists by id. */
export function codeListsOf(lists: Readonly<Record<string, readonly CodeListEntry[]>>): CodeListLookup {
  return (id) => {
    const entries = lists[id] ?? [];
    return { entries, byCode: new Map(entries.map((entry) => [entry.code, entry])) };
  };
}

/** What an executor of a reading command gets; tests release with the whole of it. */
export interface TestContext extends ReadingContext {
  readonly protection: DisclosureSession;
}

/** What an executor of a reading command gets. */
export function readingContext(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  options: {
    readonly policy?: string;
    readonly population?: Population;
    readonly codeLists?: Readonly<Record<string, readonly CodeListEntry[]>>;
  } = {},
): TestContext {
  const protection = testSession(options.policy ?? 'open');
  return {
    engine: protection.comparesCells
      ? createComparingEngine(runner, protection.policy.history.cellReuse)
      : createReadingEngine(runner),
    protection,
    codeLists: codeListsOf(options.codeLists ?? {}),
    catalogueOf: () => undefined,
    active: dataset,
    population: options.population ?? { dataset },
    settle: (population) => Promise.resolve(population),
    settleUnits: () => Promise.resolve(undefined),
    isNearEarlier: () => Promise.resolve(false),
    dataset: () => dataset,
    changes: [],
    earlier: () => [],
  };
}

/** Executes an operation and releases its one node. */
export async function released<O extends OperationBase, K extends NodeKind>(
  executor: ReadingExecutor<O, K>,
  operation: O,
  context: TestContext,
): Promise<ReleasedBodies[K] | RefusalBody> {
  const execution = await executor(operation, context);
  if (execution.type !== 'results' || execution.nodes.length !== 1) throw new Error('one node was expected');
  const node = execution.nodes[0]!;
  return context.protection.release(node, { statement: 0, command: operation.type }).body as
    | ReleasedBodies[K]
    | RefusalBody;
}
