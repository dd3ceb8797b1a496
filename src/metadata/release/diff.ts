import { draftVersion } from '../../base/version-number.ts';
import { type DatabankFolder, documentsOfVersion, openReader } from '../databank-folder.ts';
import { type Progress, silent } from '../progress.ts';
import { type StoredContent, type StoredUniverse, type StoredVariable, universeHash } from '../store/content.ts';
import type { FolderReader } from '../store/reader.ts';
import { type Ranks, translateSlice, translateSpells, translateUnitValues } from '../store/translate.ts';
import type { ColumnValues, StoredPart } from '../stored-column.ts';
import { idKindOf } from '../unit-types.ts';
import { compareParts, type RowDifference } from './diff-rows.ts';
import { numbersIn, UniverseReader } from './universes.ts';
import { type DescribedVariable, readVersionState, type VersionState } from './version-state.ts';

/** How a variable differs between two versions. */
export interface VariableDifference {
  readonly name: string;
  /** Fields of its metadata that differ, ascending. */
  readonly fields: readonly string[];
  /** Absent where the data are the same. */
  readonly rows?: RowDifference;
}

/** How two versions differ; names ascending. Numbers of rows are for the data owner, not for researchers. */
export interface VersionDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly VariableDifference[];
}

const phase = { nb: 'Sammenligner variabler', en: 'Comparing variables' } as const;

/**
 * Compares two versions of a databank, either of which may be the draft. Columns in the same files are the same; others are
 * read and compared row by row, block by block.
 *
 * @returns `undefined` where there is no such version
 */
export async function diffVersions(
  databank: DatabankFolder,
  from: string,
  to: string,
  progress: Progress = silent,
): Promise<VersionDifference | undefined> {
  // Units only ever come: so the older one's can be found among the newer one's.
  if (placeOf(databank, from) > placeOf(databank, to)) {
    const reversed = await diffVersions(databank, to, from, progress);
    return reversed === undefined ? undefined : turned(reversed);
  }
  const [before, after] = [from, to].map((version) => stateOf(databank, version));
  const [left, right] = [from, to].map((version) => openReader(databank, version));
  if (before === undefined || after === undefined || left === undefined || right === undefined) return undefined;
  const pair = new VersionPair(databank, before.stored, after.stored, left, right);
  const common = [...before.described.keys()].filter((name) => after.described.has(name)).sort();
  const changed: VariableDifference[] = [];
  for (const [i, name] of common.entries()) {
    progress(phase, i / common.length);
    const fields = fieldsThatDiffer(before.described.get(name)!, after.described.get(name)!);
    const rows = await pair.compare(name);
    if (fields.length > 0 || rows !== undefined)
      changed.push({ name, fields, ...(rows === undefined ? {} : { rows }) });
  }
  return {
    added: [...after.described.keys()].filter((name) => !before.described.has(name)).sort(),
    removed: [...before.described.keys()].filter((name) => !after.described.has(name)).sort(),
    changed,
  };
}

function placeOf({ manifest }: DatabankFolder, version: string): number {
  if (version === draftVersion) return manifest.versions.length;
  return manifest.versions.findIndex((entry) => entry.version === version);
}

function turned({ added, removed, changed }: VersionDifference): VersionDifference {
  return {
    added: removed,
    removed: added,
    changed: changed.map(({ rows, ...rest }) =>
      rows === undefined
        ? rest
        : { ...rest, rows: { added: rows.removed, removed: rows.added, changed: rows.changed } },
    ),
  };
}

function stateOf(databank: DatabankFolder, version: string): VersionState | undefined {
  const documents = documentsOfVersion(databank.manifest, version);
  return documents === undefined ? undefined : readVersionState(databank, documents);
}

