import type { Population } from './population.ts';
import { choose, draw, drawNormal, exponential, process, weightedTable } from './random.ts';

const houses = weightedTable([
  ['111', 50],
  ['112', 7],
  ['113', 5],
  ['121', 5],
  ['122', 5],
  ['131', 9],
  ['133', 2],
  ['136', 3],
  ['142', 6],
  ['145', 4],
  ['143', 2],
  ['199', 2],
] as const);
const flats = weightedTable([
  ['143', 26],
  ['146', 22],
  ['145', 14],
  ['142', 12],
  ['131', 10],
  ['111', 10],
  ['121', 3],
  ['122', 3],
] as const);

/** Median size in square metres by the first two digits of the building type. */
const sizes: Readonly<Record<string, number>> = { '11': 150, '12': 118, '13': 100, '14': 68, '19': 60 };

const decades = weightedTable([
  [1890, 6],
  [1910, 4],
  [1930, 6],
  [1950, 12],
  [1960, 14],
  [1970, 18],
  [1980, 16],
  [1990, 9],
  [2000, 9],
  [2010, 6],
] as const);

/** Building types that occur. */
export const buildingTypes: readonly string[] = [...new Set([...houses.values, ...flats.values])];

/** A household's dwelling. */
export interface Dwelling {
  /** Building type; empty for unknown. */
  readonly type: string;
  /** Usable area in square metres, rooms and year of building; absent for unknown. */
  readonly area: number | undefined;
  readonly rooms: number | undefined;
  readonly built: number | undefined;
  /** B dwelling, F holiday home, A something else; empty for unknown. */
  readonly unitType: string;
  /** False for an institution. */
  readonly isPrivate: boolean;
}

const unknownDwelling = { type: '', area: undefined, rooms: undefined, built: undefined, unitType: '' } as const;

/** The dwelling of a household by its eldest and the place: the same as long as they stay together in one place. */
export function dwellingOf({ geography }: Population, head: number, place: number, year: number): Dwelling {
  const isPrivate = draw(process.rooms, head, place * 4) >= 0.008;
  const unknown = draw(process.dwelling, head, place * 8);
  if (unknown < 0.01) return { ...unknownDwelling, isPrivate };
  const oslo = geography.counties.indexOf('03');
  const isFlat = geography.countyOf[place] === oslo && draw(process.dwelling, head, place * 8 + 1) < 0.85;
  const type = choose(isFlat ? flats : houses, draw(process.dwelling, head, place * 8 + 2));
  const use = draw(process.rooms, head, place * 4 + 1);
  const unitType = use < 0.005 ? '' : use < 0.015 ? 'F' : use < 0.02 ? 'A' : 'B';
  if (unknown < 0.03) return { ...unknownDwelling, type, unitType, isPrivate };
  const size = sizes[type.slice(0, 2)]! * exponential(0.3 * drawNormal(process.dwelling, head, place * 8 + 3));
  const area = Math.round(Math.min(600, Math.max(12, size)));
  const decade = choose(decades, draw(process.dwelling, head, place * 8 + 4));
  const within = draw(process.dwelling, head, place * 8 + 5) * (decade < 1950 ? 20 : 10);
  const rooms = Math.round(area / 24 + 0.6 * drawNormal(process.rooms, head, place * 4 + 2));
  return {
    type,
    area,
    rooms: Math.min(12, Math.max(1, rooms)),
    built: Math.min(year - 1, decade + Math.floor(within)),
    unitType,
    isPrivate,
  };
}
