import { describe, expect, it } from 'vitest';
import { daysFromCivil, type EpochDay } from '../../../src/base/epoch-day.ts';
import { parseVersion, resolveVersion } from '../../../src/base/version-number.ts';
import type { Catalogue, RegisterVariable } from '../../../src/metadata/catalogue.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { silent } from '../../../src/metadata/progress.ts';
import { openStop16 } from '../../../src/metadata/store/spells.ts';
import type { VariableSlice } from '../../../src/metadata/stored-column.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { valueOf } from './demo-values.ts';

const demo = demoDatabank(temporaryFolder(), 1000);
const catalogues = new Map(demo.versions.map((version) => [version, demo.catalogue(version)!]));
const catalogue = (version: string): Catalogue => catalogues.get(version)!;

/** Dates that published scripts use, by the beginning of the names (datastore specification, j.2). */
const usedDates: readonly (readonly [names: RegExp, dates: readonly EpochDay[]])[] = [
  [/^BEFOLKNING_(STATUSKODE|KOMMNR_FORMELL|REGSTAT_FAMNR|BARN_I_HUSH)$/u, everyYear(2010, 2025, 1, 1)],
  [/^(SIVSTANDFDT_SIVSTAND|BOSATTEFDT_BOSTED)$/u, [daysFromCivil(1992, 1, 1), daysFromCivil(2022, 12, 31)]],
  [/^INNTEKT_(WLONN|WYRKINNT|WSAMINNT|WIES|KODE218|SOSIAL)$/u, everyYear(2000, 2023, 12, 31)],
  [/^(SKATT_BRUTTOINNTEKT|SKATT_ALMINNELIG_INNTEKT)$/u, everyYear(2000, 2023, 1, 1)],
  [/^(NUDB_BU|NUDB_KURS_NUS)$/u, [daysFromCivil(2010, 1, 1), daysFromCivil(2024, 8, 1)]],
  [/^REGSYS_ARB_(YRKE_STYRK08|ARBEIDSTID|ARBMARK_STATUS|ARBKOMM)$/u, everyYear(2015, 2024, 11, 16)],
  [/^REGSYS_VIRK_NACE1_SN07$/u, [daysFromCivil(2019, 11, 16)]],
  [/^ARBLONN_ARB_(ARBEIDSTID|HOVEDARBEID|YRKE_STYRK08)$/u, [...everyMonth(2018, 16), daysFromCivil(2023, 7, 16)]],
  [/^ARBLONN_PERS_KOMMNR$/u, [daysFromCivil(2021, 7, 31)]],
  [/^ARBLONN_LONN_(FAST|EKV_IALT|KONTANT_IMP)$/u, [daysFromCivil(2021, 6, 1), daysFromCivil(2022, 4, 30)]],
  [/^ARBEIDSSOKER_TILTAK$/u, [daysFromCivil(2022, 1, 31), daysFromCivil(2022, 2, 28), daysFromCivil(2022, 12, 31)]],
  [/^ARBSOEK2001FDT_HOVED$/u, [daysFromCivil(2010, 1, 1), daysFromCivil(2019, 12, 15), daysFromCivil(2021, 6, 1)]],
  [/^UFOERP2011FDT_GRAD$/u, [daysFromCivil(2011, 1, 1), daysFromCivil(2019, 12, 15), daysFromCivil(2021, 6, 1)]],
  [/^SOSHJLPFDT_MOTTAK$/u, [daysFromCivil(2010, 1, 1), daysFromCivil(2021, 6, 1)]],
  [/^BOFORHOLD_(BRUKSAREAL|BYGGEAAR|BYGNINGSTYPE|ANTALL_ROM)$/u, everyYear(2015, 2024, 1, 1)],
  [/^KJORETOY_(KJT_GRUP|DRIVSTOFF_OMK|KJORETOYID_FNR)$/u, everyYear(2022, 2023, 12, 31)],
  [/^ELHUB_PERS_STROMFORBRUK$/u, everyMonth(2023, 15)],
  [/^ELHUB_PERS_(PRISOMRADE|MALEPUNKT_ADR_KOMMUNE)$/u, [daysFromCivil(2023, 1, 31), daysFromCivil(2023, 6, 30)]],
];

function everyYear(first: number, last: number, month: number, day: number): readonly EpochDay[] {
  return Array.from({ length: last - first + 1 }, (_, i) => daysFromCivil(first + i, month, day));
}

function everyMonth(year: number, day: number): readonly EpochDay[] {
  return Array.from({ length: 12 }, (_, i) => daysFromCivil(year, i + 1, day));
}

function hasDate({ coverage, statusDays }: RegisterVariable, day: EpochDay): boolean {
  if (statusDays !== undefined) return statusDays.includes(day);
  return coverage !== undefined && coverage.startDay <= day && day <= coverage.stopDay;
}

/** Values by unit of a slice that holds all units. */
function valuesOf(slice: VariableSlice): readonly (string | number | undefined)[] {
  return Array.from({ length: slice.rowCount }, (_, row) => valueOf(slice.values, row));
}

