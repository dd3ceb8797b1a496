import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate, daysFromCivil, daysInMonth, type EpochDay } from '../../../src/base/epoch-day.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type OpenedDatabank, openForTest, unlistedCodes } from './databank-values.ts';
import { firstAndLast } from './demo-values.ts';

/** Names in the tests' titles: consistency rules of the datastore specification, j.13. */
const size = 2500;
const folder = temporaryFolder();
let demo: OpenedDatabank;
beforeAll(async () => {
  demo = await openForTest(demoDatabank(folder, size), '60');
});

const prefixes =
  /^(?:ARBLONN|ARBEIDSFORHOLD|REGSYS_ARB|REGSYS_FRTK_ID|REGSYS_VIRK|ARBEIDSSOKER_TILTAK|ARBSOEK2001|UFOERP|SOSHJLPFDT|KJORETOY|ELHUB|TRAFULYK)/u;

describe('registers of work, benefits, vehicles, meters and accidents', () => {
  it('C45: use listed codes only', async () => {
    for (const variable of demo.catalogue.variables.values()) {
      if (!prefixes.test(variable.name)) continue;
      for (const day of firstAndLast(variable))
        expect(await unlistedCodes(demo, variable, day), variable.name).toEqual([]);
    }
  });

  it('C44: have ascending pseudonyms below 2^48, employers one numbering', async () => {
    for (const unitType of ['JOBB', 'FORETAK', 'KJORETOY', 'MALEPUNKT', 'TRAFIKKULYKKE', 'TRAFIKKULYKKE_PERSON']) {
      const pseudonyms = (await demo.reader.universe(unitType)).pseudonyms!;
      expect(pseudonyms.length, unitType).toBeGreaterThan(20);
      expect(pseudonyms.every((p, i) => p > 0 && p < 2 ** 48 && (i === 0 || p > pseudonyms[i - 1]!))).toBe(true);
    }
    const [enterprises, establishments] = await Promise.all(
      ['FORETAK', 'VIRKSOMHET'].map((type) => demo.reader.universe(type)),
    );
    expect(enterprises!.contentHash).toBe(establishments!.contentHash);
  });

  it('C24: spells of a unit never overlap, and only the last may be open', async () => {
    for (const name of ['ARBSOEK2001FDT_HOVED', 'UFOERP1992FDT_UFG', 'UFOERP2011FDT_GRAD', 'SOSHJLPFDT_MOTTAK']) {
      const spells = await demo.spells(name);
      expect(spells.length, name).toBeGreaterThan(30);
      spells.forEach(({ unit, first, last }, i) => {
        if (last !== undefined) expect(first).toBeLessThanOrEqual(last);
        const previous = spells[i - 1];
        if (previous?.unit !== unit) return;
        expect(previous.last, name).toBeDefined();
        expect(first, name).toBeGreaterThan(previous.last!);
      });
    }
  });
});

const sixteenths = [
  [2015, 1],
  [2019, 9],
  [2022, 3],
  [2025, 9],
].map(([year, month]) => daysFromCivil(year!, month!, 16));

/** Hours of each person's jobs at a day. */
async function hoursByPerson(day: EpochDay): Promise<ReadonlyMap<number, readonly number[]>> {
  const owners = await demo.numbers('ARBEIDSFORHOLD_PERSON');
  const hours = await demo.numbers('ARBLONN_ARB_ARBEIDSTID', day);
  const byPerson = new Map<number, number[]>();
  hours.forEach((value, job) => {
    if (value !== undefined) byPerson.set(owners[job]!, [...(byPerson.get(owners[job]!) ?? []), value]);
  });
  return byPerson;
}

