import { daysFromCivil, type EpochDay } from '../../../base/epoch-day.ts';
import { keeping } from '../keeping.ts';
import { abroad, placeAt, yearsBetween } from '../lives.ts';
import { never } from '../people.ts';
import { type Population, spaces } from '../population.ts';
import { type Numbering, numberUnits } from '../pseudonyms.ts';
import { choose, draw, normalQuantile, process, type WeightedTable, weightedTable } from '../random.ts';
import { causeOfDeath, firstDeathDay } from './causes-of-death.ts';

/** A case of cancer: a unit of its own. */
export interface CancerCase {
  readonly person: number;
  readonly day: EpochDay;
  /** ICD-10 category of the site. */
  readonly site: string;
  /** `1` local, `2` regional, `3` distant, `9` unknown. */
  readonly stage: string;
}

/** Years of the cancer register in this databank. */
export const cancerYears: readonly [first: number, last: number] = [1996, 2024];

/** Sites with their shares of new cases and of deaths in percent, for men and for women. */
const sites: readonly (readonly [
  site: string,
  newMen: number,
  newWomen: number,
  deadMen: number,
  deadWomen: number,
])[] = [
  ['C16', 2, 1.5, 3, 2.5],
  ['C18', 9, 10, 9, 10],
  ['C20', 5, 4, 5, 4],
  ['C25', 3, 3, 7, 8],
  ['C34', 10, 10, 20, 20],
  ['C43', 8, 8, 3, 2.5],
  ['C50', 0.1, 24, 0.1, 12],
  ['C53', 0, 2, 0, 2],
  ['C54', 0, 5, 0, 3],
  ['C56', 0, 3, 0, 6],
  ['C61', 29, 0, 17, 0],
  ['C62', 2, 0, 0.3, 0],
  ['C64', 3.5, 2, 3, 2],
  ['C67', 7, 2.5, 4.5, 2.5],
  ['C71', 3, 3.5, 4, 4],
  ['C73', 0.8, 2, 0.3, 0.4],
  ['C83', 4, 3.5, 4, 4],
  ['C90', 2, 1.5, 3, 3],
  ['C91', 3, 2, 3, 3],
  ['C80', 8.6, 12.5, 13.8, 15.1],
];

const siteTable = (column: 1 | 2 | 3 | 4): WeightedTable<string> =>
  weightedTable(sites.map((row) => [row[0], row[column]] as const));
const newTables = [siteTable(1), siteTable(2)];
const deadTables = [siteTable(3), siteTable(4)];

/** Sites that occur. */
export const siteCodes: readonly string[] = sites.map(([site]) => site);

/** New cases that are not the cause of a death, for each person and year, in 1/100,000, by age from. */
const incidence: readonly (readonly [fromAge: number, men: number, women: number])[] = [
  [0, 12, 11],
  [20, 30, 40],
  [35, 70, 170],
  [50, 330, 430],
  [60, 1000, 760],
  [70, 1750, 1050],
  [80, 1500, 950],
];

const localTable = weightedTable([
  ['1', 55],
  ['2', 25],
  ['3', 8],
  ['9', 12],
] as const);
const fatalTable = weightedTable([
  ['1', 12],
  ['2', 26],
  ['3', 48],
  ['9', 14],
] as const);

/** The cancer register. */
export interface CancerTable {
  /** By person, ascending, and by day. */
  readonly cases: readonly CancerCase[];
  readonly byPerson: ReadonlyMap<number, readonly CancerCase[]>;
  readonly numbering: Numbering;
}

/** All cases of cancer: those that people died of, found some time before, and those that they did not. */
export const cancerTableOf: (population: Population) => CancerTable = keeping((population) => {
  const cases: CancerCase[] = [];
  const byPerson = new Map<number, readonly CancerCase[]>();
  for (let person = 0; person < population.people.count; person++) {
    const found = casesOf(population, person);
    if (found.length === 0) continue;
    byPerson.set(person, found);
    cases.push(...found);
  }
  return { cases, byPerson, numbering: numberUnits(spaces.KRG_TILFELLEID, cases.length) };
});

function casesOf(population: Population, person: number): readonly CancerCase[] {
  const { people } = population;
  const died = people.deathDay[person]!;
  if (people.arrivalDay[person] === never || died < firstDeathDay) return [];
  const column = people.sex[person] === 2 ? 1 : 0;
  const found: CancerCase[] = [];
  const fatal = causeOfDeath(population, person) === 'cancer';
  if (fatal) {
    const normal = normalQuantile(draw(process.cancer, person, 1));
    const day = Math.max(died - 20 - Math.floor(normal * normal * 800), people.birthDay[person]! + 20);
    if (day >= daysFromCivil(cancerYears[0], 1, 1) && placeAt(population, person, day) !== abroad) {
      const site = choose(deadTables[column]!, draw(process.cancer, person, 2));
      found.push({ person, day, site, stage: choose(fatalTable, draw(process.cancer, person, 3)) });
    }
  }
  for (let year = cancerYears[0]; year <= cancerYears[1] && daysFromCivil(year, 1, 1) <= died; year++) {
    const uniform = draw(process.cancer, person, year * 4);
    // Most persons in most years: no rate is higher.
    if (uniform > 0.0176) continue;
    const day = daysFromCivil(year, 1, 1) + Math.floor(draw(process.cancer, person, year * 4 + 1) * 365);
    if (day > died || placeAt(population, person, day) === abroad) continue;
    const age = yearsBetween(people.birthDay[person]!, day);
    const [, men, women] = incidence.findLast(([fromAge]) => fromAge <= age)!;
    if (uniform >= (column === 1 ? women : men) / 100_000) continue;
    const site = choose(newTables[column]!, draw(process.cancer, person, year * 4 + 2));
    found.push({ person, day, site, stage: choose(localTable, draw(process.cancer, person, year * 4 + 3)) });
  }
  return found.sort((a, b) => a.day - b.day);
}
