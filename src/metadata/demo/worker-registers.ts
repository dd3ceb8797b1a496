import { civilDate, daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { dictionaryOf, type SerialSpells, SpellCollector } from './columns.ts';
import { hoursOf, type JobTable, jobTableOf } from './job-table.ts';
import { abroad } from './lives.ts';
import { eachMunicipality, municipalityCodes } from './municipality-codes.ts';
import { type Population, personWriter } from './population.ts';
import type { Register } from './register.ts';

/** Registers of persons with a job, as the employers' reports have them month by month; all are histories. */
export const workerRegisters: readonly Register[] = [
  {
    name: 'worker-sex',
    variables: ['ARBLONN_PERS_KJOENN'],
    write({ columns, population }) {
      const { sex } = population.people;
      const spells = collect(population, (collector, table, job, person) => {
        collector.add(person, table.first[job]!, table.last[job], sex[person]!);
      });
      const column = { kind: 'codes', dictionary: dictionaryOf(['1', '2']), values: spells.values } as const;
      personWriter(columns, population).spells('ARBLONN_PERS_KJOENN', spells, column);
    },
  },
  {
    name: 'worker-age',
    variables: ['ARBLONN_PERS_ALDER'],
    write({ columns, population }) {
      const { birthDay } = population.people;
      const spells = collect(population, (collector, table, job, person) => {
        eachYearOfAge(birthDay[person]!, table.first[job]!, table.last[job]!, (age, first, last) => {
          collector.add(person, first, last, age);
        });
      });
      const column = { kind: 'integers', values: spells.values } as const;
      personWriter(columns, population).spells('ARBLONN_PERS_ALDER', spells, column);
    },
  },
  {
    name: 'worker-municipality',
    variables: ['ARBLONN_PERS_KOMMNR'],
    write({ columns, population }) {
      const municipalities = municipalityCodes(population.geography);
      const spells = collect(population, (collector, table, job, person) => {
        eachStay(population, person, table.first[job]!, table.last[job]!, (place, first, last) => {
          eachMunicipality(municipalities, place, first, last, (code, from, until) => {
            collector.add(person, from, until, code);
          });
        });
      });
      const column = { kind: 'codes', dictionary: municipalities.dictionary, values: spells.values } as const;
      personWriter(columns, population).spells('ARBLONN_PERS_KOMMNR', spells, column);
    },
  },
  {
    name: 'worker-hours',
    variables: ['ARBLONN_PERS_SUM_ARBEIDSTID'],
    write({ columns, population }) {
      const spells = collect(population, (collector, table, job, person) => {
        eachSum(table, person, job, (hundredths, first, last) => collector.add(person, first, last, hundredths));
      });
      const values = Float64Array.from(spells.values, (hundredths) => hundredths / 100);
      personWriter(columns, population).spells('ARBLONN_PERS_SUM_ARBEIDSTID', spells, { kind: 'decimals', values });
    },
  },
];

/** Spells of persons from their main jobs, which follow each other; second jobs lie within them. */
function collect(
  population: Population,
  add: (collector: SpellCollector, table: JobTable, mainJob: number, person: number) => void,
): SerialSpells & { readonly values: Int32Array } {
  const table = jobTableOf(population);
  const { count } = population.people;
  const collector = new SpellCollector(count);
  for (let person = 0; person < count; person++) {
    for (let job = table.offsets[person]!; job < table.offsets[person + 1]!; job++) {
      if (table.isMain[job] === 1) add(collector, table, job, person);
    }
    collector.close(person);
  }
  return collector.finish();
}

/** The years of age within a time, each from one birthday to the day before the next. */
function eachYearOfAge(
  birth: EpochDay,
  first: EpochDay,
  last: EpochDay,
  visit: (age: number, first: EpochDay, last: EpochDay) => void,
): void {
  const { year: birthYear, month, day } = civilDate(birth);
  const birthday = (age: number): EpochDay => daysFromCivil(birthYear + age, month, day);
  let age = civilDate(first).year - birthYear;
  if (birthday(age) > first) age--;
  for (let from = first; from <= last; age++) {
    const until = Math.min(last, birthday(age + 1) - 1);
    visit(age, from, until);
    from = until + 1;
  }
}

/** The places where a person lives within a time. */
function eachStay(
  { places }: Population,
  person: number,
  first: EpochDay,
  last: EpochDay,
  visit: (place: number, first: EpochDay, last: EpochDay) => void,
): void {
  const end = places.offsets[person + 1]!;
  for (let i = places.offsets[person]!; i < end; i++) {
    const from = Math.max(first, places.days[i]!);
    const until = Math.min(last, i + 1 < end ? places.days[i + 1]! - 1 : last);
    if (from <= until && places.values[i] !== abroad) visit(places.values[i]!, from, until);
  }
}

/** Most hours a week that the sum over jobs shows, in hundredths. */
const mostHours = 8000;

/** The sum of agreed hours, in hundredths, over a main job and the jobs beside it, from change to change. */
function eachSum(
  table: JobTable,
  person: number,
  mainJob: number,
  visit: (hundredths: number, first: EpochDay, last: EpochDay) => void,
): void {
  const begin = table.first[mainJob]!;
  const end = table.last[mainJob]!;
  const jobs: number[] = [];
  for (let job = table.offsets[person]!; job < table.offsets[person + 1]!; job++) {
    if (table.first[job]! <= end && table.last[job]! >= begin) jobs.push(job);
  }
  const changes = new Set([begin]);
  for (const job of jobs) {
    for (const day of [table.first[job]!, table.last[job]! + 1]) if (begin < day && day <= end) changes.add(day);
  }
  const days = [...changes].sort((a, b) => a - b);
  days.forEach((day, i) => {
    const active = jobs.filter((job) => table.first[job]! <= day && day <= table.last[job]!);
    const sum = active.reduce((total, job) => total + Math.round(hoursOf(table, job) * 100), 0);
    visit(Math.min(mostHours, sum), day, (days[i + 1] ?? end + 1) - 1);
  });
}
