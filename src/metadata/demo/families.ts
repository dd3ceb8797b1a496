import type { EpochDay } from '../../base/epoch-day.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { missingInt32 } from '../stored-column.ts';
import { isSpouse } from './civil-status.ts';
import { dictionaryOf } from './columns.ts';
import { valueAt } from './history.ts';
import { abroad, partnerAt, placeAt, yearsBetween } from './lives.ts';
import { nobody } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { draw, process } from './random.ts';

/**
 * The families of the residents on a day: a couple or a lone person with the children who live with them. In the demo
 * databank a household is one family. All arrays go by serial number.
 */
export interface Families {
  readonly day: EpochDay;
  /** The eldest of the family, whose number the family bears; `nobody` for who does not live in the country. */
  readonly reference: Int32Array;
  /** The partner within the family, or `nobody`. */
  readonly partner: Int32Array;
  /** The parent with whom a person lives as a child, or `nobody`. */
  readonly parent: Int32Array;
  /** By reference person: members, members under 18, members under 14, and the age of the youngest child. */
  readonly members: Uint8Array;
  readonly minors: Uint8Array;
  readonly underFourteen: Uint8Array;
  readonly youngestChild: Uint8Array;
}

const noChild = 255;

/** Derives the families of a day. */
export function familiesAt(population: Population, day: EpochDay): Families {
  const { people, parents } = population;
  const { count, birthDay } = people;
  const families: Families = {
    day,
    reference: new Int32Array(count).fill(nobody),
    partner: new Int32Array(count).fill(nobody),
    parent: new Int32Array(count).fill(nobody),
    members: new Uint8Array(count),
    minors: new Uint8Array(count),
    underFourteen: new Uint8Array(count),
    youngestChild: new Uint8Array(count).fill(noChild),
  };
  const { reference, partner, parent, members, minors, underFourteen, youngestChild } = families;
  for (let person = 0; person < count; person++) {
    if (placeAt(population, person, day) === abroad) continue;
    const custodian = valueAt(parents, person, day, nobody);
    if (custodian !== nobody && placeAt(population, custodian, day) !== abroad) parent[person] = custodian;
    else partner[person] = familyPartner(population, person, day);
    reference[person] = person;
  }
  for (let person = 0; person < count; person++) {
    if (reference[person] === nobody) continue;
    const adult = parent[person] === nobody ? person : parent[person]!;
    const other = partner[adult]!;
    const eldest = other !== nobody && isElder(birthDay, other, adult) ? other : adult;
    reference[person] = eldest;
    const age = yearsBetween(birthDay[person]!, day);
    members[eldest] = members[eldest]! + 1;
    if (age < 18) minors[eldest] = minors[eldest]! + 1;
    if (age < 14) underFourteen[eldest] = underFourteen[eldest]! + 1;
    if (parent[person] !== nobody) youngestChild[eldest] = Math.min(youngestChild[eldest]!, age);
  }
  return families;
}

/** The partner as register statistics see it: spouses, and cohabitants of the other sex. */
function familyPartner(population: Population, person: number, day: EpochDay): number {
  const partner = partnerAt(population, person, day);
  if (partner === nobody) return nobody;
  const isSameSex = population.people.sex[person] === population.people.sex[partner];
  return isSameSex && !isSpouse(valueAt(population.civil, person, day, 0)) ? nobody : partner;
}

function isElder(birthDay: Int32Array, a: number, b: number): boolean {
  return birthDay[a]! < birthDay[b]! || (birthDay[a] === birthDay[b] && a < b);
}

/** Family number, type, size, person code, couple status and partners on 1 January. */
export function writeFamilies(builder: ColumnFolder, population: Population, families: Families): void {
  const writer = personWriter(builder, population);
  const { people, civil, numbering } = population;
  const { count } = people;
  const { day, reference, partner, parent, members, minors } = families;
  const when = { startDay: day, stopDay: day };
  const types = dictionaryOf(familyTypes);
  const couples = dictionaryOf(['0', '1', '2', '3', '5', '6', '7', '8']);
  const spouse = new Int32Array(count).fill(nobody);
  const type = new Uint8Array(count);
  const role = new Uint8Array(count);
  const couple = new Uint8Array(count);
  const size = new Int32Array(count).fill(missingInt32);
  const children = new Int32Array(count).fill(missingInt32);
  const shared = parentsTogether(population, families);
  for (let person = 0; person < count; person++) {
    const head = reference[person]!;
    if (head === nobody) continue;
    const isMarried = partner[head] !== nobody && isSpouse(valueAt(civil, head, day, 0));
    if (partner[person] !== nobody && isMarried) spouse[person] = partner[person]!;
    type[person] = types.codeOf(familyType(population, families, head, isMarried));
    role[person] = parent[person] !== nobody ? 3 : person === head ? 1 : 2;
    couple[person] = couples.codeOf(coupleStatus(population, families, person, isMarried, shared[head] === 1));
    size[person] = members[head]!;
    children[person] = minors[head]!;
  }
  writer.units('BEFOLKNING_EKT_FNR', when, 'PERSON', numbering, spouse);
  writer.units('BEFOLKNING_SAMB_FNR', when, 'PERSON', numbering, partner);
  writer.codes('BEFOLKNING_PARSTATUS', when, couples, couple);
  writer.units('BEFOLKNING_REGSTAT_FAMNR', when, 'FAMILIE', numbering, reference);
  writer.codes('BEFOLKNING_REGSTAT_FAMTYP', when, types, type);
  writer.codes('BEFOLKNING_REGSTAT_PERSONKODE', when, dictionaryOf(['1', '2', '3']), role);
  writer.integers('BEFOLKNING_BARN_I_REGSTAT_FAMNR', when, children);
  writer.integers('BEFOLKNING_ANTPERS_I_REGSTAT_FAMNR', when, size);
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
