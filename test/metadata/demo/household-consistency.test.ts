import { describe, expect, it } from 'vitest';
import { daysFromCivil } from '../../../src/base/epoch-day.ts';
import { dwellingRegisters } from '../../../src/metadata/demo/dwelling-registers.ts';
import { electionRegisters } from '../../../src/metadata/demo/elections.ts';
import { familyRegisters } from '../../../src/metadata/demo/family-registers.ts';
import { personRegisters } from '../../../src/metadata/demo/people-registers.ts';
import { newYear, spellAt, testPopulation, WrittenRegisters } from './written-registers.ts';

/** Titles name consistency rules of the datastore specification, j.13. */
const population = testPopulation(4000);
const registers = new WrittenRegisters(population, [
  ...personRegisters,
  ...familyRegisters,
  ...dwellingRegisters,
  ...electionRegisters,
]);
const years = [2005, 2014, 2024];
const numbers = (name: string, year?: number) =>
  registers.values<number>(`BEFOLKNING_${name}`, year === undefined ? undefined : newYear(year));
const texts = (name: string, year?: number) =>
  registers.values<string>(`BEFOLKNING_${name}`, year === undefined ? undefined : newYear(year));

/** Persons by the number that they bear. */
function membersOf(numbers: readonly (number | undefined)[]): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  numbers.forEach((number, person) => {
    if (number === undefined) return;
    const list = members.get(number);
    if (list === undefined) members.set(number, [person]);
    else list.push(person);
  });
  return members;
}

/** Ages on 1 January by month of birth; who was born on that very day in an earlier year may be a year older. */
function agesOn(year: number, births: readonly (number | undefined)[]): readonly number[] {
  return births.map((month) => year - 1 - Math.floor(month! / 100));
}

const isJanuaryChild = (month: number): boolean => month % 100 === 1;

describe.each(years)('families and households of 1 January %i', (year) => {
  it('C15, C16: every resident is of one family and one household, and families lie within households', async () => {
    const status = await texts('STATUSKODE', year);
    const family = await numbers('REGSTAT_FAMNR', year);
    const household = await numbers('HUSHNR', year);
    const municipality = await texts('KOMMNR_FORMELL', year);
    expect(family.map((number) => number !== undefined)).toEqual(status.map((code) => code === '1'));
    expect(household.map((number) => number !== undefined)).toEqual(status.map((code) => code === '1'));
    for (const members of membersOf(family).values()) {
      expect(new Set(members.map((person) => household[person])).size).toBe(1);
    }
    for (const members of membersOf(household).values()) {
      expect(new Set(members.map((person) => municipality[person])).size).toBe(1);
    }
  });

  it('C17, C18: the eldest gives the number, and counts are those of the composition', async () => {
    const births = await numbers('FOEDSELS_AAR_MND');
    const ages = agesOn(year, births);
    const family = await numbers('REGSTAT_FAMNR', year);
    const household = await numbers('HUSHNR', year);
    const role = await texts('REGSTAT_PERSONKODE', year);
    const count = async (name: string) => numbers(name, year);
    const size = await count('PERS_I_HUSHNR');
    const minors = await count('BARN_I_HUSH');
    const young = await count('PERS17MIN_I_HUSHNR');
    const adults = await count('PERS18PLUS_I_HUSHNR');
    const children = await count('BARN3_I_HUSH');
    const families = await count('ANTREGSTAT_FAMNR_I_HUSHNR');
    const youngest = await count('YNGST_I_HUSHNR');
    const eldest = await count('ELDST_I_HUSHNR');
    for (const [number, members] of membersOf(household)) {
      expect(members).toContain(number);
      const first = Math.min(...members.map((person) => births[person]!));
      expect(births[number]).toBe(first);
      const [person] = members;
      expect(size[person!]).toBe(members.length);
      expect(young[person!]).toBe(minors[person!]);
      expect(adults[person!]! + young[person!]!).toBe(members.length);
      expect(families[person!]).toBe(new Set(members.map((member) => family[member])).size);
      expect(children[person!]).toBe(members.filter((member) => role[member] === '3').length);
      if (members.some((member) => isJanuaryChild(births[member]!))) continue;
      expect(minors[person!]).toBe(members.filter((member) => ages[member]! < 18).length);
      expect(youngest[person!]).toBe(Math.min(...members.map((member) => ages[member]!)));
      expect(eldest[person!]).toBe(Math.max(...members.map((member) => ages[member]!)));
    }
  });

  it('C12, C13, C14: couples are symmetric, of age and of different parents, and spouses are married', async () => {
    const spouse = await numbers('EKT_FNR', year);
    const cohabitant = await numbers('SAMB_FNR', year);
    const mothers = await numbers('MOR_FNR');
    const births = await numbers('FOEDSELS_AAR_MND');
    const status = await texts('STATUSKODE', year);
    const civil = await registers.spells('SIVSTANDFDT_SIVSTAND');
    const day = newYear(year).startDay;
    cohabitant.forEach((other, person) => {
      if (spouse[person] !== undefined) {
        expect(spouse[person]).toBe(other);
        expect(['2', '6']).toContain(spellAt(civil[person]!, day));
      }
      if (other === undefined) return;
      expect(cohabitant[other]).toBe(person);
      expect([status[person], status[other]]).toEqual(['1', '1']);
      expect(year - Math.floor(births[person]! / 100)).toBeGreaterThanOrEqual(18);
      expect(mothers[person] === undefined || mothers[person] !== mothers[other]).toBe(true);
    });
    expect(cohabitant.filter((other) => other !== undefined).length).toBeGreaterThan(500);
  });

  it('C18: couple status, family type and household type follow from the composition', async () => {
    const family = await numbers('REGSTAT_FAMNR', year);
    const household = await numbers('HUSHNR', year);
    const cohabitant = await numbers('SAMB_FNR', year);
    const role = await texts('REGSTAT_PERSONKODE', year);
    const couple = await texts('PARSTATUS', year);
    const familyType = await texts('REGSTAT_FAMTYP', year);
    const householdType = await texts('REGSTAT_HUSHTYP', year);
    const minors = await numbers('BARN_I_HUSH', year);
    const siblings = await numbers('ANT_SOSKEN', year);
    for (const [number, members] of membersOf(family)) {
      const children = members.filter((person) => role[person] === '3').length;
      for (const person of members) expect(siblings[person]).toBe(role[person] === '3' ? children - 1 : 0);
      const isCouple = members.some((person) => role[person] === '2');
      expect(couple[number] === '0').toBe(!isCouple);
      expect(isCouple).toBe(cohabitant[number] !== undefined);
      for (const person of members) expect(couple[person] === '8').toBe(isCouple && role[person] === '3');
      expect(familyType[number]!.startsWith('1.')).toBe(members.length === 1);
    }
    for (const [number, members] of membersOf(household)) {
      const several = new Set(members.map((person) => family[person])).size > 1;
      expect(['8', '9'].includes(householdType[number]!)).toBe(several);
      if (several) expect(householdType[number]).toBe(minors[number] === 0 ? '8' : '9');
      else expect(householdType[number] === '1').toBe(members.length === 1);
    }
  });
});

