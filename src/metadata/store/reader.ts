import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { UnitTypeName } from '../catalogue.ts';
import { failDatabank } from '../databank-error.ts';
import {
  arrayOf,
  type ColumnValues,
  type DatabankReader,
  type Need,
  type Spells,
  type StoredPart,
  type UnitUniverse,
  type VariableSlice,
} from '../stored-column.ts';
import { idKindOf } from '../unit-types.ts';
import {
  type BufferPlace,
  pathOfHash,
  type StoredBlock,
  type StoredContent,
  type StoredFile,
  type StoredHistory,
  type StoredPeriodBlock,
  type StoredUniverse,
  type StoredValues,
  type StoredVariable,
  universeHash,
} from './content.ts';
import { readBufferNow, readBuffers } from './read-buffers.ts';
import { sharedCodes, sharedFloat64, sharedInt32 } from './shared-buffer.ts';
import { spellsAt } from './spells.ts';
import { type Ranks, translateSlice, translateSpells, translateUnitValues } from './translate.ts';

/**
 * Reads one version of a databank folder. Only the blocks that answer a question are read, straight into shared memory;
 * nothing is kept but universes and dictionaries. Columns that were written before units came are translated as they are read.
 *
 * @throws DatabankError where a file is missing or has another length than listed
 */
export class FolderReader implements DatabankReader {
  readonly databank: string;
  readonly version: string;
  readonly #folder: string;
  readonly #content: StoredContent;
  readonly #universes = new Map<string, Promise<UnitUniverse>>();
  readonly #texts = new Map<ContentHash, Promise<readonly string[]>>();
  readonly #ranks = new Map<ContentHash, Promise<Ranks>>();

  constructor(databank: string, version: string, folder: string, content: StoredContent) {
    this.databank = databank;
    this.version = version;
    this.#folder = folder;
    this.#content = content;
  }

  universe(unitType: UnitTypeName): Promise<UnitUniverse> {
    let universe = this.#universes.get(unitType);
    if (universe === undefined) {
      universe = this.#readUniverse(unitType);
      this.#universes.set(unitType, universe);
    }
    return universe;
  }

  async sliceAt(variable: string, day: EpochDay | undefined): Promise<VariableSlice> {
    const stored = this.#variable(variable);
    switch (stored.layout) {
      case 'fixed':
        return this.#readBlock(stored, stored.block);
      case 'blocks': {
        const block = day === undefined ? undefined : stored.blocks.find((b) => b.startDay <= day && day <= b.stopDay);
        return block === undefined ? this.#emptySlice(stored.blocks[0]!.values) : this.#readBlock(stored, block);
      }
      case 'history': {
        const spells = await this.#readSpells(stored);
        const { values, recordCount } = spellsAt(spells, day ?? Number.NaN);
        return { layout: 'dense', rowCount: spells.offsets.length - 1, recordCount, values };
      }
    }
  }

  filesOf(variable: string, day: EpochDay | undefined): readonly ContentHash[] {
    const stored = this.#variable(variable);
    switch (stored.layout) {
      case 'fixed':
        return [stored.block.hash];
      case 'blocks':
        return stored.blocks
          .filter((b) => day !== undefined && b.startDay <= day && day <= b.stopDay)
          .map((b) => b.hash);
      case 'history':
        return [stored.offsets.hash, stored.spells.hash];
    }
  }

  filesFor({ variable, days, period }: Need): readonly ContentHash[] {
    const stored = this.#variable(variable);
    if (stored.layout !== 'blocks') return [...this.filesOf(variable, undefined)].sort();
    const isRead = ({ startDay, stopDay }: StoredPeriodBlock): boolean =>
      (days === undefined && period === undefined) ||
      days?.some((day) => startDay <= day && day <= stopDay) === true ||
      (period !== undefined && startDay <= period.stopDay && period.startDay <= stopDay);
    return [...new Set(stored.blocks.filter(isRead).map(({ hash }) => hash))].sort();
  }

