import type { EpochDay } from '../../base/epoch-day.ts';
import type { Geography } from './geography.ts';
import { never } from './people.ts';
import { type WeightedTable, weightedTable } from './random.ts';

/** Present codes of the larger towns with a university, and how many of those study there who left home to study. */
const studyTowns = [
  ['0301', 40],
  ['5001', 22],
  ['4601', 20],
  ['1103', 8],
  ['5501', 7],
  ['4204', 5],
] as const;

/** The places of towns with a university, by their students. */
export function studyPlaces({ codesOf }: Geography): WeightedTable<number> {
  const placeOf = (code: string): number => codesOf.findIndex((codes) => codes.at(-1)!.code === code);
  return weightedTable(studyTowns.map(([code, weight]) => [placeOf(code), weight] as const));
}

/** Calls for each municipality code that a place has within a time; `stop` is absent for a time that goes on. */
export function eachCode(
  geography: Geography,
  place: number,
  start: EpochDay,
  stop: EpochDay | undefined,
  visit: (code: string, from: EpochDay, until: EpochDay | undefined) => void,
): void {
  const codes = geography.codesOf[place]!;
  for (let i = 0; i < codes.length; i++) {
    const nextStart = codes[i + 1]?.startDay;
    // The first known code also stands for the time before it.
    const from = i === 0 ? start : Math.max(start, codes[i]!.startDay);
    const until = nextStart === undefined ? stop : Math.min(stop ?? never, nextStart - 1);
    if (until === undefined || from <= until) visit(codes[i]!.code, from, until === never ? undefined : until);
  }
}
