import { daysFromCivil } from '../../../base/epoch-day.ts';
import { civilStatus } from '../civil-status.ts';
import { drawFinalLevel } from '../education-level.ts';
import { type Geography, origin as placeOfOrigin } from '../geography.ts';
import { nobody, origins, type People } from '../people.ts';
import { giveBirth } from './births.ts';
import { findPartner, isSeparated, marry, separate } from './couples.ts';
import { die } from './deaths.ts';
import { kinds, type LifeEvent, YearEvents } from './events.ts';
import { arrive, bringChildrenWithMothers } from './immigrants.ts';
import { plan } from './plans.ts';
import { comeBack, emigrate, leaveHome, moveHousehold, newPlace } from './residence.ts';
import { type Chronicles, createVillage, enter, setCivil, type Village } from './state.ts';

/** Life in a village begins here, so that those alive when the register begins have families. */
const firstYear = 1935;
const lastYear = 2024;

/**
 * Lives one village from year to year and files its chronicles: births find mothers, singles find partners, couples marry
 * and part, children leave home, households move and emigrate, people die. Every draw is keyed by person and year, so a
 * village depends on nothing outside itself.
 */
export function liveInVillage(people: People, geography: Geography, chronicles: Chronicles, first: number): void {
  const village = createVillage(people, geography, chronicles, first);
  bringChildrenWithMothers(village, lastYear);
  for (let i = 0; i < village.size; i++) startBeforeFirstYear(village, i);
  for (let year = firstYear; year <= lastYear; year++) liveYear(village, year);
  const { places, civil: statuses, partners, parents } = village.chronicles;
  for (const history of [places, statuses, partners, parents]) history.closeVillage(village.first, village.size);
}

function startBeforeFirstYear(village: Village, i: number): void {
  const person = village.first + i;
  if (
    village.people.birthDay[person]! < daysFromCivil(firstYear, 1, 1) &&
    village.people.origin[person] === origins.native
  ) {
    enter(village, i, village.people.birthDay[person]!, placeOfOrigin(village.geography, village.home, person));
    village.people.level[person] = drawFinalLevel(village.people, person, nobody, nobody);
  }
}

function liveYear(village: Village, number: number): void {
  const start = daysFromCivil(number, 1, 1);
  const year = { number, start, end: daysFromCivil(number, 12, 31), events: new YearEvents(start) };
  for (let i = 0; i < village.size; i++) plan(village, i, year);
  for (const event of year.events.inOrder()) happen(village, event, number);
}

/** Lets an event happen if it still can: an earlier event of the year may have come in between. */
function happen(village: Village, { kind, i, day }: LifeEvent, year: number): void {
  const isHere = village.here[i] === 1;
  switch (kind) {
    case kinds.born:
      giveBirth(village, i, day, year);
      return;
    case kinds.arrive:
      arrive(village, i, day);
      return;
    case kinds.die:
      die(village, i, day);
      return;
    case kinds.couple:
      if (isHere && village.partner[i] === nobody) findPartner(village, i, day, year);
      return;
    case kinds.marry:
      if (isHere && village.partner[i] !== nobody) marry(village, i, day);
      return;
    case kinds.separate:
      if (isHere && village.partner[i] !== nobody) separate(village, i, day, year);
      return;
    case kinds.divorce:
      if (village.alive[i] === 1 && isSeparated(village, i)) setCivil(village, i, day, civilStatus.divorced);
      return;
    case kinds.leave:
      if (isHere && village.custodian[i] !== nobody) leaveHome(village, i, day, year);
      return;
    case kinds.move:
      if (isHere && village.custodian[i] === nobody) moveHousehold(village, i, day, newPlace(village, i, year));
      return;
    case kinds.emigrate:
      if (isHere && village.custodian[i] === nobody) emigrate(village, i, day);
      return;
    case kinds.comeBack:
      if (village.alive[i] === 1) comeBack(village, i, day);
      return;
  }
}
