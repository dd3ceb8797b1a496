import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { UnitTypeName } from '../catalogue.ts';
import type { ColumnValues } from '../stored-column.ts';
import { type ArrowFile, encodeArrowFile, type NamedColumn } from './arrow-file.ts';
import {
  type Manifest,
  manifestName,
  pathOfHash,
  plainJson,
  type StoredBlock,
  type StoredContent,
  type StoredFile,
  type StoredPeriodBlock,
  type StoredUniverse,
  type StoredValues,
  type StoredVariable,
} from './content.ts';
import { toSparse } from './sparse.ts';
import { codeBytes, type Spells } from './spells.ts';

/**
 * Builds a databank folder: everything is written into a temporary folder beside the final place, each file named by
 * the hash of its bytes and forced to disk; `finish` writes the manifest last and moves the whole folder into place with
 * one rename. Whatever happens before that rename leaves nothing that could be taken for a databank.
 */
export class DatabankBuilder {
  readonly #finalFolder: string;
  readonly #folder: string;
  readonly #universes = new Map<string, StoredUniverse>();
  readonly #variables = new Map<string, StoredVariable>();
  readonly #syncs: Promise<void>[] = [];
  readonly #blocks = new Map<string, { readonly unitType: UnitTypeName; readonly blocks: StoredPeriodBlock[] }>();

