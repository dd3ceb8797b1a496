import { missingInt32 } from '../stored-column.ts';
import { isSpouse } from './civil-status.ts';
import { dictionaryOf } from './columns.ts';
import { type Families, familiesAt, familyPartner, noChild } from './families.ts';
import { valueAt } from './history.ts';
import { writeHouseholds } from './household-register.ts';
import { abroad, placeAt, yearsBetween } from './lives.ts';
import { mapInt32 } from './mapped.ts';
import { nobody } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { draw, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

/** Registers of couples, families and households on 1 January. */
export const familyRegisters: readonly Register[] = [
  {
    name: 'couples',
    variables: ['BEFOLKNING_EKT_FNR', 'BEFOLKNING_SAMB_FNR'],
    grid: 'january',
    write: writeCouples,
  },
  {
    name: 'families',
    variables: [
      ...['REGSTAT_FAMNR', 'REGSTAT_FAMTYP', 'REGSTAT_PERSONKODE', 'PARSTATUS', 'ANTPERS_I_REGSTAT_FAMNR'],
      ...['BARN_I_REGSTAT_FAMNR', 'BARN3_I_FAM', 'YNGST_I_REGSTAT_FAMNR', 'ELDST_I_REGSTAT_FAMNR'],
    ].map((name) => `BEFOLKNING_${name}`),
    grid: 'january',
    write: writeFamilies,
  },
  {
    name: 'households',
    variables: [
      ...['HUSHNR', 'REGSTAT_HUSHTYP', 'PERS_I_HUSHNR', 'PERS17MIN_I_HUSHNR', 'PERS18PLUS_I_HUSHNR'],
      ...['BARN_I_HUSH', 'BARN3_I_HUSH', 'ANTREGSTAT_FAMNR_I_HUSHNR', 'YNGST_I_HUSHNR', 'ELDST_I_HUSHNR', 'ANT_SOSKEN'],
    ].map((name) => `BEFOLKNING_${name}`),
    grid: 'january',
    write: writeHouseholds,
  },
];

/** Spouses who live together, and cohabitants, married or not. */
function writeCouples({ columns, population, when }: RegisterCall): void {
  const day = when!.startDay;
  const { people, civil, numbering } = population;
  const spouse = new Int32Array(people.count).fill(nobody);
  const cohabitant = new Int32Array(people.count).fill(nobody);
  for (let person = 0; person < people.count; person++) {
    if (placeAt(population, person, day) === abroad) continue;
    const other = familyPartner(population, person, day);
    if (other === nobody) continue;
    cohabitant[person] = other;
    if (isSpouse(valueAt(civil, person, day, 0))) spouse[person] = other;
  }
  const writer = personWriter(columns, population);
  writer.units('BEFOLKNING_EKT_FNR', when, 'PERSON', numbering, spouse);
  writer.units('BEFOLKNING_SAMB_FNR', when, 'PERSON', numbering, cohabitant);
}

/** Family number, type, size, person code, couple status and ages on 1 January. */
function writeFamilies({ columns, population, when }: RegisterCall): void {
  const families = familiesAt(population, when!.startDay);
  const writer = personWriter(columns, population);
  const { people, civil, numbering } = population;
  const { count, birthDay } = people;
  const { day, reference, partner, parent, members, minors, youngest } = families;
  const types = dictionaryOf(familyTypes);
  const couples = dictionaryOf(['0', '1', '2', '3', '5', '6', '7', '8']);
  const type = new Uint8Array(count);
  const role = new Uint8Array(count);
  const couple = new Uint8Array(count);
  const shared = parentsTogether(population, families);
  for (let person = 0; person < count; person++) {
    const head = reference[person]!;
    if (head === nobody) continue;
    const isMarried = partner[head] !== nobody && isSpouse(valueAt(civil, head, day, 0));
    type[person] = types.codeOf(familyType(population, families, head, isMarried));
    role[person] = parent[person] !== nobody ? 3 : person === head ? 1 : 2;
    couple[person] = couples.codeOf(coupleStatus(population, families, person, isMarried, shared[head] === 1));
  }
  const ofHead = (value: (head: number) => number): Int32Array =>
    mapInt32(reference, (head) => (head === nobody ? missingInt32 : value(head)));
  const adults = (head: number): number => (partner[head] === nobody ? 1 : 2);
  writer.units('BEFOLKNING_REGSTAT_FAMNR', when, 'FAMILIE', numbering, reference);
  writer.codes('BEFOLKNING_REGSTAT_FAMTYP', when, types, type);
  writer.codes('BEFOLKNING_REGSTAT_PERSONKODE', when, dictionaryOf(['1', '2', '3']), role);
  writer.codes('BEFOLKNING_PARSTATUS', when, couples, couple);
  for (const [name, value] of [
    ['ANTPERS_I_REGSTAT_FAMNR', (head) => members[head]!],
    ['BARN_I_REGSTAT_FAMNR', (head) => minors[head]!],
    ['BARN3_I_FAM', (head) => members[head]! - adults(head)],
    ['YNGST_I_REGSTAT_FAMNR', (head) => youngest[head]!],
    ['ELDST_I_REGSTAT_FAMNR', (head) => yearsBetween(birthDay[head]!, day)],
  ] as const satisfies readonly (readonly [string, (head: number) => number])[]) {
    writer.integers(`BEFOLKNING_${name}`, when, ofHead(value));
  }
}

/** 1 at the reference person of each couple that lives with a child of both. */
function parentsTogether({ people }: Population, { reference, partner, parent }: Families): Uint8Array {
  const shared = new Uint8Array(people.count);
  for (let person = 0; person < people.count; person++) {
    if (parent[person] === nobody) continue;
    const head = reference[person]!;
    const pair = [head, partner[head]!];
    if (pair.includes(people.mother[person]!) && pair.includes(people.father[person]!)) shared[head] = 1;
  }
  return shared;
}

function coupleStatus(
  population: Population,
  { partner, parent, reference, day }: Families,
  person: number,
  isMarried: boolean,
  hasSharedChild: boolean,
): string {
  const head = reference[person]!;
  const other = partner[head]!;
  if (other === nobody) return '0';
  if (parent[person] !== nobody) return '8';
  const { sex } = population.people;
  if (isMarried) return sex[head] === sex[other] ? '2' : '1';
  if (hasSharedChild) return '3';
  const wereTogether = valueAt(population.partners, head, day - 366, nobody) === other;
  if (wereTogether) return '5';
  return draw(process.couple, Math.min(head, other), 9999) < 0.3 ? '6' : '7';
}

const familyTypes = [
  ...['1.1.1', '1.1.2', '1.1.3', '1.1.4'],
  ...['2.1.1', '2.1.2', '2.2.1', '2.2.2', '2.3.1', '2.3.2', '2.4.1', '2.4.2'],
  ...['3.1.1', '3.1.2', '3.1.3', '3.1.4', '3.1.5', '3.1.6', '3.1.7', '3.1.8', '3.2.1', '3.2.2', '3.3.1', '3.3.2'],
];

/** The type of a family by the couple or lone person, the age of the youngest child and the age of the eldest. */
function familyType(population: Population, families: Families, head: number, isMarried: boolean): string {
  const { birthDay, sex } = population.people;
  const { partner, members, youngestChild, day } = families;
  const ageGroup = ageGroupOf(yearsBetween(birthDay[head]!, day));
  const hasPartner = partner[head] !== nobody;
  if (members[head] === 1) return `1.1.${ageGroup}`;
  const youngest = youngestChild[head]!;
  if (youngest === noChild) return `3.1.${isMarried ? ageGroup : ageGroup + 4}`;
  const last = hasPartner ? (isMarried ? 1 : 2) : sex[head] === 2 ? 1 : 2;
  if (youngest < 6) return `2.${hasPartner ? 1 : 3}.${last}`;
  if (youngest < 18) return `2.${hasPartner ? 2 : 4}.${last}`;
  return `3.${hasPartner ? 2 : 3}.${last}`;
}

function ageGroupOf(age: number): number {
  return age < 30 ? 1 : age < 45 ? 2 : age < 67 ? 3 : 4;
}