  /** All spells of a variable that is stored as a history; `undefined` for others. */
  async spellsOf(variable: string): Promise<Spells | undefined> {
    const stored = this.#variable(variable);
    return stored.layout === 'history' ? this.#readSpells(stored) : undefined;
  }

  /** All that a variable consists of, in the order of time: a slice for each block, or the spells. */
  async *partsOf(variable: string): AsyncGenerator<StoredPart> {
    const stored = this.#variable(variable);
    switch (stored.layout) {
      case 'fixed':
        yield { type: 'slice', slice: await this.#readBlock(stored, stored.block) };
        return;
      case 'blocks':
        for (const block of stored.blocks) {
          const { startDay, stopDay } = block;
          yield { type: 'slice', period: { startDay, stopDay }, slice: await this.#readBlock(stored, block) };
        }
        return;
      case 'history':
        yield { type: 'spells', spells: await this.#readSpells(stored) };
    }
  }

  #variable(name: string): StoredVariable {
    const { variables } = this.#content;
    if (!Object.hasOwn(variables, name)) {
      failDatabank('databank-variable-not-stored', { databank: this.databank, variable: name });
    }
    return variables[name]!;
  }

  #storedUniverse(unitType: UnitTypeName): StoredUniverse {
    const { universes } = this.#content;
    const idKind = idKindOf(unitType);
    if (!Object.hasOwn(universes, idKind)) {
      failDatabank('databank-unit-type-not-stored', { databank: this.databank, unitType });
    }
    return universes[idKind]!;
  }

  /** How numbers under an earlier state of a universe translate; `undefined` where they are the current ones. */
  #ranksOf(unitType: UnitTypeName, universe: ContentHash | undefined): Promise<Ranks> | undefined {
    if (universe === undefined) return undefined;
    const stored = this.#storedUniverse(unitType);
    if (universeHash(stored) === universe) return undefined;
    let ranks = this.#ranks.get(universe);
    if (ranks === undefined) {
      ranks = this.#readRanks(stored, universe);
      this.#ranks.set(universe, ranks);
    }
    return ranks;
  }

