import fs from 'node:fs';
import path from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import {
  draftVersion,
  longVersion,
  parseVersion,
  type VersionNumber,
  versionRanges,
} from '../../base/version-number.ts';
import type { Catalogue, RegisterVariable } from '../catalogue.ts';
import { failDatabank } from '../databank-error.ts';
import type { DatabankLibrary } from '../library.ts';
import type { Progress } from '../progress.ts';
import type { DraftStatus, DraftUpdate, Manifest, ManifestVersion, Update, UpdateType } from '../store/manifest.ts';
import { formsOf, isPartitioned, ParquetSink, PartitionedSink, type VersionToRead, writeRows } from './data-files.ts';
import { chosenVariables, writeJson } from './export-datasets.ts';
import { extensionsOf } from './extensions.ts';
import { fillNewFolder } from './new-folder.ts';
import { areSameFiles } from './same-files.ts';
import { servedStructure } from './served-metadata.ts';
import { knownUntilOf } from './times.ts';

/** What is exported as a datastore. */
export interface DatastoreExport {
  readonly library: DatabankLibrary;
  readonly databank: string;
  /** How versions came to be, where the databank says so; otherwise it is found by comparing them. */
  readonly history?: Pick<Manifest, 'versions' | 'draft'>;
  /** One version only. */
  readonly version?: string;
  readonly only?: readonly string[];
}

const phase = { nb: 'Skriver datalager', en: 'Writing the datastore' } as const;

/**
 * Writes a databank in the layout of the platform's datastores, with all its versions and its draft (datastore
 * specification, b.1). A data file is written for the version that brought it, and later versions name it.
 *
 * @throws DatabankError for names and versions that are not there, and where the folder or the databank fails
 */
export async function exportDatastore(source: DatastoreExport, target: string, progress: Progress): Promise<void> {
  const { library, databank, version } = source;
  const entry = library.databanks.find(({ name }) => name === databank);
  if (entry === undefined) {
    failDatabank('databank-not-found', { name: databank, known: library.databanks.map(({ name }) => name) });
  }
  const released = entry.versions.filter((name) => name !== draftVersion);
  const wanted = version === undefined ? released : [resolved(source, version)];
  if (wanted.length === 0) failDatabank('exchange-nothing-released', { databank });
  await fillNewFolder(target, async (root) => {
    const writer = new DatastoreWriter(root, source);
    for (const [i, name] of wanted.entries()) {
      progress(phase, i / (wanted.length + 1));
      await writer.release(name, (_, share) => {
        progress(phase, (i + share) / (wanted.length + 1));
      });
    }
    progress(phase, wanted.length / (wanted.length + 1));
    await writer.finish(version === undefined && entry.versions.includes(draftVersion));
    progress(phase, 1);
  });
}

function resolved({ library, databank }: DatastoreExport, asked: string): string {
  const catalogue = library.findCatalogue(databank, asked);
  if (catalogue !== undefined && catalogue.version !== draftVersion) return catalogue.version;
  const entry = library.databanks.find(({ name }) => name === databank);
  return failDatabank('databank-version-not-found', {
    name: databank,
    version: asked,
    newest: entry?.newest ?? '',
    known: versionRanges(entry?.versions.filter((name) => name !== draftVersion) ?? []),
  });
}

/** A variable as the last version has it. */
interface Current {
  readonly variable: RegisterVariable;
  /** What metadata_all says of it. */
  readonly served: Json;
  /** Name of its file or folder below `data/NAME`. */
  readonly file: string;
  readonly knownUntil: number;
}

class DatastoreWriter {
  readonly #root: string;
  readonly #source: DatastoreExport;
  readonly #current = new Map<string, Current>();
  readonly #versions: Json[] = [];
  #newest: VersionNumber | undefined;
  #catalogue: Catalogue | undefined;

  constructor(root: string, source: DatastoreExport) {
    this.#root = root;
    this.#source = source;
    fs.mkdirSync(path.join(root, 'datastore'));
    fs.mkdirSync(path.join(root, 'data'));
  }

