import type { EpochDay } from '../../../base/epoch-day.ts';
import { destination } from '../geography.ts';
import { abroad } from '../lives.ts';
import { never, nobody, origins } from '../people.ts';
import { draw, process } from '../random.ts';
import { eachMember } from './kin.ts';
import { setCustodian, settle, type Village } from './state.ts';

/** The place that a person moves to in a year. */
export function newPlace(village: Village, i: number, year: number): number {
  return destination(village.geography, village.place[i]!, village.first + i, year);
}

/** Moves a person, the partner and the children who live with them. */
export function moveHousehold(village: Village, i: number, day: EpochDay, place: number): void {
  eachMember(village, i, (member) => settle(village, member, day, place));
}

/** Lets a grown-up child leave the parents, in about half the cases for another place. */
export function leaveHome(village: Village, i: number, day: EpochDay, year: number): void {
  setCustodian(village, i, day, nobody);
  if (draw(process.destination, village.first + i, year * 2 + 10001) < 0.55)
    settle(village, i, day, newPlace(village, i, year));
}

/** Lets a household emigrate, unless one of it did before; some come back after one to four years. */
export function emigrate(village: Village, i: number, day: EpochDay): void {
  const person = village.first + i;
  const { emigrationDay, returnDay, origin } = village.people;
  let earlier = 0;
  eachMember(village, i, (member) => {
    if (emigrationDay[village.first + member] !== never) earlier++;
  });
  if (earlier > 0) return;
  const isBack = draw(process.emigration, person, 0) < (origin[person] === origins.immigrant ? 0.12 : 0.5);
  const back = isBack ? day + 300 + Math.floor(draw(process.emigration, person, 1) * 1200) : never;
  eachMember(village, i, (member) => {
    village.here[member] = 0;
    emigrationDay[village.first + member] = day;
    returnDay[village.first + member] = back;
    village.chronicles.places.add(member, day, abroad);
  });
}

/** Lets an emigrant return. */
export function comeBack(village: Village, i: number, day: EpochDay): void {
  village.here[i] = 1;
  const custodian = village.custodian[i]!;
  // A parent may have died abroad; who is back alone keeps the place that the household had.
  settle(village, i, day, custodian === nobody ? village.place[i]! : village.place[custodian]!);
}