  async #readRanks(stored: StoredUniverse, universe: ContentHash): Promise<Ranks> {
    const generation = stored.earlier?.find((earlier) => earlier.universe === universe);
    if (generation === undefined) throw new RangeError('a column is numbered under a universe that is not listed');
    const numbers = sharedInt32(generation.size);
    await this.#read(generation.ranks, [[generation.ranks.place, numbers]]);
    return { numbers, size: stored.size };
  }

  async #readUniverse(unitType: UnitTypeName): Promise<UnitUniverse> {
    const stored = this.#storedUniverse(unitType);
    if (stored.type === 'texts') {
      const texts = await this.#readTexts(stored.texts);
      const identifierOf = (unit: number): string => texts[unit]!;
      return { unitType, size: stored.size, identifierOf, contentHash: stored.texts };
    }
    const place = { folder: this.#folder, databank: this.databank };
    let known: Float64Array | undefined;
    // Most runs need the number of units only: record keys are kept, and one databank's numbers need no translation.
    const pseudonyms = (): Float64Array => {
      if (known !== undefined) return known;
      const read = sharedFloat64(stored.size);
      readBufferNow(place, stored.file, stored.place, read);
      known = read;
      return read;
    };
    return {
      unitType,
      size: stored.size,
      identifierOf: (unit) => String(pseudonyms()[unit]!),
      contentHash: stored.file.hash,
      get pseudonyms() {
        return pseudonyms();
      },
    };
  }

  async #readBlock(variable: StoredVariable, block: StoredBlock): Promise<VariableSlice> {
    const slice = await this.#readStoredBlock(block);
    const values = await this.#withCurrentUnits(slice.values, block.values);
    const ranks = await this.#ranksOf(variable.unitType, variable.universe);
    return ranks === undefined ? { ...slice, values } : translateSlice({ ...slice, values }, ranks);
  }

  async #withCurrentUnits(values: ColumnValues, stored: StoredValues): Promise<ColumnValues> {
    const ranks = stored.kind === 'unit' ? await this.#ranksOf(stored.unitType, stored.universe) : undefined;
    return ranks === undefined ? values : translateUnitValues(values, ranks);
  }

  /** A block as it is stored, under the numbers that it was written with. */
  async #readStoredBlock(block: StoredBlock): Promise<VariableSlice> {
    const { rowCount, recordCount } = block;
    const values = await this.#valuesFor(block.values, rowCount);
    const target: [BufferPlace, ArrayBufferView] = [block.values.place, arrayOf(values)];
    if (block.units === undefined) {
      await this.#read(block, [target]);
      return { layout: 'dense', rowCount, recordCount, values };
    }
    const units = sharedInt32(rowCount);
    await this.#read(block, [[block.units, units], target]);
    return { layout: 'sparse', rowCount, units, values };
  }

  async #emptySlice(like: StoredValues): Promise<VariableSlice> {
    return { layout: 'sparse', rowCount: 0, units: sharedInt32(0), values: await this.#valuesFor(like, 0) };
  }

  async #readSpells(stored: StoredHistory): Promise<Spells> {
    const spells = await this.#readStoredSpells(stored);
    const values = await this.#withCurrentUnits(spells.values, stored.spells.values);
    const ranks = await this.#ranksOf(stored.unitType, stored.universe);
    return ranks === undefined ? { ...spells, values } : translateSpells({ ...spells, values }, ranks);
  }

  async #readStoredSpells(stored: StoredHistory): Promise<Spells> {
    const offsets = sharedInt32(stored.offsets.place.length / 4);
    await this.#read(stored.offsets, [[stored.offsets.place, offsets]]);
    const { spellCount } = stored.spells;
    const starts = new Int16Array(new SharedArrayBuffer(spellCount * 2));
    const stops = new Int16Array(new SharedArrayBuffer(spellCount * 2));
    const values = await this.#valuesFor(stored.spells.values, spellCount);
    await this.#read(stored.spells, [
      [stored.spells.starts, starts],
      [stored.spells.stops, stops],
      [stored.spells.values.place, arrayOf(values)],
    ]);
    return { offsets, starts, stops, values };
  }

  /** Empty values of the stored kind; their buffer is then filled from the file. */
  async #valuesFor(stored: StoredValues, length: number): Promise<ColumnValues> {
    switch (stored.kind) {
      case 'float64':
        return { kind: 'float64', values: sharedFloat64(length) };
      case 'int32':
        return { kind: 'int32', values: sharedInt32(length) };
      case 'unit':
        return { kind: 'unit', units: sharedInt32(length), unitType: stored.unitType };
      case 'dictionary':
        return {
          kind: 'dictionary',
          codes: sharedCodes(length, stored.width),
          dictionary: await this.#readTexts(stored.dictionary),
        };
    }
  }

  #readTexts(hash: ContentHash): Promise<readonly string[]> {
    let texts = this.#texts.get(hash);
    if (texts === undefined) {
      texts = this.#readTextFile(hash);
      this.#texts.set(hash, texts);
    }
    return texts;
  }

  async #readTextFile(hash: ContentHash): Promise<readonly string[]> {
    const file = pathOfHash('texts', hash);
    try {
      const json = JSON.parse(await fs.promises.readFile(path.join(this.#folder, file), 'utf8')) as Json;
      if (Array.isArray(json) && json.every((text) => typeof text === 'string')) return json;
    } catch {
      // Reported below together with well-formed JSON of the wrong shape.
    }
    return failDatabank('column-file-damaged', { databank: this.databank, file });
  }

  #read(
    stored: StoredFile,
    targets: readonly (readonly [place: BufferPlace, target: ArrayBufferView])[],
  ): Promise<void> {
    return readBuffers({ folder: this.#folder, databank: this.databank }, stored, targets);
  }
}
