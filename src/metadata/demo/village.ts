import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { drawFinalLevel } from './education-level.ts';
import { destination, type Geography, origin as placeOfOrigin } from './geography.ts';
import type { HistoryCollector } from './history.ts';
import { drawCountry, drawPerson, never, nobody, origins, type People } from './people.ts';
import { draw, exponential, process } from './random.ts';

/** Persons of a village: small enough to look for partners and mothers in, large enough to find them. */
export const villageSize = 1024;

/** Life in a village begins here, so that those alive when the register begins have families. */
const firstYear = 1935;
const lastYear = 2024;

/** Codes of civil status, and "none": not in the register any more. */
const civil = { none: 0, unmarried: 1, married: 2, widowed: 3, divorced: 4, separated: 5 } as const;
/** A registered partner's status is the like status of a spouse plus this, except for 1 (married) to 4 (survivor). */
const registeredCodes: Readonly<Record<number, number>> = { 2: 6, 5: 7, 4: 8, 3: 9 };

/** Place of somebody who does not live in the country. */
export const abroad = nobody;

/** What a village's simulation writes down, by person. */
export interface Chronicles {
  /** Place, or `abroad`. */
  readonly places: HistoryCollector;
  /** Civil status codes 1 to 9, 0 from the day after death. */
  readonly civil: HistoryCollector;
  /** Serial number of the partner whom the person lives with, or `nobody`. */
  readonly partners: HistoryCollector;
  /** Serial number of the parent with whom a person lives as a child, or `nobody`. */
  readonly parents: HistoryCollector;
}

const kinds = {
  arrive: 0,
  born: 1,
  couple: 2,
  marry: 3,
  separate: 4,
  divorce: 5,
  leave: 6,
  move: 7,
  emigrate: 8,
  comeBack: 9,
  die: 10,
} as const;
const kindCount = 16;

/** Weight of a woman as a mother by age and by children that she has. */
const fertilityByAge = Float64Array.from({ length: 60 }, (_, age) =>
  age < 16 || age > 45 ? 0 : exponential((-(age - 28.5) * (age - 28.5)) / 45),
);
const fertilityByChildren = [1, 1.7, 0.55, 0.3, 0.15, 0.08];
/** Weight of a partner by the man's age minus the woman's, −20 to 30 years. */
const matchByDifference = Float64Array.from({ length: 51 }, (_, i) => exponential((-(i - 22.5) * (i - 22.5)) / 40));

/** How well two persons' ages match, by the days that the man is older than the woman. */
function matchOf(daysOlder: number): number {
  const i = Math.round(daysOlder / 365.25) + 20;
  return i < 0 || i > 50 ? 0 : matchByDifference[i]!;
}

/** Yearly probability that a single woman finds a partner, by age. */
function couplingHazard(age: number): number {
  if (age < 18) return 0;
  if (age < 21) return 0.09;
  if (age < 25) return 0.19;
  if (age < 30) return 0.23;
  if (age < 35) return 0.17;
  if (age < 40) return 0.12;
  if (age < 50) return 0.07;
  if (age < 60) return 0.035;
  return age < 76 ? 0.008 : 0;
}

/** Yearly probability that a child leaves home, by age. */
function leavingHazard(age: number): number {
  if (age < 18) return 0;
  if (age === 18) return 0.08;
  return age < 26 ? 0.29 : 0.2;
}

/** Yearly probability that a household moves to another place, by the age of whom decides. */
function movingHazard(age: number): number {
  if (age < 19) return 0.06;
  if (age < 25) return 0.17;
  if (age < 30) return 0.13;
  if (age < 40) return 0.06;
  return age < 67 ? 0.025 : 0.015;
}

/** Share of couples that marry sooner or later, by the year in which they moved together. */
function marryingShare(year: number): number {
  if (year < 1970) return 0.97;
  return Math.max(0.6, 0.97 - 0.011 * (year - 1970));
}

/**
 * One village, lived from year to year: births find mothers, singles find partners, couples marry and part, children
 * leave home, households move and emigrate, people die. Every draw is keyed by person and year, so a village depends on
 * nothing outside itself.
 */
