import type { EpochDay } from '../../../base/epoch-day.ts';
import { nobody } from '../people.ts';
import { setCustodian, type Village } from './state.ts';

/** Local numbers of somebody's parents; the father may be `nobody`. */
export interface Parents {
  readonly mother: number;
  readonly father: number;
}

/** Makes a person the child of parents, living with the mother from a day on. */
export function addChild(village: Village, i: number, day: EpochDay, { mother, father }: Parents): void {
  const child = village.first + i;
  village.people.mother[child] = village.first + mother;
  village.lastBirth[mother] = Math.max(village.lastBirth[mother]!, village.people.birthDay[child]!);
  village.childCount[mother] = village.childCount[mother]! + 1;
  village.nextChild[0][i] = village.firstChild[0][mother]!;
  village.firstChild[0][mother] = i;
  if (father !== nobody) {
    village.people.father[child] = village.first + father;
    village.nextChild[1][i] = village.firstChild[1][father]!;
    village.firstChild[1][father] = i;
  }
  setCustodian(village, i, day, mother);
}

/** Calls for a person, the partner and every child who lives with one of them. */
export function eachMember(village: Village, i: number, visit: (member: number) => void): void {
  const partner = village.partner[i]!;
  for (const adult of partner === nobody ? [i] : [i, partner]) {
    visit(adult);
    eachChild(village, adult, (child) => {
      if (village.custodian[child] === adult) visit(child);
    });
  }
}

/** Calls for each of a person's living children, the youngest first. */
export function eachChild(village: Village, i: number, visit: (child: number) => void): void {
  const side = village.people.sex[village.first + i] === 2 ? 0 : 1;
  for (let child = village.firstChild[side][i]!; child !== nobody; child = village.nextChild[side][child]!) {
    if (village.alive[child] === 1) visit(child);
  }
}

/** Whether a person is a parent of another. */
export function isParent(village: Village, parent: number, child: number): boolean {
  const { mother, father } = village.people;
  return (
    mother[village.first + child] === village.first + parent || father[village.first + child] === village.first + parent
  );
}

/** Whether two persons are parent and child, or have a parent in common. */
export function areKin(village: Village, i: number, j: number): boolean {
  const { mother, father } = village.people;
  const a = village.first + i;
  const b = village.first + j;
  const motherOfA = mother[a]!;
  const fatherOfA = father[a]!;
  if (motherOfA === b || fatherOfA === b || mother[b] === a || father[b] === a) return true;
  return (motherOfA !== nobody && motherOfA === mother[b]) || (fatherOfA !== nobody && fatherOfA === father[b]);
}
