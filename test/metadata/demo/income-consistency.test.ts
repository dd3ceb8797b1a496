import { describe, expect, it } from 'vitest';
import { daysFromCivil } from '../../../src/base/epoch-day.ts';
import { benefitRegisters } from '../../../src/metadata/demo/benefit-registers.ts';
import { familyRegisters } from '../../../src/metadata/demo/family-registers.ts';
import { incomeRegisters } from '../../../src/metadata/demo/income-registers.ts';
import { personRegisters } from '../../../src/metadata/demo/people-registers.ts';
import { calendarYear, newYear, type TestSpell, testPopulation, WrittenRegisters } from './written-registers.ts';

/** Titles name consistency rules of the datastore specification, j.13. */
const population = testPopulation(4000);
const registers = new WrittenRegisters(population, [
  ...personRegisters,
  ...familyRegisters,
  ...benefitRegisters,
  ...incomeRegisters,
]);
type Column = readonly (number | undefined)[];
const income = (name: string, year: number) => registers.values<number>(`INNTEKT_${name}`, calendarYear(year));
const fact = (name: string) => registers.values<number>(`BEFOLKNING_${name}`);

/** Persons for whom something does not hold. */
function failures(holds: (person: number) => boolean): readonly number[] {
  return Array.from({ length: population.people.count }, (_, person) => person).filter((person) => !holds(person));
}

const touches = (spells: readonly TestSpell[], year: number): boolean =>
  spells.some(
    ({ start, stop }) =>
      start <= daysFromCivil(year, 12, 31) && (stop === undefined || stop >= daysFromCivil(year, 1, 1)),
  );

