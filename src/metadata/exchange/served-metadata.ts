import type { Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { Code, DataType, Period, RegisterVariable, UnitTypeName, ValueDomain } from '../catalogue.ts';
import { periodsOfCodes } from './code-periods.ts';
import { attributes, fixedStart } from './times.ts';
import { pseudonymFormat, type UnitDefinition, unitDefinition } from './unit-definitions.ts';

/** What served metadata calls the data types. */
export const servedTypes = {
  STRING: 'String',
  LONG: 'Long',
  DOUBLE: 'Double',
  DATE: 'Instant',
} as const satisfies Record<DataType, string>;

/** What stands for a unit of measure where there is none. */
export const noUnitOfMeasure = 'N/A';

/**
 * A variable as the platform serves it in `metadata_all` (datastore specification, b.4).
 *
 * @param knownUntil  the day up to which FIXED values are known
 */
export function servedStructure(variable: RegisterVariable, knownUntil: EpochDay): Json {
  const coverage = variable.coverage ?? { startDay: fixedStart, stopDay: knownUntil };
  const { temporality, statusDays, temporalEnd } = variable;
  return {
    name: variable.name,
    temporality,
    languageCode: 'no',
    sensitivityLevel: variable.sensitivityLevel,
    populationDescription: variable.populationDescription,
    subjectFields: variable.subjectFields,
    temporalCoverage: servedPeriod(coverage.startDay, coverage.stopDay),
    ...(temporality === 'STATUS' ? { temporalStatusDates: statusDays ?? [] } : {}),
    ...(temporalEnd === undefined
      ? {}
      : {
          temporalEnd: {
            description: temporalEnd.description,
            ...(temporalEnd.successors === undefined ? {} : { successors: temporalEnd.successors }),
          },
        }),
    measureVariable: servedMeasure(variable, coverage),
    identifierVariables: [servedIdentifier(variable.unitType, coverage)],
    attributeVariables: attributes.map(({ name, label, role, description, domainDescription }) => ({
      name,
      label,
      notPseudonym: true,
      dataType: 'Instant',
      variableRole: role,
      representedVariables: [described(description, coverage, domainDescription)],
    })),
  };
}

function servedPeriod(start: EpochDay, stop: EpochDay | undefined): Json {
  return { start, ...(stop === undefined ? {} : { stop }) };
}

function servedMeasure(variable: RegisterVariable, coverage: Period): Json {
  const { name, title, description, keyUnitType, valueDomain, format } = variable;
  const key = keyUnitType === undefined ? undefined : unitDefinition(keyUnitType);
  const isPseudonym = key?.unitType.pseudonymised === true;
  const shownFormat = isPseudonym ? pseudonymFormat : format;
  return {
    name,
    label: title,
    notPseudonym: !isPseudonym,
    dataType: isPseudonym ? 'Long' : servedTypes[key?.rawType ?? variable.dataType],
    ...(shownFormat === undefined ? {} : { format: shownFormat }),
    variableRole: 'Measure',
    ...(key === undefined ? {} : { keyType: keyType(key) }),
    representedVariables: represented(description, coverage, valueDomain, key),
  };
}

function represented(
  description: string,
  coverage: Period,
  domain: ValueDomain,
  key: UnitDefinition | undefined,
): readonly Json[] {
  if (domain.type === 'enumerated') return enumerated(description, domain.codes);
  if (key !== undefined) return [described(description, coverage, key.domainDescription)];
  return [described(description, coverage, domain.description, domain.unitOfMeasure)];
}

function described(description: string, { startDay, stopDay }: Period, domain: string, unit = noUnitOfMeasure): Json {
  return {
    description,
    validPeriod: servedPeriod(startDay, stopDay),
    valueDomain: { description: domain, unitOfMeasure: unit },
  };
}

function enumerated(description: string, codes: readonly Code[]): readonly Json[] {
  const sentinels = codes.filter(({ sentinel }) => sentinel === true);
  return periodsOfCodes(codes).map(({ startDay, stopDay, codes: valid }) => ({
    description,
    validPeriod: servedPeriod(startDay, stopDay),
    valueDomain: {
      codeList: [...valid, ...sentinels].map(({ code, title }) => ({ category: title, code })),
      missingValues: sentinels.map(({ code }) => code),
    },
  }));
}

function keyType({ unitType, description }: UnitDefinition): Json {
  return { name: unitType.name, label: unitType.label.nb, description };
}

function servedIdentifier(name: UnitTypeName, coverage: Period): Json {
  const definition = unitDefinition(name);
  const { identifier, pseudonymised } = definition.unitType;
  return {
    name: identifier,
    label: definition.identifierLabel,
    notPseudonym: !pseudonymised,
    dataType: pseudonymised ? 'Long' : servedTypes[definition.rawType],
    ...(pseudonymised ? { format: pseudonymFormat } : {}),
    variableRole: 'Identifier',
    keyType: keyType(definition),
    representedVariables: [described(definition.identifierDescription, coverage, definition.domainDescription)],
  };
}
