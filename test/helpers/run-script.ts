import { type Diagnostic, diagnosticHint, diagnosticText } from '../../src/base/diagnostic.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { execute, isExecutable } from '../../src/commands/executors.ts';
import { commandForms, vocabulary } from '../../src/commands/vocabulary.ts';
import type { HistoryStore } from '../../src/disclosure/history/store.ts';
import { policyById } from '../../src/disclosure/policies.ts';
import type { DisclosureSession } from '../../src/disclosure/protection.ts';
import { openDisclosureSession } from '../../src/disclosure/session.ts';
import { analyseScript } from '../../src/lang/analyse/analyse.ts';
import { parseDocument } from '../../src/lang/syntax/parse-document.ts';
import type { DatabankDirectory } from '../../src/metadata/catalogue.ts';
import { codeListsOf } from '../../src/runtime/code-lists.ts';
import { createColumnarEngine } from '../../src/runtime/columnar/engine.ts';
import { type Table, tableOf } from '../../src/runtime/columnar/table.ts';
import type { DatasetHandle } from '../../src/runtime/dataset.ts';
import { runScript, type SessionResult } from '../../src/runtime/session.ts';
import { createFoldRunner } from '../../src/runtime/threads/runner.ts';
import { plain } from './columns.ts';
import type { TestDatabank } from './databank.ts';

/** A finished run: what it released, and the datasets as they were left (for tests only). */
export interface TestRun extends SessionResult {
  readonly tables: ReadonlyMap<string, Table>;
  /** The values of a variable, by rows. */
  readonly values: (dataset: string, variable: string) => (number | string | null)[];
}

/** How to run. */
export interface TestRunOptions {
  readonly policy?: string;
  readonly threads?: number;
  readonly secret?: Uint8Array;
  /** What earlier runs have left, where the policy's history is wider than a run. */
  readonly history?: HistoryStore;
  /** Stands between the run and its disclosure control, to see what is asked. */
  readonly watch?: (session: DisclosureSession, command: () => string) => DisclosureSession;
  /** Called with the datasets after each change. */
  readonly onChange?: (tables: ReadonlyMap<string, Table>) => void;
}

/** Runs a script on databanks in memory, under the policy `open` unless another one is asked for. */
export async function runTestScript(
  text: string,
  databanks: readonly TestDatabank[],
  options: TestRunOptions = {},
): Promise<TestRun> {
  const directory = joined(databanks);
  const source = sourceText('test', text);
  const { document, diagnostics: syntax } = parseDocument(source, commandForms);
  const { analysed, diagnostics } = analyseScript(document, source, vocabulary, directory);
  const errors = [...syntax, ...diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(told).join('\n'));
  const policy = policyById(options.policy ?? 'open');
  if (policy === undefined) throw new Error('there is no such policy');
  const secret = options.secret ?? Uint8Array.from({ length: 32 }, (_, i) => i);
  const stamped = databanks.map(({ catalogue }) => ({
    databank: catalogue.databank,
    version: catalogue.version,
    nature: catalogue.nature,
  }));
  const opened = openDisclosureSession({
    policy,
    secret,
    stamp: { databanks: stamped, trust: 'client' },
    ...(options.history === undefined ? {} : { history: options.history }),
  });
  let command = '';
  const protection = options.watch?.(opened, () => command) ?? opened;
  const runner = createFoldRunner({ threads: options.threads ?? 1 });
  const seen = new Map<string, DatasetHandle>();
  const engine = createColumnarEngine({ runner, databanks, protection });
  try {
    const result = await runScript({
      script: analysed,
      engine,
      protection,
      codeLists: codeListsOf(analysed, directory),
      catalogueOf: (databank, version) => directory.findCatalogue(databank, version),
      isExecutable,
      execute: (operation, context) => execute(operation, context),
      onStart: ({ operation }) => {
        command = operation.type;
      },
      onCommit: (datasets) => {
        seen.clear();
        for (const [name, dataset] of datasets) seen.set(name, dataset);
        options.onChange?.(new Map([...datasets].map(([name, handle]) => [name, tableOf(handle)])));
      },
    });
    const tables = new Map([...seen].map(([name, handle]) => [name, tableOf(handle)]));
    return { ...result, tables, values: (dataset, variable) => valuesIn(tables.get(dataset), variable) };
  } finally {
    await runner.close();
  }
}

function told(error: Diagnostic): string {
  const hint = diagnosticHint(error, 'en');
  return hint === undefined ? diagnosticText(error, 'en') : `${diagnosticText(error, 'en')} ${hint}`;
}

function valuesIn(table: Table | undefined, variable: string): (number | string | null)[] {
  const column =
    table?.columns.get(variable) ?? (table?.schema.identifier?.name === variable ? table.identifier : undefined);
  if (column === undefined) throw new Error(`there is no ${variable}`);
  return plain(column);
}

function joined(databanks: readonly TestDatabank[]): DatabankDirectory {
  return {
    databanks: databanks.flatMap(({ directory }) => directory.databanks),
    findCatalogue: (name, version) => {
      for (const { directory } of databanks) {
        const found = directory.findCatalogue(name, version);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
