import { describe, expect, it } from 'vitest';
import { civilDate, daysFromCivil } from '../../../src/base/epoch-day.ts';
import { personRegisters } from '../../../src/metadata/demo/people-registers.ts';
import { newYear, spellAt, testPopulation, WrittenRegisters } from './written-registers.ts';

/** Titles name consistency rules of the datastore specification, j.13. */
const population = testPopulation(2500);
const registers = new WrittenRegisters(population, personRegisters);
const numbers = (name: string) => registers.values<number>(`BEFOLKNING_${name}`);
const texts = (name: string, year?: number) =>
  registers.values<string>(`BEFOLKNING_${name}`, year === undefined ? undefined : newYear(year));

describe('kin', () => {
  it('C8: grandparents are the parents of parents, and missing where a link is', async () => {
    const parents = { MOR: await numbers('MOR_FNR'), FAR: await numbers('FAR_FNR') };
    let known = 0;
    for (const first of ['MOR', 'FAR'] as const) {
      for (const second of ['MOR', 'FAR'] as const) {
        const composed = parents[first].map((parent) => (parent === undefined ? undefined : parents[second][parent]));
        expect(await numbers(`${first}${second}_FNR`)).toEqual(composed);
        known += composed.filter((person) => person !== undefined).length;
      }
    }
    expect(known).toBeGreaterThan(1000);
  });

  it('C9: nobody is an ancestor of himself or herself', async () => {
    const births = await numbers('FOEDSELS_AAR_MND');
    for (const parent of [await numbers('MOR_FNR'), await numbers('FAR_FNR')]) {
      parent.forEach((link, child) => {
        if (link !== undefined) expect(births[link]!).toBeLessThan(births[child]!);
      });
    }
  });

  it('C10: siblings share both parents, and bear the eldest’s number', async () => {
    const siblings = await numbers('SOESKEN_FNR');
    const mothers = await numbers('MOR_FNR');
    const fathers = await numbers('FAR_FNR');
    const births = await numbers('FOEDSELS_AAR_MND');
    const byParents = new Map<string, number[]>();
    mothers.forEach((mother, person) => {
      if (mother === undefined) return;
      const key = `${mother} ${fathers[person] ?? ''}`;
      byParents.set(key, [...(byParents.get(key) ?? []), person]);
    });
    for (const group of byParents.values()) {
      const eldest = group.length === 1 ? undefined : siblings[group[0]!]!;
      for (const person of group) {
        expect(siblings[person]).toBe(eldest);
        if (eldest === undefined) continue;
        expect(group).toContain(eldest);
        expect(births[person]!).toBeGreaterThanOrEqual(births[eldest]!);
      }
    }
    expect(siblings.some((eldest, person) => eldest !== undefined && mothers[person] === undefined)).toBe(false);
  });

  it('C11: parity counts the mother’s children by birth', async () => {
    const parity = await numbers('PARITET');
    const mothers = await numbers('MOR_FNR');
    const births = await numbers('FOEDSELS_AAR_MND');
    const byMother = new Map<number, number[]>();
    mothers.forEach((mother, person) => {
      expect(parity[person] === undefined).toBe(mother === undefined);
      if (mother !== undefined) byMother.set(mother, [...(byMother.get(mother) ?? []), person]);
    });
    for (const children of byMother.values()) {
      children.sort((a, b) => parity[a]! - parity[b]!);
      expect(children.map((child) => parity[child])).toEqual(children.map((_, i) => i + 1));
      const months = children.map((child) => births[child]!);
      expect(months).toEqual([...months].sort((a, b) => a - b));
    }
  });
});

