import { isoDate } from '../base/epoch-day.ts';
import type { Catalogue, RegisterVariable } from '../metadata/catalogue.ts';
import type { DatabankReader } from '../metadata/stored-column.ts';
import { type OwnColumn, readOwnColumn } from './own-columns.ts';
import { randomStream, someOf } from './random.ts';
import type { Scene, Target, Truth } from './scene.ts';

/** What an owner says of a databank that is to be attacked; what is left out is chosen. */
export interface OwnChoice {
  /** What others know of people: two or more variables, one with a code list and one with numbers. */
  readonly known: readonly string[];
  /** The number that nobody may learn. */
  readonly value?: string;
  /** The property that nobody may learn: a variable and one of its values. */
  readonly property?: { readonly variable: string; readonly code: string };
  /** When variables that change are read. */
  readonly day?: number;
}

/** Why a databank cannot be attacked as asked. */
export type OwnProblem =
  | { readonly reason: 'unknown-variable'; readonly variable: string }
  | { readonly reason: 'no-value' | 'no-property' | 'no-area' | 'no-number' | 'no-target' };

/** How many variables are taken as known where the owner names none. */
const mostKnown = 4;

/** Number of targets. */
const targetCount = 100;

/** Most units that an area may leave others: areas below are too small for tables to be made of them. */
const smallestArea = 100;

interface Chosen {
  readonly known: readonly OwnColumn[];
  readonly value: OwnColumn;
  readonly property: OwnColumn;
  readonly code: string;
  readonly area: OwnColumn;
  readonly number: OwnColumn;
}

/** The scene of an owner's databank version: targets are whoever is alone with what is known of them. */
export async function ownScene(
  catalogue: Catalogue,
  reader: DatabankReader,
  choice: OwnChoice,
): Promise<{ readonly scene: Scene } | { readonly problem: OwnProblem }> {
  const named = [...choice.known, choice.value, choice.property?.variable].filter((name) => name !== undefined);
  const missing = named.find((name) => !catalogue.variables.has(name));
  if (missing !== undefined) return { problem: { reason: 'unknown-variable', variable: missing } };
  const columns: OwnColumn[] = [];
  for (const variable of candidates(catalogue, named)) {
    const column = await readOwnColumn(variable, reader, choice.day);
    if (column !== undefined) columns.push(column);
  }
  const chosen = choose(columns, choice);
  if ('reason' in chosen) return { problem: chosen };
  const targets = targetsOf(chosen);
  if (targets.length === 0) return { problem: { reason: 'no-target' } };
  return { scene: sceneOf(catalogue, chosen, targets, choice.day) };
}

/** Variables of the named ones' unit type, or of persons, that are values and no keys. */
function candidates(catalogue: Catalogue, named: readonly string[]): readonly RegisterVariable[] {
  const first = named[0] === undefined ? undefined : catalogue.variables.get(named[0]);
  const unitType = first?.unitType ?? 'PERSON';
  return [...catalogue.variables.values()].filter(
    (variable) =>
      variable.unitType === unitType &&
      variable.keyUnitType === undefined &&
      variable.temporality !== 'EVENT' &&
      variable.dataType !== 'DATE',
  );
}

function choose(columns: readonly OwnColumn[], choice: OwnChoice): Chosen | OwnProblem {
  const find = (name: string | undefined): OwnColumn | undefined => columns.find((c) => c.variable.name === name);
  const property = find(choice.property?.variable) ?? rarest(columns, choice);
  if (property === undefined) return { reason: 'no-property' };
  const open = columns.filter((column) => column !== property);
  const values = open.filter((column) => column.isNumeric && !choice.known.includes(column.variable.name));
  const value = find(choice.value) ?? values.sort((a, b) => b.distinct.length - a.distinct.length)[0];
  if (value === undefined) return { reason: 'no-value' };
  const rest = open.filter((column) => column !== value && column.distinct.length > 1);
  const asked = choice.known.flatMap((name) => find(name) ?? []);
  const areas = (asked.length > 0 ? asked : rest).filter(isArea).sort((a, b) => b.distinct.length - a.distinct.length);
  const numbers = (asked.length > 0 ? asked : rest).filter(
    (column) => column.isNumeric && column.distinct.length >= 10 && column.distinct.length <= 500,
  );
  const [area, number] = [areas[0], numbers[0]];
  if (area === undefined) return { reason: 'no-area' };
  if (number === undefined) return { reason: 'no-number' };
  const known =
    asked.length > 0
      ? asked
      : [...new Set([area, number, ...rest.filter(({ distinct }) => distinct.length <= 50)])].slice(0, mostKnown);
  const code = choice.property?.code ?? rarestCode(property);
  return { known, value, property, code, area, number };
}

