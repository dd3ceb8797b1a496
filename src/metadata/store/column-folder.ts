import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { UnitTypeName } from '../catalogue.ts';
import type { ColumnValues, Spells } from '../stored-column.ts';
import { type ArrowFile, encodeArrowFile, type NamedColumn } from './arrow-file.ts';
import {
  pathOfHash,
  type StoredBlock,
  type StoredContent,
  type StoredFile,
  type StoredPeriodBlock,
  type StoredUniverse,
  type StoredValues,
  type StoredVariable,
} from './content.ts';
import { toSparse } from './sparse.ts';
import { codeBytes } from './spells.ts';

/** What was written into a folder: plain data, so that a worker thread can hand its part over. */
export interface WrittenColumns {
  readonly universes: readonly (readonly [idKind: string, StoredUniverse])[];
  readonly variables: readonly (readonly [name: string, StoredVariable])[];
  readonly blocks: readonly (readonly [name: string, UnitTypeName, StoredPeriodBlock])[];
}

/** Writes column files into a folder, each named by the hash of its bytes and forced to disk, and remembers what they are. */
export class ColumnFolder {
  readonly folder: string;
  readonly #universes: (readonly [string, StoredUniverse])[] = [];
  readonly #variables: (readonly [string, StoredVariable])[] = [];
  readonly #blocks: (readonly [string, UnitTypeName, StoredPeriodBlock])[] = [];
  readonly #syncs: Promise<void>[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The units of an identifier space that are numbered by pseudonym: ascending, no two equal. */
  addPseudonyms(idKind: string, pseudonyms: Float64Array): void {
    const arrow = encodeArrowFile(
      [{ name: 'pseudonym', values: { kind: 'float64', values: pseudonyms } }],
      new Map([['identifiers', idKind]]),
    );
    const file = this.#writeColumns(arrow);
    this.#universes.push([
      idKind,
      {
        type: 'pseudonyms',
        size: pseudonyms.length,
        file,
        place: arrow.places.get('pseudonym')!,
      },
    ]);
  }

  /** The units of an identifier space that is not pseudonymised: ascending in code-point order, no two equal. */
  addPublicIdentifiers(idKind: string, identifiers: readonly string[]): void {
    this.#universes.push([idKind, { type: 'texts', size: identifiers.length, texts: this.#writeTexts(identifiers) }]);
  }

  /** A FIXED variable: one value for each unit, missing where the unit has none. */
  addFixed(name: string, unitType: UnitTypeName, values: ColumnValues): void {
    this.#variables.push([name, { layout: 'fixed', unitType, block: this.#writeBlock(name, values) }]);
  }

  /** One status date or period of a variable: one value for each unit, missing where the unit has none. Ascending in time. */
  addBlock(name: string, unitType: UnitTypeName, startDay: EpochDay, stopDay: EpochDay, values: ColumnValues): void {
    this.#blocks.push([name, unitType, { ...this.#writeBlock(name, values, [startDay, stopDay]), startDay, stopDay }]);
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
          values: this.#storedValues(spells.values, rows),
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
    return { universes: this.#universes, variables: this.#variables, blocks: this.#blocks };
  }

  /** The list of everything; blocks of a variable ascending in time, whoever wrote them first. */
  protected content(): StoredContent {
    const variables = new Map(this.#variables);
    for (const [name, unitType, block] of this.#blocks) {
      const known = variables.get(name);
      const blocks = known?.layout === 'blocks' ? known.blocks : [];
      variables.set(name, {
        layout: 'blocks',
        unitType,
        blocks: [...blocks, block].sort((a, b) => a.startDay - b.startDay),
      });
    }
    return { universes: Object.fromEntries(this.#universes), variables: Object.fromEntries(variables) };
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
    const file = path.join(this.folder, pathOfHash(folder, hash));
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
