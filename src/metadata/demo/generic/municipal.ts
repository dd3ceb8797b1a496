import type { EpochDay } from '../../../base/epoch-day.ts';
import { sharedFloat64, sharedInt32 } from '../../store/shared-buffer.ts';
import { type ColumnValues, missingInt32 } from '../../stored-column.ts';
import { growthOf } from '../employment.ts';
import { codeAt, type Geography } from '../geography.ts';
import { drawNormal, exponential, process } from '../random.ts';
import type { Quantity } from './recipe.ts';

/** Municipality codes of all times, ascending: the units of the unit type KOMMUNE, by their number. */
export function municipalityCodes({ codesOf }: Geography): readonly string[] {
  return [...new Set(codesOf.flatMap((codes) => codes.map(({ code }) => code)))].sort((a, b) => (a < b ? -1 : 1));
}

/** Inhabitants of the whole country that the sizes of municipalities add up to; those of the original, at any size of the demo. */
const inhabitants = 5_500_000;

/** Values of the municipalities of a year: by inhabitants, or alike for all where the quantity is not a sum of money. */
export function municipalValues(
  geography: Geography,
  quantity: Quantity,
  key: number,
  day: EpochDay,
  year: number,
  isDecimal: boolean,
): ColumnValues {
  const codes = municipalityCodes(geography);
  const sizes = sizesAt(geography, day);
  const { median, spread, least, most, decimals, unit } = quantity;
  const isSum = unit === '1 000 kroner';
  const scale = 10 ** decimals;
  const values = isDecimal
    ? sharedFloat64(codes.length).fill(Number.NaN)
    : sharedInt32(codes.length).fill(missingInt32);
  codes.forEach((code, i) => {
    const size = sizes.get(code);
    if (size === undefined) return;
    const standing = 0.9 * drawNormal(process.generic, i, key) + 0.436 * drawNormal(process.generic, i, key + year);
    const level = Math.min(most, Math.max(least, median * exponential(spread * standing)));
    const value = isSum ? level * size * inhabitants * growthOf(year) : level;
    values[i] = Math.round(value * scale) / scale;
  });
  return isDecimal
    ? { kind: 'float64', values: values as Float64Array }
    : { kind: 'int32', values: values as Int32Array };
}

/** Share of the country's inhabitants in each municipality that exists on a day. */
function sizesAt(geography: Geography, day: EpochDay): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  const { values, cumulated } = geography.everywhere;
  values.forEach((place, i) => {
    const code = codeAt(geography, place, day);
    sizes.set(code, (sizes.get(code) ?? 0) + cumulated[i]! - (cumulated[i - 1] ?? 0));
  });
  return sizes;
}
