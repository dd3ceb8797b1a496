import type { EpochDay } from '../../../src/base/epoch-day.ts';
import type { Catalogue, RegisterVariable } from '../../../src/metadata/catalogue.ts';
import type { EmbeddedDatabank } from '../../../src/metadata/embedded.ts';
import { openStop16 } from '../../../src/metadata/store/spells.ts';
import type { DatabankReader } from '../../../src/metadata/stored-column.ts';
import { valueOf } from './demo-values.ts';

/** A spell as tests look at it; `last` is absent while it goes on. */
export interface SeenSpell {
  readonly unit: number;
  readonly first: EpochDay;
  readonly last?: EpochDay;
  readonly value: string | number;
}

/** A databank opened for looking at single values. */
export interface OpenedDatabank {
  readonly reader: DatabankReader;
  readonly catalogue: Catalogue;
  /** Values by dense unit number: texts, numbers, unit numbers; `undefined` for none. */
  readonly texts: (variable: string, day?: EpochDay) => Promise<readonly (string | undefined)[]>;
  readonly numbers: (variable: string, day?: EpochDay) => Promise<readonly (number | undefined)[]>;
  /** All spells of a history, by unit and first day. */
  readonly spells: (variable: string) => Promise<readonly SeenSpell[]>;
}

/** Opens a version of an embedded databank. */
export async function openForTest(databank: EmbeddedDatabank, version: string): Promise<OpenedDatabank> {
  const reader = await databank.open(version, () => undefined);
  const catalogue = databank.catalogue(version);
  if (reader === undefined || catalogue === undefined) throw new Error(`no version ${version}`);
  const values = async (variable: string, day?: EpochDay): Promise<(string | number | undefined)[]> => {
    const { unitType } = catalogue.variables.get(variable)!;
    const { size } = await reader.universe(unitType);
    const out = new Array<string | number | undefined>(size).fill(undefined);
    const slice = await reader.sliceAt(variable, day);
    for (let i = 0; i < slice.rowCount; i++)
      out[slice.layout === 'dense' ? i : slice.units[i]!] = valueOf(slice.values, i);
    return out;
  };
  return {
    reader,
    catalogue,
    texts: async (variable, day) => (await values(variable, day)) as (string | undefined)[],
    numbers: async (variable, day) => (await values(variable, day)) as (number | undefined)[],
    spells: async (variable) => {
      const spells = await reader.spellsOf?.(variable);
      if (spells === undefined) throw new Error(`${variable} is no history`);
      const seen: SeenSpell[] = [];
      for (let unit = 0; unit + 1 < spells.offsets.length; unit++) {
        for (let i = spells.offsets[unit]!; i < spells.offsets[unit + 1]!; i++) {
          const value = valueOf(spells.values, i);
          if (value === undefined) throw new Error(`${variable} has a spell without value`);
          const last = spells.stops[i]!;
          seen.push({ unit, first: spells.starts[i]!, value, ...(last === openStop16 ? {} : { last }) });
        }
      }
      return seen;
    },
  };
}

/** Codes that a variable uses at a day and its code list lacks. */
export async function unlistedCodes(
  { texts }: OpenedDatabank,
  { name, valueDomain }: RegisterVariable,
  day: EpochDay | undefined,
): Promise<readonly string[]> {
  if (valueDomain.type !== 'enumerated') return [];
  const listed = new Set(valueDomain.codes.map(({ code }) => code));
  const used = new Set(await texts(name, day));
  return [...used].filter((code) => code !== undefined && !listed.has(code)) as string[];
}