describe('versions of the demo databank', () => {
  it('are numbered from 1 to 60, with one MINOR and one PATCH, oldest first', () => {
    const numbers = demo.versions.map((version) => parseVersion(version)!);
    expect(numbers.filter(({ minor, patch }) => minor === 0 && patch === 0)).toHaveLength(60);
    expect(demo.versions.filter((version) => version.includes('.'))).toEqual(['45.0.1', '56.1']);
    expect(demo.versions.at(-1)).toBe('60');
    expect(resolveVersion(demo.versions, '45')).toBe('45.0.1');
    expect(resolveVersion(demo.versions, '56')).toBe('56.1');
  });

  it('share what they say of variables where nothing differs, so that looking in all of them costs little', () => {
    const facts = new Set([...catalogues.values()].map(({ variables }) => variables));
    expect(facts.size).toBeGreaterThan(5);
    expect(facts.size).toBeLessThan(15);
    expect(new Set([...catalogues.values()].map(({ version }) => version)).size).toBe(demo.versions.length);
  });

  it('answer, from 9 to 56, for every variable and date that published scripts use', () => {
    for (const [version, { variables }] of catalogues) {
      const { major } = parseVersion(version)!;
      if (major < 9 || major > 56) continue;
      for (const [names, dates] of usedDates) {
        const found = [...variables.values()].filter(({ name }) => names.test(name));
        expect(found, `${version} ${String(names)}`).not.toEqual([]);
        for (const variable of found) {
          expect(
            dates.filter((day) => !hasDate(variable, day)),
            `${variable.name} in ${version}`,
          ).toEqual([]);
        }
      }
    }
  });

  it('are told apart by their hashes where they differ, and share them nowhere else', () => {
    const hashes = new Set([...catalogues.values()].map(({ versionHash }) => versionHash));
    // 1–4, 5–8, 9–11, 12–19, 20–29, 30, 31–37, 38–40, 41–45, 45.0.1–56, 56.1, 57–60.
    expect(hashes.size).toBe(12);
  });

  it('add in a MINOR, correct texts in a PATCH, and change or remove in a MAJOR only', () => {
    const names = (version: string) => [...catalogue(version).variables.keys()];
    expect(names('56').every((name) => catalogue('56.1').variables.has(name))).toBe(true);
    expect(
      names('56.1')
        .filter((name) => !catalogue('56').variables.has(name))
        .every((name) => name.startsWith('INTRO_')),
    ).toBe(true);
    expect(names('45.0.1')).toEqual(names('45'));
    const [before, after] = [catalogue('45'), catalogue('45.0.1')].map(
      ({ variables }) => variables.get('INNTEKT_WIES')!,
    );
    expect(before!.title).not.toBe(after!.title);
    expect({ ...before, title: '' }).toEqual({ ...after, title: '' });
    expect(catalogue('56.1').variables.has('KOMMNR_FORMELL')).toBe(true);
    expect(catalogue('57').variables.has('KOMMNR_FORMELL')).toBe(false);
  });

  it('end earlier in the oldest ones', () => {
    const lastDay = (version: string) => catalogue(version).variables.get('INNTEKT_WLONN')!.coverage!.stopDay;
    expect([lastDay('1'), lastDay('5'), lastDay('9')]).toEqual([
      daysFromCivil(2021, 12, 31),
      daysFromCivil(2023, 12, 31),
      daysFromCivil(2023, 12, 31),
    ]);
    expect(catalogue('8').variables.get('BEFOLKNING_STATUSKODE')!.statusDays!.at(-1)).toBe(daysFromCivil(2023, 1, 1));
  });

  it('know nothing of what came after their last day', async () => {
    const reader = (await demo.open('4', silent))!;
    const { offsets, starts, stops } = (await reader.spellsOf!('SIVSTANDFDT_SIVSTAND'))!;
    const end = daysFromCivil(2021, 12, 31);
    expect(starts.every((day) => day <= end)).toBe(true);
    expect(stops.every((day) => day <= end || day === openStop16)).toBe(true);
    // What had not stopped by then answers later, and nothing else does.
    const isOpen = (unit: number): boolean =>
      offsets[unit + 1]! > offsets[unit]! && stops[offsets[unit + 1]! - 1] === openStop16;
    const [then, later] = await Promise.all([end, end + 300].map((day) => reader.sliceAt('SIVSTANDFDT_SIVSTAND', day)));
    expect(valuesOf(later!)).toEqual(valuesOf(then!).map((value, unit) => (isOpen(unit) ? value : undefined)));
  });

  it('hold preliminary figures until they are revised, and share all other columns', async () => {
    const day = daysFromCivil(2020, 6, 1);
    const [old, revised] = await Promise.all(['29', '30'].map(async (version) => (await demo.open(version, silent))!));
    const [before, after] = await Promise.all(
      [old!, revised!].map((reader) => reader.sliceAt('INNTEKT_BRUTTOFORM', day)),
    );
    const count = (slice: typeof before): number =>
      Array.from({ length: slice!.rowCount }, (_, row) => valueOf(slice!.values, row)).filter(
        (value) => value !== undefined,
      ).length;
    expect(count(before)).toBeLessThan(count(after));
    expect(count(before)).toBeGreaterThan(0.94 * count(after));
    const other = daysFromCivil(2018, 6, 1);
    for (const [variable, at] of [
      ['INNTEKT_BRUTTOFORM', other],
      ['INNTEKT_WLONN', day],
    ] as const) {
      await Promise.all([old!, revised!].map((reader) => reader.sliceAt(variable, at)));
      expect(old!.filesOf(variable, at), variable).toEqual(revised!.filesOf(variable, at));
    }
    expect(old!.filesOf('INNTEKT_BRUTTOFORM', day)).not.toEqual(revised!.filesOf('INNTEKT_BRUTTOFORM', day));
  });
});