describe.each([1993, 2008, 2021])('incomes of %i', (year) => {
  it('C36: the accounts add up', async () => {
    const names = ['WLONN', 'WNARINNT', 'SYKEPENGER', 'FORELDREPENGER', 'WYRKINNT', 'WKAPINNT', 'RENTINNT'] as const;
    const more = ['AKSJEUTBYTTE', 'WSKPLOVF', 'WSKFROVF', 'WOVERFOR', 'WSAMINNT', 'WSKATOVF', 'WIES'] as const;
    const columns = new Map<string, Column>();
    for (const name of [...names, ...more]) columns.set(name, await income(name, year));
    const of = (name: (typeof names)[number] | (typeof more)[number], person: number): number =>
      columns.get(name)![person] ?? 0;
    const sums = [
      ['WYRKINNT', ['WLONN', 'WNARINNT', 'SYKEPENGER', 'FORELDREPENGER']],
      ['WKAPINNT', ['RENTINNT', 'AKSJEUTBYTTE']],
      ['WOVERFOR', ['WSKPLOVF', 'WSKFROVF']],
      ['WSAMINNT', ['WYRKINNT', 'WKAPINNT', 'WOVERFOR']],
    ] as const;
    for (const [total, parts] of sums) {
      expect(failures((p) => of(total, p) === parts.reduce((sum, part) => sum + of(part, p), 0))).toEqual([]);
    }
    expect(failures((p) => of('WIES', p) === of('WSAMINNT', p) - of('WSKATOVF', p))).toEqual([]);
    expect(failures((p) => of('WSKATOVF', p) >= 0)).toEqual([]);
    // C38: amounts of nothing have no record.
    for (const column of columns.values()) expect(column).not.toContain(0);
  });

  it('C36: transfers are the benefits one by one', async () => {
    const taxed = ['ALDERSP_FOLKETR', 'KODE218', 'ARBLED', 'SUM_ARBAVKL'];
    const untaxed = ['SOSIAL', 'BARNETRYGD', 'KONTANTSTOTTE', 'BOSTOTTE', 'STUDIESTIPEND', 'GRUNN_HJELP'];
    for (const [total, parts] of [
      ['WSKPLOVF', taxed],
      ['WSKFROVF', untaxed],
    ] as const) {
      const whole = await income(total, year);
      const columns = await Promise.all(parts.map((name) => income(name, year)));
      expect(failures((p) => (whole[p] ?? 0) === columns.reduce((sum, column) => sum + (column[p] ?? 0), 0))).toEqual(
        [],
      );
    }
  });

  it('C3, C38: nobody has an income before birth or after the year of death', async () => {
    const births = await fact('FOEDSELS_AAR_MND');
    const deaths = await fact('DOEDS_DATO');
    const total = await income('WSAMINNT', year);
    const wealth = await income('BER_BRFORM', year);
    const isThere = (p: number): boolean =>
      Math.floor(births[p]! / 100) <= year && (deaths[p] === undefined || deaths[p] >= year * 10000);
    expect(failures((p) => (total[p] === undefined && wealth[p] === undefined) || isThere(p))).toEqual([]);
    expect(total.filter((value) => value !== undefined).length).toBeGreaterThan(1000);
  });

  it('C39: disability pensions, unemployment benefits and social assistance go with spells', async () => {
    const disability = await registers.spells(year < 2011 ? 'UFOERP1992FDT_UFG' : 'UFOERP2011FDT_GRAD');
    const seekers = await registers.spells(year < 2002 ? 'ARBEIDSSOKER_TILTAK' : 'ARBSOEK2001FDT_HOVED');
    const assisted = await registers.spells('SOSHJLPFDT_MOTTAK');
    const pension = await income('KODE218', year);
    const unemployment = await income('ARBLED', year);
    const assistance = await income('SOSIAL', year);
    const births = await fact('FOEDSELS_AAR_MND');
    expect(failures((p) => (pension[p] !== undefined) === touches(disability[p]!, year))).toEqual([]);
    expect(failures((p) => (assistance[p] !== undefined) === touches(assisted[p]!, year))).toEqual([]);
    expect(failures((p) => unemployment[p] === undefined || touches(seekers[p]!, year))).toEqual([]);
    expect(failures((p) => pension[p] === undefined || year - Math.floor(births[p]! / 100) <= 68)).toEqual([]);
    for (const column of [pension, unemployment, assistance]) {
      expect(column.filter((value) => value !== undefined).length).toBeGreaterThan(10);
    }
  });

  it('C39: child benefit goes to who lives with a child', async () => {
    const benefit = await income('BARNETRYGD', year);
    const care = await income('KONTANTSTOTTE', year);
    const mothers = await fact('MOR_FNR');
    const fathers = await fact('FAR_FNR');
    const births = await fact('FOEDSELS_AAR_MND');
    const youngest = new Map<number, number>();
    mothers.forEach((mother, child) => {
      for (const parent of [mother, fathers[child]]) {
        const month = births[child]!;
        if (parent === undefined || Math.floor(month / 100) > year) continue;
        youngest.set(parent, Math.max(youngest.get(parent) ?? 0, month));
      }
    });
    expect(failures((p) => benefit[p] === undefined || (youngest.get(p) ?? 0) >= (year - 18) * 100 + 12)).toEqual([]);
    expect(failures((p) => care[p] === undefined || (youngest.get(p) ?? 0) >= (year - 2) * 100)).toEqual([]);
  });
});

describe('households', () => {
  it('C37: all members have the sum of what the members have after tax, and the same number as on the next day', async () => {
    const year = 2020;
    const day = daysFromCivil(year, 12, 31);
    const number = await registers.values<number>('INNTEKT_HUSHNR', { startDay: day, stopDay: day });
    const household = await income('HUSH_IES', year);
    const equivalent = await income('HUSH_IES_EU', year);
    const own = await income('WIES', year);
    const births = await fact('FOEDSELS_AAR_MND');
    const sums = new Map<number, number>();
    const members = new Map<number, number[]>();
    number.forEach((head, person) => {
      if (head === undefined) return;
      sums.set(head, (sums.get(head) ?? 0) + (own[person] ?? 0));
      members.set(head, [...(members.get(head) ?? []), person]);
    });
    const isSum = (p: number): boolean => {
      const sum = number[p] === undefined ? 0 : sums.get(number[p])!;
      return sum === 0 ? household[p] === undefined : Math.abs(household[p]! - sum) < 0.001;
    };
    expect(failures(isSum)).toEqual([]);
    const isPerUnit = (p: number): boolean => {
      if (household[p] === undefined) return equivalent[p] === undefined;
      const all = members.get(number[p]!)!;
      if (all.some((member) => Math.floor(births[member]! / 100) === year - 14)) return true;
      const young = all.filter((member) => Math.floor(births[member]! / 100) > year - 14).length;
      const scale = 1 + 0.5 * Math.max(0, all.length - young - 1) + 0.3 * Math.min(young, all.length - 1);
      return Math.abs(equivalent[p]! - household[p] / scale) < 0.01;
    };
    expect(failures(isPerUnit)).toEqual([]);
    const next = await registers.values<number>('BEFOLKNING_HUSHNR', newYear(year + 1));
    const same = next.filter((head, person) => head !== undefined && head === number[person]).length;
    expect(same / next.filter((head) => head !== undefined).length).toBeGreaterThan(0.99);
  });
});

