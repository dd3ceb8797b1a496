import { describe, expect, it } from 'vitest';
import { civilDate, daysFromCivil } from '../../../src/base/epoch-day.ts';
import { educationRegisters } from '../../../src/metadata/demo/education-registers.ts';
import { personRegisters } from '../../../src/metadata/demo/people-registers.ts';
import { spellAt, type TestSpell, testPopulation, WrittenRegisters } from './written-registers.ts';

/** Titles name consistency rules of the datastore specification, j.13. */
const population = testPopulation(2500);
const registers = new WrittenRegisters(population, [...personRegisters, ...educationRegisters]);
const numbers = (name: string) => registers.values<number>(name);
const texts = (name: string) => registers.values<string>(name);
const completed = (kind: string) => numbers(`NUDB_AAR_FORSTE_FULLF_${kind}`);

const levelOf = (spell: TestSpell): number => (spell.value === '999999' ? 0 : Number(String(spell.value)[0]));

describe('milestones', () => {
  it('C28: come one after the other', async () => {
    const ordered = [
      (await completed('GS')).map((year) => (year === undefined ? undefined : year * 100 + 6)),
      await numbers('NUDB_AAR_NY_I_VID_UTD'),
      await completed('VS'),
      await numbers('NUDB_AAR_FORSTE_REG_UH'),
      await completed('BACH'),
      await completed('HOV'),
      await completed('DOK'),
    ];
    const isDisordered = (_: unknown, person: number): boolean => {
      const dates = ordered.flatMap((column) => column[person] ?? []);
      return dates.some((date, i) => i > 0 && date <= dates[i - 1]!);
    };
    expect(ordered[0]!.map((_, person) => person).filter(isDisordered)).toEqual([]);
    for (const column of ordered) expect(column.filter((date) => date !== undefined).length).toBeGreaterThan(3);
  });

  it('C28: agree with the education that a person has then', async () => {
    const histories = await registers.spells('NUDB_BU');
    for (const [kind, level] of [
      ['GS', 2],
      ['VS', 4],
      ['CMG', 6],
      ['HOY', 6],
      ['BACH', 6],
      ['HOV', 7],
      ['DOK', 8],
    ] as const) {
      (await completed(kind)).forEach((date, person) => {
        if (date === undefined) return;
        const [year, month] = kind === 'GS' ? [date, 6] : [Math.floor(date / 100), date % 100];
        const after = daysFromCivil(year + (month === 12 ? 1 : 0), (month % 12) + 1, 1);
        const code = String(spellAt(histories[person]!, after) ?? '999999');
        if (code !== '999999') expect(Number(code[0])).toBeGreaterThanOrEqual(level);
      });
    }
  });

  it('are of one track, under the act from 1994 on, and take as many semesters as lie between them', async () => {
    const upper = await completed('VS');
    const academic = await completed('VSA');
    const vocational = await completed('VSY');
    const underAct = await completed('VS_LOV');
    const begun = await numbers('NUDB_AAR_NY_I_VID_UTD');
    const semesters = await numbers('NUDB_SEMESTER_FFF_VS');
    const bachelor = await completed('BACH');
    const older = [await completed('CMG'), await completed('HOY')];
    upper.forEach((date, person) => {
      expect([academic[person], vocational[person]].filter((d) => d !== undefined)).toEqual(
        date === undefined ? [] : [date],
      );
      expect(semesters[person] === undefined).toBe(date === undefined);
      if (underAct[person] !== undefined) expect(underAct[person]).toBe(date);
      if (date !== undefined && begun[person] !== undefined) {
        expect(semesters[person]).toBe(2 * (Math.floor(date / 100) - Math.floor(begun[person] / 100)));
        expect(underAct[person] !== undefined).toBe(begun[person] >= 199408);
      }
      const degrees = [bachelor, ...older].filter((column) => column[person] !== undefined);
      expect(degrees.length).toBeLessThanOrEqual(1);
    });
    const share = academic.filter((d) => d !== undefined).length / upper.filter((d) => d !== undefined).length;
    expect(share).toBeGreaterThan(0.48);
    expect(share).toBeLessThan(0.62);
  });
});

