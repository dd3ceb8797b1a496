import { draftVersion } from '../../base/version-number.ts';
import type { DatabankFolder, VersionDocuments } from '../databank-folder.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { plainJson, type StoredContent } from '../store/content.ts';
import type { Manifest, Update } from '../store/manifest.ts';
import { FolderReader } from '../store/reader.ts';
import { composeContent } from './compose.ts';
import { type Universe, UniverseReader } from './universes.ts';
import {
  type DescribedVariable,
  readVersionState,
  type SourcedVariable,
  sourcedVariables,
  type VersionState,
  writeCatalogue,
} from './version-state.ts';

/** What a version consists of, apart from the names of its documents. */
export type Contents = Pick<VersionState, 'label' | 'described' | 'stored'>;

/** A databank as a change finds it. */
export interface WriterState {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The newest version; empty where there is none. */
  readonly base: Contents;
  /** The draft; the newest version where nothing is pending. */
  readonly draft: Contents;
  readonly universes: UniverseReader;
}

/** Reads what a change starts from. */
export function readWriterState({ folder, manifest }: DatabankFolder): WriterState {
  const read = (documents: VersionDocuments | undefined): Contents | undefined =>
    documents === undefined ? undefined : readVersionState({ folder, manifest }, documents);
  const newest = read(manifest.versions.at(-1));
  const draft = read(manifest.draft) ?? newest;
  if (draft === undefined) throw new RangeError('a databank has neither a version nor a draft');
  const nothing: StoredContent = { universes: {}, variables: {} };
  return {
    folder,
    manifest,
    base: newest ?? { label: draft.label, described: new Map(), stored: nothing },
    draft,
    universes: new UniverseReader({ folder, databank: manifest.databank }),
  };
}

/** A reader of the draft's columns. */
export function draftReader({ folder, manifest, draft }: WriterState): FolderReader {
  return new FolderReader(manifest.databank, draftVersion, folder, draft.stored);
}

/** Variables by name: what the catalogue says of them, and their columns. */
export interface ComposedVariables {
  readonly described: Map<string, DescribedVariable>;
  readonly columns: Map<string, SourcedVariable>;
}

/** The variables of a version after some changes, which the draft holds the outcome of. */
export function afterUpdates(base: Contents, draft: Contents, updates: readonly Update[]): ComposedVariables {
  const described = new Map(base.described);
  const columns = sourcedVariables(base.stored);
  for (const { name, operation } of updates) {
    if (operation === 'REMOVE') {
      described.delete(name);
      columns.delete(name);
      continue;
    }
    described.set(name, draft.described.get(name)!);
    if (operation !== 'PATCH_METADATA') {
      columns.set(name, { stored: draft.stored.variables[name]!, from: draft.stored });
    }
  }
  return { described, columns };
}

/** Writes the documents of a version or a draft, and waits until everything is on the disk. */
export async function writeDocuments(
  columns: ColumnFolder,
  { universes: reader, draft: { label } }: WriterState,
  universes: ReadonlyMap<string, Universe>,
  variables: ComposedVariables,
): Promise<VersionDocuments & { readonly stored: StoredContent }> {
  const stored = await composeContent(columns, reader, universes, variables.columns);
  const catalogue = writeCatalogue(columns, label, variables.described);
  const content = columns.addDocument(plainJson(stored));
  await columns.written();
  return { catalogue, content, stored };
}
