import { civilDate, daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import type { Geography } from './geography.ts';
import { householdsOf } from './households.ts';
import { keeping } from './keeping.ts';
import { placeAt, yearsBetween } from './lives.ts';
import { nobody } from './people.ts';
import { type Population, spaces } from './population.ts';
import { type Numbering, numberUnits } from './pseudonyms.ts';
import { choose, draw, process } from './random.ts';

/** First and last year of the register of meters. */
const meterYears: readonly [first: number, last: number] = [2020, 2025];

/** An electricity meter of a customer: of the household's dwelling, or of a cabin. With another customer it is another unit. */
export interface Meter {
  readonly customer: number;
  readonly place: number;
  readonly isCabin: boolean;
  /** Members of the household when the customer's time began. */
  readonly members: number;
  /** First day of the first month, last day of the last month. */
  readonly first: EpochDay;
  readonly last: EpochDay;
}

/** All meters of persons. */
export interface MeterTable {
  readonly meters: readonly Meter[];
  readonly numbering: Numbering;
}

/** The meters of a population: one in each household with somebody of age, and cabins of one customer in six. */
export const meterTableOf: (population: Population) => MeterTable = keeping((population) => {
  const meters: Meter[] = [];
  const open = new Map<number, { -readonly [K in keyof Meter]: Meter[K] }>();
  for (let year = meterYears[0]; year <= meterYears[1]; year++) {
    const first = daysFromCivil(year, 1, 1);
    const last = daysFromCivil(year, 12, 31);
    const { head, members } = householdsOf(population, first);
    for (let person = 0; person < head.length; person++) {
      const isCustomer = head[person] === person && yearsBetween(population.people.birthDay[person]!, first) >= 18;
      for (const isCabin of [false, true]) {
        const key = person * 2 + Number(isCabin);
        const place = !isCustomer
          ? nobody
          : isCabin
            ? cabinOf(population, person, first)
            : placeAt(population, person, first);
        const known = open.get(key);
        const until = Math.min(last, lastFullMonth(population.people.deathDay[person]!));
        if (known !== undefined && known.place === place && known.last === first - 1)
          known.last = Math.max(known.last, until);
        else if (place !== nobody && until > first) {
          const meter = { customer: person, place, isCabin, members: members[person]!, first, last: until };
          open.set(key, meter);
          meters.push(meter);
        }
      }
    }
  }
  return { meters, numbering: numberUnits(spaces.MALEPUNKT_ID, meters.length) };
});

/** The last day of the last whole month before a day. */
function lastFullMonth(day: EpochDay): EpochDay {
  // A day that never comes, or lies after the register, is no limit.
  if (day > daysFromCivil(meterYears[1] + 1, 1, 1)) return day;
  const { year, month } = civilDate(day + 1);
  return daysFromCivil(year, month, 1) - 1;
}

/** Where a customer has a cabin, or `nobody`. */
function cabinOf(population: Population, person: number, day: EpochDay): number {
  if (draw(process.meter, person, 0) >= 0.16 || yearsBetween(population.people.birthDay[person]!, day) < 30)
    return nobody;
  return choose(population.geography.everywhere, draw(process.meter, person, 1));
}

const areas: Readonly<Record<string, readonly string[]>> = {
  NO1: ['03', '31', '32', '33', '34'],
  NO2: ['11', '39', '40', '42'],
  NO3: ['15', '50'],
  NO4: ['18', '55', '56'],
  NO5: ['46'],
};

/** The price areas of electricity. */
export const areaNames: readonly string[] = Object.keys(areas);

/** The price area of each place: an index into `areaNames`. */
export function areasOf({ countyOf, counties }: Geography): readonly number[] {
  return Array.from(countyOf, (county) => areaNames.findIndex((name) => areas[name]!.includes(counties[county]!)));
}
