import { civilDate, daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import {
  type Dictionary,
  dictionaryOf,
  type SerialSpells,
  SpellCollector,
  type SpellColumn,
  VariableWriter,
} from './columns.ts';
import { sectors } from './employers.ts';
import { birthYearOf } from './employment.ts';
import { hoursOf, type JobTable, jobTableOf } from './job-table.ts';
import { abroad, placeAt } from './lives.ts';
import { eachMunicipality, municipalityCodes } from './municipality-codes.ts';
import { never } from './people.ts';
import type { Population } from './population.ts';
import { choose, draw, normalQuantile, process, type WeightedTable, weightedTable } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

/**
 * Registers of jobs. Each fact is a history: a job has it from its first to its last day, and so at every status day in
 * between. They are separate registers, so that a large databank makes only what a script reads.
 */
export const jobRegisters: readonly Register[] = [
  {
    name: 'jobs',
    variables: ['ARBEIDSFORHOLD_PERSON'],
    universes: ['JOBBID_1', 'ORGNR'],
    write({ columns, population }) {
      const table = jobTableOf(population);
      columns.addPseudonyms('JOBBID_1', table.numbering.pseudonyms);
      columns.addPseudonyms('ORGNR', table.employers.numbering.pseudonyms);
      const persons = table.person.subarray(0, table.count);
      writerOf(columns, table).units('ARBEIDSFORHOLD_PERSON', undefined, 'PERSON', population.numbering, persons);
    },
  },
  wholeJobs('job-hours', 'ARBLONN_ARB_ARBEIDSTID', (table) => ({
    kind: 'decimals',
    values: Float64Array.from({ length: table.count }, (_, job) => hoursOf(table, job)),
  })),
  wholeJobs('job-positions', 'ARBLONN_ARB_STILLINGSPST', ({ percent }) => ({ kind: 'decimals', values: percent })),
  wholeJobs('job-occupations', 'ARBLONN_ARB_YRKE_STYRK08', ({ occupations, occupation, count }) => {
    const dictionary = dictionaryOf(occupations);
    const codes = occupations.map((code) => dictionary.codeOf(code));
    return codesBy(dictionary, count, (job) => codes[occupation[job]!]!);
  }),
  wholeJobs('job-full-time', 'ARBLONN_ARB_H3LDELTID', ({ percent, count }) =>
    codesBy(dictionaryOf(['1', '2']), count, (job) => (percent[job]! >= 100 ? 1 : 2)),
  ),
  wholeJobs('job-main', 'ARBLONN_ARB_HOVEDARBEID', ({ isMain, count }) =>
    codesBy(dictionaryOf(['1', '2']), count, (job) => (isMain[job] === 1 ? 1 : 2)),
  ),
  wholeJobs('job-sectors', 'ARBLONN_FRTK_SEKTOR_2014', ({ employers, establishment, count }) => {
    const dictionary = dictionaryOf(sectors);
    const codes = sectors.map((code) => dictionary.codeOf(code));
    const { enterprise, sector } = employers;
    return codesBy(dictionary, count, (job) => codes[sector[enterprise[establishment[job]!]!]!]!);
  }),
  wholeJobs('job-shifts', 'ARBLONN_ARB_TID_ORDNING', (table) => {
    const dictionary = dictionaryOf(shiftCodes);
    return codesBy(dictionary, table.count, (job) => dictionary.codeOf(drawShift(table, job)));
  }),
  wholeJobs('job-starts', 'ARBLONN_ARB_START', (table, population) => ({
    kind: 'integers',
    values: Int32Array.from({ length: table.count }, (_, job) => startOf(table, population, job)),
  })),
  { name: 'job-ends', variables: ['ARBLONN_ARB_SLUTT'], write: writeEnds },
  { name: 'job-contracts', variables: ['ARBLONN_ARB_ANSETTELSESFORM'], write: writeContracts },
  { name: 'job-municipalities', variables: ['ARBLONN_ARB_ARBKOMM'], write: writeMunicipalities },
];

function writerOf(columns: RegisterCall['columns'], { numbering }: JobTable): VariableWriter {
  return new VariableWriter(columns, 'JOBB', numbering);
}

/** A register of one variable whose value a job has as long as it lasts. */
function wholeJobs(
  name: string,
  variable: string,
  column: (table: JobTable, population: Population) => SpellColumn,
): Register {
  return {
    name,
    variables: [variable],
    write({ columns, population }) {
      const table = jobTableOf(population);
      const { count, first, last } = table;
      const spells: SerialSpells = {
        offsets: Int32Array.from({ length: count + 1 }, (_, i) => i),
        starts: first.subarray(0, count),
        stops: last.subarray(0, count),
      };
      writerOf(columns, table).spells(variable, spells, column(table, population));
    },
  };
}

function codesBy(dictionary: Dictionary, count: number, codeOf: (job: number) => number): SpellColumn {
  return { kind: 'codes', dictionary, values: Uint8Array.from({ length: count }, (_, job) => codeOf(job)) };
}

/** A number that stands for a job in draws: those of a person begin on different days, or one is not the main job. */
export function occasionOf({ first, isMain }: JobTable, job: number): number {
  return first[job]! * 2 + isMain[job]!;
}

const shiftCodes = ['ikke_skift', 'skift365', 'dogn355', 'helkont336', 'offshore336', 'andre_skift'];
const shiftTables: readonly (readonly [occupations: RegExp, table: WeightedTable<string>])[] = [
  [
    /^(?:22|32|53|54)/u,
    weightedTable([
      ['ikke_skift', 38],
      ['skift365', 4],
      ['dogn355', 48],
      ['helkont336', 7],
      ['andre_skift', 3],
    ]),
  ],
  [
    /^(?:31|81)/u,
    weightedTable([
      ['ikke_skift', 62],
      ['skift365', 18],
      ['dogn355', 6],
      ['helkont336', 4],
      ['offshore336', 7],
      ['andre_skift', 3],
    ]),
  ],
  [
    /^(?:51|52|83|91|94)/u,
    weightedTable([
      ['ikke_skift', 78],
      ['skift365', 7],
      ['dogn355', 10],
      ['helkont336', 1],
      ['andre_skift', 4],
    ]),
  ],
  [
    /^/u,
    weightedTable([
      ['ikke_skift', 92],
      ['skift365', 2],
      ['dogn355', 3],
      ['andre_skift', 3],
    ]),
  ],
];

function drawShift(table: JobTable, job: number): string {
  const occupation = table.occupations[table.occupation[job]!]!;
  const [, shares] = shiftTables.find(([pattern]) => pattern.test(occupation))!;
  return choose(shares, draw(process.shifts, table.person[job]!, occasionOf(table, job)));
}

/**
 * First day of a job. Jobs that last since before the register's first day began five years before on average, but not
 * before the person was 16 or arrived.
 */
function startOf(table: JobTable, { people, profile }: Population, job: number): EpochDay {
  const first = table.first[job]!;
  const person = table.person[job]!;
  if (first > daysFromCivil(profile.months[0], 1, 1)) return first;
  const normal = normalQuantile(draw(process.tenure, person, 0));
  const tenure = Math.floor(normal * normal * 1800);
  const arrived = people.arrivalDay[person]!;
  const earliest = Math.max(daysFromCivil(birthYearOf(people, person) + 17, 1, 1), arrived === never ? first : arrived);
  return Math.max(first - tenure, Math.min(first, earliest));
}

/** The last day of a job is known in its last month. */
function writeEnds({ columns, population }: RegisterCall): void {
  const table = jobTableOf(population);
  const collector = new SpellCollector(table.count);
  const open = daysFromCivil(population.profile.months[1], 12, 31);
  for (let job = 0; job < table.count; job++) {
    const last = table.last[job]!;
    if (last < open) {
      const { year, month } = civilDate(last);
      collector.add(job, Math.max(table.first[job]!, daysFromCivil(year, month, 1)), last, last);
    }
    collector.close(job);
  }
  const spells = collector.finish();
  writerOf(columns, table).spells('ARBLONN_ARB_SLUTT', spells, { kind: 'integers', values: spells.values });
}

/** Forms of employment: permanent, and temporary for one in eleven, more often for the young and beside a main job. */
const contractForms = ['fast', 'midlertidig'];
const firstContractDay = daysFromCivil(2021, 1, 1);
const completeContractDay = daysFromCivil(2022, 1, 1);

/** Employers report the form of employment since 2021, one in ten of them a year late. */
function writeContracts({ columns, population }: RegisterCall): void {
  const table = jobTableOf(population);
  const dictionary = dictionaryOf(contractForms);
  const collector = new SpellCollector(table.count);
  for (let job = 0; job < table.count; job++) {
    const person = table.person[job]!;
    const occasion = occasionOf(table, job) * 2;
    const age = civilDate(table.first[job]!).year - birthYearOf(population.people, person);
    const risk = (age < 25 ? 0.2 : age > 66 ? 0.15 : 0.06) + (table.isMain[job] === 1 ? 0 : 0.1);
    const form = draw(process.contract, person, occasion) < risk ? 'midlertidig' : 'fast';
    const from = draw(process.contract, person, occasion + 1) < 0.1 ? completeContractDay : firstContractDay;
    const first = Math.max(table.first[job]!, from);
    if (first <= table.last[job]!) collector.add(job, first, table.last[job], dictionary.codeOf(form));
    collector.close(job);
  }
  const spells = collector.finish();
  const column: SpellColumn = { kind: 'codes', dictionary, values: spells.values };
  writerOf(columns, table).spells('ARBLONN_ARB_ANSETTELSESFORM', spells, column);
}

const unknownMunicipality = '9999';

/** Where a job is done, with the municipality's code of the time; unknown for one job in sixty. */
function writeMunicipalities({ columns, population }: RegisterCall): void {
  const table = jobTableOf(population);
  const municipalities = municipalityCodes(population.geography, [unknownMunicipality]);
  const collector = new SpellCollector(table.count);
  const unknown = municipalities.dictionary.codeOf(unknownMunicipality);
  for (let job = 0; job < table.count; job++) {
    const first = table.first[job]!;
    const last = table.last[job]!;
    if (hasUnknownPlace(table, job)) collector.add(job, first, last, unknown);
    else {
      const place = workplaceOf(population, table, job);
      eachMunicipality(municipalities, place, first, last, (code, from, until) =>
        collector.add(job, from, until, code),
      );
    }
    collector.close(job);
  }
  const spells = collector.finish();
  const column: SpellColumn = { kind: 'codes', dictionary: municipalities.dictionary, values: spells.values };
  writerOf(columns, table).spells('ARBLONN_ARB_ARBKOMM', spells, column);
}

/** The part of jobs that are done where the person lived when they began. */
const nearShare = 0.56;

/**
 * The place where a job is done: for most where the person lives, as employers have branches that the register does not
 * tell apart, else the establishment's.
 */
export function workplaceOf(population: Population, table: JobTable, job: number): number {
  const person = table.person[job]!;
  const home = placeAt(population, person, table.first[job]!);
  const isNear = home !== abroad && draw(process.workplace, person, occasionOf(table, job) * 16 + 14) < nearShare;
  return isNear ? home : table.employers.place[table.establishment[job]!]!;
}

/** Whether the place of a job is not known. */
export function hasUnknownPlace(table: JobTable, job: number): boolean {
  return draw(process.workplace, table.person[job]!, occasionOf(table, job) * 16 + 15) < 0.016;
}
