import { daysFromCivil, daysInMonth, type EpochDay } from '../../base/epoch-day.ts';

/** Raised whenever the generator's output changes for the same size: it names the cache folder and enters the version hash. */
export const generatorVersion = 2;

/** The databank's name; also the name of the original whose variables it imitates. */
export const demoName = 'no.ssb.fdb';

/** Smallest, usual and largest number of persons. */
export const demoSizes = { smallest: 1000, usual: 100_000, largest: 11_000_000 } as const;

/** Versions that the demo databank answers to, all with the same content, so that archived scripts of any age run. */
export const demoVersions: readonly string[] = Array.from({ length: 60 }, (_, i) => String(i + 1));

/** Which years a demo databank covers. */
export interface DemoProfile {
  readonly personCount: number;
  /** Status dates at 1 January: first and last year. */
  readonly january: readonly [number, number];
  /** Calendar years of income. */
  readonly income: readonly [number, number];
  /** Last year of taxable wealth, a series that was closed. */
  readonly lastWealthYear: number;
  /** Reference weeks in November. */
  readonly november: readonly [number, number];
  /** Last November with an industry code. */
  readonly lastIndustryYear: number;
  /** Dwellings at 1 January. */
  readonly dwelling: readonly [number, number];
  /** Vehicles at 31 December. */
  readonly vehicle: readonly [number, number];
  /** Jobs at the 16th of each month. */
  readonly months: readonly [number, number];
}

/** Above this number of persons only recent years are made, to keep time and room within reason. */
const largestWithAllYears = 2_000_000;

/** The years that a demo databank of this size covers. */
export function demoProfile(personCount: number): DemoProfile {
  const all = personCount <= largestWithAllYears;
  return {
    personCount,
    january: [all ? 2010 : 2018, 2025],
    income: [all ? 2010 : 2017, 2023],
    lastWealthYear: 2020,
    november: [all ? 2015 : 2018, 2024],
    lastIndustryYear: 2019,
    dwelling: [all ? 2015 : 2020, 2024],
    vehicle: [all ? 2015 : 2020, 2024],
    months: [all ? 2015 : 2018, 2024],
  };
}

/** How a variable's dates lie in time, as named in `assets/demo/variables.json`. */
export type DemoGrid =
  | 'january'
  | 'income'
  | 'wealth'
  | 'november'
  | 'industry'
  | 'dwelling'
  | 'vehicle'
  | 'months'
  | 'history'
  | 'education';

/** The status days of a grid, ascending; empty for grids of periods and histories. */
export function statusDaysOf(grid: DemoGrid, profile: DemoProfile): readonly EpochDay[] {
  switch (grid) {
    case 'january':
      return years(profile.january).map((year) => daysFromCivil(year, 1, 1));
    case 'november':
      return years(profile.november).map((year) => daysFromCivil(year, 11, 16));
    case 'industry':
      return years([profile.november[0], profile.lastIndustryYear]).map((year) => daysFromCivil(year, 11, 16));
    case 'dwelling':
      return years(profile.dwelling).map((year) => daysFromCivil(year, 1, 1));
    case 'vehicle':
      return years(profile.vehicle).map((year) => daysFromCivil(year, 12, 31));
    case 'months':
      return years(profile.months).flatMap((year) =>
        Array.from({ length: 12 }, (_, month) => daysFromCivil(year, month + 1, 16)),
      );
    case 'income':
    case 'wealth':
    case 'history':
    case 'education':
      return [];
  }
}

/** First and last day of a grid of periods or of a history. */
export function coverageOf(grid: DemoGrid, profile: DemoProfile): readonly [EpochDay, EpochDay] {
  switch (grid) {
    case 'income':
      return [daysFromCivil(profile.income[0], 1, 1), daysFromCivil(profile.income[1], 12, 31)];
    case 'wealth':
      return [daysFromCivil(profile.income[0], 1, 1), daysFromCivil(profile.lastWealthYear, 12, 31)];
    case 'history':
      return [historyStart, historyEnd];
    case 'education':
      return [educationStart, educationEnd];
    case 'january':
    case 'november':
    case 'industry':
    case 'dwelling':
    case 'vehicle':
    case 'months': {
      const days = statusDaysOf(grid, profile);
      return [days[0] ?? 0, days.at(-1) ?? 0];
    }
  }
}

/** Histories of residence and civil status are kept from this day on … */
export const historyStart: EpochDay = daysFromCivil(1991, 12, 31);
/** … and record changes up to this day. */
export const historyEnd: EpochDay = daysFromCivil(2024, 12, daysInMonth(2024, 12));
/** First and last day on which an education can have changed. */
const educationStart: EpochDay = daysFromCivil(1970, 11, 1);
export const educationEnd: EpochDay = daysFromCivil(2024, 8, 1);

/** All years of an inclusive range. */
export function years([first, last]: readonly [number, number]): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
