import { daysFromCivil, type EpochDay } from '../../base/epoch-day.ts';
import { assistanceSpells, type BenefitSpell, disabilitySpells } from './benefits.ts';
import { dictionaryOf, type SerialSpells, SpellCollector } from './columns.ts';
import { type JobSeekerSpell, jobSeekerSpells } from './job-seekers.ts';
import { never } from './people.ts';
import { type Population, personWriter } from './population.ts';
import type { Register } from './register.ts';

/** Registers of benefits and of job seekers, all histories: the spells that incomes are paid for. */
export const benefitRegisters: readonly Register[] = [
  {
    name: 'job-seekers',
    variables: ['ARBSOEK2001FDT_HOVED', 'ARBEIDSSOKER_TILTAK'],
    write({ columns, population }) {
      const writer = personWriter(columns, population);
      const spellsOf = remember(population, jobSeekerSpells);
      const groups = dictionaryOf(['1', '2', '3', '10', '11', '12', '13', '14', '15']);
      const years = [daysFromCivil(2001, 5, 1), daysFromCivil(2024, 12, 15)] as const;
      const grouped = collect(population, spellsOf, years, ({ group }) => groups.codeOf(group));
      writer.spells('ARBSOEK2001FDT_HOVED', grouped, { kind: 'codes', dictionary: groups, values: grouped.values });
      const measures = dictionaryOf(['0', '1', '5', '6', '7']);
      const monthly = collect(population, spellsOf, always, (spell) => measures.codeOf(spell.measures ?? ''));
      writer.spells('ARBEIDSSOKER_TILTAK', monthly, { kind: 'codes', dictionary: measures, values: monthly.values });
    },
  },
  {
    name: 'disability',
    variables: ['UFOERP1992FDT_UFG', 'UFOERP1992FDT_MOTTAK', 'UFOERP2011FDT_GRAD', 'UFOERP2011FDT_MOTTAK'],
    write({ columns, population }) {
      const writer = personWriter(columns, population);
      const spellsOf = remember(population, disabilitySpells);
      const receipt = dictionaryOf(['1']);
      for (const [register, degree, days] of [
        ['UFOERP1992FDT', 'UFG', [daysFromCivil(1991, 1, 1), daysFromCivil(2010, 12, 31)]],
        ['UFOERP2011FDT', 'GRAD', [daysFromCivil(2011, 1, 1), daysFromCivil(2024, 12, 31)]],
      ] as const) {
        const degrees = collect(population, spellsOf, days, (spell) => spell.degree);
        writer.spells(`${register}_${degree}`, degrees, { kind: 'integers', values: degrees.values });
        const received = collect(population, spellsOf, days, () => 1);
        writer.spells(`${register}_MOTTAK`, received, { kind: 'codes', dictionary: receipt, values: received.values });
      }
    },
  },
  {
    name: 'social-assistance',
    variables: ['SOSHJLPFDT_MOTTAK'],
    write({ columns, population }) {
      const days = [daysFromCivil(1992, 1, 1), daysFromCivil(2023, 12, 31)] as const;
      const spells = collect(population, remember(population, assistanceSpells), days, () => 1);
      const column = { kind: 'codes', dictionary: dictionaryOf(['1']), values: spells.values } as const;
      personWriter(columns, population).spells('SOSHJLPFDT_MOTTAK', spells, column);
    },
  },
];

/** No limits of time. */
const always = [Number.NEGATIVE_INFINITY, never] as const;

/** Spells of all persons, found once for the variables of a register. */
function remember<T extends BenefitSpell>(
  population: Population,
  find: (population: Population, person: number) => readonly T[],
): (person: number) => readonly T[] {
  const found = new Map<number, readonly T[]>();
  for (let person = 0; person < population.people.count; person++) {
    const spells = find(population, person);
    if (spells.length > 0) found.set(person, spells);
  }
  return (person) => found.get(person) ?? [];
}

/**
 * Spells of a register: those that begin while it is kept, or go on when it begins; a value of 0 has no record. A spell that
 * had not ended on the register's last day is open.
 */
function collect<T extends BenefitSpell | JobSeekerSpell>(
  population: Population,
  spellsOf: (person: number) => readonly T[],
  [from, until]: readonly [EpochDay, EpochDay],
  valueOf: (spell: T) => number,
): SerialSpells & { readonly values: Int32Array } {
  const { count } = population.people;
  const collector = new SpellCollector(count);
  for (let person = 0; person < count; person++) {
    for (const spell of spellsOf(person)) {
      const value = valueOf(spell);
      if (value === 0 || spell.first > until || spell.last < from) continue;
      // Within a closed register the last spells end with it; the newest one still keeps them open.
      const last = until < newestEnd ? Math.min(spell.last, until) : spell.last > until ? undefined : spell.last;
      collector.add(person, Math.max(spell.first, from), last === never ? undefined : last, value);
    }
    collector.close(person);
  }
  return collector.finish();
}

/** Registers that end before this day are closed: another one has taken over, or the series ended. */
const newestEnd = daysFromCivil(2023, 12, 31);