export class Village {
  readonly #people: People;
  readonly #geography: Geography;
  readonly #chronicles: Chronicles;
  readonly #first: number;
  readonly #size: number;
  readonly #home: number;
  readonly #here: Uint8Array;
  readonly #alive: Uint8Array;
  readonly #place: Int32Array;
  readonly #civil: Uint8Array;
  readonly #registered: Uint8Array;
  readonly #partner: Int32Array;
  readonly #custodian: Int32Array;
  readonly #marryDay: Int32Array;
  readonly #divorceDay: Int32Array;
  readonly #lastBirth: Int32Array;
  readonly #childCount: Uint8Array;
  readonly #firstChild: readonly [Int32Array, Int32Array];
  readonly #nextChild: readonly [Int32Array, Int32Array];
  readonly #arrivedMother: Int32Array;
  #events = new Int32Array(8192);
  #eventCount = 0;

  constructor(people: People, geography: Geography, chronicles: Chronicles, first: number) {
    this.#people = people;
    this.#geography = geography;
    this.#chronicles = chronicles;
    this.#first = first;
    const size = Math.min(villageSize, people.count - first);
    this.#size = size;
    // Counties in the proportions of their populations, spread evenly over the villages (golden ratio sequence).
    const turn = ((first / villageSize + 0.5) * 0.6180339887498949) % 1;
    this.#home = countyAt(geography, turn);
    const int32 = (): Int32Array => new Int32Array(size).fill(nobody);
    this.#here = new Uint8Array(size);
    this.#alive = new Uint8Array(size);
    this.#place = int32();
    this.#civil = new Uint8Array(size);
    this.#registered = new Uint8Array(size);
    this.#partner = int32();
    this.#custodian = int32();
    this.#marryDay = new Int32Array(size).fill(never);
    this.#divorceDay = new Int32Array(size).fill(never);
    this.#lastBirth = new Int32Array(size).fill(-never);
    this.#childCount = new Uint8Array(size);
    this.#firstChild = [int32(), int32()];
    this.#nextChild = [int32(), int32()];
    this.#arrivedMother = int32();
  }

