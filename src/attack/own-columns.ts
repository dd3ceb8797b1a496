import type { RegisterVariable } from '../metadata/catalogue.ts';
import { arrayOf, type DatabankReader, missingInt32 } from '../metadata/stored-column.ts';

/** A variable of an owner's databank with everybody's value: the truth that attacks are judged by. */
export interface OwnColumn {
  readonly variable: RegisterVariable;
  /** As attack scripts call it. */
  readonly name: string;
  readonly isNumeric: boolean;
  /** Number of units in the universe. */
  readonly size: number;
  /** By unit; NaN where there is none. */
  readonly numbers: Float64Array;
  /** Values with the number of units that have them, the commonest first. */
  readonly distinct: readonly { readonly code: string; readonly count: number }[];
  readonly textOf: (unit: number) => string | undefined;
  readonly numberOf: (unit: number) => number;
  /** As a script writes the unit's value. */
  readonly literalOf: (unit: number) => string;
  readonly quantile: (share: number) => number;
}

/** More different values than this are not listed one by one. */
const mostDistinct = 100_000;

/** Reads a variable as it is at a day; `undefined` where it has no values then. */
export async function readOwnColumn(
  variable: RegisterVariable,
  reader: DatabankReader,
  day: number | undefined,
): Promise<OwnColumn | undefined> {
  if (variable.temporality !== 'FIXED' && day === undefined) return undefined;
  const slice = await reader.sliceAt(variable.name, variable.temporality === 'FIXED' ? undefined : day);
  const { size } = await reader.universe(variable.unitType);
  const { values } = slice;
  if (values.kind === 'unit') return undefined;
  const raw = new Float64Array(size).fill(Number.NaN);
  const array = arrayOf(values);
  const isMissing = (x: number): boolean =>
    values.kind === 'dictionary' ? x === 0 : values.kind === 'int32' ? x === missingInt32 : Number.isNaN(x);
  for (let i = 0; i < slice.rowCount; i++) {
    const [unit, x] = [slice.layout === 'dense' ? i : slice.units[i], array[i]];
    if (unit !== undefined && x !== undefined && !isMissing(x)) raw[unit] = x;
  }
  const isNumeric = values.kind !== 'dictionary';
  const textOf = (unit: number): string | undefined => {
    const x = raw[unit] ?? Number.NaN;
    if (Number.isNaN(x)) return undefined;
    return values.kind === 'dictionary' ? values.dictionary[x] : String(x);
  };
  const distinct = distinctOf(size, textOf);
  if (distinct.length === 0) return undefined;
  const sorted = isNumeric ? raw.filter((x) => !Number.isNaN(x)).sort() : new Float64Array(0);
  return {
    variable,
    name: variable.name.toLowerCase(),
    isNumeric,
    size,
    numbers: isNumeric ? raw : new Float64Array(size).fill(Number.NaN),
    distinct,
    textOf,
    numberOf: (unit) => (isNumeric ? (raw[unit] ?? Number.NaN) : Number.NaN),
    literalOf: (unit) => (isNumeric ? (textOf(unit) ?? '.') : `'${textOf(unit) ?? ''}'`),
    quantile: (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0,
  };
}

function distinctOf(
  size: number,
  textOf: (unit: number) => string | undefined,
): readonly { readonly code: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (let unit = 0; unit < size && counts.size <= mostDistinct; unit++) {
    const text = textOf(unit);
    if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts]
    .map(([code, count]) => ({ code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