  /** Writes what a version brings. */
  async release(name: string, progress: Progress): Promise<void> {
    const number = parseVersion(name);
    if (number === undefined) throw new Error(`${name} is no version number`);
    const version = await this.#open(name);
    const known =
      this.#source.version === undefined ? this.#source.history?.versions.find((v) => v.version === name) : undefined;
    const stem = `${number.major}_${number.minor}`;
    const updates = await this.#changes(version, stem, known, progress);
    this.#versions.unshift({
      version: longVersion(number),
      description: known?.description ?? '',
      releaseTime: known?.releaseTime ?? 0,
      languageCode: 'no',
      updateType: typeOf(this.#newest, number),
      dataStructureUpdates: updates.map(({ name: variable, operation, description }) => ({
        name: variable,
        description,
        operation,
        releaseStatus: operation === 'REMOVE' ? 'DELETED' : 'RELEASED',
      })),
    });
    const files = Object.fromEntries(
      [...this.#current].map(([variable, { file }]): readonly [string, string] => [variable, file]).sort(),
    );
    if (number.patch === 0 || this.#newest === undefined) this.#write(`data_versions__${stem}.json`, files);
    this.#writeMetadata(`${stem}_${number.patch}`, version.catalogue);
    this.#newest = number;
    this.#catalogue = version.catalogue;
  }

  /** Writes the list of versions, and the draft or an empty one. */
  async finish(hasDraft: boolean): Promise<void> {
    const { databank, history } = this.#source;
    const label = this.#catalogue?.label.nb ?? databank;
    this.#write('datastore_versions.json', { name: databank, label, description: label, versions: this.#versions });
    const draft = hasDraft ? history?.draft : undefined;
    if (draft === undefined || draft.updates.length === 0) {
      this.#write('draft_version.json', draftEntry(0, []));
      if (this.#catalogue !== undefined) this.#writeMetadata(draftVersion, this.#catalogue);
      return;
    }
    const version = await this.#open(draftVersion);
    const chosen = draft.updates.filter(({ name }) => this.#source.only?.includes(name) ?? true);
    const knownUntil = knownUntilOf(version.catalogue.variables.values());
    for (const { name, operation } of chosen) {
      const variable = version.catalogue.variables.get(name);
      if (variable === undefined) this.#current.delete(name);
      else if (operation === 'PATCH_METADATA') this.#patch(variable);
      else await this.#add(version, variable, 'DRAFT', knownUntil, () => undefined);
    }
    this.#write('draft_version.json', draftEntry(draft.stamp, chosen));
    this.#writeMetadata(draftVersion, version.catalogue);
  }

  async #open(name: string): Promise<VersionToRead> {
    const { library, databank } = this.#source;
    const exact = exactVersion(name);
    const catalogue = library.findCatalogue(databank, exact);
    if (catalogue === undefined) throw new Error(`${databank} lost its version ${name}`);
    return { catalogue, reader: await library.open(databank, exact) };
  }

  /** Brings the current state up to a version; gives what had to be changed. */
  async #changes(
    version: VersionToRead,
    stem: string,
    known: ManifestVersion | undefined,
    progress: Progress,
  ): Promise<readonly Update[]> {
    const only = this.#source.only?.filter((name) => version.catalogue.variables.has(name));
    const variables = chosenVariables(version, only);
    const knownUntil = knownUntilOf(version.catalogue.variables.values());
    const descriptions = new Map(known?.updates.map((update) => [update.name, update]));
    const updates: Update[] = [];
    const note = (name: string, operation: Update['operation']): void => {
      updates.push({ name, operation, description: descriptions.get(name)?.description ?? '' });
    };
    for (const name of [...this.#current.keys()].sort()) {
      if (version.catalogue.variables.has(name)) continue;
      this.#current.delete(name);
      note(name, 'REMOVE');
    }
    for (const [i, variable] of variables.entries()) {
      progress(phase, i / variables.length);
      const { name } = variable;
      const before = this.#current.get(name);
      if (known !== undefined && before !== undefined && !descriptions.has(name)) continue;
      if (before !== undefined && descriptions.get(name)?.operation === 'PATCH_METADATA') {
        this.#patch(variable);
        note(name, 'PATCH_METADATA');
      } else {
        const change = await this.#add(version, variable, stem, knownUntil, () => undefined, known === undefined);
        if (change !== undefined) note(name, change);
      }
    }
    return updates;
  }

  /** New texts for data that stay. */
  #patch(variable: RegisterVariable): void {
    const before = this.#current.get(variable.name);
    if (before === undefined) throw new Error(`${variable.name} is corrected before it is added`);
    this.#current.set(variable.name, {
      ...before,
      variable,
      served: servedStructure(variable, before.knownUntil),
    });
  }

  /**
   * Writes a variable's data under a version's name.
   *
   * @param compares  data and metadata that are those of the last version are no change
   */
  async #add(
    version: VersionToRead,
    variable: RegisterVariable,
    stem: string,
    knownUntil: number,
    progress: Progress,
    compares = false,
  ): Promise<Update['operation'] | undefined> {
    const { name } = variable;
    const before = this.#current.get(name);
    const until = compares && before !== undefined ? before.knownUntil : knownUntil;
    const folder = path.join(this.#root, 'data', name);
    fs.mkdirSync(folder, { recursive: true });
    const partitioned = isPartitioned(variable);
    const file = `${name}__${stem}${partitioned ? '' : '.parquet'}`;
    const place = path.join(folder, file);
    // What may turn out to be no change must not take the name of a file that is there.
    const written = compares && before !== undefined ? `${place}.comparing` : place;
    const forms = await formsOf(version, variable);
    const sink = partitioned
      ? new PartitionedSink(written, file, forms)
      : new ParquetSink(written, variable, forms, until);
    if ((await writeRows(version, variable, sink, progress)) === 0) return this.#leaveOut(variable, written);
    const served = servedStructure(variable, until);
    if (written !== place && before !== undefined) {
      if (areSameFiles(path.join(folder, before.file), written)) {
        fs.rmSync(written, { recursive: true });
        const isSame = canonicalJson(served) === canonicalJson(before.served);
        this.#current.set(name, { ...before, variable, served });
        return isSame ? undefined : 'PATCH_METADATA';
      }
      fs.renameSync(written, place);
    }
    this.#current.set(name, { variable, served, file, knownUntil: until });
    return before === undefined ? 'ADD' : 'CHANGE';
  }

  /** A dataset without rows is none (datastore specification, d.3): it is not there in this version. */
  #leaveOut({ name }: RegisterVariable, written: string): Update['operation'] | undefined {
    fs.rmSync(written, { recursive: true, force: true });
    const folder = path.dirname(written);
    if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
    return this.#current.delete(name) ? 'REMOVE' : undefined;
  }

  #writeMetadata(stem: string, catalogue: Catalogue): void {
    const { label, databank } = catalogue;
    const current = [...this.#current.values()];
    this.#write(`metadata_all__${stem}.json`, {
      dataStore: { name: databank, label: label.nb, description: label.nb, languageCode: 'no' },
      languages: [{ code: 'no', label: 'Norsk' }],
      dataStructures: current.map(({ served }) => served),
    });
    const extensions = extensionsOf(
      label,
      current.map(({ variable }) => variable),
    );
    if (extensions !== undefined) this.#write(`openmicrodata__${stem}.json`, extensions);
  }

  #write(file: string, json: unknown): void {
    writeJson(path.join(this.#root, 'datastore', file), json);
  }
}

