import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { choose, draw, exponential, process, weightedTable } from './random.ts';

/** A day that never comes. */
export const never: EpochDay = 2147483647;

/** No person. */
export const nobody = -1;

/** How a person came to be in the register. */
export const origins = { native: 0, immigrant: 1, shortTerm: 2 } as const;

/** Facts of every person by serial number; what a village's simulation fills in starts as "none". */
export interface People {
  readonly count: number;
  readonly birthDay: Int32Array;
  /** 1 man, 2 woman. */
  readonly sex: Uint8Array;
  readonly origin: Uint8Array;
  /** Index into `countries`. */
  readonly country: Uint16Array;
  /** First day of the first stay; `never` for short-term workers. */
  readonly arrivalDay: Int32Array;
  readonly emigrationDay: Int32Array;
  readonly returnDay: Int32Array;
  readonly deathDay: Int32Array;
  readonly mother: Int32Array;
  readonly father: Int32Array;
  /** Final level of education, 2 to 8. */
  readonly level: Uint8Array;
}

/** Empty people. */
export function createPeople(count: number): People {
  // Shared, so that several threads can simulate their villages into the same arrays.
  const int32 = (fill: number): Int32Array => new Int32Array(new SharedArrayBuffer(count * 4)).fill(fill);
  const uint8 = (): Uint8Array => new Uint8Array(new SharedArrayBuffer(count));
  return {
    count,
    birthDay: int32(0),
    sex: uint8(),
    origin: uint8(),
    country: new Uint16Array(new SharedArrayBuffer(count * 2)),
    arrivalDay: int32(never),
    emigrationDay: int32(never),
    returnDay: int32(never),
    deathDay: int32(never),
    mother: int32(nobody),
    father: int32(nobody),
    level: uint8(),
  };
}

/** The register begins: who died earlier is not in it. */
const firstYear = 1964;
const lastYear = 2024;
const firstBirthYear = 1885;

/** Births of a year in thousands, at some years; between them in a straight line. Rounded from published totals. */
const births: readonly (readonly [year: number, thousands: number])[] = [
  [1885, 62],
  [1900, 65],
  [1915, 60],
  [1920, 70],
  [1930, 48],
  [1935, 42],
  [1940, 46],
  [1946, 71],
  [1950, 62],
  [1960, 62],
  [1969, 68],
  [1977, 51],
  [1983, 50],
  [1990, 61],
  [2000, 59],
  [2009, 62],
  [2015, 59],
  [2020, 53],
  [2024, 54],
];

/** Arrivals of a year in thousands, at some years. */
const arrivals: readonly (readonly [year: number, thousands: number])[] = [
  [1964, 10],
  [1970, 16],
  [1980, 20],
  [1990, 27],
  [2000, 32],
  [2006, 45],
  [2008, 68],
  [2019, 62],
  [2020, 38],
  [2021, 53],
  [2022, 90],
  [2023, 86],
  [2024, 65],
];

function between(points: readonly (readonly [number, number])[], at: number): number {
  const next = points.findIndex(([x]) => x >= at);
  if (next <= 0) return points[Math.max(0, next)]![1];
  const [x0, y0] = points[next - 1]!;
  const [x1, y1] = points[next]!;
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0);
}

const oldest = 115;

/** Yearly probability of death in 2020 by sex (index 1, 2) and age: Gompertz, with infants apart. */
const mortality: readonly Float64Array[] = [0, 1, 2].map((sex) =>
  Float64Array.from({ length: oldest + 1 }, (_, age) => {
    if (age === 0) return 0.002;
    if (age === oldest) return 1;
    const at60 = sex === 2 ? 0.0038 : 0.006;
    return Math.min(0.9, at60 * exponential((sex === 2 ? 0.108 : 0.106) * (age - 60)) + 0.00015);
  }),
);

/** Mortality of a year relative to 2020. */
const yearFactor = Float64Array.from({ length: lastYear - firstBirthYear + 1 }, (_, i) =>
  exponential(0.015 * (2020 - (firstBirthYear + i))),
);

function deathProbability(sex: number, age: number, year: number): number {
  const factor = age === 0 ? yearFactor[year - firstBirthYear]! ** 2 : yearFactor[year - firstBirthYear]!;
  return Math.min(1, mortality[sex]![Math.min(age, oldest)]! * factor);
}

/** Birth years of the native-born, weighted by births and by survival to the beginning of the register. */
const nativeBirthYears = weightedTable(
  Array.from({ length: lastYear - firstBirthYear + 1 }, (_, i) => {
    const year = firstBirthYear + i;
    let survival = 1;
    for (let later = year; later < firstYear; later++) {
      survival *= 1 - (deathProbability(1, later - year, later) + deathProbability(2, later - year, later)) / 2;
    }
    return [year, between(births, year) * survival] as const;
  }),
);

const arrivalYears = weightedTable(
  Array.from(
    { length: lastYear - firstYear + 1 },
    (_, i) => [firstYear + i, between(arrivals, firstYear + i)] as const,
  ),
);

