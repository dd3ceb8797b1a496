import type { DisclosureSession, RecordKeys } from '../../disclosure/protection.ts';
import type { VariableSource } from '../../lang/types/schema.ts';
import type { Catalogue, RegisterVariable, UnitTypeName } from '../../metadata/catalogue.ts';
import { emptySlice, openStop16 } from '../../metadata/store/spells.ts';
import type { DatabankReader, Spells, UnitUniverse, VariableSlice } from '../../metadata/stored-column.ts';
import { type Column, sharedInt32 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import { pickSpellsKernel } from '../folds/spells.ts';
import { type Translation, translateSlice, translateSpells } from './translate.ts';
import { unionOf } from './union.ts';

/** A databank that a run reads from. */
export interface OpenDatabank {
  readonly catalogue: Catalogue;
  readonly reader: DatabankReader;
}

/** All units of one type that a run can meet, numbered densely; unit types of one id kind share the numbering. */
export interface UnitSpace {
  readonly unitType: UnitTypeName;
  readonly idKind: string;
  /** Identifiers that are no pseudonyms are ordinary values: a dataset of such units is identified by codes. */
  readonly pseudonymised: boolean;
  readonly universe: UnitUniverse;
  readonly keys: RecordKeys;
  /** 0, 1, 2 …: the units of a dataset that holds all of them, made when first asked for. Shared. */
  readonly identity: () => Int32Array;
}

/** One numbering for all databanks of a run, and how each databank's own numbers translate into it. */
interface Numbering {
  readonly universe: UnitUniverse;
  readonly identity: () => Int32Array;
  /** By databank; absent where its numbers are the numbering's. */
  readonly translations: ReadonlyMap<OpenDatabank, Translation>;
}

/** The units of a run and the values that databanks hold about them. */
export class UnitSpaces {
  readonly #databanks: readonly OpenDatabank[];
  readonly #protection: DisclosureSession;
  readonly #runner: FoldRunner;
  readonly #numberings = new Map<string, Promise<Numbering>>();
  readonly #spaces = new Map<UnitTypeName, Promise<UnitSpace>>();

  constructor(runner: FoldRunner, databanks: readonly OpenDatabank[], protection: DisclosureSession) {
    this.#runner = runner;
    this.#databanks = databanks;
    this.#protection = protection;
  }

  /** Whether rows of the same unit must be told apart across datasets: for the history of populations (rule DC-30). */
  get keepsRows(): boolean {
    return this.#protection.policy.history.snapPopulations;
  }

  /** The units of a type. */
  space(unitType: UnitTypeName): Promise<UnitSpace> {
    let space = this.#spaces.get(unitType);
    if (space === undefined) {
      space = this.#makeSpace(unitType);
      this.#spaces.set(unitType, space);
    }
    return space;
  }

  /** The catalogue's facts about a variable of the script. */
  variable(source: VariableSource): RegisterVariable {
    const variable = this.#databank(source).catalogue.variables.get(source.variable);
    if (variable === undefined) throw new RangeError('the databank has no such variable');
    return variable;
  }

  /** The values of a register variable, by the numbers of this run. */
  async slice(source: VariableSource): Promise<VariableSlice> {
    const databank = this.#databank(source);
    const slice = await this.#readSlice(databank, source);
    const ofUnits = await this.#translation(databank, this.variable(source).unitType);
    const ofValues = await this.#valueTranslation(databank, slice.values);
    return translateSlice(this.#runner, slice, ofUnits, ofValues);
  }

  /** All spells of a variable that is stored as a history, by the numbers of this run. */
  async spells(source: VariableSource): Promise<Spells> {
    const databank = this.#databank(source);
    const spells = await databank.reader.spellsOf?.(source.variable);
    if (spells === undefined) throw new RangeError('the databank keeps no history of this variable');
    const ofUnits = await this.#translation(databank, this.variable(source).unitType);
    return translateSpells(this.#runner, spells, ofUnits, await this.#valueTranslation(databank, spells.values));
  }

  /** The record keys of groups of codes; `unitType` is `AGG|…`, with the variable that the codes come from. */
  groupKeys(unitType: string, codes: readonly string[]): RecordKeys {
    return this.#protection.groupKeys(unitType.slice(unitType.indexOf('|') + 1), codes);
  }

  /** Whether the databank has any period that contains the day: what a series' gaps are told by. */
  hasRecordsAt(source: VariableSource): boolean {
    return this.#databank(source).reader.filesOf(source.variable, source.day).length > 0;
  }

  /** A history's day is picked by all threads; everything else the reader has as it is. */
  async #readSlice({ reader }: OpenDatabank, { variable, day }: VariableSource): Promise<VariableSlice> {
    const spells = day === undefined ? undefined : await reader.spellsOf?.(variable);
    if (spells === undefined || day === undefined) return reader.sliceAt(variable, day);
    const rowCount = spells.offsets.length - 1;
    const values = emptySlice(spells, rowCount);
    // After the last day that a stored spell can name, only open spells answer.
    const pick = { spells, day: Math.min(day, openStop16), values };
    const counts = await this.#runner.map(pickSpellsKernel, pick, rowCount);
    return { layout: 'dense', rowCount, recordCount: counts.reduce((sum, count) => sum + count, 0), values };
  }

  #databank(source: VariableSource): OpenDatabank {
    const found = this.#databanks.find(
      ({ reader }) => reader.databank === source.databank && reader.version === source.version,
    );
    if (found === undefined) throw new RangeError('the script has not connected this databank');
    return found;
  }

  async #valueTranslation(databank: OpenDatabank, values: Column): Promise<Translation | undefined> {
    return values.kind === 'unit' ? this.#translation(databank, values.unitType) : undefined;
  }

  async #translation(databank: OpenDatabank, unitType: UnitTypeName): Promise<Translation | undefined> {
    return (await this.#numbering(this.#idKind(unitType), unitType)).translations.get(databank);
  }

  #idKind(unitType: UnitTypeName): string {
    return this.#unitType(unitType).idKind;
  }

  #unitType(unitType: UnitTypeName): { readonly idKind: string; readonly pseudonymised: boolean } {
    for (const { catalogue } of this.#databanks) {
      const found = catalogue.unitTypes.get(unitType);
      if (found !== undefined) return found;
    }
    throw new RangeError('no databank of the script has this unit type');
  }

  async #makeSpace(unitType: UnitTypeName): Promise<UnitSpace> {
    const { idKind, pseudonymised } = this.#unitType(unitType);
    const { universe, identity } = await this.#numbering(idKind, unitType);
    // A family has the number of its eldest person but record keys of its own. Pseudonyms may be read when first asked for.
    const ofType: UnitUniverse = {
      unitType,
      size: universe.size,
      identifierOf: (unit) => universe.identifierOf(unit),
      contentHash: universe.contentHash,
      get pseudonyms() {
        return universe.pseudonyms;
      },
    };
    const keys = await this.#protection.recordKeys(ofType);
    return { unitType, idKind, pseudonymised, universe: ofType, keys, identity };
  }

  #numbering(idKind: string, unitType: UnitTypeName): Promise<Numbering> {
    let numbering = this.#numberings.get(idKind);
    if (numbering === undefined) {
      numbering = this.#makeNumbering(idKind, unitType);
      this.#numberings.set(idKind, numbering);
    }
    return numbering;
  }

  async #makeNumbering(idKind: string, unitType: UnitTypeName): Promise<Numbering> {
    const owners = this.#databanks.filter(({ catalogue }) => mentions(catalogue, idKind));
    const universes = await Promise.all(owners.map(({ reader }) => reader.universe(unitType)));
    const [first] = universes;
    if (first === undefined) throw new RangeError('no databank of the script has units of this type');
    const isOne = universes.every(({ contentHash }) => contentHash === first.contentHash);
    const { universe, places } = isOne ? { universe: first, places: [] } : unionOf(universes);
    const translations = new Map<OpenDatabank, Translation>();
    owners.forEach((owner, i) => {
      const place = places[i];
      if (place !== undefined) translations.set(owner, { places: place, size: universe.size });
    });
    this.#runner.prepare?.(universe.size);
    return { universe, identity: identityOf(universe.size), translations };
  }
}

/** 0, 1, 2 …, for those who ask: only links need the numbers of all units as an array. */
function identityOf(size: number): () => Int32Array {
  let identity: Int32Array | undefined;
  return () => {
    if (identity === undefined) {
      identity = sharedInt32(size);
      for (let unit = 0; unit < size; unit++) identity[unit] = unit;
    }
    return identity;
  };
}

/** Whether a catalogue has variables about units of an id kind, or whose values identify such units. */
function mentions(catalogue: Catalogue, idKind: string): boolean {
  for (const variable of catalogue.variables.values()) {
    if (catalogue.unitTypes.get(variable.unitType)?.idKind === idKind) return true;
    const key = variable.keyUnitType === undefined ? undefined : catalogue.unitTypes.get(variable.keyUnitType);
    if (key?.idKind === idKind && key.pseudonymised) return true;
  }
  return false;
}
