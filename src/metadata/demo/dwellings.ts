import { civilDate } from '../../base/epoch-day.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { missingInt32 } from '../stored-column.ts';
import { dictionaryOf } from './columns.ts';
import type { Families } from './families.ts';
import { placeAt } from './lives.ts';
import { nobody } from './people.ts';
import { type Population, personWriter } from './population.ts';
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

/** Dwellings on 1 January: the same for all members of a household, and as long as it stays in its place. */
export function writeDwellings(builder: ColumnFolder, population: Population, { day, reference }: Families): void {
  const { people, geography } = population;
  const types = dictionaryOf([...houses.values, ...flats.values]);
  const type = new Uint8Array(people.count);
  const area = new Int32Array(people.count).fill(missingInt32);
  const built = new Int32Array(people.count).fill(missingInt32);
  const { year } = civilDate(day);
  const oslo = geography.counties.indexOf('03');
  for (let person = 0; person < people.count; person++) {
    const head = reference[person]!;
    if (head === nobody) continue;
    const place = placeAt(population, head, day);
    const unknown = draw(process.dwelling, head, place * 8);
    if (unknown < 0.01) continue;
    const table =
      geography.countyOf[place] === oslo && draw(process.dwelling, head, place * 8 + 1) < 0.85 ? flats : houses;
    const code = choose(table, draw(process.dwelling, head, place * 8 + 2));
    type[person] = types.codeOf(code);
    if (unknown < 0.03) continue;
    const size = sizes[code.slice(0, 2)]! * exponential(0.3 * drawNormal(process.dwelling, head, place * 8 + 3));
    area[person] = Math.round(Math.min(600, Math.max(12, size)));
    const decade = choose(decades, draw(process.dwelling, head, place * 8 + 4));
    const within = draw(process.dwelling, head, place * 8 + 5) * (decade < 1950 ? 20 : 10);
    built[person] = Math.min(year - 1, decade + Math.floor(within));
  }
  const writer = personWriter(builder, population);
  const when = { startDay: day, stopDay: day };
  writer.integers('BOFORHOLD_BRUKSAREAL', when, area);
  writer.integers('BOFORHOLD_BYGGEAAR', when, built);
  writer.codes('BOFORHOLD_BYGNINGSTYPE', when, types, type);
}
