import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/base/canonical-json.ts';
import { daysFromCivil, isoDate } from '../../../src/base/epoch-day.ts';
import type { Code, RegisterVariable } from '../../../src/metadata/catalogue.ts';
import { readCatalogueDocument } from '../../../src/metadata/catalogue-document.ts';
import { codesOfPeriods, periodsOfCodes } from '../../../src/metadata/exchange/code-periods.ts';
import { readServedStructure } from '../../../src/metadata/exchange/read-served.ts';
import { servedStructure } from '../../../src/metadata/exchange/served-metadata.ts';
import { describeMetadata } from '../../../src/metadata/ingest/dataset-columns.ts';
import { readDatasetMetadata } from '../../../src/metadata/ingest/dataset-metadata.ts';
import { ProblemList } from '../../../src/metadata/ingest/problems.ts';
import { no } from '../ingest/exchange-files.ts';

interface Times {
  readonly coverage?: readonly [string, string];
  readonly statusDays?: readonly string[];
}

/** The catalogue's variable of a dataset's metadata and of the times that its rows would have given. */
function variableOf(name: string, json: unknown, times: Times): RegisterVariable {
  const problems = new ProblemList();
  const metadata = readDatasetMetadata(name, `${name}.json`, json as Json, problems);
  if (metadata === undefined) throw new Error(JSON.stringify(problems.all()));
  const codeLists = metadata.codes === undefined ? {} : { [name]: metadata.codes };
  const entry = {
    ...describeMetadata(metadata),
    ...times,
    ...(metadata.codes === undefined ? {} : { codeList: name }),
  };
  const facts = readCatalogueDocument(
    JSON.parse(JSON.stringify({ label: { nb: 'x', en: 'x' }, codeLists, variables: [entry] })) as Json,
  );
  if (typeof facts === 'string') throw new Error(facts);
  const variable = facts.variables.get(name);
  if (variable === undefined) throw new Error('no variable');
  return variable;
}

const common = (changes: Readonly<Record<string, unknown>>): unknown => ({
  sensitivityLevel: 'PERSON_GENERAL',
  subjectFields: [no('DEMO')],
  dataRevision: { description: no('Første utgave') },
  identifierVariables: [{ unitType: 'PERSON' }],
  ...changes,
});

const code = (name: string, title: string, validFrom: string, validUntil?: string): unknown => ({
  code: name,
  categoryTitle: no(title),
  validFrom,
  ...(validUntil === undefined ? {} : { validUntil }),
});

/** The identifier and the two time attributes, which only differ in the coverage. */
const others = (start: number, stop: number): unknown => {
  const attribute = (name: string, role: string, word: string): unknown => ({
    name,
    label: `${word}dato`,
    notPseudonym: true,
    dataType: 'Instant',
    variableRole: role,
    representedVariables: [
      {
        description: `${word}dato/måletidspunktet for hendelsen`,
        validPeriod: { start, stop },
        valueDomain: { description: 'Dato oppgitt i dager siden 1970-01-01', unitOfMeasure: 'N/A' },
      },
    ],
  });
  return {
    identifierVariables: [
      {
        name: 'PERSONID_1',
        label: 'Personidentifikator',
        notPseudonym: false,
        dataType: 'Long',
        format: 'RandomUInt48',
        variableRole: 'Identifier',
        keyType: { name: 'PERSON', label: 'Person', description: 'Person er et enkeltmenneske, individ.' },
        representedVariables: [
          {
            description: 'Identifikator for person i microdata',
            validPeriod: { start, stop },
            valueDomain: { description: 'Pseudonymisert personnummer', unitOfMeasure: 'N/A' },
          },
        ],
      },
    ],
    attributeVariables: [attribute('START', 'Start', 'Start'), attribute('STOP', 'Stop', 'Stopp')],
  };
};

const listed = (...codes: readonly (readonly [string, string])[]): unknown => ({
  codeList: codes.map(([name, category]) => ({ category, code: name })),
  missingValues: ['X'],
});

