import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate, daysFromCivil, type EpochDay } from '../../../src/base/epoch-day.ts';
import type { Catalogue } from '../../../src/metadata/catalogue.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { openLibrary } from '../../../src/metadata/library.ts';
import { openStop16 } from '../../../src/metadata/store/spells.ts';
import type { DatabankReader } from '../../../src/metadata/stored-column.ts';
import { missingInt32 } from '../../../src/metadata/stored-column.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Names in the tests' titles: consistency rules of the datastore specification, j.13. */
const size = 4000;
const folder = temporaryFolder();
const demo = demoDatabank(folder, size);
const library = openLibrary({ folders: [], embedded: [demo], secretsFolder: folder });
let reader: DatabankReader;
let catalogue: Catalogue;
beforeAll(async () => {
  reader = await library.open('no.ssb.fdb', '60');
  catalogue = library.findCatalogue('no.ssb.fdb', '60')!;
});

/** Values by dense unit number: texts, numbers, unit numbers; `undefined` for none. */
async function values<T extends string | number>(
  variable: string,
  day?: EpochDay,
): Promise<readonly (T | undefined)[]> {
  const { unitType } = catalogue.variables.get(variable)!;
  const out = new Array<string | number | undefined>((await reader.universe(unitType)).size).fill(undefined);
  const slice = await reader.sliceAt(variable, day);
  for (let i = 0; i < slice.rowCount; i++) {
    const unit = slice.layout === 'dense' ? i : slice.units[i]!;
    const column = slice.values;
    if (column.kind === 'dictionary')
      out[unit] = column.codes[i] === 0 ? undefined : column.dictionary[column.codes[i]!];
    else if (column.kind === 'unit') out[unit] = column.units[i]! < 0 ? undefined : column.units[i];
    else if (column.kind === 'int32') out[unit] = column.values[i] === missingInt32 ? undefined : column.values[i];
    else out[unit] = Number.isNaN(column.values[i]) ? undefined : column.values[i];
  }
  return out as (T | undefined)[];
}

const texts = (variable: string, day?: EpochDay) => values<string>(variable, day);
const numbers = (variable: string, day?: EpochDay) => values<number>(variable, day);
const newYear = (year: number): EpochDay => daysFromCivil(year, 1, 1);
/** Days on which the histories of residence and civil status are kept. */
const january = [2010, 2017, 2021, 2023].map(newYear);
const yearOf = (month: number | undefined): number => Math.floor((month ?? 0) / 100);

describe('the demo databank', () => {
  it('C44: has ascending pseudonyms below 2^48 that do not follow the order of making', async () => {
    for (const unitType of ['PERSON', 'JOBB', 'KJORETOY']) {
      const pseudonyms = (await reader.universe(unitType)).pseudonyms!;
      expect(pseudonyms.every((p, i) => p > 0 && p < 2 ** 48 && (i === 0 || p > pseudonyms[i - 1]!))).toBe(true);
    }
    expect((await reader.universe('FAMILIE')).contentHash).toBe((await reader.universe('PERSON')).contentHash);
  });
});

