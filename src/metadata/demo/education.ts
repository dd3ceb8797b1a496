import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { missingInt32 } from '../stored-column.ts';
import { dictionaryOf, SpellCollector } from './columns.ts';
import { stepOfLevel } from './education-level.ts';
import { nobody, origins, type People } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { educationEnd } from './profile.ts';
import { draw, drawNormal, process } from './random.ts';

/** A completed level of education: the level, and the first day of the month after. */
interface Completion {
  readonly level: number;
  readonly year: number;
  readonly month: number;
}

/** Year in which a person was born. */
function birthYear(people: People, person: number): number {
  return 1970 + Math.floor(people.birthDay[person]! / 365.2425);
}

/**
 * What a person completed, ascending in time: lower secondary at 16, upper secondary three to six years later, bachelor's,
 * master's and doctor's degrees after that. Immigrants who came grown up bring their education along: it is registered
 * some years after arrival, without milestones.
 */
function completionsOf(people: People, person: number): readonly Completion[] {
  const finalLevel = people.level[person]!;
  if (finalLevel === 0) return [];
  const born = birthYear(people, person);
  const completions: Completion[] = [{ level: 2, year: born + 16, month: 6 }];
  if (finalLevel <= 2) return completions;
  const late = draw(process.studyDelay, person, 0);
  const upper = born + 19 + (late < 0.75 ? 0 : late < 0.87 ? 1 : late < 0.94 ? 2 : 4);
  if (finalLevel === 3) return [...completions, { level: 3, year: upper, month: 7 }];
  completions.push({ level: 4, year: upper, month: 6 });
  if (finalLevel === 4) return completions;
  const pause = Math.floor(draw(process.studyDelay, person, 1) ** 3 * 12);
  if (finalLevel === 5) return [...completions, { level: 5, year: upper + 2 + pause, month: 6 }];
  const bachelor = upper + 3 + pause + Math.floor(draw(process.studyDelay, person, 2) * 2);
  completions.push({ level: 6, year: bachelor, month: 6 });
  if (finalLevel === 6) return completions;
  const master = bachelor + 2 + Math.floor(draw(process.studyDelay, person, 3) ** 2 * 4);
  completions.push({ level: 7, year: master, month: 6 });
  if (finalLevel === 7) return completions;
  return [
    ...completions,
    { level: 8, year: master + 4 + Math.floor(draw(process.studyDelay, person, 4) * 6), month: 12 },
  ];
}

/** The level of education that a person has on a day, 0 for none. */
function levelAt(people: People, person: number, day: EpochDay): number {
  let level = 0;
  for (const completion of completionsOf(people, person)) {
    if (dayAfter(completion) <= day) level = completion.level;
  }
  return level;
}

function dayAfter({ year, month }: Completion): EpochDay {
  return month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1);
}

/** Shares of the fields 0 to 8 for men and women, by level group: upper secondary, higher. */
const fieldShares: readonly (readonly (readonly number[])[])[] = [
  [[], [0.3, 0.03, 0, 0.02, 0.12, 0.42, 0.04, 0.04, 0.03], [0, 0.07, 0.08, 0.14, 0.24, 0.34, 0.08, 0.02, 0.03]],
  [[], [0.36, 0.06, 0.01, 0.03, 0.19, 0.06, 0.23, 0.02, 0.04], [0, 0.1, 0.2, 0.14, 0.17, 0.1, 0.27, 0.01, 0.01]],
];

/** The field of a person's education, 0 to 8, the second digit of its code; one field for secondary, one for higher education. */
function fieldOf(people: People, person: number, level: number): number {
  if (level <= 2) return 0;
  const shares = fieldShares[people.sex[person] === 2 ? 1 : 0]![level <= 5 ? 1 : 2]!;
  let left = draw(process.field, person, level <= 5 ? 0 : 1);
  for (let field = 0; field < shares.length; field++) {
    left -= shares[field]!;
    if (left < 0) return field;
  }
  return level <= 5 ? 0 : 1;
}

/** The six-digit code of a level and a field: unspecified programmes of the field, as the classification has them. */
function codeOf(level: number, field: number): string {
  if (level === 2) return '201199';
  // The committed list has these levels without fields.
  if (level === 3 || level === 5) return `${level}99999`;
  return level === 4 && field === 0 ? '401999' : `${level}${field}9999`;
}

const unknownEducation = '999999';

/** Spells of the highest completed education. */
export function writeEducationHistory(builder: ColumnFolder, population: Population): void {
  const { people } = population;
  const codes = [unknownEducation, codeOf(2, 0), codeOf(3, 0), codeOf(4, 0), codeOf(5, 0)];
  for (const level of [4, 6, 7, 8]) for (let field = 1; field <= 8; field++) codes.push(codeOf(level, field));
  const dictionary = dictionaryOf(codes);
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
  personWriter(builder, population).spells('NUDB_BU', spells, { kind: 'codes', dictionary, values: spells.values });
}

