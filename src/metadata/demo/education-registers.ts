import { dictionaryOf, SpellCollector } from './columns.ts';
import { courseRegister } from './courses.ts';
import { educationSpells } from './education-career.ts';
import { markVariables, writeMarks } from './marks.ts';
import { milestoneVariables, writeMilestones } from './milestones.ts';
import { personWriter } from './population.ts';
import { educationEnd } from './profile.ts';
import type { Register, RegisterCall } from './register.ts';
import { backgroundVariables, educationCodes, writeSchoolBackground } from './school-background.ts';

/** Registers of education: its level as a history, milestones, marks and tests, background, and courses as units. */
export const educationRegisters: readonly Register[] = [
  { name: 'education', variables: ['NUDB_BU'], write: writeEducationHistory },
  { name: 'milestones', variables: milestoneVariables, write: writeMilestones },
  { name: 'marks', variables: markVariables, write: writeMarks },
  { name: 'school-background', variables: backgroundVariables, write: writeSchoolBackground },
  courseRegister,
];

/** Spells of the highest completed education. */
function writeEducationHistory({ columns, population }: RegisterCall): void {
  const { people } = population;
  const dictionary = dictionaryOf(educationCodes());
  const collector = new SpellCollector(people.count);
  for (let person = 0; person < people.count; person++) {
    const spells = educationSpells(people, person);
    spells.forEach(([start, code], i) => {
      const next = spells[i + 1]?.[0];
      const died = people.deathDay[person]!;
      // A spell of the dead ends with them; an education that the register saw last year is still held.
      const stop = next === undefined ? (died <= educationEnd ? died : undefined) : next - 1;
      if (stop === undefined || start <= stop) collector.add(person, start, stop, dictionary.codeOf(code));
    });
    collector.close(person);
  }
  const spells = collector.finish();
  personWriter(columns, population).spells('NUDB_BU', spells, { kind: 'codes', dictionary, values: spells.values });
}
