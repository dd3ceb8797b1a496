import { civilDate, daysFromCivil } from '../../base/epoch-day.ts';
import { countries, nobody, origins, type People } from './people.ts';
import { draw, process } from './random.ts';

/** Category of immigration from the person's and the known parents' countries of birth; an unknown parent counts as the person. */
export function immigrationCategory({ country, mother, father }: People, person: number): string {
  const isForeign = country[person] !== 0;
  const parents = [mother[person]!, father[person]!].filter((parent) => parent !== nobody);
  const foreign = parents.filter((parent) => country[parent] !== 0).length;
  const norwegian = parents.length - foreign;
  if (isForeign) return norwegian === 0 ? 'B' : norwegian === 2 || foreign === 0 ? 'G' : 'E';
  if (foreign === 0) return 'A';
  return norwegian === 0 ? 'C' : 'F';
}

const nordic = ['101', '103', '105', '106'];
/** Countries of citizens who mostly come to work, to flee, to a family, to study; elsewhere the last row counts. */
const reasonShares: readonly (readonly [
  countries: readonly string[],
  ARB: number,
  FAM: number,
  FLU: number,
  UTD: number,
])[] = [
  [['131', '136', '124', '133', '144', '139', '117', '127', '155'], 0.62, 0.31, 0.01, 0.05],
  [['564', '346', '241', '404', '148', '452', '161'], 0.02, 0.22, 0.74, 0.01],
  [['428', '568', '143', '575', '534'], 0.1, 0.72, 0.06, 0.1],
  [['444', '484', '684'], 0.48, 0.32, 0.01, 0.18],
  [[], 0.25, 0.45, 0.12, 0.16],
];

const firstDayOfReasons = daysFromCivil(1990, 1, 1);

/** Why an immigrant of category B came; known of those who came from 1990 on from outside the Nordic countries. */
export function immigrationReason(people: People, person: number): string | undefined {
  const country = countries[people.country[person]!]!;
  if (people.arrivalDay[person]! < firstDayOfReasons || nordic.includes(country)) return undefined;
  const uniform = draw(process.reason, person, 0);
  const [, work, family, flight, study] =
    reasonShares.find(([list]) => list.includes(country)) ?? reasonShares[reasonShares.length - 1]!;
  if (uniform < work) return 'ARB';
  if (uniform < work + family) return 'FAM';
  if (uniform < work + family + flight) return 'FLU';
  if (uniform < work + family + flight + study) return 'UTD';
  return draw(process.reason, person, 1) < 0.5 ? 'ANN' : 'UKJ';
}

/** Age in the year of immigration: the difference of years, as the statistics have it. */
export function ageAtImmigration({ arrivalDay, birthDay }: People, person: number): number {
  return civilDate(arrivalDay[person]!).year - civilDate(birthDay[person]!).year;
}

/**
 * Country background as an index into `countries`: none for who has roots in Norway; else the country of birth of who was
 * born abroad, of the mother or the father, or of a grandparent who was.
 */
export function countryBackground(people: People, person: number): number {
  const { country, mother, father } = people;
  const category = immigrationCategory(people, person);
  if (category === 'A' || category === 'G') return 0;
  if (category === 'B') return country[person]!;
  for (const parent of [mother[person]!, father[person]!]) {
    if (parent !== nobody && country[parent] !== 0) return country[parent]!;
  }
  return country[person]!;
}

/** Whether a person was ever registered as a resident: short-term workers were not. */
export function wasResident(people: People, person: number): boolean {
  return people.origin[person] !== origins.shortTerm;
}
