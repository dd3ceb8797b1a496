import { civilDate, daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { dictionaryOf } from './columns.ts';
import { birthYear, educationAt, educationCode, unknownEducation } from './education-career.ts';
import { stepOfLevel } from './education-level.ts';
import { codeAt } from './geography.ts';
import { wasResident } from './immigration.ts';
import { abroad, placeAt } from './lives.ts';
import { nobody, type People } from './people.ts';
import { type Population, personWriter } from './population.ts';
import type { RegisterCall } from './register.ts';

/** Variables of the year in which a person turned 16. */
export const backgroundVariables: readonly string[] = [
  'NUDB_SOSBAK',
  'NUDB_NUS2000_MOR_16',
  'NUDB_NUS2000_FAR_16',
  'NUDB_KOMM_16',
];

/** Social background is of those born from here on. */
const firstBirthYear = 1960;
/** The day on which the parents' education is looked up, in the year in which the child turns 16. */
const lookUp = { month: 10, day: 1 } as const;

/** The parents' education at 16, the social background that it stands for, and the municipality of residence then. */
export function writeSchoolBackground({ columns, population }: RegisterCall): void {
  const { people } = population;
  const codes = dictionaryOf(educationCodes());
  const backgrounds = dictionaryOf(['1', '2', '3', '4', '9']);
  const background = new Uint8Array(people.count);
  const mothers = new Uint8Array(people.count);
  const fathers = new Uint8Array(people.count);
  for (let person = 0; person < people.count; person++) {
    const born = birthYear(people, person);
    if (!wasResident(people, person) || born < firstBirthYear) continue;
    const day = daysFromCivil(born + 16, lookUp.month, lookUp.day);
    const mother = parentalEducation(people, people.mother[person]!, day);
    const father = parentalEducation(people, people.father[person]!, day);
    if (mother !== undefined) mothers[person] = codes.codeOf(mother);
    if (father !== undefined) fathers[person] = codes.codeOf(father);
    background[person] = backgrounds.codeOf(socialBackground(mother, father));
  }
  const writer = personWriter(columns, population);
  writer.codes('NUDB_SOSBAK', undefined, backgrounds, background);
  writer.codes('NUDB_NUS2000_MOR_16', undefined, codes, mothers);
  writer.codes('NUDB_NUS2000_FAR_16', undefined, codes, fathers);
  writeMunicipalityAt16(columns, population);
}

/** All codes of education that persons can have. */
export function educationCodes(): readonly string[] {
  const codes = [unknownEducation, ...[2, 3, 4, 5].map((level) => educationCode(level, 0))];
  for (const level of [4, 6, 7, 8]) for (let field = 1; field <= 8; field++) codes.push(educationCode(level, field));
  return codes;
}

function parentalEducation(people: People, parent: number, day: EpochDay): string | undefined {
  return parent === nobody ? undefined : educationAt(people, parent, day);
}

/** 1 to 4 from long higher education to none above compulsory school, by the better educated parent; 9 for unknown. */
function socialBackground(mother: string | undefined, father: string | undefined): string {
  const steps = [mother, father].flatMap((code) =>
    code === undefined || code === unknownEducation ? [] : [stepOfLevel(Number(code[0]))],
  );
  return steps.length === 0 ? '9' : String(4 - Math.max(...steps));
}

/** Codes for a youth abroad, and for one before the register's time. */
const livedAbroad = '2580';
const beforeRegister = '9999';
const firstKnownBirthYear = 1958;

function writeMunicipalityAt16(columns: RegisterCall['columns'], population: Population): void {
  const { people, geography } = population;
  const municipalities = dictionaryOf([
    ...geography.codesOf.flatMap((codes) => codes.map(({ code }) => code)),
    livedAbroad,
    beforeRegister,
  ]);
  const municipality = new Uint16Array(people.count);
  const lastDay = daysFromCivil(2024, 12, 31);
  for (let person = 0; person < people.count; person++) {
    if (!wasResident(people, person)) continue;
    const { year, month, day } = civilDate(people.birthDay[person]!);
    const birthday = daysFromCivil(year + 16, month, Math.min(day, 28));
    if (birthday > lastDay || people.deathDay[person]! < birthday) continue;
    const place = placeAt(population, person, birthday);
    const code =
      year < firstKnownBirthYear ? beforeRegister : place === abroad ? livedAbroad : codeAt(geography, place, birthday);
    municipality[person] = municipalities.codeOf(code);
  }
  personWriter(columns, population).codes('NUDB_KOMM_16', undefined, municipalities, municipality);
}
