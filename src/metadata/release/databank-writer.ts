import { compareVersions, parseVersion, shortVersion, type VersionNumber } from '../../base/version-number.ts';
import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import type { ValidatedDataset } from '../ingest/validated-dataset.ts';
import { type Progress, silent } from '../progress.ts';
import type {
  DraftStatus,
  DraftUpdate,
  Manifest,
  ManifestDraft,
  ManifestVersion,
  Update,
  UpdateType,
} from '../store/manifest.ts';
import { addDatasets } from './add-datasets.ts';
import { changeProblems, lineOf } from './draft-rules.ts';
import { type IdentifierRules, identifierProblems } from './incoming-units.ts';
import { type MetadataPatch, patched, patchProblems } from './patch-rules.ts';
import { draftWithFacts, draftWithout, releaseDraft } from './release-draft.ts';
import { nextVersion, updateTypeOf } from './version-step.ts';
import { readWriterState, type WriterState } from './writer-state.ts';

/** What is said of changes that go into the draft. */
export interface ChangeNote {
  /** Of each variable. */
  readonly description: string | ((name: string) => string);
  /** Seconds since 1970-01-01, UTC. */
  readonly time: number;
  /** `DRAFT`: not to be part of the next release yet. */
  readonly status?: Exclude<DraftStatus, 'PENDING_DELETE'>;
}

/** What is said of a release. */
export interface ReleaseNote {
  readonly description: string;
  /** Seconds since 1970-01-01, UTC. */
  readonly time: number;
  /** Its number, for versions that have one already, which also may be without changes; the next one otherwise. */
  readonly version?: string;
  /** Its type, for versions that have one already; what follows from the changes otherwise. */
  readonly updateType?: UpdateType;
  /** What the caller takes to be pending: with anything else in the draft, nothing is released. */
  readonly expected?: readonly Pick<Update, 'name' | 'operation'>[];
}

/** Where a writer works, and how a new state becomes the databank's. */
export interface WriterPlace {
  readonly folder: string;
  readonly rules: IdentifierRules;
  /** Makes a manifest the databank's; all files that it lists are on the disk. */
  commit(manifest: Manifest): void;
  close(): void;
}

/**
 * Changes a databank: puts datasets, corrections and removals into its draft and releases it. Every method either does all that
 * it says or, with problems, nothing; killed at any moment, it has done one or the other.
 */
export class DatabankWriter {
  readonly #place: WriterPlace;
  #manifest: Manifest;

  constructor(place: WriterPlace, manifest: Manifest) {
    this.#place = place;
    this.#manifest = manifest;
  }

  /** The databank as it is now. */
  get manifest(): Manifest {
    return this.#manifest;
  }

  /** The folder that is written to. */
  get folder(): string {
    return this.#place.folder;
  }