describe('persons and their parents', () => {
  it('C7: have mothers 15 to 48 years older and fathers 15 to 70 years older, of the right sex, and C9: no cycles', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const sex = await texts('BEFOLKNING_KJOENN');
    for (const [variable, expected, oldest] of [
      ['BEFOLKNING_MOR_FNR', '2', 48],
      ['BEFOLKNING_FAR_FNR', '1', 70],
    ] as const) {
      const parents = await numbers(variable);
      let links = 0;
      parents.forEach((parent, child) => {
        if (parent === undefined) return;
        links++;
        expect(sex[parent]).toBe(expected);
        const gap = yearOf(births[child]) - yearOf(births[parent]);
        expect(gap).toBeGreaterThanOrEqual(15);
        expect(gap).toBeLessThanOrEqual(oldest);
      });
      expect(links).toBeGreaterThan(size / 4);
    }
  });

  it('C7: are born while the mother lives and at most nine months after the death of the father', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const deaths = await numbers('BEFOLKNING_DOEDS_DATO');
    const mothers = await numbers('BEFOLKNING_MOR_FNR');
    mothers.forEach((mother, child) => {
      const died = mother === undefined ? undefined : deaths[mother];
      if (died !== undefined) expect(Math.floor(died / 100)).toBeGreaterThanOrEqual(births[child]!);
    });
  });

  it('C1 to C3: are in the register from birth or arrival on, and dead for ever after death', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const deaths = await numbers('BEFOLKNING_DOEDS_DATO');
    for (const day of january) {
      const { year } = civilDate(day);
      const status = await texts('BEFOLKNING_STATUSKODE', day);
      const municipality = await texts('BEFOLKNING_KOMMNR_FORMELL', day);
      const family = await numbers('BEFOLKNING_REGSTAT_FAMNR', day);
      const civil = await texts('SIVSTANDFDT_SIVSTAND', day);
      status.forEach((code, person) => {
        if (code !== undefined) expect(births[person]).toBeLessThanOrEqual(year * 100 + 1);
        const died = deaths[person];
        expect(code === '5').toBe(died !== undefined && died < year * 10000 + 101);
        expect(municipality[person] !== undefined).toBe(code === '1');
        // C15: each resident has one family, nobody else has any.
        expect(family[person] !== undefined).toBe(code === '1');
        if (code === '5') expect(civil[person]).toBeUndefined();
        if (code === '1') expect(civil[person]).toBeDefined();
      });
    }
  });

  it('C3: have no income after the year of death', async () => {
    const deaths = await numbers('BEFOLKNING_DOEDS_DATO');
    const incomes = await numbers('INNTEKT_WSAMINNT', newYear(2022));
    deaths.forEach((died, person) => {
      if (died !== undefined && died < 20220101) expect(incomes[person]).toBeUndefined();
    });
  });
});