describe('jobs', () => {
  it('C32 to C34: have one person of working age, one of whose jobs is the main one; hours follow the position', async () => {
    const owners = await demo.numbers('ARBEIDSFORHOLD_PERSON');
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    for (const day of sixteenths) {
      const main = await demo.texts('ARBLONN_ARB_HOVEDARBEID', day);
      const percent = await demo.numbers('ARBLONN_ARB_STILLINGSPST', day);
      const hours = await demo.numbers('ARBLONN_ARB_ARBEIDSTID', day);
      const fullTime = await demo.texts('ARBLONN_ARB_H3LDELTID', day);
      const occupation = await demo.texts('ARBLONN_ARB_YRKE_STYRK08', day);
      const starts = await demo.numbers('ARBLONN_ARB_START', day);
      const ends = await demo.numbers('ARBLONN_ARB_SLUTT', day);
      const mains = new Map<number, number>();
      owners.forEach((person, job) => {
        expect(person).toBeGreaterThanOrEqual(0);
        for (const column of [percent, hours, fullTime, occupation, starts]) {
          expect(column[job] === undefined).toBe(main[job] === undefined);
        }
        if (main[job] === undefined) return;
        const age = civilDate(day).year - Math.floor(births[person!]! / 100);
        expect(age).toBeGreaterThanOrEqual(13);
        expect(age).toBeLessThanOrEqual(80);
        mains.set(person!, (mains.get(person!) ?? 0) + Number(main[job] === '1'));
        const full = /^(?:22|32|53|54)/u.test(occupation[job]!) ? 35.5 : 37.5;
        expect(Math.abs(hours[job]! - (full * percent[job]!) / 100)).toBeLessThan(0.006);
        expect(fullTime[job] === '1').toBe(percent[job]! >= 100);
        expect(starts[job]!).toBeLessThanOrEqual(day);
        if (ends[job] !== undefined) expect(ends[job]).toBeGreaterThanOrEqual(day);
      });
      expect(mains.size).toBeGreaterThan(size / 8);
      expect([...new Set(mains.values())]).toEqual([1]);
    }
  });

  it('C35: pay of the months adds up to the wages of the year, within three percent', async () => {
    const owners = await demo.numbers('ARBEIDSFORHOLD_PERSON');
    for (const year of [2016, 2022]) {
      const sums = new Float64Array(size);
      for (let month = 1; month <= 12; month++) {
        const pay = await demo.numbers('ARBLONN_LONN_KONTANT_IMP', daysFromCivil(year, month, 20));
        pay.forEach((amount, job) => {
          if (amount !== undefined) sums[owners[job]!] = sums[owners[job]!]! + amount;
        });
      }
      const wages = await demo.numbers('INNTEKT_WLONN', daysFromCivil(year, 12, 31));
      wages.forEach((wage, person) => {
        // Each month's pay is rounded to whole kroner.
        expect(Math.abs(sums[person]! - (wage ?? 0))).toBeLessThanOrEqual(0.03 * (wage ?? 0));
      });
    }
  });

  it('are paid by the month or by the hour, and only while they are active', async () => {
    const day = daysFromCivil(2022, 4, 16);
    const read = (name: string) => demo.numbers(`ARBLONN_LONN_${name}`, day);
    const [cash, fixed, hourly, whole, basic] = await Promise.all(
      ['KONTANT_IMP', 'FAST', 'TIME', 'EKV_IALT', 'EKV_FMLONN'].map(read),
    );
    const main = await demo.texts('ARBLONN_ARB_HOVEDARBEID', day);
    main.forEach((code, job) => {
      if (code !== undefined) expect(cash![job]).toBeGreaterThan(0);
      if (cash![job] !== undefined) expect(fixed![job] === undefined).toBe(hourly![job] !== undefined);
      else expect([fixed![job], hourly![job], whole![job]]).toEqual([undefined, undefined, undefined]);
      expect(basic![job] === undefined).toBe(whole![job] === undefined);
      if (whole![job] !== undefined) expect(Math.abs(basic![job]! - 0.97 * whole![job])).toBeLessThanOrEqual(0.5);
    });
    const paid = whole!.filter((value) => value !== undefined).sort((a, b) => a - b);
    expect(paid[paid.length >> 1]!).toBeGreaterThan(35_000);
    expect(paid[paid.length >> 1]!).toBeLessThan(55_000);
  });

  it('C5, C6, C21: describe persons as the population registers do', async () => {
    const sex = await demo.texts('BEFOLKNING_KJOENN');
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    for (const day of sixteenths) {
      const { year, month } = civilDate(day);
      const end = daysFromCivil(year, month, daysInMonth(year, month));
      const ofWorkers = await demo.texts('ARBLONN_PERS_KJOENN', day);
      const ages = await demo.numbers('ARBLONN_PERS_ALDER', day);
      const sums = await demo.numbers('ARBLONN_PERS_SUM_ARBEIDSTID', day);
      const hours = await hoursByPerson(day);
      const municipality = await demo.texts('ARBLONN_PERS_KOMMNR', end);
      const places = await demo.texts('BOSATTEFDT_BOSTED', end);
      const later = await hoursByPerson(end);
      sex.forEach((code, person) => {
        expect(ofWorkers[person]).toBe(hours.has(person) ? code : undefined);
        const own = hours.get(person);
        if (own === undefined) expect([ages[person], sums[person]]).toEqual([undefined, undefined]);
        else {
          const born = births[person]!;
          const age = year - Math.floor(born / 100) - Number(born % 100 > month);
          // The birth month is the status month: the birthday may lie before or after the 16th.
          if (born % 100 === month) expect([age - 1, age]).toContain(ages[person]);
          else expect(ages[person]).toBe(age);
          expect(sums[person]!).toBeCloseTo(
            own.reduce((a, b) => a + b, 0),
            1,
          );
        }
        if (year < 2025) expect(municipality[person]).toBe(later.has(person) ? places[person] : undefined);
      });
    }
  });

  it('j.11: are what employment statistics copy in November', async () => {
    const day = daysFromCivil(2019, 11, 16);
    const owners = await demo.numbers('ARBEIDSFORHOLD_PERSON');
    const main = await demo.texts('ARBLONN_ARB_HOVEDARBEID', day);
    const work = await demo.texts('ARBLONN_ARB_ARBKOMM', day);
    const copied = await demo.texts('REGSYS_ARB_ARBKOMM', day);
    const status = await demo.texts('REGSYS_ARB_ARBMARK_STATUS', day);
    const enterprises = await demo.numbers('REGSYS_FRTK_ID_SSB', day);
    const establishments = await demo.numbers('REGSYS_VIRK_ID_SSB', day);
    const industries = await demo.texts('REGSYS_VIRK_NACE1_SN07', day);
    const lives = await demo.texts('BOSATTEFDT_BOSTED', day);
    const seekers = await demo.texts('ARBSOEK2001FDT_HOVED', day);
    const employed = new Set<number>();
    const industryOf = new Map<number, string>();
    const enterpriseOf = new Map<number, number>();
    main.forEach((code, job) => {
      const person = owners[job]!;
      if (code !== '1' || lives[person] === undefined) return;
      employed.add(person);
      expect(copied[person]).toBe(work[job]);
      const site = establishments[person]!;
      // One establishment has one industry and one enterprise.
      expect(industryOf.get(site) ?? industries[person]).toBe(industries[person]);
      expect(enterpriseOf.get(site) ?? enterprises[person]).toBe(enterprises[person]);
      industryOf.set(site, industries[person]!);
      enterpriseOf.set(site, enterprises[person]!);
    });
    expect(employed.size).toBeGreaterThan(size / 8);
    enterprises.forEach((enterprise, person) => expect(enterprise !== undefined).toBe(employed.has(person)));
    status.forEach((code, person) => {
      if (code === '1') expect(employed).toContain(person);
      if (code === '3') expect(seekers[person]).toBe('1');
    });
    const near = [...employed].filter((person) => copied[person] === lives[person]).length;
    expect(near / employed.size).toBeGreaterThan(0.4);
    expect(near / employed.size).toBeLessThan(0.8);
  });
});

