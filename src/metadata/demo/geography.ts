import fs from 'node:fs';
import { type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import { assetPath } from '../assets.ts';
import { choose, draw, process, type WeightedTable, weightedTable } from './random.ts';

/** Pieces of the country that no municipal border crossed between 1991 and 2024, numbered from 0. */
export interface Geography {
  readonly placeCount: number;
  /** County of 2024 of each place, as an index into `counties`. */
  readonly countyOf: Uint8Array;
  /** Two-digit codes of the counties of 2024. */
  readonly counties: readonly string[];
  /** Counties by population. */
  readonly countyTable: WeightedTable<number>;
  /** Places by population, in the whole country and within each county. */
  readonly everywhere: WeightedTable<number>;
  readonly within: readonly WeightedTable<number>[];
  /** The municipality codes of each place with the first day of each, ascending. */
  readonly codesOf: readonly (readonly { readonly startDay: EpochDay; readonly code: string }[])[];
}

type PlaceAsset = readonly [county: string, weight: number, codes: readonly string[]];

let known: Geography | undefined;

/** The committed places, read once in each thread. */
export function readGeography(): Geography {
  return (known ??= readPlaces());
}

function readPlaces(): Geography {
  const places = JSON.parse(fs.readFileSync(assetPath('demo/places.json'), 'utf8')) as readonly PlaceAsset[];
  const counties = [...new Set(places.map(([county]) => county))].sort();
  const countyOf = Uint8Array.from(places, ([county]) => counties.indexOf(county));
  const weighted = places.map(([, weight], place) => [place, weight] as const);
  const inCounty = counties.map((_, county) => weighted.filter(([place]) => countyOf[place] === county));
  return {
    placeCount: places.length,
    countyOf,
    counties,
    countyTable: weightedTable(
      inCounty.map((list, county) => [county, list.reduce((sum, [, weight]) => sum + weight, 0)]),
    ),
    everywhere: weightedTable(weighted),
    within: inCounty.map((list) => weightedTable(list)),
    codesOf: places.map(([, , codes]) => codesOf(codes)),
  };
}

function codesOf(flat: readonly string[]): { readonly startDay: EpochDay; readonly code: string }[] {
  const codes: { startDay: EpochDay; code: string }[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    codes.push({ code: flat[i]!, startDay: parseIsoDate(flat[i + 1]!) ?? 0 });
  }
  return codes;
}

/** The municipality code of a place on a day; before the first known day, the first code. */
export function codeAt(geography: Geography, place: number, day: EpochDay): string {
  const codes = geography.codesOf[place]!;
  let code = codes[0]!.code;
  for (const entry of codes) if (entry.startDay <= day) code = entry.code;
  return code;
}

/** Where a mover goes: mostly within the county, otherwise anywhere by population. */
export function destination(geography: Geography, from: number, person: number, occasion: number): number {
  const near = draw(process.destination, person, occasion * 2) < 0.6;
  const table = near ? geography.within[geography.countyOf[from]!]! : geography.everywhere;
  return choose(table, draw(process.destination, person, occasion * 2 + 1));
}

/** Where somebody of a village with a home county comes from: seven in ten from that county. */
export function origin(geography: Geography, homeCounty: number, person: number): number {
  const near = draw(process.place, person, 0) < 0.7;
  const table = near ? geography.within[homeCounty]! : geography.everywhere;
  return choose(table, draw(process.place, person, 1));
}