describe('couples and families', () => {
  it('C12 to C14: couples are symmetric, of age, and spouses are married residents', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    for (const day of january) {
      const { year } = civilDate(day);
      const spouse = await numbers('BEFOLKNING_EKT_FNR', day);
      const cohabitant = await numbers('BEFOLKNING_SAMB_FNR', day);
      const civil = await texts('SIVSTANDFDT_SIVSTAND', day);
      const status = await texts('BEFOLKNING_STATUSKODE', day);
      cohabitant.forEach((other, person) => {
        if (spouse[person] !== undefined) {
          expect(spouse[person]).toBe(other);
          expect(['2', '6']).toContain(civil[person]);
        }
        if (other === undefined) return;
        expect(cohabitant[other]).toBe(person);
        expect(status[other]).toBe('1');
        expect(year - yearOf(births[person])).toBeGreaterThanOrEqual(18);
      });
    }
  });

  it('C16 to C19: families live in one municipality, bear the eldest parent’s number, and count what they have', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const mothers = await numbers('BEFOLKNING_MOR_FNR');
    const fathers = await numbers('BEFOLKNING_FAR_FNR');
    for (const day of january) {
      const { year } = civilDate(day);
      const family = await numbers('BEFOLKNING_REGSTAT_FAMNR', day);
      const role = await texts('BEFOLKNING_REGSTAT_PERSONKODE', day);
      const municipality = await texts('BEFOLKNING_KOMMNR_FORMELL', day);
      const size = await numbers('BEFOLKNING_ANTPERS_I_REGSTAT_FAMNR', day);
      const minors = await numbers('BEFOLKNING_BARN_I_REGSTAT_FAMNR', day);
      const type = await texts('BEFOLKNING_REGSTAT_FAMTYP', day);
      const couple = await texts('BEFOLKNING_PARSTATUS', day);
      const civil = await texts('SIVSTANDFDT_SIVSTAND', day);
      const members = new Map<number, number[]>();
      family.forEach((number, person) => {
        if (number !== undefined) members.set(number, [...(members.get(number) ?? []), person]);
      });
      for (const [number, persons] of members) {
        const roles = persons.map((person) => role[person]);
        expect(persons).toContain(number);
        expect(role[number]).toBe('1');
        expect(roles.filter((code) => code === '1')).toHaveLength(1);
        const partners = persons.filter((person) => role[person] === '2');
        expect(partners.length).toBeLessThanOrEqual(1);
        const adults = [number, ...partners];
        for (const person of persons) {
          expect(births[person]!).toBeGreaterThanOrEqual(births[number]!);
          expect(municipality[person]).toBe(municipality[number]);
          expect(size[person]).toBe(persons.length);
          expect(type[person]).toBe(type[number]);
          if (role[person] !== '3') continue;
          expect(civil[person]).toBe('1');
          expect(adults.includes(mothers[person]!) || adults.includes(fathers[person]!)).toBe(true);
        }
        const young = persons.filter((person) => births[person]! > (year - 18) * 100).length;
        // Ages by birth month may differ by a person born in January.
        expect(Math.abs(minors[number]! - young)).toBeLessThanOrEqual(1);
        expect(couple[number] === '0').toBe(partners.length === 0);
        expect(type[number]!.startsWith('1.1')).toBe(persons.length === 1);
      }
    }
  });

  it('C37: share one household income, the sum of what the members have after tax', async () => {
    const day = daysFromCivil(2022, 12, 31);
    const household = await numbers('INNTEKT_HUSH_IES', day);
    const family = await numbers('BEFOLKNING_HUSHNR', newYear(2023));
    const own = await numbers('INNTEKT_WIES', day);
    const deaths = await numbers('BEFOLKNING_DOEDS_DATO');
    const sums = new Map<number, number>();
    family.forEach((number, person) => {
      if (number !== undefined) sums.set(number, (sums.get(number) ?? 0) + (own[person] ?? 0));
    });
    let compared = 0;
    family.forEach((number, person) => {
      // Families of New Year's Day are those of the day before, but for the few who died or moved on it.
      if (number === undefined || deaths[person] === 20221231 || household[person] === undefined) return;
      if (household[person] === sums.get(number)) compared++;
    });
    expect(compared / household.filter((value) => value !== undefined).length).toBeGreaterThan(0.98);
  });
});

/** The last day of a history as eight digits. */
function lastDayOf(variable: string): number {
  const { year, month, day } = civilDate(catalogue.variables.get(variable)!.coverage!.stopDay);
  return year * 10000 + month * 100 + day;
}

