import { sourceText } from '../../../src/base/source-text.ts';
import { execute, isExecutable } from '../../../src/commands/executors.ts';
import { commandForms, type Operation, vocabulary } from '../../../src/commands/vocabulary.ts';
import { policyById } from '../../../src/disclosure/policies.ts';
import { openDisclosureSession } from '../../../src/disclosure/session.ts';
import { analyseScript } from '../../../src/lang/analyse/analyse.ts';
import type { AnalysedScript } from '../../../src/lang/ir/script.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import type { DatabankDirectory } from '../../../src/metadata/catalogue.ts';
import { type CodeListLookup, codeListsOf } from '../../../src/runtime/code-lists.ts';
import { createColumnarEngine } from '../../../src/runtime/columnar/engine.ts';
import { type Table, tableOf } from '../../../src/runtime/columnar/table.ts';
import type { DatasetHandle } from '../../../src/runtime/dataset.ts';
import { runScript, type StatementOutcome } from '../../../src/runtime/session.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import type { TestDatabank } from '../databank.ts';

/** A script after analysis, with the lines (counted from 0) that have mistakes. */
export interface Analysed {
  readonly script: AnalysedScript<Operation>;
  readonly mistakes: readonly { readonly line: number; readonly code: string }[];
}

/** A statement that ran, with the datasets as it left them. */
export interface Ran {
  readonly command: string;
  readonly outcome: StatementOutcome;
  readonly tables: ReadonlyMap<string, Table>;
}

/** Parses and analyses a script. */
export function analyse(text: string, databanks: readonly TestDatabank[]): Analysed {
  const directory = directoryOf(databanks);
  const source = sourceText('test', text);
  const { document, diagnostics: syntax } = parseDocument(source, commandForms);
  const { analysed, diagnostics } = analyseScript(document, source, vocabulary, directory);
  const mistakes = [...syntax, ...diagnostics]
    .filter(({ severity }) => severity === 'error')
    .map(({ at, code }) => ({ line: text.slice(0, at.start).split('\n').length - 1, code }));
  return { script: analysed, mistakes };
}

/** The databanks that scripts find by name. */
function directoryOf(databanks: readonly TestDatabank[]): DatabankDirectory {
  return {
    databanks: databanks.flatMap(({ directory }) => directory.databanks),
    findCatalogue: (name, version) =>
      databanks.flatMap(({ directory }) => directory.findCatalogue(name, version) ?? []).at(0),
  };
}

const policy = policyById('open')!;
const secret = Uint8Array.from({ length: 32 }, (_, i) => i);
const runner = createFoldRunner({ threads: 1 });

/** Runs an analysed script on the columnar engine, in this thread, without disclosure control. */
export async function run(
  script: AnalysedScript<Operation>,
  databanks: readonly TestDatabank[],
): Promise<{ readonly statements: readonly Ran[]; readonly codeLists: CodeListLookup }> {
  const directory = directoryOf(databanks);
  const stamped = databanks.map(({ catalogue: { databank, version, nature } }) => ({ databank, version, nature }));
  const stamp = { databanks: stamped, trust: 'client' } as const;
  const protection = openDisclosureSession({ policy, secret, stamp });
  const codeLists = codeListsOf(script, directory);
  let current: ReadonlyMap<string, DatasetHandle> = new Map();
  const after: ReadonlyMap<string, Table>[] = [];
  const { statements } = await runScript({
    script,
    engine: createColumnarEngine({ runner, databanks, protection }),
    protection,
    codeLists,
    catalogueOf: (name, asked) => directory.findCatalogue(name, asked),
    isExecutable,
    execute: (operation, context) => execute(operation, context),
    onCommit: (datasets) => {
      current = datasets;
    },
    onEnd: () => {
      after.push(new Map([...current].map(([name, handle]) => [name, tableOf(handle)])));
    },
  });
  const ran = statements.map(({ command, outcome }, i): Ran => ({ command, outcome, tables: after[i] ?? new Map() }));
  return { statements: ran, codeLists };
}
