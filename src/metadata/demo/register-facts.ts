import { civilDate, daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { missingInt32 } from '../stored-column.ts';
import { type Dictionary, dictionaryOf, SpellCollector } from './columns.ts';
import { codeAt } from './geography.ts';
import { abroad, placeAt } from './lives.ts';
import { countries, never, nobody, origins, type People } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { historyEnd, historyStart } from './profile.ts';
import { draw, process } from './random.ts';

/** Sex, birth, death, parents, country of birth, category of and reason for immigration. */
export function writeFixedFacts(builder: ColumnFolder, population: Population): void {
  const { people, numbering } = population;
  const writer = personWriter(builder, population);
  const { count } = people;
  writer.codes('BEFOLKNING_KJOENN', undefined, dictionaryOf(['1', '2']), people.sex);
  const months = new Int32Array(count);
  const deaths = new Int32Array(count);
  for (let person = 0; person < count; person++) {
    const { year, month } = civilDate(people.birthDay[person]!);
    months[person] = year * 100 + month;
    const died = people.deathDay[person]!;
    deaths[person] = died === never ? missingInt32 : dateNumber(died);
  }
  writer.integers('BEFOLKNING_FOEDSELS_AAR_MND', undefined, months);
  writer.integers('BEFOLKNING_DOEDS_DATO', undefined, deaths);
  writer.units('BEFOLKNING_MOR_FNR', undefined, 'PERSON', numbering, people.mother);
  writer.units('BEFOLKNING_FAR_FNR', undefined, 'PERSON', numbering, people.father);
  const byCode = dictionaryOf(countries);
  const codeOfCountry = countries.map((code) => byCode.codeOf(code));
  writer.codes(
    'BEFOLKNING_FODELAND',
    undefined,
    byCode,
    Uint8Array.from(people.country, (i) => codeOfCountry[i]!),
  );
  writeImmigration(builder, population);
}

function dateNumber(day: EpochDay): number {
  const date = civilDate(day);
  return date.year * 10000 + date.month * 100 + date.day;
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

function writeImmigration(builder: ColumnFolder, population: Population): void {
  const { people } = population;
  const writer = personWriter(builder, population);
  const categories = dictionaryOf(['A', 'B', 'C', 'E', 'F', 'G']);
  const reasons = dictionaryOf(['ARB', 'FAM', 'FLU', 'UTD', 'ANN', 'UKJ']);
  const category = new Uint8Array(people.count);
  const reason = new Uint8Array(people.count);
  const earliest = daysFromCivil(1990, 1, 1);
  for (let person = 0; person < people.count; person++) {
    if (people.origin[person] === origins.shortTerm) continue;
    const letter = categoryOf(people, person);
    category[person] = categories.codeOf(letter);
    const country = countries[people.country[person]!]!;
    if (letter === 'B' && people.arrivalDay[person]! >= earliest && !nordic.includes(country)) {
      reason[person] = reasons.codeOf(drawReason(country, person));
    }
  }
  writer.codes('BEFOLKNING_INVKAT', undefined, categories, category);
  writer.codes('BEFOLKNING_INNGRUNN1', undefined, reasons, reason);
}

/** Category of immigration from the person's and the known parents' countries of birth; an unknown parent counts as the person. */
function categoryOf({ country, mother, father }: People, person: number): string {
  const isForeign = country[person] !== 0;
  const parents = [mother[person]!, father[person]!].filter((parent) => parent !== nobody);
  const foreign = parents.filter((parent) => country[parent] !== 0).length;
  const norwegian = parents.length - foreign;
  if (isForeign) return norwegian === 0 ? 'B' : norwegian === 2 || foreign === 0 ? 'G' : 'E';
  if (foreign === 0) return 'A';
  return norwegian === 0 ? 'C' : 'F';
}

function drawReason(country: string, person: number): string {
  const uniform = draw(process.reason, person, 0);
  const [, work, family, flight, study] =
    reasonShares.find(([list]) => list.includes(country)) ?? reasonShares[reasonShares.length - 1]!;
  if (uniform < work) return 'ARB';
  if (uniform < work + family) return 'FAM';
  if (uniform < work + family + flight) return 'FLU';
  if (uniform < work + family + flight + study) return 'UTD';
  return draw(process.reason, person, 1) < 0.5 ? 'ANN' : 'UKJ';
}

/** Status in the register and municipality of residence on 1 January. */
export function writeRegisterStatus(builder: ColumnFolder, population: Population, day: EpochDay): void {
  const { people, geography } = population;
  const writer = personWriter(builder, population);
  const when = { startDay: day, stopDay: day };
  const statuses = dictionaryOf(['1', '3', '5']);
  const codes = geography.codesOf.map((_, place) => codeAt(geography, place, day));
  const municipalities = dictionaryOf(codes);
  const codeOfPlace = codes.map((code) => municipalities.codeOf(code));
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

/** Spells of residence, cut where a municipality got another code, and spells of civil status. */
export function writeResidenceAndCivilStatus(builder: ColumnFolder, population: Population): void {
  const writer = personWriter(builder, population);
  const { geography, people, places, civil } = population;
  const municipalities = dictionaryOf(geography.codesOf.flatMap((codes) => codes.map(({ code }) => code)));
  const byPlace = geography.codesOf.map((codes) =>
    codes.map(({ startDay, code }) => ({ startDay, code: municipalities.codeOf(code) })),
  );
  const residence = new SpellCollector(people.count);
  const statuses = new SpellCollector(people.count);
  for (let person = 0; person < people.count; person++) {
    eachSpell(places, person, (place, start, stop) => {
      if (place === abroad) return;
      const codes = byPlace[place]!;
      codes.forEach(({ startDay, code }, i) => {
        const nextStart = codes[i + 1]?.startDay;
        const from = Math.max(start, startDay);
        const until = nextStart === undefined ? stop : Math.min(stop ?? never, nextStart - 1);
        if (until === undefined || from <= until)
          residence.add(person, from, until === never ? undefined : until, code);
      });
    });
    residence.close(person);
    eachSpell(civil, person, (status, start, stop) => {
      if (status !== 0) statuses.add(person, start, stop, status + 1);
    });
    statuses.close(person);
  }
  const lived = residence.finish();
  writer.spells('BOSATTEFDT_BOSTED', lived, { kind: 'codes', dictionary: municipalities, values: lived.values });
  const held = statuses.finish();
  const dictionary: Dictionary = dictionaryOf(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  writer.spells('SIVSTANDFDT_SIVSTAND', held, { kind: 'codes', dictionary, values: held.values });
}

/** The spells of a history that touch the time in which histories are kept, cut at its first day; open ones have no stop. */
function eachSpell(
  { offsets, days, values }: Population['places'],
  person: number,
  visit: (value: number, startDay: EpochDay, stopDay: EpochDay | undefined) => void,
): void {
  const end = offsets[person + 1]!;
  for (let i = offsets[person]!; i < end; i++) {
    const stop = i + 1 < end ? days[i + 1]! - 1 : undefined;
    if (days[i]! > historyEnd || (stop !== undefined && stop < historyStart)) continue;
    visit(values[i]!, Math.max(days[i]!, historyStart), stop);
  }
}
