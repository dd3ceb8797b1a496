import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { UnitTypeName } from '../catalogue.ts';
import type { ColumnValues, Spells } from '../stored-column.ts';
import { type ArrowFile, encodeArrowFile, type NamedColumn } from './arrow-file.ts';
import { canonicalValues } from './canonical.ts';
import {
  type BufferPlace,
  pathOfHash,
  type StoredBlock,
  type StoredContent,
  type StoredFile,
  type StoredPeriodBlock,
  type StoredPseudonyms,
  type StoredPublicIdentifiers,
  type StoredUniverse,
  type StoredValues,
  type StoredVariable,
} from './content.ts';
import { syncFolder } from './files.ts';
import { lengthOf, toSparse } from './sparse.ts';
import { codeBytes } from './spells.ts';

/** What was written into a folder: plain data, so that a worker thread can hand its part over. */
export interface WrittenColumns {
  readonly universes: readonly (readonly [idKind: string, StoredUniverse])[];
  readonly variables: readonly (readonly [name: string, StoredVariable])[];
  readonly blocks: readonly (readonly [name: string, UnitTypeName, StoredPeriodBlock])[];
}

/** The list of what was written; blocks of a variable ascending in time, whoever wrote them first. */
export function assembleContent({ universes, variables: whole, blocks: parts }: WrittenColumns): StoredContent {
  const byName = new Map<string, { readonly unitType: UnitTypeName; readonly blocks: StoredPeriodBlock[] }>();
  for (const [name, unitType, block] of parts) {
    const known = byName.get(name) ?? { unitType, blocks: [] };
    byName.set(name, known);
    known.blocks.push(block);
  }
  const variables = new Map<string, StoredVariable>(whole);
  for (const [name, { unitType, blocks }] of byName) {
    blocks.sort((a, b) => a.startDay - b.startDay || a.stopDay - b.stopDay);
    variables.set(name, { layout: 'blocks', unitType, blocks });
  }
  return { universes: Object.fromEntries(universes), variables: Object.fromEntries(variables) };
}

/**
 * Writes column files into a folder, each named by the hash of its bytes and forced to disk, and remembers what they are.
 * A file has its name only once it is whole, so that several processes may write into one folder, and any be killed.
 */
export class ColumnFolder {
  readonly folder: string;
  readonly #universes: (readonly [string, StoredUniverse])[] = [];
  readonly #variables: (readonly [string, StoredVariable])[] = [];
  readonly #blocks: (readonly [string, UnitTypeName, StoredPeriodBlock])[] = [];
  readonly #syncs: Promise<void>[] = [];
  /** Files on their way to the disk, and folders whose new entries are not known to be there yet. */
  readonly #pending = new Set<string>();
  readonly #touched = new Set<string>();
  /** The variable whose units are counted, and for each unit whether it has a record. */
  #counted: { readonly name: string; seen: Uint8Array | undefined } | undefined;

  readonly #isLasting: boolean;

  /** @param isLasting  false where everything can be made anew: then nothing is forced to the disk, and files are only whole */
  constructor(folder: string, isLasting = true) {
    this.folder = folder;
    this.#isLasting = isLasting;
  }

  /**
   * The units of an identifier space that are numbered by pseudonym: ascending, no two equal.
   *
   * @param checks  second keyed number of each unit, where pseudonyms are made from raw identifiers
   */
  addPseudonyms(idKind: string, pseudonyms: Float64Array, checks?: Float64Array): StoredPseudonyms {
    const { place, ...file } = this.addBuffer('pseudonym', { kind: 'float64', values: pseudonyms }, idKind);
    const universe: StoredPseudonyms = {
      type: 'pseudonyms',
      size: pseudonyms.length,
      file,
      place,
      ...(checks === undefined ? {} : { checks: this.addBuffer('check', { kind: 'float64', values: checks }, idKind) }),
    };
    this.#universes.push([idKind, universe]);
    return universe;
  }

