import { type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import type { ContentHash } from '../../base/hash.ts';
import { parseVersion } from '../../base/version-number.ts';
import type { UnitTypeName } from '../catalogue.ts';
import { failDatabank } from '../databank-error.ts';
import type { Progress } from '../progress.ts';
import { assembleContent } from '../store/column-folder.ts';
import type { StoredContent } from '../store/content.ts';
import { spellsAt } from '../store/spells.ts';
import type { DatabankReader, Need, Spells, StoredPart, UnitUniverse, VariableSlice } from '../stored-column.ts';
import { clipSpells } from './clip-spells.ts';
import type { DemoVariable, DemoVersion } from './demo-kind.ts';
import type { Part } from './register-index.ts';
import type { Workshop } from './workshop.ts';

/** Reads one version of a demo databank; what has not been made yet is made when it is first read. */
export class DemoReader implements DatabankReader {
  readonly databank: string;
  readonly version: string;
  readonly #workshop: Workshop;
  readonly #major: number;
  readonly #lastDay: EpochDay;
  readonly #variables: ReadonlyMap<string, DemoVariable>;

  constructor(workshop: Workshop, version: DemoVersion) {
    const { kind } = workshop.index;
    this.databank = kind.name;
    this.version = version.version;
    this.#workshop = workshop;
    this.#major = parseVersion(version.version)?.major ?? Number.MAX_SAFE_INTEGER;
    const { lastDay } = version;
    this.#lastDay = (lastDay === undefined ? undefined : parseIsoDate(lastDay)) ?? Number.MAX_SAFE_INTEGER;
    this.#variables = new Map(
      kind
        .variables()
        .filter(({ name }) => version.has(name))
        .map((variable) => [variable.name, variable]),
    );
  }

  universe(unitType: UnitTypeName): Promise<UnitUniverse> {
    if (this.#workshop.index.partOfUniverse(unitType) === undefined) {
      failDatabank('databank-unit-type-not-stored', { databank: this.databank, unitType });
    }
    return this.#workshop.universe(unitType);
  }

  async sliceAt(variable: string, day: EpochDay | undefined): Promise<VariableSlice> {
    if (this.#keptUntil(variable) !== undefined) {
      const spells = await this.spellsOf(variable);
      if (spells !== undefined) {
        const { values, recordCount } = spellsAt(spells, day ?? Number.NaN);
        return { layout: 'dense', rowCount: spells.offsets.length - 1, recordCount, values };
      }
    }
    const part = this.#partAt(variable, day) ?? this.#lastPart(variable);
    return this.#workshop.from(part, (reader) => reader.sliceAt(variable, day));
  }

  async spellsOf(variable: string): Promise<Spells | undefined> {
    const part = this.#lastPart(variable);
    if (part.when !== undefined) return undefined;
    const spells = await this.#workshop.from(part, (reader) => reader.spellsOf(variable));
    return spells && this.#clipped(variable, spells);
  }

  async *partsOf(variable: string): AsyncIterable<StoredPart> {
    this.#known(variable);
    for (const part of this.#workshop.index.partsOfVariable(variable, this.#major)) {
      // The part is whole, or made so, before any of it is handed out.
      const held = await this.#workshop.from(part, (reader) => collected(reader.partsOf(variable)));
      for (const item of held) {
        if (item.type === 'spells') yield { type: 'spells', spells: this.#clipped(variable, item.spells) };
        else if (item.period === undefined || item.period.stopDay <= this.#lastDay) yield item;
      }
    }
  }

  filesOf(variable: string, day: EpochDay | undefined): readonly ContentHash[] {
    const part = this.#partAt(variable, day);
    if (part === undefined) return [];
    return this.#workshop.readerOf(part).filesOf(variable, day);
  }

  filesFor(need: Need): readonly ContentHash[] {
    const { variable, days } = need;
    if (days === undefined) return this.#workshop.readerOf(this.#lastPart(variable)).filesFor(need);
    return [...new Set(days.flatMap((day) => this.filesOf(variable, day)))].sort();
  }

  async prepare(needs: readonly Need[], progress: Progress): Promise<void> {
    await this.#workshop.ensure(
      needs.flatMap((need) => [...this.#partsFor(need), ...this.#universesFor(need.variable)]),
      progress,
    );
  }

  /** The list of columns of some variables, or of all, made first as far as they have not been. */
  async content(
    progress: Progress,
    variables: readonly string[] = [...this.#variables.keys()],
  ): Promise<StoredContent> {
    const wanted = new Set(variables);
    const parts = this.#workshop.index.allParts(this.#major, wanted);
    await this.#workshop.ensure(parts, progress);
    const columns = parts.flatMap(({ name }) => this.#workshop.parts.find(name) ?? []);
    return assembleContent({
      universes: columns.flatMap(({ universes }) => universes),
      variables: columns.flatMap((part) => part.variables.filter(([name]) => wanted.has(name))),
      blocks: columns.flatMap((part) => part.blocks.filter(([name]) => wanted.has(name))),
    });
  }

  /** The last day of a history in a version that knows less of it than the newest one. */
  #keptUntil(variable: string): EpochDay | undefined {
    const kept = this.#workshop.index.historyOf(this.#known(variable).name);
    return kept !== undefined && this.#lastDay < kept.stopDay ? this.#lastDay : undefined;
  }

  #clipped(variable: string, spells: Spells): Spells {
    const stopDay = this.#keptUntil(variable);
    const kept = this.#workshop.index.historyOf(variable);
    return stopDay === undefined || kept === undefined ? spells : clipSpells(spells, { ...kept, stopDay });
  }

  #known(variable: string): DemoVariable {
    return (
      this.#variables.get(variable) ??
      failDatabank('databank-variable-not-stored', { databank: this.databank, variable })
    );
  }

  #partAt(variable: string, day: EpochDay | undefined): Part | undefined {
    this.#known(variable);
    return this.#workshop.index.partAt(variable, day, this.#major);
  }

  /** A part that says at least what kind of values a variable has. */
  #lastPart(variable: string): Part {
    this.#known(variable);
    const part = this.#workshop.index.partsOfVariable(variable, this.#major).at(-1);
    if (part === undefined) throw new Error(`${variable} has no dates`);
    return part;
  }

  #partsFor({ variable, days }: Need): readonly Part[] {
    if (days === undefined) return [this.#lastPart(variable)];
    return days.map((day) => this.#partAt(variable, day) ?? this.#lastPart(variable));
  }

  /** The units that a variable is about and, where its values name others, those. */
  #universesFor(variable: string): readonly Part[] {
    const { unitType, keyUnitType } = this.#known(variable);
    return [unitType, keyUnitType].flatMap((type) =>
      type === undefined ? [] : (this.#workshop.index.partOfUniverse(type) ?? []),
    );
  }
}

async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