describe('school background', () => {
  it('C30: is the parents’ education in the year in which the child turns 16', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const histories = await registers.spells('NUDB_BU');
    const background = await texts('NUDB_SOSBAK');
    const columns = [
      [await numbers('BEFOLKNING_MOR_FNR'), await texts('NUDB_NUS2000_MOR_16')],
      [await numbers('BEFOLKNING_FAR_FNR'), await texts('NUDB_NUS2000_FAR_16')],
    ] as const;
    let known = 0;
    background.forEach((code, person) => {
      // Schools take the first of January for the day before.
      if (code === undefined || births[person]! % 100 === 1) return;
      const day = daysFromCivil(Math.floor(births[person]! / 100) + 16, 10, 1);
      const steps: number[] = [];
      for (const [links, educations] of columns) {
        const parent = links[person];
        const lives = parent !== undefined && population.people.count > parent;
        const education = educations[person];
        if (education === undefined) continue;
        known++;
        expect(lives).toBe(true);
        // The dead keep the education that they had.
        expect(histories[parent!]!.filter(({ start }) => start <= day).at(-1)?.value).toBe(education);
        if (education !== '999999') steps.push(Number(education[0]));
      }
      const best = Math.max(0, ...steps);
      const expected = steps.length === 0 ? '9' : best >= 7 ? '1' : best === 6 ? '2' : best >= 3 ? '3' : '4';
      expect(code).toBe(expected);
    });
    expect(known).toBeGreaterThan(600);
  });

  it('municipality at 16 is known of those who turned 16 and were alive', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const deaths = await numbers('BEFOLKNING_DOEDS_DATO');
    const firstStays = await numbers('BEFOLKNING_FORSTDATO');
    const homes = await registers.spells('BOSATTEFDT_BOSTED');
    (await texts('NUDB_KOMM_16')).forEach((code, person) => {
      const month = births[person]! + 1600;
      if (code === undefined) {
        const diedYoung = deaths[person] !== undefined && Math.floor(deaths[person] / 100) <= month;
        expect(firstStays[person] === undefined || month >= 202412 || diedYoung).toBe(true);
      } else if (births[person]! < 195801) expect(code).toBe('9999');
      else if (month > 199112) {
        const inMonth = homes[person]!.filter(({ start, stop }) => {
          const from = daysFromCivil(Math.floor(month / 100), month % 100, 1);
          return start <= from + 31 && (stop === undefined || stop >= from);
        });
        const codes = inMonth.map(({ value }) => value);
        expect(codes.length === 0 || code === '2580' ? ['2580'] : codes).toContain(code);
      }
    });
  });
});