describe('histories', () => {
  it('C21, C27: agree with the register at the date', async () => {
    for (const day of january) {
      expect(await texts('BOSATTEFDT_BOSTED', day)).toEqual(await texts('BEFOLKNING_KOMMNR_FORMELL', day));
    }
  });

  it('C22, C24, C25: have no overlaps, end with the person, and do not repeat a value', async () => {
    const deaths = await numbers('BEFOLKNING_DOEDS_DATO');
    for (const variable of ['BOSATTEFDT_BOSTED', 'SIVSTANDFDT_SIVSTAND', 'NUDB_BU']) {
      const { offsets, starts, stops, values: column } = (await reader.spellsOf!(variable))!;
      if (column.kind !== 'dictionary') throw new Error('another kind of column');
      for (let person = 0; person < size; person++) {
        for (let i = offsets[person]!; i < offsets[person + 1]!; i++) {
          expect(stops[i]).toBeGreaterThanOrEqual(starts[i]!);
          if (i > offsets[person]!) {
            expect(starts[i]).toBeGreaterThan(stops[i - 1]!);
            if (starts[i] === stops[i - 1]! + 1) expect(column.codes[i]).not.toBe(column.codes[i - 1]);
          }
          if (stops[i] === openStop16) {
            expect(i).toBe(offsets[person + 1]! - 1);
            // Open are the spells of those who live on the last day of which the register knows.
            if (variable !== 'NUDB_BU') expect(deaths[person] ?? 99999999).toBeGreaterThan(lastDayOf(variable));
          }
        }
      }
    }
  });

  it('C20: use municipality codes on days on which they are valid', async () => {
    const domain = catalogue.variables.get('BOSATTEFDT_BOSTED')!.valueDomain;
    if (domain.type !== 'enumerated') throw new Error('no code list');
    for (const year of [1992, 1995, 2003, 2007, 2013, 2017, 2018, 2020, 2021, 2024]) {
      const day = daysFromCivil(year, 6, 1);
      for (const code of new Set(await texts('BOSATTEFDT_BOSTED', day))) {
        if (code === undefined) continue;
        const isValid = domain.codes.some(
          (entry) => entry.code === code && (entry.validFromDay ?? day) <= day && (entry.validUntilDay ?? day) >= day,
        );
        expect(isValid, `${code} in ${year}`).toBe(true);
      }
    }
  });
});

