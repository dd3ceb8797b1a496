import { describe, expect, it } from 'vitest';
import { educationRegisters } from '../../../src/metadata/demo/education-registers.ts';
import { familyRegisters } from '../../../src/metadata/demo/family-registers.ts';
import { incomeRegisters } from '../../../src/metadata/demo/income-registers.ts';
import { personRegisters } from '../../../src/metadata/demo/people-registers.ts';
import { calendarYear, newYear, spellAt, testPopulation, WrittenRegisters } from './written-registers.ts';

/** Whether the demo databank resembles the country on the whole: shares and means, rounded from published statistics. */
const size = 20_000;
const population = testPopulation(size);
const registers = new WrittenRegisters(population, [
  ...personRegisters,
  ...familyRegisters,
  ...educationRegisters,
  ...incomeRegisters,
]);
const numbers = (name: string, year?: number) =>
  registers.values<number>(`BEFOLKNING_${name}`, year === undefined ? undefined : newYear(year));
const texts = (name: string, year?: number) =>
  registers.values<string>(`BEFOLKNING_${name}`, year === undefined ? undefined : newYear(year));

function share<T>(
  values: readonly T[],
  holds: (value: T, index: number) => boolean,
  of: readonly T[] = values,
): number {
  return values.filter(holds).length / of.length;
}

/** Expects a value within a distance of a published one. */
function expectNear(value: number, published: number, distance: number, what: string): void {
  expect(Math.abs(value - published), `${what}: ${value.toFixed(3)}, published ${published}`).toBeLessThan(distance);
}

describe('the people of the demo databank', () => {
  it('are as many, as old and as many women as those of the country', async () => {
    const residents = async (year: number) => share(await texts('STATUSKODE', year), (code) => code === '1');
    const now = await residents(2025);
    expectNear(now, 0.508, 0.03, 'residents in 2025');
    // Millions of residents by year, relative to 2025.
    for (const [year, millions] of [
      [1992, 4.27],
      [2005, 4.61],
      [2015, 5.17],
    ] as const) {
      expectNear((await residents(year)) / now, millions / 5.59, 0.06, `residents in ${year}`);
    }
    const status = await texts('STATUSKODE', 2025);
    const births = await numbers('FOEDSELS_AAR_MND');
    const sex = await texts('KJOENN');
    const ages = births.flatMap((month, person) => (status[person] === '1' ? [2024 - Math.floor(month! / 100)] : []));
    for (const [from, to, percent] of [
      [0, 19, 22],
      [20, 39, 26.5],
      [40, 66, 34.6],
      [67, 120, 16.9],
    ] as const) {
      expectNear(
        share(ages, (age) => age >= from && age <= to),
        percent / 100,
        0.035,
        `${from} to ${to} years`,
      );
    }
    const women = sex.filter((code, person) => code === '2' && status[person] === '1').length;
    expectNear(women / ages.length, 0.496, 0.02, 'women');
  });

  it('live where they live in the country', async () => {
    const municipality = (await texts('KOMMNR_FORMELL', 2025)).filter((code) => code !== undefined);
    for (const [county, percent] of [
      ['03', 12.9],
      ['32', 13.1],
      ['46', 11.7],
      ['11', 9.0],
      ['50', 8.7],
      ['56', 1.4],
    ] as const) {
      expectNear(
        share(municipality, (code) => code.startsWith(county)),
        percent / 100,
        0.035,
        `county ${county}`,
      );
    }
  });

  it('live together as people do', async () => {
    const household = (await numbers('HUSHNR', 2024)).filter((head) => head !== undefined);
    const sizes = new Map<number, number>();
    for (const head of household) sizes.set(head, (sizes.get(head) ?? 0) + 1);
    const all = [...sizes.values()];
    expectNear(household.length / all.length, 2.13, 0.15, 'mean size of households');
    expectNear(
      share(all, (members) => members === 1),
      0.4,
      0.04,
      'households of one person',
    );
    const families = await numbers('ANTREGSTAT_FAMNR_I_HUSHNR', 2024);
    const heads = [...sizes.keys()];
    expectNear(
      share(heads, (head) => families[head]! > 1),
      0.06,
      0.015,
      'households of several families',
    );
    const births = await numbers('FOEDSELS_AAR_MND');
    const civil = (await registers.spells('SIVSTANDFDT_SIVSTAND')).flatMap((spells, person) => {
      const isAdult = births[person]! <= 200_300;
      return isAdult ? (spellAt(spells, newYear(2021).startDay) ?? []) : [];
    });
    for (const [code, percent, distance] of [
      ['1', 43, 0.08],
      ['2', 42, 0.08],
      ['3', 5, 0.03],
      ['4', 9, 0.04],
    ] as const) {
      expectNear(
        share(civil, (value) => value === code),
        percent / 100,
        distance,
        `civil status ${code}`,
      );
    }
  });

  it('come from where people come from', async () => {
    const status = await texts('STATUSKODE', 2024);
    const categories = (await texts('INVKAT')).filter((_, person) => status[person] === '1');
    expectNear(
      share(categories, (code) => code === 'A'),
      0.725,
      0.05,
      'no background of immigration',
    );
    expectNear(
      share(categories, (code) => code === 'B'),
      0.168,
      0.03,
      'immigrants',
    );
  });

  it('earn what people earn', async () => {
    const wages = await registers.values<number>('INNTEKT_WLONN', calendarYear(2021));
    const sex = await texts('KJOENN');
    const mean = (code?: string): number => {
      const list = wages.filter((wage, person) => wage !== undefined && (code === undefined || sex[person] === code));
      return list.reduce<number>((sum, wage) => sum + wage!, 0) / list.length;
    };
    expectNear(mean(), 440_000, 30_000, 'mean wages of 2021');
    expectNear(mean('2') / mean('1'), 0.7, 0.05, 'women’s wages relative to men’s');
  });

  it('learn what people learn', async () => {
    const births = await numbers('FOEDSELS_AAR_MND');
    const upper = await registers.values<number>('NUDB_AAR_FORSTE_FULLF_VS');
    const firstStays = await numbers('FORSTDATO');
    const cohort = births.flatMap((month, person) => {
      const isPupil = month! >= 199_000 && month! < 199_900 && (firstStays[person] ?? 3e7) < 20_000_000;
      return isPupil ? [upper[person]] : [];
    });
    expectNear(
      share(cohort, (date) => date !== undefined),
      0.76,
      0.08,
      'completed upper secondary school',
    );
    const owners = await registers.values<number>('NUDB_KURS_FNR');
    const pupils = new Set(owners.filter((person) => births[person!]! >= 196_000));
    expectNear(owners.length / pupils.size, 4.5, 1, 'courses of those who have some');
  });
});
