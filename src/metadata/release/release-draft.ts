import type { VersionDocuments } from '../databank-folder.ts';
import { ColumnFolder } from '../store/column-folder.ts';
import type { StoredContent } from '../store/content.ts';
import type { DraftUpdate, ManifestDraft } from '../store/manifest.ts';
import type { Ranks } from '../store/translate.ts';
import { bringsData } from './draft-rules.ts';
import { universesOfRelease } from './release-universes.ts';
import { isNumberedUnder, renumber } from './renumber.ts';
import { numbersIn, type Universe } from './universes.ts';
import {
  afterUpdates,
  type ComposedVariables,
  type Contents,
  draftReader,
  type WriterState,
  writeDocuments,
} from './writer-state.ts';

/** The documents of a new version, and the draft that remains. */
export interface Released extends VersionDocuments {
  readonly draft?: ManifestDraft;
}

/**
 * Writes a version of the newest one and the pending changes. Its files depend on the versions before it and on what is
 * released, not on how the draft came about: columns that were numbered while other units were there are numbered again.
 *
 * @param kept  changes that stay in the draft
 */
export async function releaseDraft(
  state: WriterState,
  pending: readonly DraftUpdate[],
  kept: readonly DraftUpdate[],
  time: number,
): Promise<Released> {
  const { base, draft, universes: reader } = state;
  const columns = new ColumnFolder(state.folder);
  const draftUniverses = await reader.all(draft.stored);
  const universes = await chooseUniverses(columns, state, pending, kept, draftUniverses);
  const variables = afterUpdates(base, draft, pending);
  await renumberReleased(state, pending, variables, draftUniverses, universes);
  const { stored, ...documents } = await writeDocuments(columns, state, universes, variables);
  if (kept.length === 0) return documents;
  const version: Contents = { label: draft.label, described: variables.described, stored };
  const remaining = afterUpdates(version, draft, kept);
  const { catalogue, content } = await writeDocuments(columns, state, draftUniverses, remaining);
  const loose = state.manifest.draft?.loose === true;
  return {
    ...documents,
    draft: { catalogue, content, stamp: time, updates: kept, ...(loose ? { loose } : {}) },
  };
}

async function chooseUniverses(
  columns: ColumnFolder,
  state: WriterState,
  pending: readonly DraftUpdate[],
  kept: readonly DraftUpdate[],
  draftUniverses: ReadonlyMap<string, Universe>,
): Promise<ReadonlyMap<string, Universe>> {
  const { base, draft, manifest, universes: reader } = state;
  const before = await reader.all(base.stored);
  const withData = pending.filter(bringsData);
  if (withData.length === 0) return before;
  if (manifest.draft?.loose !== true && !kept.some(bringsData)) return draftUniverses;
  const released = new Map(withData.map(({ name }) => [name, draft.stored.variables[name]!.unitType]));
  return universesOfRelease(columns, before, draftUniverses, draftReader(state), released);
}

async function renumberReleased(
  state: WriterState,
  pending: readonly DraftUpdate[],
  variables: ComposedVariables,
  draftUniverses: ReadonlyMap<string, Universe>,
  universes: ReadonlyMap<string, Universe>,
): Promise<void> {
  const { draft, folder } = state;
  const from: StoredContent = {
    universes: Object.fromEntries([...universes].map(([idKind, { stored }]) => [idKind, stored])),
    variables: {},
  };
  const ranks = new Map<string, Ranks>();
  const ranksOf = (idKind: string): Ranks => {
    const to = universes.get(idKind)!;
    const known = ranks.get(idKind) ?? {
      numbers: numbersIn(draftUniverses.get(idKind)!, to),
      size: to.stored.size,
    };
    ranks.set(idKind, known);
    return known;
  };
  const reader = draftReader(state);
  for (const { name } of pending.filter(bringsData)) {
    const stored = draft.stored.variables[name]!;
    if (isNumberedUnder(stored, draft.stored, universes)) continue;
    variables.columns.set(name, { stored: await renumber(reader, name, stored, folder, ranksOf), from });
  }
}

/** The draft without some of its changes; `undefined` where nothing is left. */
export async function draftWithout(
  state: WriterState,
  names: readonly string[],
  time: number,
): Promise<ManifestDraft | undefined> {
  const { base, draft, manifest, universes: reader } = state;
  const before = manifest.draft?.updates ?? [];
  const updates = before.filter(({ name }) => !names.includes(name));
  if (updates.length === 0 && manifest.versions.length > 0) return undefined;
  const hasData = updates.some(bringsData);
  const universes = await reader.all(hasData ? draft.stored : base.stored);
  const columns = new ColumnFolder(state.folder);
  const { catalogue, content } = await writeDocuments(columns, state, universes, afterUpdates(base, draft, updates));
  const isLoose =
    hasData && (manifest.draft?.loose === true || before.some((old) => names.includes(old.name) && bringsData(old)));
  return { catalogue, content, stamp: time, updates, ...(isLoose ? { loose: isLoose } : {}) };
}

/** The draft after changes that bring no data: removals and corrections, the latter with their outcome. */
export async function draftWithFacts(
  state: WriterState,
  updates: readonly DraftUpdate[],
  change: (variables: ComposedVariables) => void,
  time: number,
): Promise<ManifestDraft> {
  const { base, draft, manifest, universes: reader } = state;
  const before = manifest.draft?.updates ?? [];
  const variables = afterUpdates(base, draft, before);
  change(variables);
  const columns = new ColumnFolder(state.folder);
  const universes = await reader.all(draft.stored);
  const { catalogue, content } = await writeDocuments(columns, state, universes, variables);
  const names = new Set(updates.map(({ name }) => name));
  const loose = manifest.draft?.loose === true;
  return {
    catalogue,
    content,
    stamp: time,
    updates: [...before.filter(({ name }) => !names.has(name)), ...updates],
    ...(loose ? { loose } : {}),
  };
}
