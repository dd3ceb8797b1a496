import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { keeping } from './keeping.ts';
import { abroad, placeAt, yearsBetween } from './lives.ts';
import { type Population, spaces } from './population.ts';
import { type Numbering, numberUnits } from './pseudonyms.ts';
import { choose, draw, process, weightedTable } from './random.ts';

/** Vehicles in accidents, with the least and the greatest age of their drivers. */
export const accidentVehicles = [
  { name: 'car', youngest: 18, oldest: 88, share: 62 },
  { name: 'van', youngest: 20, oldest: 72, share: 7 },
  { name: 'motorcycle', youngest: 18, oldest: 70, share: 8 },
  { name: 'moped', youngest: 16, oldest: 30, share: 6 },
  { name: 'bicycle', youngest: 8, oldest: 80, share: 12 },
  { name: 'walking', youngest: 4, oldest: 95, share: 0 },
] as const;

/** Index of those who walk. */
export const walking = accidentVehicles.length - 1;

const drivenTable = weightedTable(accidentVehicles.map(({ share }, i) => [i, share] as const));

/** A road accident in which somebody was hurt. */
export interface Accident {
  readonly day: EpochDay;
  readonly place: number;
  /** Vehicles, as indexes into `accidentVehicles`. */
  readonly vehicles: readonly number[];
  readonly isWithWalker: boolean;
}

/** Somebody who took part in an accident. */
export interface Participant {
  readonly accident: number;
  readonly person: number;
  /** Index into `accidentVehicles`. */
  readonly vehicle: number;
  /** Which traffic unit of the accident, from 1. */
  readonly unit: number;
  readonly isDriver: boolean;
}

/** All accidents and who took part in them. */
export interface AccidentTable {
  readonly accidents: readonly Accident[];
  readonly participants: readonly Participant[];
  readonly accidentNumbering: Numbering;
  readonly participantNumbering: Numbering;
}

/** Years of the register. */
const accidentYears: readonly [first: number, last: number] = [1999, 2024];

/** Accidents with injuries a year for each person in the register: some 8,500 in 1999, 3,600 in 2024 at full size. */
function rateOf(year: number): number {
  return (8500 - 196 * (year - accidentYears[0])) / 11_000_000;
}

/** The accidents of a population. */
export const accidentTableOf: (population: Population) => AccidentTable = keeping((population) => {
  const accidents: Accident[] = [];
  const participants: Participant[] = [];
  for (let year = accidentYears[0]; year <= accidentYears[1]; year++) {
    const count = Math.max(1, Math.round(population.people.count * rateOf(year)));
    for (let i = 0; i < count; i++) addAccident(population, year, i, accidents, participants);
  }
  return {
    accidents,
    participants,
    accidentNumbering: numberUnits(spaces.TRAFIKKULYKKE_ID, accidents.length),
    participantNumbering: numberUnits(spaces.TRAFIKKULYKKE_PERSON_ID, participants.length),
  };
});

function addAccident(
  population: Population,
  year: number,
  number: number,
  accidents: Accident[],
  participants: Participant[],
): void {
  const serial = number * 100 + (year - accidentYears[0]);
  const uniform = (what: number): number => draw(process.accident, serial, what);
  const day = daysFromCivil(year, 1, 1) + Math.floor(uniform(0) * 365);
  const isWithWalker = uniform(1) < 0.11;
  const size = isWithWalker ? 1 : uniform(2) < 0.36 ? 1 : uniform(2) < 0.92 ? 2 : 3;
  const vehicles = Array.from({ length: size }, (_, i) => choose(drivenTable, uniform(3 + i)));
  const found: Omit<Participant, 'accident'>[] = [];
  vehicles.forEach((vehicle, i) => addCrew(population, serial, day, vehicle, i + 1, found));
  if (isWithWalker) addPerson(population, serial, day, walking, size + 1, true, found);
  const driver = found[0];
  if (driver === undefined) return;
  const accident = accidents.length;
  accidents.push({ day, place: placeAt(population, driver.person, day), vehicles, isWithWalker });
  for (const one of found) participants.push({ ...one, accident });
}

function addCrew(
  population: Population,
  serial: number,
  day: EpochDay,
  vehicle: number,
  unit: number,
  found: Omit<Participant, 'accident'>[],
): void {
  addPerson(population, serial, day, vehicle, unit, true, found);
  const isCar = vehicle < 2;
  const riders = isCar ? Math.floor(draw(process.accident, serial, 20 + unit) ** 2 * 3.4) : 0;
  for (let i = 0; i < riders; i++) addPerson(population, serial, day, vehicle, unit, false, found);
}

/** Finds a resident of a fitting age who is not in the accident yet, if one turns up soon. */
function addPerson(
  population: Population,
  serial: number,
  day: EpochDay,
  vehicle: number,
  unit: number,
  isDriver: boolean,
  found: Omit<Participant, 'accident'>[],
): void {
  const { people } = population;
  const { youngest, oldest } = isDriver ? accidentVehicles[vehicle]! : { youngest: 0, oldest: 95 };
  for (let attempt = 0; attempt < 60; attempt++) {
    const uniform = draw(process.accident, serial, 1000 + found.length * 64 + attempt);
    const person = Math.floor(uniform * people.count);
    if (placeAt(population, person, day) === abroad || found.some((one) => one.person === person)) continue;
    const age = yearsBetween(people.birthDay[person]!, day);
    if (age < youngest || age > oldest) continue;
    // The young and men are in accidents more often than others.
    const isLikely = age < 25 ? 1 : age < 65 ? 0.55 : 0.4;
    const chance = isLikely * (people.sex[person] === 1 ? 1 : 0.6);
    if (draw(process.accident, serial, 100_000 + found.length * 64 + attempt) >= chance) continue;
    found.push({ person, vehicle, unit, isDriver });
    return;
  }
}
