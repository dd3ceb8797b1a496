import { civilDate, daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { openStop16 } from '../store/spells.ts';
import { dictionaryOf } from './columns.ts';
import { birthYearOf } from './employment.ts';
import { keeping } from './keeping.ts';
import { abroad, placeAt } from './lives.ts';
import { never, origins } from './people.ts';
import { type Population, spaces } from './population.ts';
import { type Numbering, numberUnits } from './pseudonyms.ts';
import { choose, draw, drawNormal, process, weightedTable } from './random.ts';

/** A vehicle in one person's hands; with the next owner it is another unit. */
interface Vehicle {
  readonly owner: number;
  readonly first: EpochDay;
  readonly last: EpochDay | undefined;
  readonly group: string;
  readonly modelYear: number;
  /** Empty for trailers. */
  readonly fuel: string;
  readonly weight: number | undefined;
  readonly occasion: number;
}

/** Share of adults who fill each of four places for a vehicle, and the groups that stand there. */
const slots = [
  {
    share: 0.55,
    groups: weightedTable([
      ['101', 96],
      ['315', 3],
      ['314', 1],
    ] as const),
  },
  {
    share: 0.2,
    groups: weightedTable([
      ['101', 62],
      ['315', 14],
      ['620', 10],
      ['401', 8],
      ['610', 3],
      ['601', 3],
    ] as const),
  },
  {
    share: 0.26,
    groups: weightedTable([
      ['709', 78],
      ['703', 16],
      ['702', 6],
    ] as const),
  },
  {
    share: 0.06,
    groups: weightedTable([
      ['101', 40],
      ['620', 25],
      ['401', 15],
      ['630', 12],
      ['601', 8],
    ] as const),
  },
] as const;

/** Groups of trailers, which have no engine. */
export const trailers: readonly string[] = ['709', '703', '702'];

/** Mean and spread of the weight in kilograms. */
const weights: Readonly<Record<string, readonly [number, number]>> = {
  '101': [1480, 260],
  '315': [1750, 260],
  '314': [1350, 160],
  '620': [230, 50],
  '610': [140, 20],
  '601': [90, 15],
  '401': [3600, 1500],
  '630': [260, 40],
  '709': [280, 120],
  '703': [1250, 250],
  '702': [900, 300],
};

/** All vehicles of persons from the first year of the profile on, with their owners, in columns. */
export interface VehicleTable {
  readonly count: number;
  readonly owner: Int32Array;
  readonly first: Int16Array;
  /** `openStop16` while the owner has it. */
  readonly last: Int16Array;
  /** Codes of `vehicleGroups`. */
  readonly group: Uint8Array;
  /** Codes of `vehicleFuels`, 0 for trailers. */
  readonly fuel: Uint8Array;
  readonly modelYear: Int16Array;
  /** Kilograms, 0 where unknown. */
  readonly weight: Int16Array;
  /** What the vehicle's other facts are drawn with, beside its owner. */
  readonly occasion: Int32Array;
  readonly numbering: Numbering;
}

/** Groups and fuels that occur. */
export const vehicleGroups = dictionaryOf(Object.keys(weights));
export const vehicleFuels = dictionaryOf(['01', '02', '05', '07', '08']);

/** The vehicles of a population. */
export const vehicleTableOf: (population: Population) => VehicleTable = keeping((population) => {
  const vehicles = new VehicleColumns();
  for (let person = 0; person < population.people.count; person++) {
    for (let slot = 0; slot < slots.length; slot++) addVehicles(population, person, slot, vehicles);
  }
  return vehicles.finish();
});

type Columns = Omit<VehicleTable, 'count' | 'numbering'>;

/** Collects vehicles in columns. */
class VehicleColumns {
  #columns = vehicleArrays(1024);
  #count = 0;

  push(vehicle: Vehicle): void {
    if (this.#count === this.#columns.owner.length) {
      const larger = vehicleArrays(this.#count + (this.#count >> 1));
      larger.owner.set(this.#columns.owner);
      larger.first.set(this.#columns.first);
      larger.last.set(this.#columns.last);
      larger.group.set(this.#columns.group);
      larger.fuel.set(this.#columns.fuel);
      larger.modelYear.set(this.#columns.modelYear);
      larger.weight.set(this.#columns.weight);
      larger.occasion.set(this.#columns.occasion);
      this.#columns = larger;
    }
    const at = this.#count++;
    const { owner, first, last, group, fuel, modelYear, weight, occasion } = this.#columns;
    owner[at] = vehicle.owner;
    first[at] = vehicle.first;
    last[at] = vehicle.last ?? openStop16;
    group[at] = vehicleGroups.codeOf(vehicle.group);
    fuel[at] = vehicleFuels.codeOf(vehicle.fuel);
    modelYear[at] = vehicle.modelYear;
    weight[at] = vehicle.weight ?? 0;
    occasion[at] = vehicle.occasion;
  }

  finish(): VehicleTable {
    return { count: this.#count, ...this.#columns, numbering: numberUnits(spaces.KJORETOY_ID, this.#count) };
  }
}

function vehicleArrays(length: number): Columns {
  return {
    owner: new Int32Array(length),
    first: new Int16Array(length),
    last: new Int16Array(length),
    group: new Uint8Array(length),
    fuel: new Uint8Array(length),
    modelYear: new Int16Array(length),
    weight: new Int16Array(length),
    occasion: new Int32Array(length),
  };
}

/** The vehicles that stood in one of a person's places, one after the other: each year one in five or so is replaced. */
function addVehicles(population: Population, person: number, slot: number, vehicles: VehicleColumns): void {
  const { people, profile } = population;
  if (people.origin[person] === origins.shortTerm) return;
  if (draw(process.vehicle, person, slot) >= slots[slot]!.share) return;
  const [firstYear, lastYear] = profile.vehicle;
  const grownUp = birthYearOf(people, person) + 19 + Math.floor(draw(process.vehicle, person, 10 + slot) * 8);
  let open: { readonly first: EpochDay; readonly occasion: number } | undefined;
  for (let year = Math.max(firstYear, grownUp); year <= lastYear; year++) {
    const end = daysFromCivil(year, 12, 31);
    const owns = year - birthYearOf(people, person) <= 85 && placeAt(population, person, end) !== abroad;
    const isSold = open !== undefined && draw(process.vehicle, person, year * 8 + slot) < 0.18;
    const day = daysFromCivil(year, 1, 1) + Math.floor(draw(process.vehicle, person, 100_000 + year * 8 + slot) * 360);
    if (open !== undefined && (isSold || !owns)) {
      vehicles.push(describe(person, slot, open, Math.max(open.first, Math.min(day, people.deathDay[person]!))));
      open = undefined;
    }
    if (open === undefined && owns) {
      const isKept = year === firstYear && grownUp < firstYear;
      const start = isKept ? daysFromCivil(year, 1, 1) : Math.min(end, Math.max(day + 1, people.arrivalDay[person]!));
      open = { first: start, occasion: year };
    }
  }
  if (open !== undefined) {
    const died = people.deathDay[person]!;
    vehicles.push(describe(person, slot, open, died === never ? undefined : died));
  }
}

function describe(
  owner: number,
  slot: number,
  { first, occasion }: { readonly first: EpochDay; readonly occasion: number },
  last: EpochDay | undefined,
): Vehicle {
  const key = occasion * 8 + slot;
  const { year } = civilDate(first);
  const group = choose(slots[slot]!.groups, draw(process.vehicleKind, owner, key));
  const age = Math.floor(draw(process.vehicleFacts, owner, key * 4) ** 1.5 * 24);
  const modelYear = Math.max(1950, year - age);
  const fuel = trailers.includes(group)
    ? ''
    : drawFuel(group, modelYear, draw(process.vehicleFacts, owner, key * 4 + 1));
  const [mean, spread] = weights[group]!;
  const extra = fuel === '05' && group === '101' ? 350 : 0;
  const weight = Math.round(
    Math.max(mean * 0.5, mean + extra + spread * drawNormal(process.vehicleFacts, owner, key * 4 + 2)),
  );
  const known = draw(process.vehicleFacts, owner, key * 4 + 3) >= 0.02;
  return { owner, first, last, group, modelYear, fuel, weight: known ? weight : undefined, occasion: key };
}

/** Fuel by group and model year: no electric cars before 2011, four in five new ones in 2023. */
function drawFuel(group: string, modelYear: number, uniform: number): string {
  if (group !== '101') return group === '401' || group.startsWith('31') ? '02' : '01';
  const electric = modelYear < 2011 ? 0 : Math.min(0.85, 0.0057 * (modelYear - 2010) * (modelYear - 2011) + 0.01);
  const hybrid = modelYear < 2010 ? 0.005 : Math.min(0.25, 0.02 * (modelYear - 2009)) * (1 - electric);
  if (uniform < electric) return '05';
  if (uniform < electric + hybrid) return (uniform * 1e6) % 10 < 6 ? '07' : '08';
  const diesel = modelYear < 2000 ? 0.15 : modelYear < 2007 ? 0.35 : modelYear < 2013 ? 0.68 : 0.5;
  return uniform < electric + hybrid + (1 - electric - hybrid) * diesel ? '02' : '01';
}