  constructor(finalFolder: string) {
    this.#finalFolder = path.resolve(finalFolder);
    fs.mkdirSync(path.dirname(this.#finalFolder), { recursive: true });
    removeStaleFolders(this.#finalFolder);
    this.#folder = `${temporaryPrefix(this.#finalFolder)}${process.pid}-${randomBytes(6).toString('hex')}`;
    fs.mkdirSync(this.#folder);
  }

  /** The units of an identifier space that are numbered by pseudonym: ascending, no two equal. */
  addPseudonyms(idKind: string, pseudonyms: Float64Array): void {
    const arrow = encodeArrowFile(
      [{ name: 'pseudonym', values: { kind: 'float64', values: pseudonyms } }],
      new Map([['identifiers', idKind]]),
    );
    const file = this.#writeColumns(arrow);
    this.#universes.set(idKind, {
      type: 'pseudonyms',
      size: pseudonyms.length,
      file,
      place: arrow.places.get('pseudonym')!,
    });
  }

  /** The units of an identifier space that is not pseudonymised: ascending in code-point order, no two equal. */
  addPublicIdentifiers(idKind: string, identifiers: readonly string[]): void {
    this.#universes.set(idKind, { type: 'texts', size: identifiers.length, texts: this.#writeTexts(identifiers) });
  }

  /** A FIXED variable: one value for each unit, missing where the unit has none. */
  addFixed(name: string, unitType: UnitTypeName, values: ColumnValues): void {
    this.#variables.set(name, { layout: 'fixed', unitType, block: this.#writeBlock(name, values) });
  }

  /** One status date or period of a variable: one value for each unit, missing where the unit has none. Ascending in time. */
  addBlock(name: string, unitType: UnitTypeName, startDay: EpochDay, stopDay: EpochDay, values: ColumnValues): void {
    let entry = this.#blocks.get(name);
    if (entry === undefined) {
      entry = { unitType, blocks: [] };
      this.#blocks.set(name, entry);
    }
    entry.blocks.push({ ...this.#writeBlock(name, values, [startDay, stopDay]), startDay, stopDay });
  }

  /** All spells of a variable. */
  addHistory(name: string, unitType: UnitTypeName, spells: Spells): void {
    const facts = new Map([['variable', name]]);
    const offsets = encodeArrowFile([{ name: 'offset', values: { kind: 'int32', values: spells.offsets } }], facts);
    const rows = encodeArrowFile(
      [
        { name: 'start', values: { kind: 'int16', values: spells.starts } },
        { name: 'stop', values: { kind: 'int16', values: spells.stops } },
        { name: 'value', values: spells.values },
      ],
      facts,
    );
    this.#variables.set(name, {
      layout: 'history',
      unitType,
      offsets: { ...this.#writeColumns(offsets), place: offsets.places.get('offset')! },
      spells: {
        ...this.#writeColumns(rows),
        spellCount: spells.starts.length,
        starts: rows.places.get('start')!,
        stops: rows.places.get('stop')!,
        values: this.#storedValues(spells.values, rows),
      },
    });
  }

  /** Writes a JSON document, named by its hash. */
  addDocument(json: Json): ContentHash {
    return this.#writeNamed('documents', Buffer.from(canonicalJson(json), 'utf8')).hash;
  }

  /**
   * Writes the lists and moves the folder into place.
   *
   * @param describe  makes the manifest from the hash of the content list
   * @returns false when another maker was first: its databank stays, this one is discarded
   */
  async finish(describe: (content: ContentHash) => Manifest): Promise<boolean> {
    for (const [name, { unitType, blocks }] of this.#blocks) {
      this.#variables.set(name, { layout: 'blocks', unitType, blocks });
    }
    const content: StoredContent = {
      universes: Object.fromEntries(this.#universes),
      variables: Object.fromEntries(this.#variables),
    };
    const manifest = describe(this.addDocument(plainJson(content)));
    writeThrough(path.join(this.#folder, manifestName), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8'));
    await this.#synced();
    syncFolders(this.#folder);
    try {
      fs.renameSync(this.#folder, this.#finalFolder);
    } catch (error) {
      if (!fs.existsSync(path.join(this.#finalFolder, manifestName))) throw error;
      this.discard();
      return false;
    }
    syncFolder(path.dirname(this.#finalFolder));
    return true;
  }

  /** Waits until what was written is on the disk, and lets other work of the process have its turn. */
  async settle(): Promise<void> {
    if (this.#syncs.length > 200) await this.#synced();
    else await new Promise((resolve) => setImmediate(resolve));
  }

  async #synced(): Promise<void> {
    await Promise.all(this.#syncs);
    this.#syncs.length = 0;
  }

  /** Removes everything written so far. */
  discard(): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  #writeBlock(name: string, values: ColumnValues, period?: readonly [EpochDay, EpochDay]): StoredBlock {
    const { recordCount, sparse } = toSparse(values);
    const stored = sparse?.values ?? values;
    const columns: NamedColumn[] = [{ name: 'value', values: stored }];
    if (sparse !== undefined) columns.unshift({ name: 'unit', values: { kind: 'int32', values: sparse.units } });
    const facts = new Map([['variable', name]]);
    if (period !== undefined) facts.set('period', period.join(' '));
    const arrow = encodeArrowFile(columns, facts);
    return {
      ...this.#writeColumns(arrow),
      rowCount: lengthOf(stored),
      recordCount,
      ...(sparse === undefined ? {} : { units: arrow.places.get('unit')! }),
      values: this.#storedValues(stored, arrow),
    };
  }

  #storedValues(values: ColumnValues, arrow: ArrowFile): StoredValues {
    const place = arrow.places.get('value')!;
    switch (values.kind) {
      case 'float64':
      case 'int32':
        return { kind: values.kind, place };
      case 'unit':
        return { kind: 'unit', place, unitType: values.unitType };
      case 'dictionary':
        return {
          kind: 'dictionary',
          place,
          width: codeBytes(values.codes),
          dictionary: this.#writeTexts(values.dictionary),
        };
    }
  }

  #writeTexts(texts: readonly string[]): ContentHash {
    return this.#writeNamed('texts', Buffer.from(JSON.stringify(texts), 'utf8')).hash;
  }

  #writeColumns(arrow: ArrowFile): StoredFile {
    return this.#writeNamed('columns', arrow.bytes);
  }

  #writeNamed(folder: 'columns' | 'texts' | 'documents', bytes: Uint8Array): StoredFile {
    const hash: ContentHash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    const file = path.join(this.#folder, pathOfHash(folder, hash));
    if (!fs.existsSync(file)) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const sync = writeSoon(file, bytes);
      // A failure is reported where the promises are awaited; until then it counts as handled.
      sync.catch(() => undefined);
      this.#syncs.push(sync);
    }
    return { hash, byteLength: bytes.byteLength };
  }
}

function lengthOf(values: ColumnValues): number {
  switch (values.kind) {
    case 'float64':
    case 'int32':
      return values.values.length;
    case 'dictionary':
      return values.codes.length;
    case 'unit':
      return values.units.length;
  }
}

/** Writes a file and waits until it is on the disk. */
function writeThrough(file: string, bytes: Uint8Array): void {
  fs.writeFileSync(file, bytes, { flush: true });
}

/** Writes a file at once; it is on the disk when the promise is kept. The disk's time is not waited for. */
function writeSoon(file: string, bytes: Uint8Array): Promise<void> {
  const handle = fs.openSync(file, 'w');
  fs.writeFileSync(handle, bytes);
  return new Promise((resolve, reject) => {
    fs.fsync(handle, (error) => {
      fs.closeSync(handle);
      if (error === null) resolve();
      else reject(error);
    });
  });
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function syncFolders(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) syncFolders(path.join(folder, entry.name));
  }
  syncFolder(folder);
}

/** Temporary folders carry the machine and the process that makes them, so that another process can tell a dead one's. */
function temporaryPrefix(finalFolder: string): string {
  return `${finalFolder}.making-${os.hostname()}-`;
}

/** Removes what processes of this machine left behind when they were killed while they made the same databank. */
function removeStaleFolders(finalFolder: string): void {
  const prefix = path.basename(temporaryPrefix(finalFolder));
  const parent = path.dirname(finalFolder);
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!isRunning(pid)) fs.rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