describe('metadata as the platform serves them', () => {
  test('of a FIXED variable with a code list in two periods and a sentinel', () => {
    const variable = variableOf(
      'DEMO_ARSTID',
      common({
        temporalityType: 'FIXED',
        populationDescription: no('Alle som har oppgitt favorittårstid'),
        spatialCoverageDescription: no('Norge'),
        measureVariables: [
          {
            name: no('Favorittårstid'),
            description: no('Årstiden personen liker best'),
            dataType: 'STRING',
            valueDomain: {
              codeList: [
                code('V', 'Vinter', '1950-01-01'),
                code('S', 'Sommer', '1950-01-01'),
                code('M', 'Mellomsesong', '1950-01-01', '1999-12-31'),
                code('VÅ', 'Vår', '2000-01-01'),
                code('H', 'Høst', '2000-01-01'),
              ],
              sentinelAndMissingValues: [{ code: 'X', categoryTitle: no('Ubesvart') }],
            },
          },
        ],
      }),
      {},
    );
    const description = 'Årstiden personen liker best';
    const served = servedStructure(variable, daysFromCivil(2024, 12, 31));
    expect(served).toEqual({
      name: 'DEMO_ARSTID',
      temporality: 'FIXED',
      languageCode: 'no',
      sensitivityLevel: 'PERSON_GENERAL',
      populationDescription: 'Alle som har oppgitt favorittårstid',
      subjectFields: ['DEMO'],
      temporalCoverage: { start: -25567, stop: 20088 },
      measureVariable: {
        name: 'DEMO_ARSTID',
        label: 'Favorittårstid',
        notPseudonym: true,
        dataType: 'String',
        variableRole: 'Measure',
        representedVariables: [
          {
            description,
            validPeriod: { start: -7305, stop: 10956 },
            valueDomain: listed(['V', 'Vinter'], ['S', 'Sommer'], ['M', 'Mellomsesong'], ['X', 'Ubesvart']),
          },
          {
            description,
            validPeriod: { start: 10957 },
            valueDomain: listed(['V', 'Vinter'], ['S', 'Sommer'], ['VÅ', 'Vår'], ['H', 'Høst'], ['X', 'Ubesvart']),
          },
        ],
      },
      ...(others(-25567, 20088) as object),
    });
    expect(readServedStructure(served)).toEqual(variable);
  });

  test('of a STATUS variable with whole numbers', () => {
    const variable = variableOf(
      'DEMO_SKONUMMER',
      common({
        temporalityType: 'STATUS',
        populationDescription: no('Personer med registrert skostørrelse'),
        subjectFields: [no('DEMO'), no('HELSE')],
        measureVariables: [
          {
            name: no('Skostørrelse'),
            description: no('Skostørrelse ved årsskiftet'),
            dataType: 'LONG',
            valueDomain: { description: no('Hele tall 15–55'), measurementUnitDescription: no('Europeisk skonummer') },
          },
        ],
      }),
      { coverage: ['2022-01-01', '2023-01-01'], statusDays: ['2022-01-01', '2023-01-01'] },
    );
    const served = servedStructure(variable, 0);
    expect(served).toEqual({
      name: 'DEMO_SKONUMMER',
      temporality: 'STATUS',
      languageCode: 'no',
      sensitivityLevel: 'PERSON_GENERAL',
      populationDescription: 'Personer med registrert skostørrelse',
      subjectFields: ['DEMO', 'HELSE'],
      temporalCoverage: { start: 18993, stop: 19358 },
      temporalStatusDates: [18993, 19358],
      measureVariable: {
        name: 'DEMO_SKONUMMER',
        label: 'Skostørrelse',
        notPseudonym: true,
        dataType: 'Long',
        variableRole: 'Measure',
        representedVariables: [
          {
            description: 'Skostørrelse ved årsskiftet',
            validPeriod: { start: 18993, stop: 19358 },
            valueDomain: { description: 'Hele tall 15–55', unitOfMeasure: 'Europeisk skonummer' },
          },
        ],
      },
      ...(others(18993, 19358) as object),
    });
    expect(readServedStructure(served)).toEqual(variable);
  });

  test('of an ACCUMULATED variable with decimals whose series is closed', () => {
    const variable = variableOf(
      'DEMO_KAFFEKJOP',
      common({
        temporalityType: 'ACCUMULATED',
        populationDescription: no('Personer med minst ett registrert kjøp'),
        dataRevision: {
          description: no('Siste utgave'),
          temporalEnd: { description: no('Innsamlingen er avsluttet'), successors: ['DEMO_KAFFEKJOP_MND'] },
        },
        measureVariables: [
          {
            name: no('Kaffekjøp'),
            description: no('Sum kjøp av kaffe i året'),
            dataType: 'DOUBLE',
            valueDomain: { description: no('Beløp større enn null'), measurementUnitDescription: no('Norske kroner') },
          },
        ],
      }),
      { coverage: ['2021-01-01', '2022-12-31'] },
    );
    const served = servedStructure(variable, 0);
    expect(served).toEqual({
      name: 'DEMO_KAFFEKJOP',
      temporality: 'ACCUMULATED',
      languageCode: 'no',
      sensitivityLevel: 'PERSON_GENERAL',
      populationDescription: 'Personer med minst ett registrert kjøp',
      subjectFields: ['DEMO'],
      temporalCoverage: { start: 18628, stop: 19357 },
      temporalEnd: { description: 'Innsamlingen er avsluttet', successors: ['DEMO_KAFFEKJOP_MND'] },
      measureVariable: {
        name: 'DEMO_KAFFEKJOP',
        label: 'Kaffekjøp',
        notPseudonym: true,
        dataType: 'Double',
        variableRole: 'Measure',
        representedVariables: [
          {
            description: 'Sum kjøp av kaffe i året',
            validPeriod: { start: 18628, stop: 19357 },
            valueDomain: { description: 'Beløp større enn null', unitOfMeasure: 'Norske kroner' },
          },
        ],
      },
      ...(others(18628, 19357) as object),
    });
    expect(readServedStructure(served)).toEqual(variable);
  });

  test('of an EVENT variable whose values are persons', () => {
    const variable = variableOf(
      'DEMO_TURVENN_FNR',
      common({
        temporalityType: 'EVENT',
        populationDescription: no('Personer som har hatt turvenn'),
        measureVariables: [
          { name: no('Turvenn'), description: no('Personen som er fast turvenn i perioden'), unitType: 'PERSON' },
        ],
      }),
      { coverage: ['2020-03-01', '2021-03-01'] },
    );
    const served = servedStructure(variable, 0);
    expect(served).toEqual({
      name: 'DEMO_TURVENN_FNR',
      temporality: 'EVENT',
      languageCode: 'no',
      sensitivityLevel: 'PERSON_GENERAL',
      populationDescription: 'Personer som har hatt turvenn',
      subjectFields: ['DEMO'],
      temporalCoverage: { start: 18322, stop: 18687 },
      measureVariable: {
        name: 'DEMO_TURVENN_FNR',
        label: 'Turvenn',
        notPseudonym: false,
        dataType: 'Long',
        format: 'RandomUInt48',
        variableRole: 'Measure',
        keyType: { name: 'PERSON', label: 'Person', description: 'Person er et enkeltmenneske, individ.' },
        representedVariables: [
          {
            description: 'Personen som er fast turvenn i perioden',
            validPeriod: { start: 18322, stop: 18687 },
            valueDomain: { description: 'Pseudonymisert personnummer', unitOfMeasure: 'N/A' },
          },
        ],
      },
      ...(others(18322, 18687) as object),
    });
    expect(readServedStructure(served)).toEqual(variable);
  });

  test.each([
    ['an unknown temporality', { temporality: 'SOMETIMES' }, 'D_X.temporality'],
    ['no measure', { measureVariable: undefined }, 'D_X.measureVariable'],
    ['a coverage of texts', { temporalCoverage: { start: '2020-01-01' } }, 'D_X.temporalCoverage.start'],
    ['no identifier', { identifierVariables: [] }, 'D_X.identifierVariables'],
  ])('with %s are refused with the place', (_, changes, field) => {
    const variable = variableOf(
      'D_X',
      common({
        temporalityType: 'EVENT',
        populationDescription: no('Alle'),
        measureVariables: [
          { name: no('X'), description: no('X'), dataType: 'LONG', valueDomain: { description: no('Tall') } },
        ],
      }),
      { coverage: ['2020-03-01', '2021-03-01'] },
    );
    const broken = { ...(servedStructure(variable, 0) as object), ...changes } as Json;
    expect(() => readServedStructure(broken)).toThrow(expect.objectContaining({ field }));
  });
});

