import type { EpochDay } from '../../base/epoch-day.ts';
import { civilStatus } from './civil-status.ts';
import { type Families, familiesAt } from './families.ts';
import { valueAt } from './history.ts';
import { partnerAt, placeAt, yearsBetween } from './lives.ts';
import { nobody } from './people.ts';
import type { Population } from './population.ts';
import { draw, process } from './random.ts';
import { remembering } from './remembering.ts';

/** Who shares a dwelling on a day: one family, or several that live together. Arrays go by serial number. */
export interface Households {
  readonly families: Families;
  /** The eldest of the household, whose number it bears; `nobody` for who does not live in the country. */
  readonly head: Int32Array;
  /** By head: members, members under 18, members under 14, children of any age, families, and the youngest's age. */
  readonly members: Uint8Array;
  readonly minors: Uint8Array;
  readonly underFourteen: Uint8Array;
  readonly children: Uint8Array;
  readonly familyCount: Uint8Array;
  readonly youngest: Uint8Array;
}

/**
 * Derives the households of a day. Families live together when a grown-up child with a family or a past marriage of its
 * own, or an old parent who is alone, shares the other's dwelling; or when young persons without family share a flat.
 */
export const householdsOf: (population: Population, day: EpochDay) => Households = remembering((population, day) => {
  const families = familiesAt(population, day);
  const joined = Int32Array.from(families.reference);
  joinPartners(population, families, joined);
  joinKin(population, families, joined);
  joinFlatmates(population, families, joined);
  return countHouseholds(population, families, joined);
});

/** The family that stands for a household: `joined` leads from each family's number to another's, or to itself. */
function rootOf(joined: Int32Array, family: number): number {
  let root = family;
  while (joined[root] !== root) root = joined[root]!;
  return root;
}

/** Couples whom family statistics do not see, cohabitants of one sex, share a dwelling all the same. */
function joinPartners(population: Population, families: Families, joined: Int32Array): void {
  const { reference, partner, parent, day } = families;
  for (let person = 0; person < population.people.count; person++) {
    if (reference[person] === nobody || partner[person] !== nobody || parent[person] !== nobody) continue;
    const other = partnerAt(population, person, day);
    if (other !== nobody && person < other && parent[other] === nobody) joined[reference[other]!] = reference[person]!;
  }
}

function joinKin(population: Population, families: Families, joined: Int32Array): void {
  const { people } = population;
  const { reference, partner } = families;
  for (let adult = 0; adult < people.count; adult++) {
    const family = reference[adult]!;
    if (family === nobody || (adult !== family && partner[family] !== adult)) continue;
    for (const parent of [people.mother[adult]!, people.father[adult]!]) {
      if (parent === nobody || reference[parent] === nobody || joined[family] !== family) continue;
      const place = placeAt(population, adult, families.day);
      if (placeAt(population, parent, families.day) !== place || reference[parent] === family) continue;
      if (draw(process.household, adult, place) >= sharingOf(population, families, family, parent)) continue;
      const root = rootOf(joined, reference[parent]!);
      if (root !== family) joined[family] = root;
    }
  }
}

/** The probability that a family shares the dwelling of a parent who lives in the same place. */
function sharingOf({ people, civil }: Population, families: Families, family: number, parent: number): number {
  const { day, members, partner, reference } = families;
  const isOldAndAlone = members[reference[parent]!] === 1 && yearsBetween(people.birthDay[parent]!, day) >= 75;
  if (partner[family] !== nobody) return isOldAndAlone ? 0.1 : 0.06;
  if (members[family]! > 1) return 0.3;
  // Who never married and is alone would be a child of the parents' family.
  return valueAt(civil, family, day, 0) === civilStatus.unmarried ? 0 : 0.3;
}

/** Occasions of shared flats come after those of places. */
const flatmates = 1_000_000;
/** Shared flats for each person of the population, and how many live in one at most. */
const flatShare = 0.03;
const largestFlat = 4;

/** Persons without family share the flats of their place; each has a flat of its own choice there, so that it stays so. */
function joinFlatmates(population: Population, families: Families, joined: Int32Array): void {
  const { people } = population;
  const { reference, members, day } = families;
  const firstFlat = flatsOf(population);
  const host = new Int32Array(firstFlat.at(-1)!).fill(nobody);
  const mates = new Uint8Array(host.length);
  const hosts = new Set(joined.filter((root, family) => reference[family] === family && root !== family));
  for (let person = 0; person < people.count; person++) {
    if (reference[person] !== person || members[person] !== 1 || joined[person] !== person) continue;
    const age = yearsBetween(people.birthDay[person]!, day);
    if (age < 19 || age > 66 || hosts.has(person)) continue;
    if (draw(process.household, person, flatmates) >= (age < 35 ? 0.8 : 0.36)) continue;
    const place = placeAt(population, person, day);
    const choice = draw(process.household, person, flatmates + 1 + place);
    const flat = firstFlat[place]! + Math.floor(choice * (firstFlat[place + 1]! - firstFlat[place]!));
    if (host[flat] === nobody) host[flat] = person;
    else if (mates[flat]! < largestFlat - 1) {
      joined[person] = host[flat]!;
      mates[flat] = mates[flat]! + 1;
    }
  }
}

/** The number of each place's first flat, and at the end how many there are: in proportion to the places' populations. */
function flatsOf({ people, geography }: Population): Int32Array {
  const { cumulated } = geography.everywhere;
  const first = new Int32Array(geography.placeCount + 1);
  for (let place = 0; place < geography.placeCount; place++) {
    const share = cumulated[place]! - (place === 0 ? 0 : cumulated[place - 1]!);
    first[place + 1] = first[place]! + Math.max(1, Math.round(people.count * flatShare * share));
  }
  return first;
}

function countHouseholds({ people }: Population, families: Families, joined: Int32Array): Households {
  const { reference, parent, day } = families;
  const { count, birthDay } = people;
  const households: Households = {
    families,
    head: new Int32Array(count).fill(nobody),
    members: new Uint8Array(count),
    minors: new Uint8Array(count),
    underFourteen: new Uint8Array(count),
    children: new Uint8Array(count),
    familyCount: new Uint8Array(count),
    youngest: new Uint8Array(count).fill(255),
  };
  const { head, members, minors, underFourteen, children, familyCount, youngest } = households;
  // The eldest of a household is the eldest of one of its families.
  const eldest = new Int32Array(count).fill(nobody);
  for (let family = 0; family < count; family++) {
    if (reference[family] !== family) continue;
    const root = rootOf(joined, family);
    const other = eldest[root]!;
    if (other === nobody || birthDay[family]! < birthDay[other]!) eldest[root] = family;
  }
  for (let person = 0; person < count; person++) {
    const family = reference[person]!;
    if (family === nobody) continue;
    const first = eldest[rootOf(joined, family)]!;
    head[person] = first;
    const age = yearsBetween(birthDay[person]!, day);
    members[first] = members[first]! + 1;
    if (age < 18) minors[first] = minors[first]! + 1;
    if (age < 14) underFourteen[first] = underFourteen[first]! + 1;
    if (parent[person] !== nobody) children[first] = children[first]! + 1;
    if (family === person) familyCount[first] = familyCount[first]! + 1;
    youngest[first] = Math.min(youngest[first]!, age);
  }
  return households;
}
