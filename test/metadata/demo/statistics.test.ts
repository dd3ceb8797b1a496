import { beforeAll, describe, expect, it } from 'vitest';
import { daysFromCivil, type EpochDay } from '../../../src/base/epoch-day.ts';
import { demoSizes } from '../../../src/metadata/demo/profile.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { silent } from '../../../src/metadata/progress.ts';
import type { DatabankReader } from '../../../src/metadata/stored-column.ts';
import { testPlaces } from '../../helpers/program.ts';
import { valueOf } from './demo-values.ts';

/**
 * Totals and shares of the usual demo databank against round published figures (datastore specification, j.3 to j.13). Counts
 * are given for a databank of the whole country, 11 million persons.
 */
const persons = demoSizes.usual;
const wholeCountry = demoSizes.largest / persons;
let reader: DatabankReader;
beforeAll(async () => {
  reader = (await demoDatabank(testPlaces.MICRODATA_CACHE, persons).open('60', silent))!;
});

async function values(variable: string, day?: EpochDay): Promise<readonly (string | number | undefined)[]> {
  const slice = await reader.sliceAt(variable, day);
  const out = new Array<string | number | undefined>(slice.layout === 'dense' ? slice.rowCount : persons).fill(
    undefined,
  );
  for (let row = 0; row < slice.rowCount; row++) {
    out[slice.layout === 'dense' ? row : slice.units[row]!] = valueOf(slice.values, row);
  }
  return out;
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
const known = (list: readonly (string | number | undefined)[]): readonly number[] =>
  list.filter((value) => typeof value === 'number');

/** Whether a figure is within a share of what it should be. */
function expectNear(figure: number, expected: number, tolerance: number, what: string): void {
  expect(Math.abs(figure / expected - 1), `${what}: ${figure} for ${expected}`).toBeLessThan(tolerance);
}

describe('the usual demo databank on the whole', () => {
  it.each([
    [1986, 4.16],
    [2000, 4.48],
    [2010, 4.86],
    [2015, 5.17],
    [2020, 5.37],
    [2025, 5.59],
  ])('has the residents of 1 January %i', async (year, millions) => {
    const status = await values('BEFOLKNING_STATUSKODE', daysFromCivil(year, 1, 1));
    const residents = status.filter((code) => code === '1').length * wholeCountry;
    expectNear(residents, millions * 1e6, 0.05, 'residents');
  });

  it('has the sexes, ages and counties of the country', async () => {
    const day = daysFromCivil(2024, 1, 1);
    const [municipality, sex, births] = await Promise.all([
      values('BEFOLKNING_KOMMNR_FORMELL', day),
      values('BEFOLKNING_KJOENN'),
      values('BEFOLKNING_FOEDSELS_AAR_MND'),
    ]);
    const residents = municipality.flatMap((code, person) => (code === undefined ? [] : [person]));
    const share = (is: (person: number) => boolean): number => residents.filter(is).length / residents.length;
    expectNear(
      share((person) => sex[person] === '1'),
      0.504,
      0.01,
      'men',
    );
    const age = (person: number): number => 2023 - Math.floor(Number(births[person]) / 100);
    for (const [youngest, expected] of [
      [0, 0.048],
      [20, 0.061],
      [30, 0.071],
      [45, 0.063],
      [60, 0.06],
      [75, 0.042],
    ] as const) {
      expectNear(
        share((person) => age(person) >= youngest && age(person) < youngest + 5),
        expected,
        0.12,
        `age ${youngest}`,
      );
    }
    for (const [county, expected] of [
      ['03', 0.129],
      ['32', 0.131],
      ['46', 0.117],
      ['50', 0.087],
      ['55', 0.031],
    ] as const) {
      expectNear(
        share((person) => String(municipality[person]).startsWith(county)),
        expected,
        0.12,
        `county ${county}`,
      );
    }
  });

  it('has the marriages and households of the country', async () => {
    const day = daysFromCivil(2021, 1, 1);
    const [civil, births, municipality, sizes] = await Promise.all([
      values('SIVSTANDFDT_SIVSTAND', day),
      values('BEFOLKNING_FOEDSELS_AAR_MND'),
      values('BEFOLKNING_KOMMNR_FORMELL', day),
      values('BEFOLKNING_PERS_I_HUSHNR', day),
    ]);
    const adults = civil.filter((_, person) => municipality[person] !== undefined && Number(births[person]) <= 200212);
    const share = (code: string): number => adults.filter((value) => value === code).length / adults.length;
    expectNear(share('1'), 0.43, 0.08, 'unmarried');
    expectNear(share('2'), 0.42, 0.1, 'married');
    expectNear(share('4'), 0.09, 0.25, 'divorced');
    const members = known(sizes);
    const households = members.reduce((sum, size) => sum + 1 / size, 0);
    expectNear(members.length / households, 2.13, 0.06, 'household size');
    expectNear(members.filter((size) => size === 1).length / households, 0.4, 0.08, 'one-person households');
  });

  it('has the work, pay and cars of the country', async () => {
    const [sex, wages, status, group, fuel] = await Promise.all([
      values('BEFOLKNING_KJOENN'),
      values('INNTEKT_WLONN', daysFromCivil(2021, 1, 1)),
      values('REGSYS_ARB_ARBMARK_STATUS', daysFromCivil(2022, 11, 16)),
      values('KJORETOY_KJT_GRUP', daysFromCivil(2023, 12, 31)),
      values('KJORETOY_DRIVSTOFF_OMK', daysFromCivil(2023, 12, 31)),
    ]);
    const employed = status.filter((code) => code === '1' || code === '2').length * wholeCountry;
    expectNear(employed, 2.7e6, 0.05, 'employed persons');
    expectNear(mean(known(wages)), 440_000, 0.05, 'mean wage');
    const ofSex = (code: string): number => mean(known(wages.filter((_, person) => sex[person] === code)));
    expectNear(ofSex('2') / ofSex('1'), 0.72, 0.08, 'pay of women relative to that of men');
    const cars = group.flatMap((code, vehicle) => (code === '101' ? [fuel[vehicle]] : []));
    expectNear(cars.length * wholeCountry, 2.8e6, 0.1, 'private cars');
    const electric = cars.filter((code) => code === '05').length / cars.length;
    expect(electric).toBeGreaterThan(0.12);
    expect(electric).toBeLessThan(0.28);
  });
});