describe('education, work, income and vehicles', () => {
  it('C28: complete levels one after the other', async () => {
    const steps = await Promise.all(
      ['GS', 'VS', 'BACH', 'HOV', 'DOK'].map((name) => numbers(`NUDB_AAR_FORSTE_FULLF_${name}`)),
    );
    for (let person = 0; person < size; person++) {
      const dates = steps.map((step, i) =>
        step[person] === undefined ? undefined : i === 0 ? step[person]! * 100 + 6 : step[person]!,
      );
      const known = dates.filter((date) => date !== undefined);
      expect(known).toEqual([...known].sort((a, b) => a - b));
      expect(new Set(known).size).toBe(known.length);
    }
  });

  it('C32, C33: jobs belong to persons of working age, and each worker has one main job', async () => {
    const owner = await numbers('ARBEIDSFORHOLD_PERSON');
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    for (const day of [daysFromCivil(2018, 3, 16), daysFromCivil(2022, 11, 16)]) {
      const main = await texts('ARBLONN_ARB_HOVEDARBEID', day);
      const mainJobs = new Map<number, number>();
      main.forEach((code, job) => {
        if (code === undefined) return;
        const person = owner[job]!;
        const age = civilDate(day).year - yearOf(births[person]);
        expect(age).toBeGreaterThanOrEqual(13);
        expect(age).toBeLessThanOrEqual(81);
        mainJobs.set(person, (mainJobs.get(person) ?? 0) + (code === '1' ? 1 : 0));
      });
      expect([...new Set(mainJobs.values())]).toEqual([1]);
    }
  });

  it('C34 and j.11: hours follow the position, and employment statistics copy the main job', async () => {
    const day = daysFromCivil(2022, 11, 16);
    const owner = await numbers('ARBEIDSFORHOLD_PERSON');
    const main = await texts('ARBLONN_ARB_HOVEDARBEID', day);
    const hours = await numbers('ARBLONN_ARB_ARBEIDSTID', day);
    const percent = await numbers('ARBLONN_ARB_STILLINGSPST', day);
    const fullTime = await texts('ARBLONN_ARB_H3LDELTID', day);
    const occupation = await texts('ARBLONN_ARB_YRKE_STYRK08', day);
    const registered = await texts('REGSYS_ARB_YRKE_STYRK08', day);
    const registeredHours = await numbers('REGSYS_ARB_ARBEIDSTID', day);
    const municipality = await texts('BOSATTEFDT_BOSTED', day);
    let compared = 0;
    main.forEach((code, job) => {
      if (code === undefined) return;
      expect(hours[job]! / percent[job]!).toBeCloseTo(occupation[job]!.match(/^(22|32|53|54)/u) ? 0.355 : 0.375, 2);
      expect(fullTime[job] === '1').toBe(percent[job]! >= 100);
      const person = owner[job]!;
      if (code !== '1' || municipality[person] === undefined) return;
      compared++;
      expect(registered[person]).toBe(occupation[job]);
      expect(registeredHours[person]).toBe(hours[job]);
    });
    expect(compared).toBeGreaterThan(700);
  });

  it('C36, C38: incomes add up, and amounts of nothing have no record', async () => {
    for (const year of [2010, 2016, 2023]) {
      const read = (name: string) => numbers(`INNTEKT_${name}`, newYear(year) + 100);
      const [work, capital, transfers, total, tax, net, wages, decimals] = await Promise.all(
        ['WYRKINNT', 'WKAPINNT', 'WOVERFOR', 'WSAMINNT', 'WSKATOVF', 'WIES', 'WLONN', 'LONN'].map(read),
      );
      for (const column of [work, capital, transfers, total, tax, net, wages]) expect(column).not.toContain(0);
      for (let person = 0; person < size; person++) {
        const sum = (work![person] ?? 0) + (capital![person] ?? 0) + (transfers![person] ?? 0);
        expect(total![person] ?? 0).toBe(sum);
        expect(net![person] ?? 0).toBe(sum - (tax![person] ?? 0));
        expect(decimals![person]).toBe(wages![person]);
      }
    }
  });

  it('C39: child benefit goes to persons with a child in the family', async () => {
    const benefit = await numbers('INNTEKT_BARNETRYGD', newYear(2022));
    const minors = await numbers('BEFOLKNING_BARN_I_REGSTAT_FAMNR', newYear(2023));
    const receivers = benefit.flatMap((amount, person) => (amount === undefined ? [] : [minors[person] ?? 0]));
    expect(receivers.filter((count) => count > 0).length / receivers.length).toBeGreaterThan(0.97);
  });

  it('C40, C41: vehicles have owners who are grown up and live here, and old cars are not electric', async () => {
    const day = daysFromCivil(2022, 12, 31);
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const owner = await numbers('KJORETOY_KJORETOYID_FNR', day);
    const group = await texts('KJORETOY_KJT_GRUP', day);
    const fuel = await texts('KJORETOY_DRIVSTOFF_OMK', day);
    const model = await numbers('KJORETOY_FREG_AR', day);
    const municipality = await texts('BOSATTEFDT_BOSTED', day);
    expect(group.map((code) => code !== undefined)).toEqual(owner.map((person) => person !== undefined));
    owner.forEach((person, vehicle) => {
      if (person === undefined) return;
      expect(2022 - yearOf(births[person])).toBeGreaterThanOrEqual(18);
      expect(municipality[person]).toBeDefined();
      if (fuel[vehicle] === '05') expect(model[vehicle]).toBeGreaterThanOrEqual(2011);
    });
  });

  it('is plausible on the whole', async () => {
    const day = newYear(2023);
    const sex = await texts('BEFOLKNING_KJOENN');
    const status = await texts('BEFOLKNING_STATUSKODE', day);
    const residents = status.filter((code) => code === '1').length;
    expect(residents / size).toBeGreaterThan(0.45);
    expect(residents / size).toBeLessThan(0.55);
    const wages = await numbers('INNTEKT_WLONN', newYear(2021));
    const mean = (code: string): number => {
      const list = wages.filter((wage, person) => wage !== undefined && sex[person] === code) as number[];
      return list.reduce((a, b) => a + b, 0) / list.length;
    };
    expect(mean('2') / mean('1')).toBeGreaterThan(0.6);
    expect(mean('2') / mean('1')).toBeLessThan(0.8);
    expect((mean('1') + mean('2')) / 2).toBeGreaterThan(380_000);
    expect((mean('1') + mean('2')) / 2).toBeLessThan(500_000);
  });
});