/** Enough categories that are large enough for sets far apart. */
function isArea(column: OwnColumn): boolean {
  return !column.isNumeric && column.distinct.filter(({ count }) => count >= smallestArea).length >= 4;
}

/** A variable with few values, one of which is rare but not too rare. */
function rarest(columns: readonly OwnColumn[], choice: OwnChoice): OwnColumn | undefined {
  return columns
    .filter(({ variable }) => !choice.known.includes(variable.name) && variable.name !== choice.value)
    .filter(({ distinct }) => distinct.length >= 2 && distinct.length <= 6 && (distinct.at(-1)?.count ?? 0) >= 50)
    .sort((a, b) => (a.distinct.at(-1)?.count ?? 0) - (b.distinct.at(-1)?.count ?? 0))[0];
}

function rarestCode({ distinct }: OwnColumn): string {
  return distinct.at(-1)?.code ?? '';
}

/** Units that have all values, and are alone with what is known of them. */
function targetsOf({ known, value, property, code, area, number }: Chosen): readonly Target[] {
  const alone = new Map<string, number | undefined>();
  const size = value.size;
  for (let unit = 0; unit < size; unit++) {
    if ([...known, value, property].some((column) => column.textOf(unit) === undefined)) continue;
    const key = known.map((column) => column.textOf(unit)).join('\u001f');
    alone.set(key, alone.has(key) ? undefined : unit);
  }
  const units = [...alone.values()].filter((unit) => unit !== undefined);
  const random = randomStream('targets');
  const half = (has: boolean): readonly number[] =>
    someOf(
      units.filter((unit) => (property.textOf(unit) === code) === has),
      targetCount / 2,
      random,
    );
  return [...half(true), ...half(false)].map((unit) => ({
    unit,
    condition: known.map((column) => `${column.name} == ${column.literalOf(unit)}`).join(' & '),
    area: area.literalOf(unit),
    known: number.numberOf(unit),
  }));
}

function sceneOf(catalogue: Catalogue, chosen: Chosen, targets: readonly Target[], day: number | undefined): Scene {
  const { known, value, property, code, area, number } = chosen;
  const imported = [...new Set([...known, property, value])];
  const when = (column: OwnColumn): string =>
    column.variable.temporality === 'FIXED' || day === undefined ? '' : ` ${isoDate(day)}`;
  const cap = value.quantile(0.995);
  const isProperty = property.isNumeric ? code : `'${code}'`;
  const others = property.distinct.filter((entry) => entry.code !== code);
  const numbers = number.numbers.filter((x) => !Number.isNaN(x)).sort();
  return {
    facts: {
      known: known.map(({ variable }) => variable.name),
      value: value.variable.name,
      property: `${property.variable.name}=${code}`,
      targets: targets.length,
    },
    databank: catalogue.databank,
    opening: `require ${catalogue.databank}:${catalogue.version} as b
create-dataset d
${imported.map((column) => `import b/${column.variable.name}${when(column)} as ${column.name}`).join('\n')}
generate egenskap = ${property.name} == ${isProperty}
generate kappet = rowmin(${value.name}, ${String(cap)})
`,
    area: area.name,
    areas: area.distinct
      .filter(({ count }) => count >= smallestArea)
      .map((entry) => ({ code: entry.code, literal: `'${entry.code}'`, size: entry.count })),
    known: number.name,
    knownQuantile: (share) => numbers[Math.min(numbers.length - 1, Math.floor(share * numbers.length))] ?? 0,
    bit: 'egenskap',
    value: value.name,
    cappedValue: 'kappet',
    targets,
    worlds: ({ unit }, has) => {
      const text = has ? code : (others[0]?.code ?? '');
      return [{ variable: property.variable.name, unit, value: property.isNumeric ? Number(text) : text }];
    },
    truth: truthOf(chosen),
  };
}

function truthOf({ value, property, code, area }: Chosen): Truth {
  const values = value.numbers.filter((x) => !Number.isNaN(x)).sort();
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const groups = new Map<string, { sum: number; count: number }>();
  for (let unit = 0; unit < value.size; unit++) {
    const [text, x] = [area.textOf(unit), value.numberOf(unit)];
    if (text === undefined || Number.isNaN(x)) continue;
    const group = groups.get(text) ?? { sum: 0, count: 0 };
    groups.set(text, { sum: group.sum + x, count: group.count + 1 });
  }
  return {
    size: values.length,
    valueOf: (unit) => value.numberOf(unit),
    bitOf: (unit) => property.textOf(unit) === code,
    meanValue: mean,
    guessOf: (unit) => {
      const group = groups.get(area.textOf(unit) ?? '');
      return group === undefined ? mean : group.sum / group.count;
    },
    values,
  };
}
