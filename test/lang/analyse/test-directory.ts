import { daysFromCivil } from '../../../src/base/epoch-day.ts';
import { hashText } from '../../../src/base/hash.ts';
import type { Catalogue, DatabankDirectory, RegisterVariable, ValueDomain } from '../../../src/metadata/catalogue.ts';
import { unitTypes } from '../../../src/metadata/unit-types.ts';

const newYears = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => daysFromCivil(from + i, 1, 1));

const codes = (...pairs: readonly (readonly [string, string])[]): ValueDomain => ({
  type: 'enumerated',
  codes: pairs.map(([code, title]) => ({ code, title })),
});

const described: ValueDomain = { type: 'described', description: 'a value' };

type Facts = Pick<RegisterVariable, 'name' | 'unitType' | 'temporality' | 'dataType' | 'valueDomain'> &
  Partial<RegisterVariable>;

const variable = (facts: Facts): RegisterVariable => ({
  title: facts.name,
  description: '',
  sensitivityLevel: 'PERSON_GENERAL',
  populationDescription: '',
  subjectFields: [],
  ...facts,
});

const years = { startDay: daysFromCivil(1993, 1, 1), stopDay: daysFromCivil(2022, 12, 31) };
const statusDays = newYears(2010, 2023);
const status = { startDay: statusDays[0] ?? 0, stopDay: statusDays.at(-1) ?? 0 };
const events = { startDay: daysFromCivil(1991, 1, 1), stopDay: daysFromCivil(2023, 6, 1) };

/** A small catalogue with one variable of each sort that analysis tells apart. */
export const testVariables: readonly RegisterVariable[] = [
  variable({
    name: 'SEX',
    unitType: 'PERSON',
    temporality: 'FIXED',
    dataType: 'STRING',
    valueDomain: codes(['1', 'Mann'], ['2', 'Kvinne']),
  }),
  variable({
    name: 'BIRTH',
    unitType: 'PERSON',
    temporality: 'FIXED',
    dataType: 'LONG',
    valueDomain: described,
    publicValues: true,
  }),
  variable({
    name: 'MUNICIPALITY',
    unitType: 'PERSON',
    temporality: 'STATUS',
    dataType: 'STRING',
    valueDomain: codes(['0301', 'Oslo'], ['4601', 'Bergen']),
    coverage: status,
    statusDays,
    keyUnitType: 'KOMMUNE',
  }),
  variable({
    name: 'WAGE',
    unitType: 'PERSON',
    temporality: 'ACCUMULATED',
    dataType: 'LONG',
    valueDomain: described,
    coverage: years,
  }),
  variable({
    name: 'RATE',
    unitType: 'PERSON',
    temporality: 'ACCUMULATED',
    dataType: 'DOUBLE',
    valueDomain: described,
    coverage: years,
  }),
  variable({
    name: 'STATUS',
    unitType: 'PERSON',
    temporality: 'EVENT',
    dataType: 'STRING',
    valueDomain: codes(['1', 'Ugift'], ['2', 'Gift'], ['3', 'Enke'], ['4', 'Enke']),
    coverage: events,
  }),
  variable({
    name: 'MOTHER',
    unitType: 'PERSON',
    temporality: 'FIXED',
    dataType: 'STRING',
    valueDomain: described,
    keyUnitType: 'PERSON',
  }),
  variable({
    name: 'FAMILY',
    unitType: 'PERSON',
    temporality: 'STATUS',
    dataType: 'STRING',
    valueDomain: described,
    keyUnitType: 'FAMILIE',
    coverage: status,
    statusDays,
  }),
  variable({
    name: 'HOURS',
    unitType: 'JOBB',
    temporality: 'ACCUMULATED',
    dataType: 'DOUBLE',
    valueDomain: described,
    coverage: years,
  }),
  variable({
    name: 'WORKER',
    unitType: 'JOBB',
    temporality: 'FIXED',
    dataType: 'STRING',
    valueDomain: described,
    keyUnitType: 'PERSON',
  }),
  variable({
    name: 'KOSTRA',
    unitType: 'KOMMUNE',
    temporality: 'ACCUMULATED',
    dataType: 'DOUBLE',
    valueDomain: described,
    coverage: years,
  }),
];

const versions = ['1', '2', '3'];

const catalogues: ReadonlyMap<string, Catalogue> = new Map(
  versions.map((version) => [
    version,
    {
      databank: 'no.test.fdb',
      label: { nb: 'Prøvedata', en: 'Test data' },
      nature: 'synthetic',
      version,
      variables: new Map(testVariables.filter((v) => version !== '1' || v.name !== 'RATE').map((v) => [v.name, v])),
      unitTypes,
      versionHash: hashText(`test ${version}`),
    },
  ]),
);

/** A directory with one databank, versions 1 to 3; version 1 lacks `RATE`. */
export const testDirectory: DatabankDirectory = {
  databanks: [{ name: 'no.test.fdb', versions, newest: '3' }],
  findCatalogue: (name, version) => (name === 'no.test.fdb' ? catalogues.get(version) : undefined),
};
