import { civilDate } from '../../base/epoch-day.ts';
import { type Dictionary, dictionaryOf } from './columns.ts';
import { codeAt } from './geography.ts';
import { studyPlaces } from './geography-codes.ts';
import { householdsOf } from './households.ts';
import { abroad, placeAt, yearsBetween } from './lives.ts';
import { nobody } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { choose, draw, process } from './random.ts';
import type { RegisterCall } from './register.ts';

/** Status in the population register, and municipality of residence, on 1 January. */
export function writeRegisterStatus({ columns, population, when }: RegisterCall): void {
  const day = when!.startDay;
  const { people } = population;
  const writer = personWriter(columns, population);
  const statuses = dictionaryOf(['1', '3', '5']);
  const { municipalities, codeOfPlace } = municipalitiesOn(population, day);
  const status = new Uint8Array(people.count);
  const municipality = new Uint16Array(people.count);
  for (let person = 0; person < people.count; person++) {
    if (people.arrivalDay[person]! > day) continue;
    const place = placeAt(population, person, day);
    const isDead = people.deathDay[person]! < day;
    status[person] = isDead ? 3 : place === abroad ? 2 : 1;
    if (place !== abroad) municipality[person] = codeOfPlace[place]!;
  }
  writer.codes('BEFOLKNING_STATUSKODE', when, statuses, status);
  writer.codes('BEFOLKNING_KOMMNR_FORMELL', when, municipalities, municipality);
}

/** The municipality codes of a day, and the dictionary code of each place's. */
function municipalitiesOn(
  { geography }: Population,
  day: number,
): { readonly municipalities: Dictionary; readonly codeOfPlace: Uint16Array } {
  const codes = geography.codesOf.map((_, place) => codeAt(geography, place, day));
  const municipalities = dictionaryOf(codes);
  return { municipalities, codeOfPlace: Uint16Array.from(codes, (code) => municipalities.codeOf(code)) };
}

/** Municipality of the actual address: another one than the registered for some students, and for a few others. */
export function writeActualMunicipality({ columns, population, when }: RegisterCall): void {
  const day = when!.startDay;
  const { people, geography } = population;
  const { municipalities, codeOfPlace } = municipalitiesOn(population, day);
  const towns = studyPlaces(geography);
  const municipality = new Uint16Array(people.count);
  const { year } = civilDate(day);
  for (let person = 0; person < people.count; person++) {
    const registered = placeAt(population, person, day);
    if (registered === abroad) continue;
    const age = yearsBetween(people.birthDay[person]!, day);
    const isStudent = age >= 19 && age < 25;
    // A stay away from home lasts some three years.
    const period = Math.floor((year + (person % 3)) / 3);
    const isAway = age >= 18 && draw(process.awayFromHome, person, period) < (isStudent ? 0.12 : 0.005);
    const table = isStudent ? towns : geography.everywhere;
    const place = isAway ? choose(table, draw(process.awayFromHome, person, 10_000 + period)) : registered;
    municipality[person] = codeOfPlace[place]!;
  }
  personWriter(columns, population).codes('BEFOLKNING_KOMMNR_FAKTISK', when, municipalities, municipality);
}

/** Present codes of the towns with districts, and how many each has. */
const districtCounts = new Map([
  ['0301', 15],
  ['4601', 8],
  ['1103', 9],
  ['5001', 4],
]);

/** District of the largest towns: the municipality's code and two digits, the same for all of a household. */
export function writeDistricts({ columns, population, when }: RegisterCall): void {
  const day = when!.startDay;
  const { people, geography } = population;
  const { head } = householdsOf(population, day);
  const counts = geography.codesOf.map((codes) => districtCounts.get(codes.at(-1)!.code) ?? 0);
  const codes = geography.codesOf.map((_, place) =>
    Array.from(
      { length: counts[place]! },
      (_, i) => `${codeAt(geography, place, day)}${String(i + 1).padStart(2, '0')}`,
    ),
  );
  const dictionary = dictionaryOf(codes.flat());
  const byPlace = codes.map((list) => list.map((code) => dictionary.codeOf(code)));
  const district = new Uint8Array(people.count);
  for (let person = 0; person < people.count; person++) {
    if (head[person] === nobody) continue;
    const place = placeAt(population, person, day);
    const count = counts[place]!;
    if (count > 0)
      district[person] = byPlace[place]![Math.floor(draw(process.district, head[person]!, place) * count)]!;
  }
  personWriter(columns, population).codes('BEFOLKNING_BYDEL', when, dictionary, district);
}
