import type { EpochDay } from '../../../base/epoch-day.ts';
import { civilStatus, isSpouse } from '../civil-status.ts';
import { abroad } from '../lives.ts';
import { nobody } from '../people.ts';
import { eachChild } from './kin.ts';
import { setCivil, setCustodian, setPartner, settle, type Village } from './state.ts';

/** Lets a person die: a spouse is widowed, and children go to the other parent if that one can take them. */
export function die(village: Village, i: number, day: EpochDay): void {
  const next = day + 1;
  village.alive[i] = 0;
  village.here[i] = 0;
  village.chronicles.places.add(i, next, abroad);
  village.chronicles.civil.add(i, next, civilStatus.none);
  const partner = village.partner[i]!;
  if (partner !== nobody) {
    setPartner(village, partner, next, nobody);
    setPartner(village, i, next, nobody);
    if (isSpouse(village.civil[i]!)) setCivil(village, partner, next, civilStatus.widowed);
  }
  if (village.custodian[i] !== nobody) setCustodian(village, i, next, nobody);
  eachChild(village, i, (child) => {
    if (village.custodian[child] !== i) return;
    const { mother, father } = village.people;
    const other = [mother[village.first + child]! - village.first, father[village.first + child]! - village.first].find(
      (parent) =>
        parent !== i &&
        parent >= 0 &&
        village.here[parent] === 1 &&
        village.here[child] === 1 &&
        village.custodian[parent] === nobody,
    );
    setCustodian(village, child, next, other ?? nobody);
    if (other !== undefined && village.place[other] !== village.place[child])
      settle(village, child, next, village.place[other]!);
  });
}
