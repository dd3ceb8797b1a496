import type { VariableSlice } from '../stored-column.ts';
import { dictionaryOf } from './columns.ts';
import { organisationsOf } from './employers.ts';
import { codeAt } from './geography.ts';
import { hasUnknownPlace, workplaceOf } from './job-registers.ts';
import { codesOf, hoursOf, industryOf, type JobTable, jobTableOf, mainJobAt } from './job-table.ts';
import { abroad, placeAt } from './lives.ts';
import { origins } from './people.ts';
import { type Population, personWriter } from './population.ts';
import { draw, process } from './random.ts';
import type { Register, RegisterCall } from './register.ts';

/** The main job of each resident in the reference weeks of November, copied from the register of jobs. */
export const novemberRegisters: readonly Register[] = [
  {
    name: 'november-jobs',
    grid: 'november',
    variables: [
      'REGSYS_ARB_YRKE_STYRK08',
      'REGSYS_ARB_ARBEIDSTID',
      'REGSYS_ARB_ARBKOMM',
      'REGSYS_VIRK_NACE1_SN07',
      'REGSYS_FRTK_ID_SSB',
      'REGSYS_VIRK_ID_SSB',
    ],
    write: writeMainJobs,
  },
  {
    name: 'november-status',
    grid: 'november',
    variables: ['REGSYS_ARB_ARBMARK_STATUS'],
    needs: ['job-seekers'],
    write: writeStatus,
  },
];

/** The main job of a resident on a day, or -1; who lives abroad is not in these statistics. */
function jobOfResident(population: Population, table: JobTable, person: number, day: number): number {
  const job = mainJobAt(table, person, day);
  return job < 0 || !isResident(population, person, day) ? -1 : job;
}

function isResident(population: Population, person: number, day: number): boolean {
  return population.people.origin[person] !== origins.shortTerm && placeAt(population, person, day) !== abroad;
}

function writeMainJobs({ columns, population, when }: RegisterCall): void {
  if (when === undefined) return;
  const { count } = population.people;
  const table = jobTableOf(population);
  const { employers } = table;
  const { industries } = codesOf(table);
  const byOccupation = dictionaryOf(table.occupations);
  const byIndustry = dictionaryOf(industries);
  const occupationCodes = table.occupations.map((code) => byOccupation.codeOf(code));
  const industryCodes = industries.map((code) => byIndustry.codeOf(code));
  const occupation = new Uint8Array(count);
  const industry = new Uint8Array(count);
  const hours = new Float64Array(count).fill(Number.NaN);
  const enterprise = new Int32Array(count).fill(-1);
  const establishment = new Int32Array(count).fill(-1);
  const municipality = new Array<string>(count).fill('');
  for (let person = 0; person < count; person++) {
    const job = jobOfResident(population, table, person, when.startDay);
    if (job < 0) continue;
    const site = table.establishment[job]!;
    const organisations = organisationsOf(employers, site);
    occupation[person] = occupationCodes[table.occupation[job]!]!;
    industry[person] = industryCodes[industryOf(table, job)]!;
    hours[person] = hoursOf(table, job);
    enterprise[person] = organisations.enterprise;
    establishment[person] = organisations.establishment;
    municipality[person] = hasUnknownPlace(table, job)
      ? '9999'
      : codeAt(population.geography, workplaceOf(population, table, job), when.startDay);
  }
  const writer = personWriter(columns, population);
  writer.codes('REGSYS_ARB_YRKE_STYRK08', when, byOccupation, occupation);
  writer.codes('REGSYS_VIRK_NACE1_SN07', when, byIndustry, industry);
  writer.decimals('REGSYS_ARB_ARBEIDSTID', when, hours);
  writer.units('REGSYS_FRTK_ID_SSB', when, 'FORETAK', employers.numbering, enterprise);
  writer.units('REGSYS_VIRK_ID_SSB', when, 'VIRKSOMHET', employers.numbering, establishment);
  const municipalities = dictionaryOf(new Set(municipality.filter((code) => code !== '')));
  const codes = Uint16Array.from(municipality, (code) => municipalities.codeOf(code));
  writer.codes('REGSYS_ARB_ARBKOMM', when, municipalities, codes);
}

/** Status in the labour market of residents of 15 to 74 years. */
async function writeStatus(call: RegisterCall): Promise<void> {
  const { columns, population, when } = call;
  if (when === undefined) return;
  const isUnemployed = unemployedAmong(await call.read('ARBSOEK2001FDT_HOVED', when.startDay), population);
  const { people } = population;
  const table = jobTableOf(population);
  const statuses = dictionaryOf(['0', '1', '2', '3', '9']);
  const status = new Uint8Array(people.count);
  const day = when.startDay;
  const year = Math.floor(1970 + day / 365.2425);
  for (let person = 0; person < people.count; person++) {
    const age = Math.floor((day - people.birthDay[person]!) / 365.25);
    if (age < 15 || age > 74 || !isResident(population, person, day)) continue;
    const code = mainJobAt(table, person, day) >= 0 ? '1' : statusWithoutJob(person, year, isUnemployed[person] === 1);
    status[person] = statuses.codeOf(code);
  }
  personWriter(columns, population).codes('REGSYS_ARB_ARBMARK_STATUS', when, statuses, status);
}

/** By person, 1 for who is registered as out of work. */
function unemployedAmong({ values, ...slice }: VariableSlice, { numbering }: Population): Uint8Array {
  if (values.kind !== 'dictionary') throw new Error('groups of job seekers are codes');
  const outOfWork = values.dictionary.indexOf('1');
  const units = new Uint8Array(numbering.unitOf.length);
  for (let row = 0; row < slice.rowCount; row++) {
    if (values.codes[row] === outOfWork) units[slice.layout === 'dense' ? row : slice.units[row]!] = 1;
  }
  return Uint8Array.from(numbering.unitOf, (unit) => units[unit]!);
}

function statusWithoutJob(person: number, year: number, isUnemployed: boolean): string {
  if (draw(process.business, person, 0) < 0.06 && draw(process.business, person, year) >= 0.15) return '2';
  if (isUnemployed) return '3';
  return draw(process.workStatus, person, year) < 0.02 ? '9' : '0';
}