  /** Puts datasets into the draft, as new variables or as new data of released ones. */
  async add(
    datasets: readonly ValidatedDataset[],
    note: ChangeNote & { readonly operation: 'ADD' | 'CHANGE' },
    progress: Progress = silent,
  ): Promise<readonly DatabankProblem[]> {
    if (datasets.length === 0) return [];
    const state = this.#state();
    const { rules } = this.#place;
    const names = datasets.map(({ name }) => name);
    const problems = [...this.#changeProblems(state, names, note.operation), ...identifierProblems(datasets, rules)];
    if (problems.length > 0) return problems;
    const updates = updatesOf(names, note.operation, note);
    // The order in which datasets are handed over makes no difference to what is written.
    const sorted = [...datasets].sort((a, b) => (a.name < b.name ? -1 : 1));
    this.#commit({
      ...this.#manifest,
      draft: await addDatasets(state, sorted, updates, rules, note.time, progress),
    });
    return [];
  }

  /** Puts corrections of catalogue texts into the draft. */
  async patch(patches: readonly MetadataPatch[], note: ChangeNote): Promise<readonly DatabankProblem[]> {
    if (patches.length === 0) return [];
    const state = this.#state();
    const names = patches.map(({ description }) => description.name);
    const refused = this.#changeProblems(state, names, 'PATCH_METADATA');
    if (refused.length > 0) return refused;
    const { described } = state.base;
    const problems = patches.flatMap((patch) => patchProblems(described.get(patch.description.name)!, patch));
    if (problems.length > 0) return problems;
    const updates = updatesOf(names, 'PATCH_METADATA', note);
    const draft = await draftWithFacts(
      state,
      updates,
      (variables) => {
        for (const patch of patches) {
          const { name } = patch.description;
          variables.described.set(name, patched(described.get(name)!, patch));
        }
      },
      note.time,
    );
    this.#commit({ ...this.#manifest, draft });
    return [];
  }

  /** Puts removals of released variables into the draft. Versions that have them keep them. */
  async remove(names: readonly string[], note: Omit<ChangeNote, 'status'>): Promise<readonly DatabankProblem[]> {
    if (names.length === 0) return [];
    const state = this.#state();
    const problems = this.#changeProblems(state, names, 'REMOVE');
    if (problems.length > 0) return problems;
    const updates = updatesOf(names, 'REMOVE', note);
    const draft = await draftWithFacts(
      state,
      updates,
      (variables) => {
        for (const name of names) {
          variables.described.delete(name);
          variables.columns.delete(name);
        }
      },
      note.time,
    );
    this.#commit({ ...this.#manifest, draft });
    return [];
  }

  /** Takes changes out of the draft. */
  async drop(names: readonly string[], note: { readonly time: number }): Promise<readonly DatabankProblem[]> {
    const pending = this.#manifest.draft?.updates.map(({ name }) => name) ?? [];
    const unknown = names.filter((name) => !pending.includes(name));
    if (unknown.length > 0) {
      return unknown.map((name) => databankProblem('release-not-in-draft', { name, known: pending }));
    }
    const draft = await draftWithout(this.#state(), names, note.time);
    this.#commit(withDraft(this.#manifest, draft));
    return [];
  }

  /** Releases what is pending as the next version. */
  async release(note: ReleaseNote): Promise<readonly DatabankProblem[]> {
    const updates = this.#manifest.draft?.updates ?? [];
    const pending = updates.filter(({ status }) => status !== 'DRAFT');
    const kept = updates.filter(({ status }) => status === 'DRAFT');
    const problems = this.#releaseProblems(pending, note);
    if (problems.length > 0) return problems;
    const { number, updateType } = this.#nextVersion(pending, note);
    const { draft, ...documents } = await releaseDraft(this.#state(), pending, kept, note.time);
    const version: ManifestVersion = {
      version: shortVersion(number),
      ...documents,
      updateType,
      description: note.description,
      releaseTime: note.time,
      updates: pending.map(({ name, operation, description }) => ({ name, operation, description })),
    };
    const versions = [...this.#manifest.versions, version];
    this.#commit(withDraft({ ...this.#manifest, versions }, draft));
    return [];
  }

  /** Gives up the right to change the databank. */
  close(): void {
    this.#place.close();
  }

  #state(): WriterState {
    return readWriterState({ folder: this.#place.folder, manifest: this.#manifest });
  }

  #commit(manifest: Manifest): void {
    this.#place.commit(manifest);
    this.#manifest = manifest;
  }

  #changeProblems(
    { base }: WriterState,
    names: readonly string[],
    operation: Update['operation'],
  ): readonly DatabankProblem[] {
    return changeProblems(names, operation, { manifest: this.#manifest, released: base.described });
  }

  #releaseProblems(pending: readonly DraftUpdate[], note: ReleaseNote): readonly DatabankProblem[] {
    const { folder } = this.#place;
    const { expected, version } = note;
    if (expected !== undefined) {
      const lines = { expected: expected.map(lineOf).sort(), pending: pending.map(lineOf).sort() };
      if (lines.expected.join('\n') !== lines.pending.join('\n')) {
        return [databankProblem('release-pending-changed', lines)];
      }
    }
    // A version that has a number already may be one without changes: of all of them, or of those that came along.
    if (version === undefined) {
      return pending.length === 0 ? [databankProblem('release-nothing-pending', { folder })] : [];
    }
    const number = parseVersion(version);
    if (number === undefined) return [databankProblem('databank-version-invalid', { version })];
    const newest = this.#newest();
    return newest !== undefined && compareVersions(number, newest) <= 0
      ? [databankProblem('release-version-not-newer', { version, newest: shortVersion(newest) })]
      : [];
  }

  #nextVersion(
    pending: readonly DraftUpdate[],
    note: ReleaseNote,
  ): { readonly number: VersionNumber; readonly updateType: UpdateType } {
    const newest = this.#newest();
    const updateType = note.updateType ?? updateTypeOf(pending, newest === undefined);
    const given = note.version === undefined ? undefined : parseVersion(note.version);
    return { number: given ?? nextVersion(newest, updateType), updateType };
  }

  #newest(): VersionNumber | undefined {
    const { versions } = this.#manifest;
    return parseVersion(versions.at(-1)?.version ?? '');
  }
}

/** A manifest with a draft, or with none. */
function withDraft(manifest: Manifest, draft: ManifestDraft | undefined): Manifest {
  const changed: { -readonly [K in keyof Manifest]: Manifest[K] } = { ...manifest };
  delete changed.draft;
  return draft === undefined ? changed : { ...changed, draft };
}

function updatesOf(
  names: readonly string[],
  operation: Update['operation'],
  { description, status = 'PENDING_RELEASE' }: ChangeNote,
): readonly DraftUpdate[] {
  return names.map((name) => ({
    name,
    operation,
    description: typeof description === 'string' ? description : description(name),
    status: operation === 'REMOVE' ? 'PENDING_DELETE' : status,
  }));
}
