import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate, daysFromCivil } from '../../../../src/base/epoch-day.ts';
import { demoDatabank, hospitalDatabank } from '../../../../src/metadata/embedded.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { type OpenedDatabank, openForTest, unlistedCodes } from '../databank-values.ts';

const size = 3000;
const folder = temporaryFolder();
let hospital: OpenedDatabank;
let demo: OpenedDatabank;
beforeAll(async () => {
  hospital = await openForTest(hospitalDatabank(folder, size), '3');
  demo = await openForTest(demoDatabank(folder, size), '60');
});

const newYear = daysFromCivil(2023, 1, 1);

describe('the hospital databank', () => {
  it('C44: numbers the same persons by the same pseudonyms as the demo databank', async () => {
    const [mine, theirs] = await Promise.all([hospital.reader.universe('PERSON'), demo.reader.universe('PERSON')]);
    expect(mine.contentHash).toBe(theirs.contentHash);
    expect(mine.size).toBe(size);
  });

  it('C45: has records of every variable, with listed codes only, about health', async () => {
    for (const variable of hospital.catalogue.variables.values()) {
      const days =
        variable.coverage === undefined
          ? [undefined]
          : [variable.coverage.startDay + 40, (variable.coverage.startDay + variable.coverage.stopDay) >> 1];
      for (const day of days) {
        const records = (await hospital.texts(variable.name, day)).filter((value) => value !== undefined);
        expect(records.length, variable.name).toBeGreaterThan(0);
        expect(await unlistedCodes(hospital, variable, day), variable.name).toEqual([]);
      }
      expect(variable.sensitivityLevel).toBe('PERSON_SPECIAL');
      expect(variable.englishTitle, variable.name).toBeDefined();
    }
  });

  it('grows by versions: cancer with the second, causes of death with the third; the draft has all', () => {
    const databank = hospitalDatabank(folder, size);
    const names = (version: string) => [...databank.catalogue(version)!.variables.keys()];
    expect(databank.versions).toEqual(['1', '2', '3', 'DRAFT']);
    expect(names('1')).not.toContain('KRG_STADIUM');
    expect(names('2')).toContain('KRG_STADIUM');
    expect(names('2')).not.toContain('DAR_DOEDSAAR');
    expect(names('DRAFT')).toEqual(names('3'));
    for (const name of ['AGGRSHOPPID', 'HOVEDTILSTAND1', 'HOVEDTILSTAND2', 'INNDATO', 'INNTID', 'NIVA', 'NPRID']) {
      expect(names('1')).toContain(name);
    }
    const coverage = (version: string) => databank.catalogue(version)!.variables.get('NPRFDT_HOVEDKAPITTEL')!.coverage!;
    expect(civilDate(coverage('1').stopDay).year).toBe(2023);
    expect(civilDate(coverage('3').stopDay).year).toBe(2024);
  });

  it('has stays of residents only, in order, none after death', async () => {
    const deaths = await demo.numbers('BEFOLKNING_DOEDS_DATO');
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const stays = await hospital.spells('NPRFDT_HOVEDKAPITTEL');
    expect(stays.length).toBeGreaterThan(size);
    for (const [i, { unit, first, last }] of stays.entries()) {
      expect(last!).toBeGreaterThanOrEqual(first);
      const { year, month, day } = civilDate(last!);
      expect(deaths[unit] ?? 99_999_999).toBeGreaterThanOrEqual(year * 10_000 + month * 100 + day);
      const begin = civilDate(first);
      expect(begin.year * 100 + begin.month).toBeGreaterThanOrEqual(births[unit]!);
      const previous = stays[i - 1];
      if (previous?.unit === unit) expect(first).toBeGreaterThan(previous.last!);
    }
    const days = [2009, 2016, 2022].map((year) => daysFromCivil(year, 5, 17));
    for (const day of days) {
      const places = await demo.texts('BOSATTEFDT_BOSTED', day);
      for (const { unit, first, last } of stays) {
        if (first <= day && day <= last!) expect(places[unit]).toBeDefined();
      }
    }
  });

  it('brings mothers to hospital when they give birth', async () => {
    const stays = (await hospital.spells('NPRFDT_HOVEDKAPITTEL')).filter(({ value }) => value === 'XV');
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const mothers = await demo.numbers('BEFOLKNING_MOR_FNR');
    const sex = await demo.texts('BEFOLKNING_KJOENN');
    const delivered = new Set(
      mothers.flatMap((mother, child) => (mother === undefined ? [] : [`${String(mother)} ${String(births[child])}`])),
    );
    expect(stays.length).toBeGreaterThan(50);
    for (const { unit, first } of stays) {
      expect(sex[unit]).toBe('2');
      const { year, month } = civilDate(first);
      expect(delivered).toContain(`${String(unit)} ${String(year * 100 + month)}`);
    }
  });

  it('adds stays and nights up by year', async () => {
    const counts = await hospital.numbers('NPR_ANTALL_OPPHOLD', newYear);
    const nights = await hospital.numbers('NPR_ANTALL_LIGGEDOEGN', newYear);
    const stays = await hospital.spells('NPRFDT_OMSORGSNIVA');
    const expected = new Map<number, [number, number]>();
    const end = daysFromCivil(2024, 1, 1);
    for (const { unit, first, last } of stays) {
      if (last! < newYear || first >= end) continue;
      const [count, sum] = expected.get(unit) ?? [0, 0];
      expected.set(unit, [
        count + Number(first >= newYear),
        sum + Math.max(0, Math.min(last!, end) - Math.max(first, newYear)),
      ]);
    }
    for (let person = 0; person < size; person++) {
      const [count, sum] = expected.get(person) ?? [0, 0];
      expect(counts[person] ?? 0).toBe(count);
      expect(nights[person] ?? 0).toBe(sum);
    }
  });

  it('divides the stays of 2023 into episodes with a person, an order of times, and a first one', async () => {
    const [persons, inDays, outDays, links] = await Promise.all(
      ['NPR_EPISODE_FNR', 'INNDATO', 'UTDATO']
        .map((name) => hospital.numbers(name))
        .concat([hospital.numbers('AGGRSHOPPID', daysFromCivil(2023, 3, 1))]),
    );
    const [inTimes, outTimes, level] = await Promise.all(
      ['INNTID', 'UTTID', 'OMSORGSNIVA'].map((name) => hospital.texts(name)),
    );
    const known = await hospital.numbers('NPRID');
    const stays = new Set(
      (await hospital.spells('NPRFDT_HOVEDKAPITTEL')).flatMap(({ unit, first }) =>
        civilDate(first).year === 2023 ? [`${String(unit)} ${String(first)}`] : [],
      ),
    );
    expect(persons!.length).toBeGreaterThan(size / 2);
    const begun = new Set<string>();
    persons!.forEach((person, episode) => {
      expect(known[person!]).toBe(person);
      expect(inDays![episode]!).toBeLessThanOrEqual(outDays![episode]!);
      if (inDays![episode] === outDays![episode]) expect(inTimes![episode]! < outTimes![episode]!).toBe(true);
      const link = links![episode];
      if (link !== undefined) expect(persons![link]).toBe(person);
      if (level![episode] !== '1') begun.add(`${String(person)} ${String(inDays![episode])}`);
    });
    for (const stay of stays) expect(begun).toContain(stay);
  });

  it('lets who dies of cancer have it before, and shows cases while they are followed', async () => {
    const causes = await hospital.texts('DAR_DOEDSAARSAK_GRUPPE');
    const years = await hospital.numbers('DAR_DOEDSAAR');
    const deaths = await demo.numbers('BEFOLKNING_DOEDS_DATO');
    const persons = await hospital.numbers('KRG_TILFELLE_FNR');
    const days = await hospital.numbers('KRG_DIAGNOSEDATO');
    deaths.forEach((death, person) => {
      const year = death === undefined || death < 19_960_101 ? undefined : Math.floor(death / 10_000);
      expect(years[person]).toBe(year);
      expect(causes[person] === undefined).toBe(year === undefined);
    });
    const withCancer = new Set(persons);
    const dead = causes.flatMap((cause, person) => (cause === '02' && years[person]! > 2005 ? [person] : []));
    expect(dead.length).toBeGreaterThan(20);
    expect(dead.filter((person) => withCancer.has(person)).length / dead.length).toBeGreaterThan(0.9);
    const followed = new Set(
      (await hospital.spells('KRGFDT_LOKALISASJON')).map(({ unit, first }) => `${String(unit)} ${String(first)}`),
    );
    persons.forEach((person, i) => expect(followed).toContain(`${String(person)} ${String(days[i])}`));
  });

  it('is plausible: more stays with age, a visit or so a year', async () => {
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const status = await demo.texts('BEFOLKNING_STATUSKODE', newYear);
    const counts = await hospital.numbers('NPR_ANTALL_OPPHOLD', newYear);
    const mean = (fromYear: number, untilYear: number): number => {
      const group = status.flatMap((code, person) => {
        const year = Math.floor(births[person]! / 100);
        return code === '1' && fromYear <= year && year <= untilYear ? [counts[person] ?? 0] : [];
      });
      return group.reduce((a, b) => a + b, 0) / group.length;
    };
    expect(mean(1930, 1950)).toBeGreaterThan(2 * mean(1985, 2005));
    const residents = status.filter((code) => code === '1').length;
    const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    expect(total / residents).toBeGreaterThan(0.15);
    expect(total / residents).toBeLessThan(0.45);
    const visits = (await hospital.texts('OMSORGSNIVA')).filter((level) => level === '1').length;
    expect(visits / residents).toBeGreaterThan(0.8);
    expect(visits / residents).toBeLessThan(2.5);
  });
});
