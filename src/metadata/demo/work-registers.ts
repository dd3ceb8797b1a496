import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import { type Dictionary, dictionaryOf, type SerialSpells, VariableWriter } from './columns.ts';
import { type Job, jobsOf } from './jobs.ts';
import { abroad, placeAt } from './lives.ts';
import { drawIndustry, readWorkCodes, type WorkCodes } from './occupations.ts';
import { origins } from './people.ts';
import { type Population, personWriter, spaces } from './population.ts';
import { years } from './profile.ts';
import { numberUnits } from './pseudonyms.ts';
import { draw, process } from './random.ts';

/** The main job of each person in the reference weeks of November, and every job as a unit. */
export function writeWork(builder: ColumnFolder, population: Population): void {
  const { people, profile } = population;
  const codes = readWorkCodes();
  const novembers = years(profile.november).map((year) => new November(population, codes, year));
  const collected = new JobCollector(dictionaryOf(codes.occupations));
  const last = profile.months[1];
  for (let person = 0; person < people.count; person++) {
    const jobs = jobsOf(population, codes, person, profile.months[0], last);
    for (const job of jobs) {
      collected.add(person, job);
      if (!job.isMain) continue;
      for (const november of novembers)
        if (job.first <= november.day && november.day <= job.last) november.note(person, job);
    }
  }
  collected.write(builder, population);
  for (const november of novembers) november.write(builder, population);
}

/** What the register-based employment statistics say of one reference week. */
class November {
  readonly day: EpochDay;
  readonly #year: number;
  readonly #codes: WorkCodes;
  readonly #occupations: ReturnType<typeof dictionaryOf>;
  readonly #industries: ReturnType<typeof dictionaryOf>;
  readonly #occupation: Uint8Array;
  readonly #industry: Uint8Array;
  readonly #hours: Float64Array;

  constructor({ people }: Population, codes: WorkCodes, year: number) {
    this.day = daysFromCivil(year, 11, 16);
    this.#year = year;
    this.#codes = codes;
    this.#occupations = dictionaryOf(codes.occupations);
    this.#industries = dictionaryOf(codes.industries);
    this.#occupation = new Uint8Array(people.count);
    this.#industry = new Uint8Array(people.count);
    this.#hours = new Float64Array(people.count).fill(Number.NaN);
  }

  note(person: number, job: Job): void {
    this.#occupation[person] = this.#occupations.codeOf(job.occupation);
    this.#industry[person] = this.#industries.codeOf(drawIndustry(this.#codes, job.occupation, person, job.occasion));
    this.#hours[person] = hoursOf(job);
  }

