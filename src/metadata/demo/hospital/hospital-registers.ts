import { civilDate, daysFromCivil } from '../../../base/epoch-day.ts';
import { missingInt32 } from '../../stored-column.ts';
import { type Dictionary, dictionaryOf, SpellCollector, VariableWriter } from '../columns.ts';
import { personWriter } from '../population.ts';
import type { Register, RegisterCall } from '../register.ts';
import { cancerTableOf, cancerYears, siteCodes } from './cancer-cases.ts';
import { causeCodes, causeGroups, causeOfDeath } from './causes-of-death.ts';
import { chapterCodes } from './diagnoses.ts';
import { episodeRegisters } from './episode-registers.ts';
import { type HospitalStay, staysOf } from './stays.ts';

/** The registers of the hospital databank. */
export const hospitalRegisters: readonly Register[] = [
  {
    name: 'hospital-persons',
    variables: [],
    universes: ['FNR'],
    write({ columns, population }) {
      columns.addPseudonyms('FNR', population.numbering.pseudonyms);
    },
  },
  {
    name: 'hospital-stays',
    variables: ['NPRFDT_HOVEDKAPITTEL', 'NPRFDT_OMSORGSNIVA', 'NPRFDT_INNMATE'],
    write: writeStays,
  },
  {
    name: 'hospital-years',
    grid: 'years',
    variables: ['NPR_ANTALL_OPPHOLD', 'NPR_ANTALL_LIGGEDOEGN'],
    write: writeYear,
  },
  ...episodeRegisters,
  {
    name: 'cancer-cases',
    variables: ['KRG_TILFELLE_FNR', 'KRG_DIAGNOSEDATO', 'KRG_LOKALISASJON', 'KRG_STADIUM'],
    universes: ['KRG_TILFELLEID'],
    write: writeCancerCases,
  },
  { name: 'cancer-persons', variables: ['KRGFDT_LOKALISASJON'], write: writeCancerSpells },
  { name: 'causes-of-death', variables: ['DAR_DOEDSAARSAK_GRUPPE', 'DAR_DOEDSAAR'], write: writeCauses },
];

function writeStays({ columns, population }: RegisterCall): void {
  const writer = personWriter(columns, population);
  const facts: readonly (readonly [name: string, dictionary: Dictionary, textOf: (stay: HospitalStay) => string])[] = [
    ['NPRFDT_HOVEDKAPITTEL', dictionaryOf(chapterCodes), ({ chapter }) => chapter],
    ['NPRFDT_OMSORGSNIVA', dictionaryOf(['2', '3']), ({ level }) => level],
    ['NPRFDT_INNMATE', dictionaryOf(['1', '4']), ({ isAcute }) => (isAcute ? '1' : '4')],
  ];
  const { count } = population.people;
  const collectors = facts.map(() => new SpellCollector(count));
  for (let person = 0; person < count; person++) {
    for (const stay of staysOf(population, person)) {
      facts.forEach(([, dictionary, textOf], i) => {
        collectors[i]!.add(person, stay.first, stay.last, dictionary.codeOf(textOf(stay)));
      });
    }
    for (const collector of collectors) collector.close(person);
  }
  facts.forEach(([name, dictionary], i) => {
    const spells = collectors[i]!.finish();
    writer.spells(name, spells, { kind: 'codes', dictionary, values: spells.values });
  });
}

/** Stays that begin in a year, and nights of all stays within it; who has none has no record. */
function writeYear({ columns, population, when }: RegisterCall): void {
  if (when === undefined) return;
  const { count } = population.people;
  const stays = new Int32Array(count).fill(missingInt32);
  const nights = new Int32Array(count).fill(missingInt32);
  for (let person = 0; person < count; person++) {
    for (const { first, last } of staysOf(population, person)) {
      if (when.startDay <= first && first <= when.stopDay) stays[person] = Math.max(0, stays[person]!) + 1;
      // The night after the year's last day belongs to the next year.
      const within = Math.min(last, when.stopDay + 1) - Math.max(first, when.startDay);
      if (within > 0) nights[person] = Math.max(0, nights[person]!) + within;
    }
  }
  const writer = personWriter(columns, population);
  writer.integers('NPR_ANTALL_OPPHOLD', when, stays);
  writer.integers('NPR_ANTALL_LIGGEDOEGN', when, nights);
}

function writeCancerCases({ columns, population }: RegisterCall): void {
  const { cases, numbering } = cancerTableOf(population);
  columns.addPseudonyms('KRG_TILFELLEID', numbering.pseudonyms);
  const writer = new VariableWriter(columns, 'KRG_KREFTTILFELLE', numbering);
  const persons = Int32Array.from(cases, ({ person }) => person);
  writer.units('KRG_TILFELLE_FNR', undefined, 'PERSON', population.numbering, persons);
  writer.integers(
    'KRG_DIAGNOSEDATO',
    undefined,
    Int32Array.from(cases, ({ day }) => day),
  );
  const sites = dictionaryOf(siteCodes);
  writer.codes(
    'KRG_LOKALISASJON',
    undefined,
    sites,
    Uint8Array.from(cases, ({ site }) => sites.codeOf(site)),
  );
  const stages = dictionaryOf(['1', '2', '3', '9']);
  writer.codes(
    'KRG_STADIUM',
    undefined,
    stages,
    Uint8Array.from(cases, ({ stage }) => stages.codeOf(stage)),
  );
}

/** What lasts longer than the register is open. */
const registerEnd = daysFromCivil(cancerYears[1], 12, 31);

/** Five years less a day: how long a person counts as somebody with cancer. */
const followedDays = 1825;

/** From each diagnosis on, the site of the person's newest cancer: for five years, or until death. */
function writeCancerSpells({ columns, population }: RegisterCall): void {
  const { byPerson } = cancerTableOf(population);
  const sites = dictionaryOf(siteCodes);
  const { count, deathDay } = population.people;
  const collector = new SpellCollector(count);
  for (let person = 0; person < count; person++) {
    const cases = byPerson.get(person) ?? [];
    cases.forEach(({ day, site }, i) => {
      const last = Math.min(day + followedDays, deathDay[person]!, (cases[i + 1]?.day ?? day + followedDays + 1) - 1);
      if (day <= last) collector.add(person, day, last > registerEnd ? undefined : last, sites.codeOf(site));
    });
    collector.close(person);
  }
  const spells = collector.finish();
  personWriter(columns, population).spells('KRGFDT_LOKALISASJON', spells, {
    kind: 'codes',
    dictionary: sites,
    values: spells.values,
  });
}

function writeCauses({ columns, population }: RegisterCall): void {
  const { count, deathDay } = population.people;
  const codes = dictionaryOf(causeGroups.map((group) => causeCodes[group]));
  const cause = new Uint8Array(count);
  const year = new Int32Array(count).fill(missingInt32);
  for (let person = 0; person < count; person++) {
    const group = causeOfDeath(population, person);
    if (group === undefined) continue;
    cause[person] = codes.codeOf(causeCodes[group]);
    year[person] = civilDate(deathDay[person]!).year;
  }
  const writer = personWriter(columns, population);
  writer.codes('DAR_DOEDSAARSAK_GRUPPE', undefined, codes, cause);
  writer.integers('DAR_DOEDSAAR', undefined, year);
}
