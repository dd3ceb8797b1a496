import { daysFromCivil } from '../../base/epoch-day.ts';
import { ColumnFolder, type WrittenColumns } from '../store/column-folder.ts';
import { writeDwellings } from './dwellings.ts';
import { writeEducationFacts, writeEducationHistory } from './education.ts';
import { familiesAt } from './families.ts';
import { familyRegisters } from './family-registers.ts';
import { readGeography } from './geography.ts';
import { writeIncomes } from './incomes.ts';
import type { People } from './people.ts';
import { type LifeHistories, type PlainPopulation, type Population, simulateVillages } from './population.ts';
import type { DemoProfile } from './profile.ts';
import { years } from './profile.ts';
import { writeFixedFacts, writeRegisterStatus, writeResidenceAndCivilStatus } from './register-facts.ts';
import { writeVehicles } from './vehicles.ts';
import { writeWork } from './work-registers.ts';

/** A part of the making that can be done in any thread: plain data over shared memory. */
export type Task =
  | { readonly type: 'simulate'; readonly people: People; readonly first: number; readonly last: number }
  | {
      readonly type: 'write';
      readonly folder: string;
      readonly population: PlainPopulation;
      readonly register: RegisterName;
    };

/** What a task hands back. */
export type TaskResult =
  | { readonly type: 'simulated'; readonly histories: LifeHistories }
  | { readonly type: 'written'; readonly columns: WrittenColumns };

/** Registers that are written apart from each other: a name, or a name and a year. */
export type RegisterName =
  | 'persons'
  | 'residence'
  | 'education'
  | 'school'
  | 'work'
  | 'vehicles'
  | readonly ['january' | 'income', number];

/** All registers of a profile, those that take longest first, so that threads end together. */
export function registersOf(profile: DemoProfile): readonly RegisterName[] {
  return [
    'work',
    'vehicles',
    'education',
    'residence',
    'school',
    'persons',
    ...years(profile.income).map((year) => ['income', year] as const),
    ...years(profile.january).map((year) => ['january', year] as const),
  ];
}

/** Does a task; the result does not depend on where or when. */
export async function perform(task: Task): Promise<TaskResult> {
  if (task.type === 'simulate') {
    return { type: 'simulated', histories: simulateVillages(task.people, task.first, task.last) };
  }
  const columns = new ColumnFolder(task.folder);
  writeRegister(columns, { ...task.population, geography: readGeography() }, task.register);
  return { type: 'written', columns: await columns.written() };
}

function writeRegister(columns: ColumnFolder, population: Population, register: RegisterName): void {
  switch (register) {
    case 'persons':
      columns.addPseudonyms('FNR', population.numbering.pseudonyms);
      writeFixedFacts(columns, population);
      return;
    case 'residence':
      writeResidenceAndCivilStatus(columns, population);
      return;
    case 'education':
      writeEducationHistory(columns, population);
      return;
    case 'school':
      writeEducationFacts(columns, population);
      return;
    case 'work':
      writeWork(columns, population);
      return;
    case 'vehicles':
      writeVehicles(columns, population);
      return;
    default:
      if (register[0] === 'income') writeIncomes(columns, population, register[1]);
      else writeJanuary(columns, population, register[1]);
  }
}

/** The registers of 1 January. */
function writeJanuary(columns: ColumnFolder, population: Population, year: number): void {
  const day = daysFromCivil(year, 1, 1);
  const families = familiesAt(population, day);
  writeRegisterStatus(columns, population, day);
  for (const register of familyRegisters) {
    if (register.name === 'households') continue;
    register.write({ columns, population, when: { startDay: day, stopDay: day }, edition: 0 });
  }
  const [firstDwelling, lastDwelling] = population.profile.dwelling;
  if (firstDwelling <= year && year <= lastDwelling) writeDwellings(columns, population, families);
}