  write(builder: ColumnFolder, population: Population): void {
    const { people, profile } = population;
    const writer = personWriter(builder, population);
    const when = { startDay: this.day, stopDay: this.day };
    const statuses = dictionaryOf(['0', '1', '2', '3', '9']);
    const status = new Uint8Array(people.count);
    for (let person = 0; person < people.count; person++) {
      const age = Math.floor((this.day - people.birthDay[person]!) / 365.25);
      const isResident =
        people.origin[person] !== origins.shortTerm && placeAt(population, person, this.day) !== abroad;
      if (!isResident) {
        this.#occupation[person] = 0;
        this.#industry[person] = 0;
        this.#hours[person] = Number.NaN;
      }
      if (isResident && age >= 15 && age <= 74) status[person] = statuses.codeOf(this.#statusOf(person));
    }
    writer.codes('REGSYS_ARB_YRKE_STYRK08', when, this.#occupations, this.#occupation);
    if (this.#year <= profile.lastIndustryYear)
      writer.codes('REGSYS_VIRK_NACE1_SN07', when, this.#industries, this.#industry);
    writer.decimals('REGSYS_ARB_ARBEIDSTID', when, this.#hours);
    writer.codes('REGSYS_ARB_ARBMARK_STATUS', when, statuses, status);
  }

  #statusOf(person: number): string {
    if (this.#occupation[person] !== 0) return '1';
    if (draw(process.business, person, 0) < 0.06 && draw(process.business, person, this.#year) >= 0.15) return '2';
    const uniform = draw(process.workStatus, person, this.#year);
    return uniform < 0.07 ? '3' : uniform < 0.09 ? '9' : '0';
  }
}

/** Hours a week: full time is 37.5, in occupations with shifts 35.5. */
function hoursOf({ occupation, percent }: Pick<Job, 'occupation' | 'percent'>): number {
  const full = /^(22|32|53|54)/u.test(occupation) ? 35.5 : 37.5;
  return Math.round(full * percent) / 100;
}

/** Collects all jobs in columns; each job is a unit that has its facts from its first to its last day. */
class JobCollector {
  readonly #occupations: Dictionary;
  #person = new Int32Array(1024);
  #first = new Int16Array(1024);
  #last = new Int16Array(1024);
  #occupation = new Uint8Array(1024);
  #percent = new Uint8Array(1024);
  #isMain = new Uint8Array(1024);
  #count = 0;

  constructor(occupations: Dictionary) {
    this.#occupations = occupations;
  }

  add(person: number, job: Job): void {
    if (this.#count === this.#person.length) this.#grow();
    const at = this.#count++;
    this.#person[at] = person;
    this.#first[at] = job.first;
    this.#last[at] = job.last;
    this.#occupation[at] = this.#occupations.codeOf(job.occupation);
    this.#percent[at] = job.percent;
    this.#isMain[at] = job.isMain ? 1 : 2;
  }

  write(builder: ColumnFolder, population: Population): void {
    const count = this.#count;
    const numbering = numberUnits(spaces.JOBBID_1, count);
    builder.addPseudonyms('JOBBID_1', numbering.pseudonyms);
    const writer = new VariableWriter(builder, 'JOBB', numbering);
    writer.units('ARBEIDSFORHOLD_PERSON', undefined, 'PERSON', population.numbering, this.#person.subarray(0, count));
    const spells: SerialSpells = {
      offsets: Int32Array.from({ length: count + 1 }, (_, i) => i),
      starts: this.#first.subarray(0, count),
      stops: this.#last.subarray(0, count),
    };
    const percent = this.#percent.subarray(0, count);
    const occupation = this.#occupation.subarray(0, count);
    const { texts } = this.#occupations;
    const hours = Float64Array.from(percent, (value, i) =>
      hoursOf({ occupation: texts[occupation[i]!]!, percent: value }),
    );
    writer.spells('ARBLONN_ARB_ARBEIDSTID', spells, { kind: 'decimals', values: hours });
    writer.spells('ARBLONN_ARB_STILLINGSPST', spells, { kind: 'decimals', values: percent });
    writer.spells('ARBLONN_ARB_YRKE_STYRK08', spells, {
      kind: 'codes',
      dictionary: this.#occupations,
      values: occupation,
    });
    const yesNo = dictionaryOf(['1', '2']);
    const fullTime = Uint8Array.from(percent, (value) => (value >= 100 ? 1 : 2));
    writer.spells('ARBLONN_ARB_H3LDELTID', spells, { kind: 'codes', dictionary: yesNo, values: fullTime });
    writer.spells('ARBLONN_ARB_HOVEDARBEID', spells, {
      kind: 'codes',
      dictionary: yesNo,
      values: this.#isMain.subarray(0, count),
    });
  }

  #grow(): void {
    const length = this.#person.length + (this.#person.length >> 1);
    const into = <T extends Int32Array | Int16Array | Uint8Array>(larger: T, smaller: T): T => {
      larger.set(smaller);
      return larger;
    };
    this.#person = into(new Int32Array(length), this.#person);
    this.#first = into(new Int16Array(length), this.#first);
    this.#last = into(new Int16Array(length), this.#last);
    this.#occupation = into(new Uint8Array(length), this.#occupation);
    this.#percent = into(new Uint8Array(length), this.#percent);
    this.#isMain = into(new Uint8Array(length), this.#isMain);
  }
}