/** Whether each person has a spell that touches a year. */
async function touching(variable: string, year: number): Promise<ReadonlySet<number>> {
  const start = daysFromCivil(year, 1, 1);
  const end = daysFromCivil(year, 12, 31);
  const spells = await demo.spells(variable);
  return new Set(
    spells.filter(({ first, last }) => first <= end && (last === undefined || last >= start)).map(({ unit }) => unit),
  );
}

describe('benefits', () => {
  it('C39: are paid in the years that a spell touches', async () => {
    for (const year of [2012, 2020]) {
      const day = daysFromCivil(year, 12, 31);
      for (const [income, register] of [
        ['INNTEKT_KODE218', 'UFOERP2011FDT_GRAD'],
        ['INNTEKT_SOSIAL', 'SOSHJLPFDT_MOTTAK'],
      ] as const) {
        const paid = await demo.numbers(income, day);
        const entitled = await touching(register, year);
        expect(entitled.size).toBeGreaterThan(3);
        paid.forEach((amount, person) => expect(amount !== undefined, `${income} ${year}`).toBe(entitled.has(person)));
      }
      const seekers = await touching('ARBSOEK2001FDT_HOVED', year);
      const benefits = await demo.numbers('INNTEKT_ARBLED', day);
      benefits.forEach((amount, person) => {
        if (amount !== undefined) expect(seekers).toContain(person);
      });
    }
  });

  it('j.12: nobody seeks work beside a full-time job, and ages are 16 to 66', async () => {
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const owners = await demo.numbers('ARBEIDSFORHOLD_PERSON');
    for (const day of [daysFromCivil(2016, 2, 29), daysFromCivil(2020, 4, 30), daysFromCivil(2024, 1, 31)]) {
      const groups = await demo.texts('ARBSOEK2001FDT_HOVED', day);
      const measures = await demo.texts('ARBEIDSSOKER_TILTAK', day);
      const percent = await demo.numbers('ARBLONN_ARB_STILLINGSPST', day);
      const fullTime = new Set(percent.flatMap((value, job) => (value === 100 ? [owners[job]!] : [])));
      const employed = new Set(percent.flatMap((value, job) => (value === undefined ? [] : [owners[job]!])));
      expect(groups.filter((group) => group !== undefined).length).toBeGreaterThan(10);
      groups.forEach((group, person) => {
        // The partly employed take part in no measures.
        expect(measures[person] === undefined).toBe(group === undefined || group === '2');
        if (group === undefined) return;
        expect(fullTime).not.toContain(person);
        if (group === '1') expect(employed).not.toContain(person);
        const age = civilDate(day).year - Math.floor(births[person]! / 100);
        expect(age).toBeGreaterThanOrEqual(16);
        expect(age).toBeLessThanOrEqual(66);
      });
    }
  });

  it('j.12: the disabled mostly work what their degree leaves, until 67', async () => {
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const owners = await demo.numbers('ARBEIDSFORHOLD_PERSON');
    let disabled = 0;
    let fitting = 0;
    for (const day of [daysFromCivil(2015, 9, 16), daysFromCivil(2018, 4, 16), daysFromCivil(2021, 6, 16)]) {
      const degrees = await demo.numbers('UFOERP2011FDT_GRAD', day);
      const percent = await demo.numbers('ARBLONN_ARB_STILLINGSPST', day);
      const main = await demo.texts('ARBLONN_ARB_HOVEDARBEID', day);
      const works = new Map(
        main.flatMap((code, job) => (code === '1' ? [[owners[job]!, percent[job]!] as const] : [])),
      );
      degrees.forEach((degree, person) => {
        if (degree === undefined) return;
        expect(civilDate(day).year * 100 + civilDate(day).month - births[person]!).toBeLessThanOrEqual(6700);
        disabled++;
        if ((works.get(person) ?? 0) <= 100 - degree) fitting++;
      });
    }
    expect(disabled).toBeGreaterThan(150);
    expect(fitting / disabled).toBeGreaterThan(0.9);
  });
});