  /** A file with one buffer that belongs to an identifier space. */
  addBuffer(
    name: string,
    values: ColumnValues & { readonly kind: 'float64' | 'int32' },
    idKind: string,
  ): StoredFile & { readonly place: BufferPlace } {
    const arrow = encodeArrowFile([{ name, values }], new Map([['identifiers', idKind]]));
    return { ...this.#writeColumns(arrow), place: arrow.places.get(name)! };
  }

  /** The units of an identifier space that is not pseudonymised: ascending in code-point order, no two equal. */
  addPublicIdentifiers(idKind: string, identifiers: readonly string[]): StoredPublicIdentifiers {
    const universe: StoredPublicIdentifiers = {
      type: 'texts',
      size: identifiers.length,
      texts: this.#writeTexts(identifiers),
    };
    this.#universes.push([idKind, universe]);
    return universe;
  }

  /** A FIXED variable: one value for each unit, missing where the unit has none. */
  addFixed(name: string, unitType: UnitTypeName, values: ColumnValues): void {
    const block = this.#writeBlock(name, values);
    this.#variables.push([name, { layout: 'fixed', unitType, block }]);
  }

  /** One status date or period of a variable: one value for each unit, missing where the unit has none. Ascending in time. */
  addBlock(name: string, unitType: UnitTypeName, startDay: EpochDay, stopDay: EpochDay, values: ColumnValues): void {
    this.#blocks.push([name, unitType, { ...this.#writeBlock(name, values, [startDay, stopDay]), startDay, stopDay }]);
  }

  /** All spells of a variable. */
  addHistory(name: string, unitType: UnitTypeName, spells: Spells): void {
    const values = canonicalValues(spells.values);
    const seen = this.#seenOf(name, spells.offsets.length - 1);
    for (let unit = 0; unit < (seen?.length ?? 0); unit++) {
      if (spells.offsets[unit + 1]! > spells.offsets[unit]!) seen![unit] = 1;
    }
    const facts = new Map([['variable', name]]);
    const offsets = encodeArrowFile([{ name: 'offset', values: { kind: 'int32', values: spells.offsets } }], facts);
    const rows = encodeArrowFile(
      [
        { name: 'start', values: { kind: 'int16', values: spells.starts } },
        { name: 'stop', values: { kind: 'int16', values: spells.stops } },
        { name: 'value', values },
      ],
      facts,
    );
    this.#variables.push([
      name,
      {
        layout: 'history',
        unitType,
        offsets: { ...this.#writeColumns(offsets), place: offsets.places.get('offset')! },
        spells: {
          ...this.#writeColumns(rows),
          spellCount: spells.starts.length,
          starts: rows.places.get('start')!,
          stops: rows.places.get('stop')!,
          values: this.#storedValues(values, rows),
        },
      },
    ]);
  }

  /** Writes a JSON document, named by its hash. */
  addDocument(json: Json): ContentHash {
    return this.#writeNamed('documents', Buffer.from(canonicalJson(json), 'utf8')).hash;
  }

  /** Takes over what another wrote into the same folder. */
  absorb({ universes, variables, blocks }: WrittenColumns): void {
    this.#universes.push(...universes);
    this.#variables.push(...variables);
    this.#blocks.push(...blocks);
  }

  /** Waits until everything is on the disk, and tells what was written. */
  async written(): Promise<WrittenColumns> {
    await this.#synced();
    if (this.#isLasting) for (const folder of this.#touched) syncFolder(folder);
    this.#touched.clear();
    return { universes: this.#universes, variables: this.#variables, blocks: this.#blocks };
  }

  /** Counts, from now on, the units that have a record of a variable, over all its blocks. */
  countUnitsOf(name: string): void {
    this.#counted = { name, seen: undefined };
  }

  /** The number of units counted so far. */
  countedUnits(): number {
    let count = 0;
    for (const has of this.#counted?.seen ?? []) count += has;
    return count;
  }

  /** The list of everything. */
  protected content(): StoredContent {
    return assembleContent({ universes: this.#universes, variables: this.#variables, blocks: this.#blocks });
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

  #writeBlock(name: string, values: ColumnValues, period?: readonly [EpochDay, EpochDay]): StoredBlock {
    // First the one form, since which layout takes less room depends on the width of codes.
    const canonical = canonicalValues(values);
    const { recordCount, sparse } = toSparse(canonical, this.#seenOf(name, lengthOf(values)));
    const stored = sparse?.values ?? canonical;
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

  #seenOf(name: string, size: number): Uint8Array | undefined {
    return this.#counted?.name === name ? (this.#counted.seen ??= new Uint8Array(size)) : undefined;
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
    const file = path.join(this.folder, pathOfHash(folder, hash));
    if (!this.#pending.has(file)) {
      this.#pending.add(file);
      this.#touch(path.dirname(file));
      if (fs.statSync(file, { throwIfNoEntry: false })?.size !== bytes.byteLength) {
        const sync = writeSoon(file, bytes, this.#isLasting);
        // A failure is reported where the promises are awaited; until then it counts as handled.
        sync.catch(() => undefined);
        this.#syncs.push(sync);
      }
    }
    return { hash, byteLength: bytes.byteLength };
  }

  #touch(folder: string): void {
    if (this.#touched.has(folder)) return;
    fs.mkdirSync(folder, { recursive: true });
    for (const parent of [folder, path.dirname(folder), this.folder]) this.#touched.add(parent);
  }
}

/** Ending of files that are not whole yet. */
const partialEnding = '.part';

/** Writes a file at once, under its name once it is on the disk, which the promise says. The disk's time is not waited for. */
function writeSoon(file: string, bytes: Uint8Array, isLasting: boolean): Promise<void> {
  const partial = `${file}.${process.pid}-${randomBytes(6).toString('hex')}${partialEnding}`;
  const handle = fs.openSync(partial, 'wx');
  try {
    fs.writeFileSync(handle, bytes);
  } catch (error) {
    fs.closeSync(handle);
    fs.rmSync(partial, { force: true });
    throw error;
  }
  if (!isLasting) {
    fs.closeSync(handle);
    fs.renameSync(partial, file);
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    fs.fsync(handle, (error) => {
      fs.closeSync(handle);
      try {
        if (error !== null) throw error;
        fs.renameSync(partial, file);
        resolve();
      } catch (failure) {
        reject(failure instanceof Error ? failure : new Error('a file could not be put in place'));
      }
    });
  });
}
