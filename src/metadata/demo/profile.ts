import { daysFromCivil, daysInMonth, type EpochDay } from '../../base/epoch-day.ts';

export type { DemoGrid } from './grid.ts';

/** Raised whenever the generator's output changes for the same size: it names the cache folders and enters the version hash. */
export const generatorVersion = 3;

/** The databank's name; also the name of the original whose variables it imitates. */
export const demoName = 'no.ssb.fdb';

/** Smallest, usual and largest number of persons. */
export const demoSizes = { smallest: 1000, usual: 100_000, largest: 11_000_000 } as const;

/** Which years the lives and registers of a demo databank cover; the same for every size. */
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

/** The years that a demo databank covers. */
export function demoProfile(personCount: number): DemoProfile {
  return {
    personCount,
    january: [1975, 2025],
    income: [1967, 2023],
    lastWealthYear: 2020,
    november: [2015, 2024],
    lastIndustryYear: 2019,
    dwelling: [2015, 2024],
    vehicle: [1998, 2024],
    months: [2015, 2025],
  };
}

/** Histories of residence and civil status are kept from this day on … */
export const historyStart: EpochDay = daysFromCivil(1991, 12, 31);
/** … and record changes up to this day, the last of the simulated lives. */
export const historyEnd: EpochDay = daysFromCivil(2024, 12, daysInMonth(2024, 12));
/** Last day on which an education can have changed. */
export const educationEnd: EpochDay = daysFromCivil(2024, 8, 1);

/** All years of an inclusive range. */
export function years([first, last]: readonly [number, number]): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}