describe('vehicles, meters and accidents', () => {
  it('C40, C41: vehicles have all facts while they have a grown-up owner who lives here; electric ones emit nothing', async () => {
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    for (const year of [1998, 2012, 2023]) {
      const day = daysFromCivil(year, 12, 31);
      const owner = await demo.numbers('KJORETOY_KJORETOYID_FNR', day);
      const lives = await demo.texts('BOSATTEFDT_BOSTED', day);
      const read = (name: string) => demo.numbers(`KJORETOY_${name}`, day);
      const [model, weight, total, emission, use] = await Promise.all(
        ['FREG_AR', 'EG_VEKT', 'TOT_VEKT', 'TEKN_CO2_UTSLIPP', 'TEKN_DRIVSTOFF_FORBRUK'].map(read),
      );
      const group = await demo.texts('KJORETOY_KJT_GRUP', day);
      const fuel = await demo.texts('KJORETOY_DRIVSTOFF_OMK', day);
      const charges = await demo.texts('KJORETOY_LADBAR', day);
      expect(owner.filter((person) => person !== undefined).length).toBeGreaterThan(size / 8);
      owner.forEach((person, vehicle) => {
        expect(group[vehicle] !== undefined).toBe(person !== undefined);
        expect(model![vehicle] !== undefined).toBe(person !== undefined);
        if (person === undefined) return;
        expect(year - Math.floor(births[person]! / 100)).toBeGreaterThanOrEqual(18);
        if (year > 1998) expect(lives[person]).toBeDefined();
        expect(model![vehicle]!).toBeLessThanOrEqual(year);
        if (weight![vehicle] !== undefined) expect(total![vehicle]!).toBeGreaterThan(weight![vehicle]);
        if (fuel[vehicle] === '05') {
          expect([emission![vehicle], use![vehicle], charges[vehicle]]).toEqual([0, undefined, '1']);
          expect(model![vehicle]!).toBeGreaterThanOrEqual(2010);
        } else if (use![vehicle] !== undefined) {
          const grams = fuel[vehicle] === '02' ? 265 : 232;
          expect(Math.abs(use![vehicle] - emission![vehicle]! / grams)).toBeLessThan(0.006 + 0.05);
        }
      });
    }
  });

  it('C42: meters have customer, municipality, area and consumption in the same months', async () => {
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const areas = new Map<string, string>();
    for (const [year, month] of [
      [2020, 1],
      [2023, 6],
      [2023, 12],
    ] as const) {
      const start = daysFromCivil(year, month, 1);
      const end = daysFromCivil(year, month, daysInMonth(year, month));
      const consumption = await demo.numbers('ELHUB_PERS_STROMFORBRUK', end);
      for (const day of [start, end]) {
        const customer = await demo.numbers('ELHUB_PERS_MALEPUNKTID_FNR', day);
        const municipality = await demo.texts('ELHUB_PERS_MALEPUNKT_ADR_KOMMUNE', day);
        const area = await demo.texts('ELHUB_PERS_PRISOMRADE', day);
        const lives = await demo.texts('BOSATTEFDT_BOSTED', day);
        let atHome = 0;
        let known = 0;
        customer.forEach((person, meter) => {
          for (const column of [municipality, area, consumption]) {
            expect(column[meter] !== undefined).toBe(person !== undefined);
          }
          if (person === undefined) return;
          expect(year - Math.floor(births[person]! / 100)).toBeGreaterThanOrEqual(18);
          expect(areas.get(municipality[meter]!) ?? area[meter]).toBe(area[meter]);
          areas.set(municipality[meter]!, area[meter]!);
          known++;
          if (municipality[meter] === lives[person]) atHome++;
        });
        expect(known).toBeGreaterThan(size / 6);
        expect(atHome / known).toBeGreaterThan(0.75);
      }
    }
  });

  it('C43: accidents have the persons that they count, who were alive', async () => {
    const persons = await demo.numbers('TRAFULYK_PERS_FNR');
    const links = await demo.numbers('TRAFULYK_PERS_TRAFULYK');
    const months = await demo.numbers('TRAFULYK_AARMND');
    const ownMonths = await demo.numbers('TRAFULYK_PERS_AARMND');
    const counts = await demo.numbers('TRAFULYK_ANTALL_PERS');
    const ages = await demo.numbers('TRAFULYK_PERS_ALDER');
    const births = await demo.numbers('BEFOLKNING_FOEDSELS_AAR_MND');
    const deaths = await demo.numbers('BEFOLKNING_DOEDS_DATO');
    const found = new Map<number, number[]>();
    persons.forEach((person, participant) => {
      const accident = links[participant]!;
      found.set(accident, [...(found.get(accident) ?? []), person!]);
      expect(ownMonths[participant]).toBe(months[accident]);
      const month = months[accident]!;
      expect(Math.floor((deaths[person!] ?? 99_999_999) / 100)).toBeGreaterThanOrEqual(month);
      const age = Math.floor(month / 100) - Math.floor(births[person!]! / 100);
      expect([age - 1, age]).toContain(ages[participant]);
    });
    counts.forEach((count, accident) => {
      expect(found.get(accident)?.length).toBe(count);
      expect(new Set(found.get(accident)).size).toBe(count);
    });
  });
});