const registerStart = daysFromCivil(1970, 11, 1);

/** Start and code of each spell, ascending, none after death or after the register's last day. */
function educationSpells(people: People, person: number): readonly (readonly [EpochDay, string])[] {
  if (people.origin[person] === origins.shortTerm) return [];
  const arrived = people.arrivalDay[person]!;
  const isGrownUp = arrived - people.birthDay[person]! > 17 * 365;
  const unknown = draw(process.unknown, person, 0);
  if (isGrownUp && unknown < 0.12) return [];
  const spells: [EpochDay, string][] = [];
  const add = (day: EpochDay, code: string): void => {
    const start = Math.max(day, registerStart, arrived);
    if (start > educationEnd || start > people.deathDay[person]!) return;
    if (spells.at(-1)?.[0] === start) spells.pop();
    if (spells.at(-1)?.[1] !== code) spells.push([start, code]);
  };
  if (unknown < (isGrownUp ? 0.32 : 0.02)) {
    add(people.birthDay[person]! + 16 * 366, unknownEducation);
    return spells;
  }
  for (const completion of completionsOf(people, person)) {
    const { level } = completion;
    add(dayAfter(completion), codeOf(level, fieldOf(people, person, level)));
  }
  return spells;
}

/** Social background, marks from lower secondary school, and the years of first completions. */
export function writeEducationFacts(builder: ColumnFolder, population: Population): void {
  const writer = personWriter(builder, population);
  const { people } = population;
  const { count } = people;
  const backgrounds = dictionaryOf(['1', '2', '3', '4', '9']);
  const background = new Uint8Array(count);
  const points = new Float64Array(count).fill(Number.NaN);
  const milestones = milestoneColumns.map(() => new Int32Array(count).fill(missingInt32));
  for (let person = 0; person < count; person++) {
    if (people.origin[person] === origins.shortTerm) continue;
    const born = birthYear(people, person);
    const step = parentalStep(people, person, daysFromCivil(born + 16, 10, 1));
    if (born >= 1960) background[person] = backgrounds.codeOf(step === undefined ? '9' : String(4 - step));
    const isSchooled = people.arrivalDay[person]! - people.birthDay[person]! < 15 * 365;
    if (!isSchooled) continue;
    if (born >= 1986 && born + 16 <= 2024 && people.deathDay[person]! > daysFromCivil(born + 16, 6, 30)) {
      points[person] = gradePoints(people, person, step ?? 1);
    }
    fillMilestones(people, person, milestones);
  }
  writer.codes('NUDB_SOSBAK', undefined, backgrounds, background);
  writer.decimals('NUDB_KURS_GRPOENG', undefined, points);
  milestoneColumns.forEach(({ name }, i) => writer.integers(name, undefined, milestones[i]!));
}

const milestoneColumns = [
  { name: 'NUDB_AAR_FORSTE_FULLF_GS', level: 2 },
  { name: 'NUDB_AAR_FORSTE_FULLF_VS', level: 4 },
  { name: 'NUDB_AAR_FORSTE_FULLF_BACH', level: 6 },
  { name: 'NUDB_AAR_FORSTE_FULLF_HOV', level: 7 },
  { name: 'NUDB_AAR_FORSTE_FULLF_DOK', level: 8 },
] as const;

function fillMilestones(people: People, person: number, columns: readonly Int32Array[]): void {
  for (const completion of completionsOf(people, person)) {
    const { level, year, month } = completion;
    const day = dayAfter(completion);
    if (year < 1970 || day > educationEnd || day > people.deathDay[person]!) continue;
    const column = milestoneColumns.findIndex((milestone) => milestone.level === level);
    // The bachelor's degree exists since 2003.
    if (column < 0 || (level === 6 && year < 2003)) continue;
    columns[column]![person] = level === 2 ? year : year * 100 + month;
  }
}

/** The step of the better educated parent on a day, 0 to 3; `undefined` when no parent is known. */
function parentalStep(people: People, person: number, day: EpochDay): number | undefined {
  const known = [people.mother[person]!, people.father[person]!].filter((parent) => parent !== nobody);
  if (known.length === 0) return undefined;
  return Math.max(...known.map((parent) => stepOfLevel(levelAt(people, parent, day))));
}

/** Points from lower secondary school: by ability, sex and background; 4 percent have none. */
function gradePoints(people: People, person: number, parental: number): number {
  if (draw(process.marks, person, 1) < 0.04) return Number.NaN;
  const ability = (people.level[person]! - 4.5) * 1.9;
  const mean = 38.3 + (people.sex[person] === 2 ? 3.4 : 0) + 1.6 * parental + ability;
  const points = Math.min(60, Math.max(0, mean + 6.6 * drawNormal(process.marks, person, 0)));
  return Math.round(points * 10) / 10;
}
