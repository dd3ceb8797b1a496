import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type StatementMemory, statementMemory } from '../lang/syntax/statement-memory.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/** The documents that an editor has open, each with one current snapshot. */
export interface DocumentStore {
  open(uri: string, languageId: string, version: number, text: string): Snapshot;
  /** `undefined` when the document is not open. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): Snapshot | undefined;
  close(uri: string): void;
  current(uri: string): Snapshot | undefined;
  /** All current snapshots, in the order in which their documents were opened. */
  all(): readonly Snapshot[];
  /** Reads all documents against other databanks from now on: every one gets a new snapshot of its version. */
  useDirectory(directory: DatabankDirectory): void;
}

interface OpenDocument {
  readonly text: TextDocument;
  readonly memory: StatementMemory;
  readonly snapshot: Snapshot;
}

/** Makes an empty store. */
export function documentStore(initial: DatabankDirectory): DocumentStore {
  let directory = initial;
  const open = new Map<string, OpenDocument>();
  const put = (text: TextDocument, memory: StatementMemory): Snapshot => {
    const { uri, version, languageId } = text;
    const snapshot = snapshotOf({ uri, version, languageId, text: text.getText(), directory, memory });
    open.set(uri, { text, memory, snapshot });
    return snapshot;
  };
  return {
    open: (uri, languageId, version, text) =>
      put(TextDocument.create(uri, languageId, version, text), statementMemory()),
    change(uri, version, changes) {
      const before = open.get(uri);
      return before && put(TextDocument.update(before.text, [...changes], version), before.memory);
    },
    close: (uri) => void open.delete(uri),
    current: (uri) => open.get(uri)?.snapshot,
    all: () => Array.from(open.values(), ({ snapshot }) => snapshot),
    useDirectory(other) {
      directory = other;
      for (const { text, memory } of [...open.values()]) put(text, memory);
    },
  };
}
