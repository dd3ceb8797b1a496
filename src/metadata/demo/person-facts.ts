import { civilDate, type EpochDay } from '../../base/epoch-day.ts';
import { missingInt32 } from '../stored-column.ts';
import { dictionaryOf, type VariableWriter } from './columns.ts';
import { codeAt } from './geography.ts';
import {
  ageAtImmigration,
  countryBackground,
  immigrationCategory,
  immigrationReason,
  wasResident,
} from './immigration.ts';
import { grandparents, kinshipOf } from './kinship.ts';
import { abroad, placeAt } from './lives.ts';
import { mapInt32, mapUint8 } from './mapped.ts';
import { countries, never } from './people.ts';
import { type Population, personWriter } from './population.ts';
import type { RegisterCall } from './register.ts';

/** Sex, birth, death and first stay; parents, grandparents, siblings, parity; country, category of and reason for immigration. */
export function writePersonFacts({ columns, population }: RegisterCall): void {
  const writer = personWriter(columns, population);
  writeDates(writer, population);
  writeKin(writer, population);
  writeOrigins(writer, population);
}

function writeDates(writer: VariableWriter, { people }: Population): void {
  const { count } = people;
  const months = new Int32Array(count);
  const deaths = new Int32Array(count).fill(missingInt32);
  const firstStays = new Int32Array(count).fill(missingInt32);
  for (let person = 0; person < count; person++) {
    const { year, month } = civilDate(people.birthDay[person]!);
    months[person] = year * 100 + month;
    if (people.deathDay[person] !== never) deaths[person] = dateNumber(people.deathDay[person]!);
    if (wasResident(people, person)) firstStays[person] = dateNumber(people.arrivalDay[person]!);
  }
  writer.codes('BEFOLKNING_KJOENN', undefined, dictionaryOf(['1', '2']), people.sex);
  writer.integers('BEFOLKNING_FOEDSELS_AAR_MND', undefined, months);
  writer.integers('BEFOLKNING_DOEDS_DATO', undefined, deaths);
  writer.integers('BEFOLKNING_FORSTDATO', undefined, firstStays);
}

function dateNumber(day: EpochDay): number {
  const date = civilDate(day);
  return date.year * 10000 + date.month * 100 + date.day;
}

function writeKin(writer: VariableWriter, { people, numbering }: Population): void {
  const { mother, father } = people;
  for (const [name, links] of [
    ['MOR', mother],
    ['FAR', father],
    ['MORMOR', grandparents(mother, mother)],
    ['MORFAR', grandparents(mother, father)],
    ['FARMOR', grandparents(father, mother)],
    ['FARFAR', grandparents(father, father)],
  ] as const) {
    writer.units(`BEFOLKNING_${name}_FNR`, undefined, 'PERSON', numbering, links);
  }
  const { parity, eldestSibling } = kinshipOf(people);
  const ranks = mapInt32(parity, (rank) => (rank === 0 ? missingInt32 : rank));
  writer.integers('BEFOLKNING_PARITET', undefined, ranks);
  writer.units('BEFOLKNING_SOESKEN_FNR', undefined, 'SOESKEN', numbering, eldestSibling);
}

const reasonCodes = ['ARB', 'FAM', 'FLU', 'UTD', 'ANN', 'UKJ'];

function writeOrigins(writer: VariableWriter, population: Population): void {
  const { people } = population;
  const { count } = people;
  const byCode = dictionaryOf(countries);
  const codeOfCountry = Uint8Array.from(countries, (code) => byCode.codeOf(code));
  const categories = dictionaryOf(['A', 'B', 'C', 'E', 'F', 'G']);
  const reasons = dictionaryOf(reasonCodes);
  const category = new Uint8Array(count);
  const reason = new Uint8Array(count);
  const background = new Uint8Array(count);
  const age = new Int32Array(count).fill(missingInt32);
  for (let person = 0; person < count; person++) {
    if (!wasResident(people, person)) continue;
    const letter = immigrationCategory(people, person);
    category[person] = categories.codeOf(letter);
    background[person] = codeOfCountry[countryBackground(people, person)]!;
    if (letter !== 'B') continue;
    age[person] = ageAtImmigration(people, person);
    const why = immigrationReason(people, person);
    if (why !== undefined) reason[person] = reasons.codeOf(why);
  }
  const births = mapUint8(people.country, (i) => codeOfCountry[i]!);
  writer.codes('BEFOLKNING_FODELAND', undefined, byCode, births);
  writer.codes('BEFOLKNING_INVKAT', undefined, categories, category);
  writer.codes('BEFOLKNING_LANDBAK3GEN', undefined, byCode, background);
  writer.codes('BEFOLKNING_INNGRUNN1', undefined, reasons, reason);
  writer.integers('BEFOLKNING_INNALDER', undefined, age);
  writeBirthplaces(writer, population);
}

/** Municipality of birth of those born in the country, with the code of the day of birth as far back as codes are known. */
function writeBirthplaces(writer: VariableWriter, population: Population): void {
  const { people, geography } = population;
  const municipalities = dictionaryOf(geography.codesOf.flatMap((codes) => codes.map(({ code }) => code)));
  const birthplace = new Uint16Array(people.count);
  for (let person = 0; person < people.count; person++) {
    if (people.country[person] !== 0 || !wasResident(people, person)) continue;
    const day = people.birthDay[person]!;
    const place = placeAt(population, person, day);
    if (place !== abroad) birthplace[person] = municipalities.codeOf(codeAt(geography, place, day));
  }
  writer.codes('BEFOLKNING_FOEDEKOMMNR', undefined, municipalities, birthplace);
}
