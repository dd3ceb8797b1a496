import type { EpochDay } from '../../../base/epoch-day.ts';
import { isSpouse } from '../civil-status.ts';
import { yearsBetween } from '../lives.ts';
import { never, nobody, origins } from '../people.ts';
import { draw, process } from '../random.ts';
import { prefersSameSex } from './couples.ts';
import { kinds, type YearEvents } from './events.ts';
import { couplingHazard, leavingHazard, movingHazard } from './rates.ts';
import type { Village } from './state.ts';

/** A year of a village's life, and what is to happen in it. */
export interface Year {
  readonly number: number;
  readonly start: EpochDay;
  readonly end: EpochDay;
  readonly events: YearEvents;
}

/** Notes what is to happen to a person in a year. */
export function plan(village: Village, i: number, year: Year): void {
  const { birthDay, arrivalDay, deathDay, returnDay, sex } = village.people;
  const { number, start, end, events } = year;
  const person = village.first + i;
  const arrival = arrivalDay[person]!;
  if (arrival >= start && arrival <= end) {
    events.add(village.people.origin[person] === origins.native ? kinds.born : kinds.arrive, i, arrival - start);
  }
  if (arrival > start || village.alive[i] === 0) {
    if (deathDay[person]! <= end && deathDay[person]! >= start) events.add(kinds.die, i, deathDay[person]! - start);
    return;
  }
  if (deathDay[person]! <= end) events.add(kinds.die, i, deathDay[person]! - start);
  if (village.here[i] === 0) {
    if (returnDay[person]! >= start && returnDay[person]! <= end)
      events.add(kinds.comeBack, i, returnDay[person]! - start);
    return;
  }
  const age = yearsBetween(birthDay[person]!, start);
  if (age < 17) return;
  if (village.custodian[i] !== nobody && draw(process.leaveHome, person, number) < leavingHazard(age)) {
    events.add(kinds.leave, i, 210 + Math.floor(draw(process.dayOfYear, person, number) * 60));
  }
  const partner = village.partner[i]!;
  if (partner === nobody) {
    const seeks = sex[person] === 2 || prefersSameSex(person);
    if (seeks && draw(process.couple, person, number) < couplingHazard(age))
      events.add(kinds.couple, i, someDay(person, number));
  } else if (i < partner) planCouple(village, i, year);
  if (village.divorceDay[i]! >= start && village.divorceDay[i]! <= end)
    events.add(kinds.divorce, i, village.divorceDay[i]! - start);
  if (village.custodian[i] === nobody && (partner === nobody || i < partner) && number >= 1960)
    planMoves(village, i, year, age);
}

function planCouple(village: Village, i: number, { number, start, end, events }: Year): void {
  const person = village.first + i;
  const isMarried = isSpouse(village.civil[i]!);
  if (!isMarried && village.marryDay[i]! >= start && village.marryDay[i]! <= end) {
    events.add(kinds.marry, i, village.marryDay[i]! - start);
    return;
  }
  const modern = Math.min(1, Math.max(0.15, (number - 1955) / 30));
  const hazard = (isMarried ? 0.0125 : 0.05) * modern;
  if (draw(process.separation, person, number) < hazard) events.add(kinds.separate, i, someDay(person, number + 4000));
}

function planMoves(village: Village, i: number, { number, events }: Year, age: number): void {
  const person = village.first + i;
  const { origin, arrivalDay, emigrationDay } = village.people;
  const uniform = draw(process.move, person, number);
  const moving = movingHazard(age);
  if (uniform < moving) events.add(kinds.move, i, someDay(person, number + 8000));
  else if (emigrationDay[person] === never && age < 75) {
    const stayed = number - 1970 - Math.floor(arrivalDay[person]! / 365.25);
    const leaving = origin[person] === origins.immigrant ? (stayed < 10 ? 0.055 : 0.012) : 0.0022;
    if (uniform < moving + leaving) events.add(kinds.emigrate, i, someDay(person, number + 8000));
  }
}

function someDay(person: number, occasion: number): number {
  return Math.floor(draw(process.dayOfYear, person, occasion) * 364) + 1;
}