function fieldsThatDiffer(before: DescribedVariable, after: DescribedVariable): readonly string[] {
  const fields = (described: DescribedVariable): ReadonlyMap<string, string> =>
    new Map([
      ...Object.entries(described.document).map(([field, value]): [string, string] => [field, JSON.stringify(value)]),
      ...(described.codes === undefined ? [] : [['codeList', JSON.stringify(described.codes)] as const]),
    ]);
  const [a, b] = [fields(before), fields(after)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((field) => a.get(field) !== b.get(field)).sort();
}

/** Two versions whose columns are compared under the numbers of the newer one. */
class VersionPair {
  readonly #universes: UniverseReader;
  readonly #before: StoredContent;
  readonly #after: StoredContent;
  readonly #left: FolderReader;
  readonly #right: FolderReader;
  readonly #ranks = new Map<string, Promise<Ranks>>();

  constructor(
    { folder, manifest }: DatabankFolder,
    before: StoredContent,
    after: StoredContent,
    left: FolderReader,
    right: FolderReader,
  ) {
    this.#universes = new UniverseReader({ folder, databank: manifest.databank });
    this.#before = before;
    this.#after = after;
    this.#left = left;
    this.#right = right;
  }

  /** How the rows of a variable differ; `undefined` where they do not. */
  async compare(name: string): Promise<RowDifference | undefined> {
    const [before, after] = [this.#before.variables[name]!, this.#after.variables[name]!];
    if (identityOf(before, this.#before) === identityOf(after, this.#after)) return undefined;
    // Units of another type have other numbers: nothing can be the same.
    const isComparable = idKindOf(before.unitType) === idKindOf(after.unitType);
    const { size } = this.#after.universes[idKindOf(after.unitType)]!;
    if (!isComparable) {
      const gone = await compareParts(this.#left.partsOf(name), noParts(), this.#sizeBefore(before.unitType));
      const come = await compareParts(noParts(), this.#right.partsOf(name), size);
      return { added: come.added, removed: gone.removed, changed: 0 };
    }
    const rows = await compareParts(this.#translated(name, before.unitType), this.#right.partsOf(name), size);
    return rows.added + rows.removed + rows.changed === 0 ? undefined : rows;
  }

  #sizeBefore(unitType: string): number {
    return this.#before.universes[idKindOf(unitType)]!.size;
  }

  /** The older version's parts under the newer one's numbers. */
  async *#translated(name: string, unitType: string): AsyncGenerator<StoredPart> {
    const ranks = await this.#ranksOf(unitType);
    for await (const part of this.#left.partsOf(name)) {
      if (part.type === 'spells') {
        const values = await this.#withUnits(part.spells.values);
        yield { type: 'spells', spells: translateSpells({ ...part.spells, values }, ranks) };
      } else {
        const values = await this.#withUnits(part.slice.values);
        yield { ...part, slice: translateSlice({ ...part.slice, values }, ranks) };
      }
    }
  }

  async #withUnits(values: ColumnValues): Promise<ColumnValues> {
    return values.kind === 'unit' ? translateUnitValues(values, await this.#ranksOf(values.unitType)) : values;
  }

  #ranksOf(unitType: string): Promise<Ranks> {
    const idKind = idKindOf(unitType);
    const ranks =
      this.#ranks.get(idKind) ?? this.#makeRanks(this.#before.universes[idKind]!, this.#after.universes[idKind]!);
    this.#ranks.set(idKind, ranks);
    return ranks;
  }

  async #makeRanks(before: StoredUniverse, after: StoredUniverse): Promise<Ranks> {
    const numbers = numbersIn(await this.#universes.one(before), await this.#universes.one(after));
    return { numbers, size: after.size };
  }
}

async function* noParts(): AsyncGenerator<StoredPart> {
  await Promise.resolve();
  yield* [];
}

/** Files and universes of a variable as a text: where it is the same, the rows are. */
function identityOf(variable: StoredVariable, content: StoredContent): string {
  const current = (unitType: string): string => universeHash(content.universes[idKindOf(unitType)]!);
  return JSON.stringify(
    { ...variable, statistics: undefined, universe: variable.universe ?? current(variable.unitType) },
    (_, value: unknown) => {
      const isUnits = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unit';
      if (!isUnits || !('unitType' in value) || typeof value.unitType !== 'string') return value;
      return { universe: current(value.unitType), ...value };
    },
  );
}
