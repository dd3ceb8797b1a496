import type { DemoKind } from './demo-kind.ts';
import { dwellingRegisters } from './dwelling-registers.ts';
import { educationRegisters } from './education-registers.ts';
import { electionRegisters } from './elections.ts';
import { familyRegisters } from './family-registers.ts';
import { genericRegisters } from './generic/generic-registers.ts';
import { incomeRegisters } from './income-registers.ts';
import { personRegisters } from './people-registers.ts';
import type { Register } from './register.ts';
import { aliasRegisters, unitRegisters } from './unit-registers.ts';
import { workRegisters } from './work-register-list.ts';

/** Registers whose values are made by hand-written rules, list by list. */
const handWrittenRegisters: readonly Register[] = [
  ...unitRegisters,
  ...aliasRegisters,
  ...personRegisters,
  ...familyRegisters,
  ...educationRegisters,
  ...dwellingRegisters,
  ...electionRegisters,
  ...incomeRegisters,
  ...workRegisters,
];

/** All registers of the register databank: the hand-written ones, and for every variable that none of them holds a generic one. */
export function demoRegisters(kind: DemoKind): readonly Register[] {
  return [...handWrittenRegisters, ...genericRegisters(kind, handWrittenRegisters)];
}