describe('immigration', () => {
  it('agrees with the countries of birth of persons, parents and grandparents', async () => {
    const category = await texts('INVKAT');
    const country = await texts('FODELAND');
    const background = await texts('LANDBAK3GEN');
    const reason = await texts('INNGRUNN1');
    const age = await numbers('INNALDER');
    const births = await numbers('FOEDSELS_AAR_MND');
    const firstStays = await numbers('FORSTDATO');
    const parents = [await numbers('MOR_FNR'), await numbers('FAR_FNR')];
    category.forEach((letter, person) => {
      // Short-term workers were never registered as residents.
      expect(letter === undefined).toBe(firstStays[person] === undefined);
      if (letter === undefined) return;
      const abroad = parents.filter((links) => links[person] !== undefined && country[links[person]] !== '000').length;
      expect(['B', 'E', 'G'].includes(letter)).toBe(country[person] !== '000');
      if (letter === 'B') expect(background[person]).toBe(country[person]);
      if (letter === 'A' || letter === 'G') expect(background[person]).toBe('000');
      if (letter === 'C' || letter === 'F') expect(abroad).toBeGreaterThan(0);
      if (letter !== 'A' && letter !== 'G') expect(background[person]).not.toBe('000');
      const arrived = Math.floor(firstStays[person]! / 10000);
      expect(age[person]).toBe(letter === 'B' ? arrived - Math.floor(births[person]! / 100) : undefined);
      if (reason[person] !== undefined) {
        expect(letter).toBe('B');
        expect(arrived).toBeGreaterThanOrEqual(1990);
      }
    });
  });

  it('C1: nobody’s first stay is before birth, and natives’ is on the day of birth', async () => {
    const births = await numbers('FOEDSELS_AAR_MND');
    const firstStays = await numbers('FORSTDATO');
    const deaths = await numbers('DOEDS_DATO');
    const country = await texts('FODELAND');
    const birthplace = await texts('FOEDEKOMMNR');
    firstStays.forEach((day, person) => {
      if (day === undefined) return;
      expect(Math.floor(day / 100)).toBeGreaterThanOrEqual(births[person]!);
      if (country[person] === '000') expect(Math.floor(day / 100)).toBe(births[person]!);
      expect(birthplace[person] !== undefined).toBe(country[person] === '000');
      if (deaths[person] !== undefined) expect(deaths[person]).toBeGreaterThanOrEqual(day);
    });
  });
});

describe('residence', () => {
  it.each([1986, 1999, 2015, 2025])(
    'C2, C3, C21: the register of 1 January %i holds who has arrived, with the place where they live',
    async (year) => {
      const { startDay } = newYear(year);
      const status = await texts('STATUSKODE', year);
      const municipality = await texts('KOMMNR_FORMELL', year);
      const firstStays = await numbers('FORSTDATO');
      const deaths = await numbers('DOEDS_DATO');
      const homes = await registers.spells('BOSATTEFDT_BOSTED');
      status.forEach((code, person) => {
        const hasCome = firstStays[person] !== undefined && firstStays[person] <= year * 10000 + 101;
        const isDead = deaths[person] !== undefined && deaths[person] < year * 10000 + 101;
        expect(code !== undefined).toBe(hasCome);
        expect(code === '5').toBe(hasCome && isDead);
        expect(municipality[person] !== undefined).toBe(code === '1');
        if (year >= 1992) expect(spellAt(homes[person]!, startDay)).toBe(municipality[person]);
      });
    },
  );

  it('actual addresses and districts are of residents, and few differ from the registered ones', async () => {
    const registered = await texts('KOMMNR_FORMELL', 2020);
    const actual = await texts('KOMMNR_FAKTISK', 2020);
    const district = await texts('BYDEL', 2020);
    let differing = 0;
    registered.forEach((code, person) => {
      expect(actual[person] === undefined).toBe(code === undefined);
      if (actual[person] !== code) differing++;
      if (district[person] !== undefined) expect(district[person].slice(0, 4)).toBe(code);
      if (code === '0301') expect(district[person]).toMatch(/^0301\d\d$/u);
    });
    const share = differing / registered.filter((code) => code !== undefined).length;
    expect(share).toBeGreaterThan(0.004);
    expect(share).toBeLessThan(0.03);
  });

  it('the older name of the register of residence says the same', async () => {
    expect(await registers.spells('BOSATT_KOMMUNE')).toEqual(await registers.spells('BOSATTEFDT_BOSTED'));
  });

  it('C22, C24, C25: spells follow each other without overlap, and only the last of the living is open', async () => {
    const deaths = await numbers('DOEDS_DATO');
    for (const variable of ['BOSATTEFDT_BOSTED', 'SIVSTANDFDT_SIVSTAND']) {
      (await registers.spells(variable)).forEach((spells, person) => {
        spells.forEach(({ start, stop, value }, i) => {
          const next = spells[i + 1];
          expect(stop === undefined).toBe(next === undefined && stop === undefined);
          if (stop === undefined) expect(deaths[person]).toBeUndefined();
          else expect(stop).toBeGreaterThanOrEqual(start);
          if (next === undefined) return;
          expect(next.start).toBeGreaterThan(stop!);
          if (next.start === stop! + 1) expect(next.value).not.toBe(value);
          // Civil status has no gaps.
          if (variable === 'SIVSTANDFDT_SIVSTAND') expect(next.start).toBe(stop! + 1);
        });
      });
    }
  });

  it('C26: starts and stops are days that a spell can name', async () => {
    const spells = (await registers.spells('BOSATTEFDT_BOSTED')).flat();
    for (const { start, stop } of spells) {
      expect(civilDate(start).year).toBeGreaterThanOrEqual(1991);
      expect(stop ?? start).toBeLessThanOrEqual(daysFromCivil(2024, 12, 31));
    }
  });
});