describe('periods of a code list', () => {
  const day = fc.integer({ min: 0, max: 40 });
  const span = fc.tuple(day, fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined })).map(([from, length]) => ({
    validFromDay: from,
    ...(length === undefined ? {} : { validUntilDay: from + length }),
  }));
  const codes = fc
    .uniqueArray(fc.constantFrom('1', '2', '3', '4', '5', '6'), { minLength: 1 })
    .chain((names) =>
      fc.tuple(...names.map((name) => span.map((valid): Code => ({ code: name, title: `t${name}`, ...valid })))),
    );

  test('list on every day exactly the codes that are valid then', () => {
    fc.assert(
      fc.property(codes, (list) => {
        const periods = periodsOfCodes(list);
        for (let at = 0; at <= 70; at++) {
          const inside = periods.filter(({ startDay, stopDay = at }) => startDay <= at && at <= stopDay);
          const valid = list.filter(
            ({ validFromDay = 0, validUntilDay = at }) => validFromDay <= at && at <= validUntilDay,
          );
          expect(inside.flatMap((period) => period.codes)).toEqual(valid);
          expect(inside.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('give the code list back, up to the order of codes that no period lists together', () => {
    const sorted = (list: readonly Code[]): readonly Code[] => list.toSorted((a, b) => (a.code < b.code ? -1 : 1));
    fc.assert(
      fc.property(codes, (list) => {
        const again = codesOfPeriods(periodsOfCodes(list));
        expect(sorted(again)).toEqual(sorted(list));
        expect(periodsOfCodes(again)).toEqual(periodsOfCodes(list));
      }),
    );
  });
});

test('days are those of the calendar', () => {
  expect(isoDate(-25567)).toBe('1900-01-01');
});
