import { daysFromCivil, type EpochDay } from '../../../base/epoch-day.ts';
import { drawFinalLevel } from '../education-level.ts';
import { origin as placeOfOrigin } from '../geography.ts';
import { yearsBetween } from '../lives.ts';
import { never, nobody, origins } from '../people.ts';
import { draw, process } from '../random.ts';
import { addChild } from './kin.ts';
import { enter, settle, type Village } from './state.ts';

/**
 * Children who immigrate come on the same day as a woman of the village who can be their mother; others come grown up, or
 * never if that would be after the register's last year.
 */
export function bringChildrenWithMothers(village: Village, lastYear: number): void {
  const { origin, birthDay, arrivalDay, deathDay, sex, country } = village.people;
  for (let i = 0; i < village.size; i++) {
    const child = village.first + i;
    if (origin[child] !== origins.immigrant || yearsBetween(birthDay[child]!, arrivalDay[child]!) >= 18) continue;
    let total = 0;
    let chosen = nobody;
    for (let j = 0; j < village.size; j++) {
      const woman = village.first + j;
      if (origin[woman] !== origins.immigrant || sex[woman] !== 2 || village.arrivedMother[j] !== nobody) continue;
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
    village.arrivedMother[i] = chosen;
    arrivalDay[child] = arrivalDay[village.first + chosen]!;
    country[child] = country[village.first + chosen]!;
  }
}

/** Lets an immigrant arrive, with the mother if it is a child. */
export function arrive(village: Village, i: number, day: EpochDay): void {
  const person = village.first + i;
  const mother = village.arrivedMother[i]!;
  if (mother !== nobody && village.place[mother] === nobody) enterAsImmigrant(village, mother, day);
  if (village.alive[i] === 0) enterAsImmigrant(village, i, day);
  if (mother === nobody) return;
  settle(village, i, day, village.place[mother]!);
  addChild(village, i, day, { mother, father: nobody });
  village.people.level[person] = drawFinalLevel(village.people, person, village.first + mother, nobody);
}

function enterAsImmigrant(village: Village, i: number, day: EpochDay): void {
  const person = village.first + i;
  enter(village, i, day, placeOfOrigin(village.geography, village.home, person));
  village.people.level[person] = drawFinalLevel(village.people, person, nobody, nobody);
}