const arrivalAges = weightedTable(
  Array.from({ length: 75 }, (_, age) => {
    if (age < 15) return [age, 20 / 15] as const;
    if (age < 20) return [age, 6 / 5] as const;
    if (age < 35) return [age, 46 / 15] as const;
    if (age < 50) return [age, 20 / 15] as const;
    return [age, 8 / 25] as const;
  }),
);

/** Months of birth: a spring high of some 6 percent. */
const months = weightedTable(
  [0.98, 0.95, 1.06, 1.05, 1.05, 1.03, 1.04, 1.02, 1.02, 0.98, 0.92, 0.9].map((w, i) => [i, w]),
);

const kinds = weightedTable<number>([
  [origins.native, 0.671],
  [origins.immigrant, 0.167],
  [origins.shortTerm, 0.162],
]);

/** Country codes of immigrants with their shares in percent, rounded from published figures; the rest stand for others. */
const immigrantCountries: readonly (readonly [code: string, share: number])[] = [
  ['131', 11],
  ['148', 7],
  ['136', 4.5],
  ['564', 4],
  ['106', 3.8],
  ['346', 3],
  ['144', 2.9],
  ['428', 2.8],
  ['241', 2.6],
  ['568', 2.5],
  ['456', 2.2],
  ['404', 2.1],
  ['534', 2.1],
  ['452', 2.5],
  ['444', 2],
  ['143', 1.5],
  ['575', 1.5],
  ['101', 2],
  ['140', 2],
  ['133', 2],
  ['124', 1.3],
  ['155', 1.3],
  ['139', 1.6],
  ['484', 1.2],
  ['246', 1],
  ['161', 1],
  ['684', 1],
  ['117', 2],
  ['127', 2],
  ['715', 2],
  ['710', 1],
  ['276', 2],
  ['424', 2],
  ['303', 2],
  ['359', 2],
  ['103', 2],
  ['105', 1],
  ['612', 1],
  ['805', 1],
  ['990', 0.4],
];

/** Country codes that occur, Norway first; `People.country` counts along them. */
export const countries: readonly string[] = ['000', ...immigrantCountries.map(([code]) => code)];

const countryTable = weightedTable(immigrantCountries.map(([, share], i) => [i + 1, share] as const));

/** A country of birth other than Norway. */
export function drawCountry(serial: number, occasion: number): number {
  return choose(countryTable, draw(process.country, serial, occasion));
}

/** Draws what does not depend on others: origin, sex, birth, arrival, death. */
export function drawPerson(people: People, serial: number): void {
  const origin = choose(kinds, draw(process.kind, serial, 0));
  const sex =
    draw(process.sex, serial, 0) < (origin === origins.native ? 0.514 : origin === origins.shortTerm ? 0.72 : 0.5)
      ? 1
      : 2;
  people.origin[serial] = origin;
  people.sex[serial] = sex;
  if (origin === origins.native) {
    const year = choose(nativeBirthYears, draw(process.birth, serial, 0));
    const month = choose(months, draw(process.birth, serial, 1));
    people.birthDay[serial] = daysFromCivil(year, month + 1, 1 + Math.floor(draw(process.birth, serial, 2) * 28));
    people.arrivalDay[serial] = people.birthDay[serial]!;
    people.deathDay[serial] = drawDeath(serial, sex, year, Math.max(year, firstYear));
    return;
  }
  const arrivalYear = choose(arrivalYears, draw(process.arrival, serial, 0));
  const age =
    origin === origins.immigrant
      ? choose(arrivalAges, draw(process.arrival, serial, 1))
      : 20 + Math.floor(draw(process.arrival, serial, 1) * 36);
  const arrivalDay = daysFromCivil(arrivalYear, 1, 1) + Math.floor(draw(process.arrival, serial, 2) * 365);
  const birthDay = arrivalDay - Math.floor((age + draw(process.birth, serial, 0)) * 365.25) - 1;
  people.birthDay[serial] = birthDay;
  people.country[serial] = drawCountry(serial, 0);
  if (origin === origins.shortTerm) return;
  people.arrivalDay[serial] = arrivalDay;
  people.deathDay[serial] = drawDeath(serial, sex, arrivalYear - age, arrivalYear + 1);
}

/** The day of death, `never` if it lies after the register's last year. Winter months are a tenth more likely. */
function drawDeath(serial: number, sex: number, birthYear: number, fromYear: number): EpochDay {
  const uniform = draw(process.death, serial, 0);
  let survival = 1;
  for (let year = fromYear; year <= lastYear; year++) {
    const age = Math.max(0, year - birthYear);
    survival *= 1 - deathProbability(sex, age, year);
    if (survival < uniform) {
      const day = daysFromCivil(year, 1, 1) + Math.floor(winterShare(draw(process.death, serial, 1)) * 365);
      return year === birthYear ? daysFromCivil(year, 12, 31) : day;
    }
  }
  return never;
}

/** Bends a uniform share of a year towards its ends. */
function winterShare(uniform: number): number {
  const centred = 2 * uniform - 1;
  return (1 + centred * (1.06 - 0.06 * centred * centred)) / 2;
}
