import type { EpochDay } from '../../base/epoch-day.ts';
import { type Dictionary, dictionaryOf } from './columns.ts';
import type { Geography } from './geography.ts';

/** The codes that places have had, by place and ascending in time, as codes of a dictionary. */
export interface MunicipalityCodes {
  readonly dictionary: Dictionary;
  readonly byPlace: readonly (readonly { readonly startDay: EpochDay; readonly code: number }[])[];
}

/** Prepares the municipality codes of all places, and some others. */
export function municipalityCodes({ codesOf }: Geography, others: readonly string[] = []): MunicipalityCodes {
  const dictionary = dictionaryOf([...others, ...codesOf.flatMap((codes) => codes.map(({ code }) => code))]);
  const byPlace = codesOf.map((codes) =>
    codes.map(({ startDay, code }) => ({ startDay, code: dictionary.codeOf(code) })),
  );
  return { dictionary, byPlace };
}

/** The codes of a place within a time: one, or several where reforms gave it another. */
export function eachMunicipality(
  { byPlace }: MunicipalityCodes,
  place: number,
  first: EpochDay,
  last: EpochDay,
  visit: (code: number, first: EpochDay, last: EpochDay) => void,
): void {
  const codes = byPlace[place]!;
  codes.forEach(({ startDay, code }, i) => {
    const next = codes[i + 1]?.startDay;
    const from = i === 0 ? first : Math.max(first, startDay);
    const until = next === undefined ? last : Math.min(last, next - 1);
    if (from <= until) visit(code, from, until);
  });
}