describe('dwellings', () => {
  it('C16: are the same for all of a household, and crowded when they are', async () => {
    const year = 2022;
    const household = await numbers('HUSHNR', year);
    const variables = ['BRUKSAREAL', 'BYGGEAAR', 'BYGNINGSTYPE', 'ANTALL_ROM', 'TRANGBODD', 'HUSHTYPE'];
    const columns = await Promise.all(
      variables.map((name) => registers.values<string | number>(`BOFORHOLD_${name}`, newYear(year))),
    );
    const [area, , , rooms, crowded, kind] = columns;
    for (const [number, members] of membersOf(household)) {
      for (const column of columns) {
        expect(new Set(members.map((person) => column[person])).size).toBe(1);
      }
      expect(kind![number]).toBeDefined();
      if (area![number] === undefined) expect(crowded![number]).toBeUndefined();
      else {
        const fits = Number(rooms![number]) >= members.length && Number(rooms![number]) > 1;
        expect(crowded![number]).toBe(!fits && Number(area![number]) / members.length < 25 ? '1' : '0');
      }
    }
    household.forEach((number, person) => {
      if (number === undefined) for (const column of columns) expect(column[person]).toBeUndefined();
    });
  });
});

describe('elections', () => {
  it('are for grown-up residents, and who votes in advance votes', async () => {
    const day = daysFromCivil(2021, 9, 13);
    const when = { startDay: day, stopDay: day };
    const births = await numbers('FOEDSELS_AAR_MND');
    const homes = await registers.spells('BOSATTEFDT_BOSTED');
    const voted = await registers.values<string>('VALG_STEMT_SSB', when);
    const early = await registers.values<string>('VALG_FORHAAND_SSB', when);
    const enrolled = await registers.values<string>('VALG_MANNTALL_KOMMNR', when);
    voted.forEach((answer, person) => {
      expect(early[person] !== undefined).toBe(answer === '1');
      if (answer === undefined) return;
      expect(2021 - Math.floor(births[person]! / 100)).toBeGreaterThanOrEqual(18);
      expect(enrolled[person]).toBe(spellAt(homes[person]!, day));
    });
    const turnout = voted.filter((answer) => answer === '1').length / voted.filter((a) => a !== undefined).length;
    expect(turnout).toBeGreaterThan(0.7);
    expect(turnout).toBeLessThan(0.82);
  });
});
