import { daysFromCivil, type EpochDay } from '../../../base/epoch-day.ts';
import { civilCode, civilStatus, isSpouse } from '../civil-status.ts';
import { never, nobody } from '../people.ts';
import { draw, process } from '../random.ts';
import { areKin, eachChild, isParent } from './kin.ts';
import { marryingShare, matchOf } from './rates.ts';
import { moveHousehold, newPlace } from './residence.ts';
import { setCivil, setCustodian, setPartner, type Village, villageSize } from './state.ts';

/** Share of persons who look for a partner of their own sex. */
const sameSexShare = 0.012;

/** Whether a person looks for a partner of the same sex. */
export function prefersSameSex(person: number): boolean {
  return draw(process.preference, person, 0) < sameSexShare;
}

/** Lets a single person find a partner in the village and move together, if there is one who fits. */
export function findPartner(village: Village, i: number, day: EpochDay, year: number): void {
  if (isSeparated(village, i)) return;
  const { birthDay, sex, level } = village.people;
  const { countyOf } = village.geography;
  const here = village.here;
  const partner = village.partner;
  const place = village.place;
  const first = village.first;
  const seeker = first + i;
  const wanted = (sex[seeker] === 2) === prefersSameSex(seeker) ? village.women : village.men;
  const sign = sex[seeker] === 2 ? 1 : -1;
  const county = countyOf[place[i]!]!;
  let total = 0;
  let chosen = nobody;
  for (const j of wanted) {
    const other = first + j;
    if (here[j] === 0 || partner[j] !== nobody || j === i) continue;
    if (birthDay[other]! + 18 * 365.25 > day) continue;
    const fit = matchOf(sign * (birthDay[seeker]! - birthDay[other]!));
    if (fit < 0.002 || isSeparated(village, j) || areKin(village, i, j)) continue;
    const distance = Math.abs(level[seeker]! - level[other]!);
    const near = countyOf[place[j]!] === county ? 6 : 1;
    const weight = fit * (distance <= 1 ? 1 : distance <= 3 ? 0.6 : 0.35) * near;
    total += weight;
    if (draw(process.choosePartner, seeker, year * villageSize + j) * total < weight) chosen = j;
  }
  if (chosen !== nobody) moveTogether(village, [i, chosen], day, year);
}

/** Whether a person is separated from a spouse. */
export function isSeparated(village: Village, i: number): boolean {
  return village.civil[i] === civilCode(civilStatus.separated, village.registered[i] === 1);
}

function moveTogether(village: Village, [i, j]: readonly [number, number], day: EpochDay, year: number): void {
  for (const k of [i, j]) if (village.custodian[k] !== nobody) setCustodian(village, k, day, nobody);
  const seeker = village.first + i;
  const [stays, moves] = draw(process.destination, seeker, year * 2 + 20001) < 0.5 ? [i, j] : [j, i];
  if (village.place[moves] !== village.place[stays]) moveHousehold(village, moves, day, village.place[stays]!);
  setPartner(village, i, day, j);
  setPartner(village, j, day, i);
  const waits = draw(process.marriage, seeker, year * 2 + 1);
  const delay = year < 1975 ? 30 + waits * 270 : 60 + waits * waits * 3600;
  const marries = draw(process.marriage, seeker, year * 2) < marryingShare(year);
  // A couple marries in a later year at the earliest: the plans of this one are made.
  const marryDay = marries ? Math.max(Math.floor(day + delay), daysFromCivil(year + 1, 1, 3)) : never;
  village.marryDay[i] = marryDay;
  village.marryDay[j] = marryDay;
}

/** Marries the couple that a person is in, as far as the law of the day lets them. */
export function marry(village: Village, i: number, day: EpochDay): void {
  const j = village.partner[i]!;
  const isSameSex = village.people.sex[village.first + i] === village.people.sex[village.first + j];
  // Registered partnerships for couples of one sex: August 1993 to 2008; marriage from 2009.
  if (isSameSex && day < daysFromCivil(1993, 8, 1)) return;
  const isRegistered = isSameSex && day < daysFromCivil(2009, 1, 1) ? 1 : 0;
  for (const k of [i, j]) {
    village.registered[k] = isRegistered;
    setCivil(village, k, day, civilStatus.married);
  }
}

/** Parts a couple: spouses become separated, each child stays with one of its parents, and one of the couple moves out. */
export function separate(village: Village, i: number, day: EpochDay, year: number): void {
  const j = village.partner[i]!;
  const person = village.first + i;
  if (isSpouse(village.civil[i]!)) {
    const divorceDay = Math.max(
      day + 365 + Math.floor(draw(process.divorce, person, year) * 730),
      daysFromCivil(year + 1, 1, 2),
    );
    for (const k of [i, j]) {
      setCivil(village, k, day, civilStatus.separated);
      village.divorceDay[k] = divorceDay;
    }
  }
  setPartner(village, i, day, nobody);
  setPartner(village, j, day, nobody);
  const [woman, man] = village.people.sex[person] === 2 ? [i, j] : [j, i];
  const keeper = draw(process.custody, person, year) < 0.75 ? woman : man;
  const leaver = keeper === woman ? man : woman;
  for (const parent of [woman, man]) {
    eachChild(village, parent, (child) => {
      if (village.custodian[child] === leaver && isParent(village, keeper, child))
        setCustodian(village, child, day, keeper);
    });
  }
  moveHousehold(village, leaver, day, newPlace(village, leaver, year));
}
