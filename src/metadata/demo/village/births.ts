import type { EpochDay } from '../../../base/epoch-day.ts';
import { drawFinalLevel } from '../education-level.ts';
import { origin as placeOfOrigin } from '../geography.ts';
import { yearsBetween } from '../lives.ts';
import { drawCountry, nobody } from '../people.ts';
import { draw, process } from '../random.ts';
import { addChild, areKin } from './kin.ts';
import { fertilityByAge, fertilityByChildren, matchOf } from './rates.ts';
import { enter, setCustodian, type Village } from './state.ts';

/** Lets a person be born to a mother of the village, or to parents whom the register does not know. */
export function giveBirth(village: Village, i: number, day: EpochDay, year: number): void {
  const child = village.first + i;
  const hidden = year < 1940 ? 0.95 : year < 1953 ? 0.95 - (0.93 * (year - 1940)) / 13 : year < 1985 ? 0.02 : 0;
  const isHidden = draw(process.hiddenParent, child, 0) < hidden;
  const mother = isHidden ? nobody : chooseMother(village, child, day);
  if (mother === nobody) {
    enter(village, i, day, placeOfOrigin(village.geography, village.home, child));
    village.people.level[child] = drawFinalLevel(village.people, child, nobody, nobody);
    return;
  }
  if (village.custodian[mother] !== nobody) setCustodian(village, mother, day, nobody);
  const father = chooseFather(village, child, mother, day);
  enter(village, i, day, village.place[mother]!);
  addChild(village, i, day, { mother, father });
  if (draw(process.country, child, 1) < 0.012) village.people.country[child] = drawCountry(child, 2);
  village.people.level[child] = drawFinalLevel(
    village.people,
    child,
    village.first + mother,
    father === nobody ? nobody : village.first + father,
  );
}

function chooseMother(village: Village, child: number, day: EpochDay): number {
  const { birthDay, deathDay } = village.people;
  const here = village.here;
  const lastBirth = village.lastBirth;
  const first = village.first;
  let total = 0;
  let chosen = nobody;
  for (const j of village.women) {
    const woman = first + j;
    if (here[j] === 0 || deathDay[woman]! <= day) continue;
    const age = yearsBetween(birthDay[woman]!, day);
    const sinceLast = day - lastBirth[j]!;
    if (age < 16 || age > 45 || sinceLast < 300) continue;
    const children = fertilityByChildren[Math.min(5, village.childCount[j]!)]!;
    const weight =
      fertilityByAge[age]! * children * (sinceLast < 550 ? 0.3 : 1) * (village.partner[j] === nobody ? 0.06 : 1);
    total += weight;
    if (draw(process.mother, child, j) * total < weight) chosen = j;
  }
  return chosen;
}

function chooseFather(village: Village, child: number, mother: number, day: EpochDay): number {
  const { birthDay, sex } = village.people;
  const uniform = draw(process.father, child, 0);
  if (uniform < 0.015) return nobody;
  const partner = village.partner[mother]!;
  const isFit = (j: number): boolean =>
    sex[village.first + j] === 1 &&
    birthDay[village.first + j]! + 16 * 366 <= day &&
    birthDay[village.first + j]! + 69 * 365 >= day;
  if (partner !== nobody && isFit(partner)) return partner;
  let total = 0;
  let chosen = nobody;
  for (const j of village.men) {
    if (village.here[j] === 0 || village.partner[j] !== nobody || !isFit(j) || areKin(village, j, mother)) continue;
    const weight = matchOf(birthDay[village.first + mother]! - birthDay[village.first + j]!);
    total += weight;
    if (draw(process.father, child, j + 1) * total < weight) chosen = j;
  }
  return chosen;
}