describe('marks and tests', () => {
  it('C31: are of cohorts that sat them', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const points = await numbers('NUDB_KURS_GRPOENG');
    for (const [name, from, until] of [
      ['NUDB_GS_STP_NOH', 2002, 2024],
      ['NUDB_GS_STP_ENS', 2002, 2021],
      ['NUDB_GS_STP_HEI', 2002, 2007],
      ['NUDB_GS_STP_MHE', 2008, 2024],
    ] as const) {
      const marks = await texts(name);
      marks.forEach((mark, person) => {
        const month = births[person]! % 100;
        const year = Math.floor(births[person]! / 100) + 16;
        if (mark === undefined || month === 1) return;
        expect(points[person]).toBeDefined();
        expect(year).toBeGreaterThanOrEqual(from);
        expect(year).toBeLessThanOrEqual(until);
      });
      expect(new Set(marks).size).toBeGreaterThanOrEqual(7);
    }
    for (const [name, age] of [
      ['NUDB_NP_SKALAPOENG_NPLES05', 10],
      ['NUDB_NP_SKALAPOENG_NPLES08', 13],
      ['NUDB_NP_SKALAPOENG_NPREG09', 14],
    ] as const) {
      const scores = await numbers(name);
      scores.forEach((score, person) => {
        if (score === undefined || births[person]! % 100 === 1) return;
        const year = Math.floor(births[person]! / 100);
        expect(year).toBeGreaterThanOrEqual(1997);
        expect(year + age).toBeLessThanOrEqual(2021);
        expect(score).toBeGreaterThanOrEqual(20);
        expect(score).toBeLessThanOrEqual(85);
      });
      expect(scores.filter((score) => score !== undefined).length).toBeGreaterThan(60);
    }
  });

  it('hang together: who has good marks has good points', async () => {
    const points = await numbers('NUDB_KURS_GRPOENG');
    const pairs = (await texts('NUDB_GS_STP_MAT')).flatMap((mark, person) =>
      /^[1-6]$/u.test(mark ?? '') ? [[Number(mark), points[person]!] as const] : [],
    );
    expect(correlation(pairs)).toBeGreaterThan(0.65);
    expect(correlation(pairs)).toBeLessThan(0.9);
  });
});

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (i: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[i], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const sum = (of: (x: number, y: number) => number): number =>
    pairs.reduce((total, [x, y]) => total + of(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

describe('courses', () => {
  it('C29: are of persons who live here, at least six years of age', async () => {
    const births = await numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const deaths = await numbers('BEFOLKNING_DOEDS_DATO');
    const owners = await numbers('NUDB_KURS_FNR');
    const isWrong = (spells: readonly TestSpell[], course: number): boolean => {
      const person = owners[course]!;
      const [spell] = spells;
      if (spell === undefined || spells.length !== 1) return true;
      const { start, stop } = spell;
      if (civilDate(start).year - Math.floor(births[person]! / 100) < 6) return true;
      const last = civilDate(stop ?? start);
      return last.year * 10000 + last.month * 100 + last.day > (deaths[person] ?? Number.POSITIVE_INFINITY);
    };
    expect((await registers.spells('NUDB_KURS_NUS')).filter(isWrong)).toEqual([]);
  });

  it('C29: completed ones explain how the education of those schooled here changes', async () => {
    const owners = await numbers('NUDB_KURS_FNR');
    const country = await texts('BEFOLKNING_FODELAND');
    const codes = await registers.spells('NUDB_KURS_NUS');
    const homes = await registers.spells('BOSATTEFDT_BOSTED');
    const byPerson = new Map<number, TestSpell[]>();
    codes.forEach((spells, course) => {
      byPerson.set(owners[course]!, [...(byPerson.get(owners[course]!) ?? []), ...spells]);
    });
    let changes = 0;
    (await registers.spells('NUDB_BU')).forEach((history, person) => {
      for (const spell of history) {
        // Courses are known of those who were here when they began, and from 1974 on.
        const isKnown = spell.start > daysFromCivil(1998, 1, 1) && levelOf(spell) >= 2 && country[person] === '000';
        const wasHere = homes[person]!.some(
          ({ start, stop }) => start < spell.start - 6 * 366 && (stop === undefined || stop >= spell.start - 1),
        );
        if (!isKnown || !wasHere) continue;
        changes++;
        const course = (byPerson.get(person) ?? []).find(
          ({ value, stop }) =>
            value === spell.value && stop !== undefined && stop < spell.start && stop > spell.start - 50,
        );
        expect(course, `${person} ${String(spell.value)} ${spell.start}`).toBeDefined();
      }
    });
    expect(changes).toBeGreaterThan(300);
  });

  it('C20: schools have the municipality codes of their time, and facts lie within their course', async () => {
    const validity = new Map<string, (readonly [from: number, until: number])[]>();
    for (const codes of population.geography.codesOf) {
      codes.forEach(({ code, startDay }, i) => {
        const until = (codes[i + 1]?.startDay ?? Number.POSITIVE_INFINITY) - 1;
        validity.set(code, [...(validity.get(code) ?? []), [i === 0 ? Number.NEGATIVE_INFINITY : startDay, until]]);
      });
    }
    const whole = await registers.spells('NUDB_KURS_NUS');
    const later = Number.POSITIVE_INFINITY;
    const outside: (readonly [name: string, spell: TestSpell])[] = [];
    for (const name of ['SKOLEKOM', 'EIERF', 'KOMP', 'ORGANISERING', 'UHGRUPPE', 'UTFALL']) {
      (await registers.spells(`NUDB_KURS_${name}`)).forEach((spells, course) => {
        const { start, stop } = whole[course]![0]!;
        for (const spell of spells) {
          if (spell.start < start || (spell.stop ?? later) > (stop ?? later)) outside.push([name, spell]);
          if (name !== 'SKOLEKOM') continue;
          const isValid = validity
            .get(String(spell.value))
            ?.some(([from, until]) => from <= spell.start && (spell.stop ?? spell.start) <= until);
          if (isValid !== true) outside.push([name, spell]);
        }
      });
    }
    expect(outside).toEqual([]);
  });
});
