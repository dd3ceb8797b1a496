import { parseIsoDate } from '../../src/base/epoch-day.ts';
import type { Catalogue, Code, RegisterVariable } from '../../src/metadata/catalogue.ts';
import { unitTypes } from '../../src/metadata/unit-types.ts';

/** An existing date as an epoch day. */
export function day(iso: string): number {
  const found = parseIsoDate(iso);
  if (found === undefined) throw new Error(`${iso} is no date`);
  return found;
}

/** A variable with usual facts, as far as none are given. */
export function variable(name: string, facts: Partial<RegisterVariable> = {}): RegisterVariable {
  return {
    name,
    title: name,
    description: '',
    unitType: 'PERSON',
    temporality: 'FIXED',
    dataType: 'LONG',
    valueDomain: { type: 'described', description: 'Tall' },
    sensitivityLevel: 'PERSON_GENERAL',
    populationDescription: 'Bosatte',
    subjectFields: ['Befolkning'],
    ...facts,
  };
}

/** A catalogue of these variables. */
export function catalogueOf(variables: readonly RegisterVariable[], facts: Partial<Catalogue> = {}): Catalogue {
  return {
    databank: 'no.test.bank',
    label: { nb: 'Prøvedatabank', en: 'Test databank' },
    nature: 'synthetic',
    version: '3',
    variables: new Map(variables.map((each) => [each.name, each])),
    unitTypes,
    versionHash: 'sha256:00',
    ...facts,
  };
}

const sexes: readonly Code[] = [
  { code: '1', title: 'Mann' },
  { code: '2', title: 'Kvinne' },
  { code: '9', title: 'Ukjent', sentinel: true },
];

const places: readonly Code[] = [
  { code: '0301', title: 'Oslo' },
  { code: '1601', title: 'Trondheim', validUntilDay: day('2017-12-31') },
  { code: '5001', title: 'Trondheim', validFromDay: day('2018-01-01') },
];

/** A catalogue with one variable of each kind, and texts that markup has to escape. */
export const sample = catalogueOf([
  variable('BEFOLKNING_KJOENN', {
    title: 'Kjønn',
    englishTitle: 'Sex',
    description: 'Registrert kjønn <b>&"\'',
    dataType: 'STRING',
    valueDomain: { type: 'enumerated', codes: sexes },
  }),
  variable('BEFOLKNING_KOMMNR', {
    title: 'Bostedskommune',
    englishTitle: 'Municipality of residence',
    temporality: 'STATUS',
    dataType: 'STRING',
    valueDomain: { type: 'enumerated', codes: places },
    coverage: { startDay: day('2016-01-01'), stopDay: day('2020-01-01') },
    statusDays: [2016, 2017, 2018, 2019, 2020].map((year) => day(`${year}-01-01`)),
    temporalEnd: { description: 'Erstattet', successors: ['BEFOLKNING_BOSTED'] },
  }),
  variable('BEFOLKNING_BOSTED', {
    title: 'Bosted',
    englishTitle: 'Place of residence',
    temporality: 'EVENT',
    dataType: 'STRING',
    valueDomain: { type: 'enumerated', codes: places },
    coverage: { startDay: day('1992-03-01'), stopDay: day('2023-12-31') },
  }),
  variable('INNTEKT_LONN', {
    title: 'Lønnsinntekt',
    englishTitle: 'Wages and salaries',
    temporality: 'ACCUMULATED',
    valueDomain: { type: 'described', description: 'Beløp over null', unitOfMeasure: 'kroner' },
    subjectFields: ['Inntekt og formue'],
    coverage: { startDay: day('1993-01-01'), stopDay: day('2023-12-31') },
  }),
  variable('BEFOLKNING_MOR_FNR', { title: 'Mor', englishTitle: 'Mother', keyUnitType: 'PERSON' }),
  variable('JOBB_ODD_X', { title: 'Rart tegn \u0001 og \u{1F600}', unitType: 'JOBB' }),
]);
