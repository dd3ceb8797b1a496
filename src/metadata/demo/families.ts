import type { EpochDay } from '../../base/epoch-day.ts';
import { isSpouse } from './civil-status.ts';
import { valueAt } from './history.ts';
import { abroad, partnerAt, placeAt, yearsBetween } from './lives.ts';
import { nobody } from './people.ts';
import type { Population } from './population.ts';
import { remembering } from './remembering.ts';

/**
 * The families of the residents on a day: a couple or a lone person with the children who live with them. All arrays go by
 * serial number.
 */
export interface Families {
  readonly day: EpochDay;
  /** The eldest of the family, whose number the family bears; `nobody` for who does not live in the country. */
  readonly reference: Int32Array;
  /** The partner within the family, or `nobody`. */
  readonly partner: Int32Array;
  /** The parent with whom a person lives as a child, or `nobody`. */
  readonly parent: Int32Array;
  /** By reference person: members, members under 18, members under 14, and the youngest child's age (`noChild` for none). */
  readonly members: Uint8Array;
  readonly minors: Uint8Array;
  readonly underFourteen: Uint8Array;
  readonly youngestChild: Uint8Array;
  /** By reference person: the age of the youngest of all. */
  readonly youngest: Uint8Array;
}

/** Stands for the youngest child's age where there is no child. */
export const noChild = 255;

/** Derives the families of a day. */
export const familiesAt: (population: Population, day: EpochDay) => Families = remembering((population, day) => {
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
    youngest: new Uint8Array(count).fill(noChild),
  };
  const { reference, partner, parent, members, minors, underFourteen, youngestChild, youngest } = families;
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
    youngest[eldest] = Math.min(youngest[eldest]!, age);
    if (parent[person] !== nobody) youngestChild[eldest] = Math.min(youngestChild[eldest]!, age);
  }
  return families;
});

/** The partner as register statistics see it: spouses, and cohabitants of the other sex. */
export function familyPartner(population: Population, person: number, day: EpochDay): number {
  const partner = partnerAt(population, person, day);
  if (partner === nobody) return nobody;
  const isSameSex = population.people.sex[person] === population.people.sex[partner];
  return isSameSex && !isSpouse(valueAt(population.civil, person, day, 0)) ? nobody : partner;
}

function isElder(birthDay: Int32Array, a: number, b: number): boolean {
  return birthDay[a]! < birthDay[b]! || (birthDay[a] === birthDay[b] && a < b);
}