describe('series', () => {
  it('of decimals equal those of whole numbers, and taxes and pensionable income keep to their bounds', async () => {
    const year = 2015;
    for (const [decimals, whole] of [
      ['LONN', 'WLONN'],
      ['YRKINNT', 'WYRKINNT'],
      ['OVERFOR', 'WOVERFOR'],
      ['UTSKATT', 'WSKATOVF'],
    ] as const) {
      expect(await income(decimals, year)).toEqual(await income(whole, year));
    }
    const work = await income('WYRKINNT', year);
    const pensionable = await income('PGIVINNT', year);
    const bounds = (p: number): boolean => {
      const earned = Math.max(0, work[p] ?? 0);
      return (pensionable[p] ?? 0) <= earned && (pensionable[p] ?? 0) >= Math.floor(0.97 * earned);
    };
    expect(failures(bounds)).toEqual([]);
    const gross = await registers.values<number>('SKATT_BRUTTOINNTEKT', calendarYear(year));
    const ordinary = await registers.values<number>('SKATT_ALMINNELIG_INNTEKT', calendarYear(year));
    const isPart = (p: number): boolean => {
      const all = gross[p] ?? 0;
      return all <= 0 ? (ordinary[p] ?? 0) === all : ordinary[p]! >= 0.74 * all && ordinary[p]! <= 0.96 * all + 1;
    };
    expect(failures(isPart)).toEqual([]);
  });

  it('reach back to 1967, with amounts of their time', async () => {
    const median = async (year: number): Promise<number> => {
      const values = (await income('PGIVINNT', year)).filter((value) => value !== undefined).sort((a, b) => a - b);
      expect(values.length).toBeGreaterThan(600);
      return values[values.length >> 1]!;
    };
    const [first, last] = [await median(1967), await median(2020)];
    expect(first / last).toBeGreaterThan(0.08);
    expect(first / last).toBeLessThan(0.25);
  });

  it('of wealth: what is taxed is less than what there is', async () => {
    const full = await income('BER_BRFORM', 2015);
    const taxable = await income('BRUTTOFORM', 2015);
    const homes = await income('PRIM_MARK', 2015);
    expect(failures((p) => (taxable[p] ?? 0) <= (full[p] ?? 0) && (homes[p] ?? 0) < (full[p] ?? 1))).toEqual([]);
    const tax = (name: string) => registers.values<number>(`SKATT_${name}`, calendarYear(2015));
    const [net, debt, deposits] = [await tax('NETTOFORMUE'), await tax('GJELD'), await tax('BANKINNSKUDD')];
    const isNet = (p: number): boolean =>
      (net[p] ?? 0) === (taxable[p] === undefined ? 0 : taxable[p] - (debt[p] ?? 0)) &&
      (deposits[p] ?? 0) <= (taxable[p] ?? 0);
    expect(failures(isNet)).toEqual([]);
    expect(await income('GJELD', 2015)).toEqual(debt);
  });

  it('of the tax authorities agree with those of the income statistics', async () => {
    for (const [theirs, ours] of [
      ['BA_DAGPENGER', 'ARBLED'],
      ['BA_AAP', 'SUM_ARBAVKL'],
      ['PI_UFORE', 'KODE218'],
      ['RENTEINNTEKTER', 'RENTINNT'],
      ['FASTSATT_SKATT', 'UTSKATT'],
    ] as const) {
      const amounts = await registers.values<number>(`SKATT_${theirs}`, calendarYear(2019));
      expect(amounts).toEqual(await income(ours, 2019));
      expect(amounts.some((value) => value !== undefined)).toBe(true);
    }
  });
});