/** A version as a library finds exactly it: the short form of 2.0.0 means the newest of all that begin with 2. */
function exactVersion(name: string): string {
  const number = parseVersion(name);
  return number === undefined ? name : longVersion(number);
}

/** Which part of the number a version raised. */
function typeOf(before: VersionNumber | undefined, number: VersionNumber): UpdateType {
  if (before === undefined || number.major !== before.major) return 'MAJOR';
  return number.minor === before.minor ? 'PATCH' : 'MINOR';
}

function draftEntry(stamp: number, updates: readonly DraftUpdate[]): Json {
  const scheduled = updates.filter(({ status }: { readonly status: DraftStatus }) => status !== 'DRAFT');
  const has = (operation: Update['operation']): boolean => scheduled.some((update) => update.operation === operation);
  const updateType =
    updates.length === 0
      ? ''
      : has('CHANGE') || has('REMOVE')
        ? 'MAJOR'
        : has('ADD')
          ? 'MINOR'
          : has('PATCH_METADATA')
            ? 'PATCH'
            : null;
  return {
    version: `0.0.0.${stamp}`,
    description: 'Draft',
    releaseTime: stamp,
    languageCode: 'no',
    updateType,
    dataStructureUpdates: updates.map(({ name, description, operation, status }) => ({
      name,
      description,
      operation,
      releaseStatus: status,
    })),
  };
}