  /** Lives all years and files the chronicles. */
  live(): void {
    for (let i = 0; i < this.#size; i++) drawPerson(this.#people, this.#first + i);
    this.#bringChildrenWithMothers();
    for (let i = 0; i < this.#size; i++) this.#startBeforeFirstYear(i);
    for (let year = firstYear; year <= lastYear; year++) this.#liveYear(year);
    const { places, civil: statuses, partners, parents } = this.#chronicles;
    for (const history of [places, statuses, partners, parents]) history.closeVillage(this.#first, this.#size);
  }

  /** Children who immigrate come on the same day as a woman of the village who can be their mother; others come grown up. */
  #bringChildrenWithMothers(): void {
    const { origin, birthDay, arrivalDay, deathDay, sex, country } = this.#people;
    for (let i = 0; i < this.#size; i++) {
      const child = this.#first + i;
      if (origin[child] !== origins.immigrant || yearsBetween(birthDay[child]!, arrivalDay[child]!) >= 18) continue;
      let total = 0;
      let chosen = nobody;
      for (let j = 0; j < this.#size; j++) {
        const woman = this.#first + j;
        if (origin[woman] !== origins.immigrant || sex[woman] !== 2 || this.#arrivedMother[j] !== nobody) continue;
        const gap = yearsBetween(birthDay[woman]!, birthDay[child]!);
        const ageThen = yearsBetween(birthDay[child]!, arrivalDay[woman]!);
        if (gap < 18 || gap > 42 || arrivalDay[woman]! <= birthDay[child]! || ageThen > 15) continue;
        if (deathDay[woman]! <= arrivalDay[woman]! + 365 || deathDay[child]! <= arrivalDay[woman]! + 365) continue;
        total++;
        if (draw(process.mother, child, j) * total < 1) chosen = j;
      }
      if (chosen === nobody) {
        const grownUp = birthDay[child]! + Math.floor((20 + 10 * draw(process.arrival, child, 3)) * 365.25);
        arrivalDay[child] = grownUp;
        // Who would come after the register's last day, or after death, never came: a worker on a short stay.
        if (grownUp >= daysFromCivil(lastYear, 12, 1) || deathDay[child]! <= grownUp + 365) {
          origin[child] = origins.shortTerm;
          arrivalDay[child] = never;
          deathDay[child] = never;
        }
        continue;
      }
      this.#arrivedMother[i] = chosen;
      arrivalDay[child] = arrivalDay[this.#first + chosen]!;
      country[child] = country[this.#first + chosen]!;
    }
  }

  #startBeforeFirstYear(i: number): void {
    const person = this.#first + i;
    if (
      this.#people.birthDay[person]! < daysFromCivil(firstYear, 1, 1) &&
      this.#people.origin[person] === origins.native
    ) {
      this.#enter(i, this.#people.birthDay[person]!, placeOfOrigin(this.#geography, this.#home, person));
      this.#people.level[person] = drawFinalLevel(this.#people, person, nobody, nobody);
    }
  }

  #liveYear(year: number): void {
    this.#eventCount = 0;
    const start = daysFromCivil(year, 1, 1);
    const end = daysFromCivil(year, 12, 31);
    for (let i = 0; i < this.#size; i++) this.#plan(i, year, start, end);
    const events = this.#events.subarray(0, this.#eventCount).sort();
    for (const event of events) {
      const i = event % villageSize;
      const rest = Math.floor(event / villageSize);
      this.#happen(rest % kindCount, i, start + Math.floor(rest / kindCount), year);
    }
  }

  /** Notes what is to happen to a person in a year. */
  #plan(i: number, year: number, start: EpochDay, end: EpochDay): void {
    const { birthDay, arrivalDay, deathDay, returnDay, sex } = this.#people;
    const person = this.#first + i;
    const arrival = arrivalDay[person]!;
    if (arrival >= start && arrival <= end) {
      this.#note(this.#people.origin[person] === origins.native ? kinds.born : kinds.arrive, i, arrival - start);
    }
    if (arrival > start || this.#alive[i] === 0) {
      if (deathDay[person]! <= end && deathDay[person]! >= start) this.#note(kinds.die, i, deathDay[person]! - start);
      return;
    }
    if (deathDay[person]! <= end) this.#note(kinds.die, i, deathDay[person]! - start);
    if (this.#here[i] === 0) {
      if (returnDay[person]! >= start && returnDay[person]! <= end)
        this.#note(kinds.comeBack, i, returnDay[person]! - start);
      return;
    }
    const age = yearsBetween(birthDay[person]!, start);
    if (age < 17) return;
    if (this.#custodian[i] !== nobody && draw(process.leaveHome, person, year) < leavingHazard(age)) {
      this.#note(kinds.leave, i, 210 + Math.floor(draw(process.dayOfYear, person, year) * 60));
    }
    const partner = this.#partner[i]!;
    if (partner === nobody) {
      const seeks = sex[person] === 2 || draw(process.preference, person, 0) < 0.012;
      if (seeks && draw(process.couple, person, year) < couplingHazard(age))
        this.#note(kinds.couple, i, this.#someDay(person, year));
    } else if (i < partner) this.#planCouple(i, year, start, end);
    if (this.#divorceDay[i]! >= start && this.#divorceDay[i]! <= end)
      this.#note(kinds.divorce, i, this.#divorceDay[i]! - start);
    if (this.#custodian[i] === nobody && (partner === nobody || i < partner) && year >= 1960)
      this.#planMoves(i, year, age);
  }

  #planCouple(i: number, year: number, start: EpochDay, end: EpochDay): void {
    const person = this.#first + i;
    const isMarried = isSpouse(this.#civil[i]!);
    if (!isMarried && this.#marryDay[i]! >= start && this.#marryDay[i]! <= end) {
      this.#note(kinds.marry, i, this.#marryDay[i]! - start);
      return;
    }
    const modern = Math.min(1, Math.max(0.15, (year - 1955) / 30));
    const hazard = (isMarried ? 0.0125 : 0.05) * modern;
    if (draw(process.separation, person, year) < hazard)
      this.#note(kinds.separate, i, this.#someDay(person, year + 4000));
  }

  #planMoves(i: number, year: number, age: number): void {
    const person = this.#first + i;
    const { origin, arrivalDay, emigrationDay } = this.#people;
    const uniform = draw(process.move, person, year);
    const moving = movingHazard(age);
    if (uniform < moving) this.#note(kinds.move, i, this.#someDay(person, year + 8000));
    else if (emigrationDay[person] === never && age < 75) {
      const stayed = year - 1970 - Math.floor(arrivalDay[person]! / 365.25);
      const leaving = origin[person] === origins.immigrant ? (stayed < 10 ? 0.055 : 0.012) : 0.0022;
      if (uniform < moving + leaving) this.#note(kinds.emigrate, i, this.#someDay(person, year + 8000));
    }
  }

  #someDay(person: number, occasion: number): number {
    return Math.floor(draw(process.dayOfYear, person, occasion) * 364) + 1;
  }

  #note(kind: number, i: number, dayOfYear: number): void {
    if (this.#eventCount === this.#events.length) {
      const larger = new Int32Array(this.#events.length * 2);
      larger.set(this.#events);
      this.#events = larger;
    }
    this.#events[this.#eventCount++] = (dayOfYear * kindCount + kind) * villageSize + i;
  }

  /** Lets an event happen if it still can: an earlier event of the year may have come in between. */
  #happen(kind: number, i: number, day: EpochDay, year: number): void {
    const isHere = this.#here[i] === 1;
    switch (kind) {
      case kinds.born:
        this.#giveBirth(i, day, year);
        return;
      case kinds.arrive:
        this.#arrive(i, day);
        return;
      case kinds.die:
        this.#die(i, day);
        return;
      case kinds.couple:
        if (isHere && this.#partner[i] === nobody) this.#findPartner(i, day, year);
        return;
      case kinds.marry:
        if (isHere && this.#partner[i] !== nobody) this.#marry(i, day);
        return;
      case kinds.separate:
        if (isHere && this.#partner[i] !== nobody) this.#separate(i, day, year);
        return;
      case kinds.divorce:
        if (this.#alive[i] === 1 && this.#civil[i] === this.#code(i, civil.separated))
          this.#setCivil(i, day, civil.divorced);
        return;
      case kinds.leave:
        if (isHere && this.#custodian[i] !== nobody) this.#leaveHome(i, day, year);
        return;
      case kinds.move:
        if (isHere && this.#custodian[i] === nobody) this.#moveHousehold(i, day, this.#destination(i, year));
        return;
      case kinds.emigrate:
        if (isHere && this.#custodian[i] === nobody) this.#emigrate(i, day);
        return;
      case kinds.comeBack:
        if (this.#alive[i] === 1) this.#comeBack(i, day);
        return;
    }
  }

  #enter(i: number, day: EpochDay, place: number): void {
    this.#alive[i] = 1;
    this.#here[i] = 1;
    this.#settle(i, day, place);
    this.#setCivil(i, day, civil.unmarried);
  }

  #settle(i: number, day: EpochDay, place: number): void {
    this.#place[i] = place;
    this.#chronicles.places.add(i, day, place);
  }

  #setCivil(i: number, day: EpochDay, status: number): void {
    this.#civil[i] = this.#code(i, status);
    this.#chronicles.civil.add(i, day, this.#civil[i]);
  }

  #code(i: number, status: number): number {
    return this.#registered[i] === 1 ? (registeredCodes[status] ?? status) : status;
  }

  #setPartner(i: number, day: EpochDay, partner: number): void {
    this.#partner[i] = partner;
    this.#chronicles.partners.add(i, day, partner === nobody ? nobody : this.#first + partner);
  }

  #setCustodian(i: number, day: EpochDay, parent: number): void {
    this.#custodian[i] = parent;
    this.#chronicles.parents.add(i, day, parent === nobody ? nobody : this.#first + parent);
  }

  #destination(i: number, year: number): number {
    return destination(this.#geography, this.#place[i]!, this.#first + i, year);
  }

  #giveBirth(i: number, day: EpochDay, year: number): void {
    const child = this.#first + i;
    const hidden = year < 1940 ? 0.95 : year < 1953 ? 0.95 - (0.93 * (year - 1940)) / 13 : year < 1985 ? 0.02 : 0;
    const isHidden = draw(process.hiddenParent, child, 0) < hidden;
    const mother = isHidden ? nobody : this.#chooseMother(child, day);
    if (mother === nobody) {
      this.#enter(i, day, placeOfOrigin(this.#geography, this.#home, child));
      this.#people.level[child] = drawFinalLevel(this.#people, child, nobody, nobody);
      return;
    }
    if (this.#custodian[mother] !== nobody) this.#setCustodian(mother, day, nobody);
    const father = this.#chooseFather(child, mother, day);
    this.#enter(i, day, this.#place[mother]!);
    this.#addChild(i, day, mother, father);
    if (draw(process.country, child, 1) < 0.012) this.#people.country[child] = drawCountry(child, 2);
    this.#people.level[child] = drawFinalLevel(
      this.#people,
      child,
      this.#first + mother,
      father === nobody ? nobody : this.#first + father,
    );
  }

  #addChild(i: number, day: EpochDay, mother: number, father: number): void {
    const child = this.#first + i;
    this.#people.mother[child] = this.#first + mother;
    this.#lastBirth[mother] = Math.max(this.#lastBirth[mother]!, this.#people.birthDay[child]!);
    this.#childCount[mother] = this.#childCount[mother]! + 1;
    this.#nextChild[0][i] = this.#firstChild[0][mother]!;
    this.#firstChild[0][mother] = i;
    if (father !== nobody) {
      this.#people.father[child] = this.#first + father;
      this.#nextChild[1][i] = this.#firstChild[1][father]!;
      this.#firstChild[1][father] = i;
    }
    this.#setCustodian(i, day, mother);
  }

  #chooseMother(child: number, day: EpochDay): number {
    const { birthDay, sex, deathDay } = this.#people;
    const here = this.#here;
    const lastBirth = this.#lastBirth;
    const first = this.#first;
    let total = 0;
    let chosen = nobody;
    for (let j = 0; j < this.#size; j++) {
      const woman = first + j;
      if (here[j] === 0 || sex[woman] !== 2 || deathDay[woman]! <= day) continue;
      const age = yearsBetween(birthDay[woman]!, day);
      const sinceLast = day - lastBirth[j]!;
      if (age < 16 || age > 45 || sinceLast < 300) continue;
      const children = fertilityByChildren[Math.min(5, this.#childCount[j]!)]!;
      const weight =
        fertilityByAge[age]! * children * (sinceLast < 550 ? 0.3 : 1) * (this.#partner[j] === nobody ? 0.06 : 1);
      total += weight;
      if (draw(process.mother, child, j) * total < weight) chosen = j;
    }
    return chosen;
  }

  #chooseFather(child: number, mother: number, day: EpochDay): number {
    const { birthDay, sex } = this.#people;
    const uniform = draw(process.father, child, 0);
    if (uniform < 0.015) return nobody;
    const partner = this.#partner[mother]!;
    const isFit = (j: number): boolean =>
      sex[this.#first + j] === 1 &&
      birthDay[this.#first + j]! + 16 * 366 <= day &&
      birthDay[this.#first + j]! + 69 * 365 >= day;
    if (partner !== nobody && isFit(partner)) return partner;
    let total = 0;
    let chosen = nobody;
    for (let j = 0; j < this.#size; j++) {
      if (this.#here[j] === 0 || this.#partner[j] !== nobody || !isFit(j) || this.#areKin(j, mother)) continue;
      const weight = matchOf(birthDay[this.#first + mother]! - birthDay[this.#first + j]!);
      total += weight;
      if (draw(process.father, child, j + 1) * total < weight) chosen = j;
    }
    return chosen;
  }

  #arrive(i: number, day: EpochDay): void {
    const person = this.#first + i;
    const mother = this.#arrivedMother[i]!;
    if (mother !== nobody && this.#place[mother] === nobody) this.#enterAsImmigrant(mother, day);
    if (this.#alive[i] === 0) this.#enterAsImmigrant(i, day);
    if (mother === nobody) return;
    this.#settle(i, day, this.#place[mother]!);
    this.#addChild(i, day, mother, nobody);
    this.#people.level[person] = drawFinalLevel(this.#people, person, this.#first + mother, nobody);
  }

  #enterAsImmigrant(i: number, day: EpochDay): void {
    const person = this.#first + i;
    this.#enter(i, day, placeOfOrigin(this.#geography, this.#home, person));
    this.#people.level[person] = drawFinalLevel(this.#people, person, nobody, nobody);
  }

  #findPartner(i: number, day: EpochDay, year: number): void {
    if (this.#isSeparated(i)) return;
    const { birthDay, sex, level } = this.#people;
    const { countyOf } = this.#geography;
    const here = this.#here;
    const partner = this.#partner;
    const place = this.#place;
    const first = this.#first;
    const seeker = first + i;
    const sameSex = draw(process.preference, seeker, 0) < 0.012;
    const wanted = sameSex ? sex[seeker]! : 3 - sex[seeker]!;
    const sign = sex[seeker] === 2 ? 1 : -1;
    const county = countyOf[place[i]!]!;
    let total = 0;
    let chosen = nobody;
    for (let j = 0; j < this.#size; j++) {
      const other = first + j;
      if (here[j] === 0 || partner[j] !== nobody || sex[other] !== wanted || j === i) continue;
      if (birthDay[other]! + 18 * 365.25 > day) continue;
      const fit = matchOf(sign * (birthDay[seeker]! - birthDay[other]!));
      if (fit < 0.002 || this.#isSeparated(j) || this.#areKin(i, j)) continue;
      const distance = Math.abs(level[seeker]! - level[other]!);
      const near = countyOf[place[j]!] === county ? 6 : 1;
      const weight = fit * (distance <= 1 ? 1 : distance <= 3 ? 0.6 : 0.35) * near;
      total += weight;
      if (draw(process.choosePartner, seeker, year * villageSize + j) * total < weight) chosen = j;
    }
    if (chosen !== nobody) this.#moveTogether(i, chosen, day, year);
  }

  #isSeparated(i: number): boolean {
    return this.#civil[i] === this.#code(i, civil.separated);
  }

  #moveTogether(i: number, j: number, day: EpochDay, year: number): void {
    for (const k of [i, j]) if (this.#custodian[k] !== nobody) this.#setCustodian(k, day, nobody);
    const seeker = this.#first + i;
    const [stays, moves] = draw(process.destination, seeker, year * 2 + 20001) < 0.5 ? [i, j] : [j, i];
    if (this.#place[moves] !== this.#place[stays]) this.#moveHousehold(moves, day, this.#place[stays]!);
    this.#setPartner(i, day, j);
    this.#setPartner(j, day, i);
    const waits = draw(process.marriage, seeker, year * 2 + 1);
    const delay = year < 1975 ? 30 + waits * 270 : 60 + waits * waits * 3600;
    const marries = draw(process.marriage, seeker, year * 2) < marryingShare(year);
    // A couple marries in a later year at the earliest: the plans of this one are made.
    const marryDay = marries ? Math.max(Math.floor(day + delay), daysFromCivil(year + 1, 1, 3)) : never;
    this.#marryDay[i] = marryDay;
    this.#marryDay[j] = marryDay;
  }

  #marry(i: number, day: EpochDay): void {
    const j = this.#partner[i]!;
    const isSameSex = this.#people.sex[this.#first + i] === this.#people.sex[this.#first + j];
    // Registered partnerships for couples of one sex: August 1993 to 2008; marriage from 2009.
    if (isSameSex && day < daysFromCivil(1993, 8, 1)) return;
    const isRegistered = isSameSex && day < daysFromCivil(2009, 1, 1) ? 1 : 0;
    for (const k of [i, j]) {
      this.#registered[k] = isRegistered;
      this.#setCivil(k, day, civil.married);
    }
  }

  #separate(i: number, day: EpochDay, year: number): void {
    const j = this.#partner[i]!;
    const person = this.#first + i;
    if (isSpouse(this.#civil[i]!)) {
      const divorceDay = Math.max(
        day + 365 + Math.floor(draw(process.divorce, person, year) * 730),
        daysFromCivil(year + 1, 1, 2),
      );
      for (const k of [i, j]) {
        this.#setCivil(k, day, civil.separated);
        this.#divorceDay[k] = divorceDay;
      }
    }
    this.#setPartner(i, day, nobody);
    this.#setPartner(j, day, nobody);
    const [woman, man] = this.#people.sex[person] === 2 ? [i, j] : [j, i];
    const keeper = draw(process.custody, person, year) < 0.75 ? woman : man;
    const leaver = keeper === woman ? man : woman;
    for (const parent of [woman, man]) {
      this.#eachChild(parent, (child) => {
        if (this.#custodian[child] === leaver && this.#isParent(keeper, child)) this.#setCustodian(child, day, keeper);
      });
    }
    this.#moveHousehold(leaver, day, this.#destination(leaver, year));
  }

  #leaveHome(i: number, day: EpochDay, year: number): void {
    this.#setCustodian(i, day, nobody);
    if (draw(process.destination, this.#first + i, year * 2 + 10001) < 0.55)
      this.#settle(i, day, this.#destination(i, year));
  }

  /** Moves a person, the partner and the children who live with them. */
  #moveHousehold(i: number, day: EpochDay, place: number): void {
    this.#eachMember(i, (member) => this.#settle(member, day, place));
  }

  #emigrate(i: number, day: EpochDay): void {
    const person = this.#first + i;
    const { emigrationDay, returnDay, origin } = this.#people;
    let earlier = 0;
    this.#eachMember(i, (member) => {
      if (emigrationDay[this.#first + member] !== never) earlier++;
    });
    if (earlier > 0) return;
    const isBack = draw(process.emigration, person, 0) < (origin[person] === origins.immigrant ? 0.12 : 0.5);
    const back = isBack ? day + 300 + Math.floor(draw(process.emigration, person, 1) * 1200) : never;
    this.#eachMember(i, (member) => {
      this.#here[member] = 0;
      emigrationDay[this.#first + member] = day;
      returnDay[this.#first + member] = back;
      this.#chronicles.places.add(member, day, abroad);
    });
  }

  #comeBack(i: number, day: EpochDay): void {
    this.#here[i] = 1;
    const custodian = this.#custodian[i]!;
    // A parent may have died abroad; who is back alone keeps the place that the household had.
    this.#settle(i, day, custodian === nobody ? this.#place[i]! : this.#place[custodian]!);
  }

  #die(i: number, day: EpochDay): void {
    const next = day + 1;
    this.#alive[i] = 0;
    this.#here[i] = 0;
    this.#chronicles.places.add(i, next, abroad);
    this.#chronicles.civil.add(i, next, civil.none);
    const partner = this.#partner[i]!;
    if (partner !== nobody) {
      this.#setPartner(partner, next, nobody);
      this.#setPartner(i, next, nobody);
      if (isSpouse(this.#civil[i]!)) this.#setCivil(partner, next, civil.widowed);
    }
    if (this.#custodian[i] !== nobody) this.#setCustodian(i, next, nobody);
    this.#eachChild(i, (child) => {
      if (this.#custodian[child] !== i) return;
      const { mother, father } = this.#people;
      const other = [mother[this.#first + child]! - this.#first, father[this.#first + child]! - this.#first].find(
        (parent) =>
          parent !== i &&
          parent >= 0 &&
          this.#here[parent] === 1 &&
          this.#here[child] === 1 &&
          this.#custodian[parent] === nobody,
      );
      this.#setCustodian(child, next, other ?? nobody);
      if (other !== undefined && this.#place[other] !== this.#place[child])
        this.#settle(child, next, this.#place[other]!);
    });
  }

  /** Calls for a person, the partner and every child who lives with one of them. */
  #eachMember(i: number, visit: (member: number) => void): void {
    const partner = this.#partner[i]!;
    for (const adult of partner === nobody ? [i] : [i, partner]) {
      visit(adult);
      this.#eachChild(adult, (child) => {
        if (this.#custodian[child] === adult) visit(child);
      });
    }
  }

  #eachChild(i: number, visit: (child: number) => void): void {
    const side = this.#people.sex[this.#first + i] === 2 ? 0 : 1;
    for (let child = this.#firstChild[side][i]!; child !== nobody; child = this.#nextChild[side][child]!) {
      if (this.#alive[child] === 1) visit(child);
    }
  }

  #isParent(parent: number, child: number): boolean {
    const { mother, father } = this.#people;
    return mother[this.#first + child] === this.#first + parent || father[this.#first + child] === this.#first + parent;
  }

  #areKin(i: number, j: number): boolean {
    const { mother, father } = this.#people;
    const a = this.#first + i;
    const b = this.#first + j;
    const motherOfA = mother[a]!;
    const fatherOfA = father[a]!;
    if (motherOfA === b || fatherOfA === b || mother[b] === a || father[b] === a) return true;
    return (motherOfA !== nobody && motherOfA === mother[b]) || (fatherOfA !== nobody && fatherOfA === father[b]);
  }
}

/** Whether a civil status is that of a spouse or registered partner. */
export function isSpouse(status: number): boolean {
  return status === 2 || status === 6;
}

/** Whole years from a birth to a day, to within a day or so. */
export function yearsBetween(birth: EpochDay, day: EpochDay): number {
  return Math.floor((day - birth) / 365.25);
}

function countyAt(geography: Geography, share: number): number {
  const { cumulated, values } = geography.countyTable;
  const at = cumulated.findIndex((sum) => share < sum);
  return values[at < 0 ? 0 : at]!;
}
