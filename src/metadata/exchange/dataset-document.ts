import type { Json } from '../../base/canonical-json.ts';
import { type EpochDay, isoDate } from '../../base/epoch-day.ts';
import type { Code, Period, RegisterVariable, UnitTypeName } from '../catalogue.ts';
import { beginningOfTime } from './code-periods.ts';
import { attributes, fixedStart } from './times.ts';
import { pseudonymFormat, texts, unitDefinition } from './unit-definitions.ts';

/**
 * A variable's metadata in the exchange format: the input form with what the platform's validation adds to it (datastore
 * specification, b.2 and b.3), so that coverage and status dates survive. What our catalogues know beyond the format stands
 * at the root, where unknown fields are allowed, and as English texts.
 *
 * @param revision  what is said of this edition of the data
 * @param knownUntil  the day up to which FIXED values are known
 */
export function datasetDocument(variable: RegisterVariable, revision: string, knownUntil: EpochDay): Json {
  const { coverage = { startDay: fixedStart, stopDay: knownUntil } } = variable;
  return {
    shortName: variable.name,
    temporalityType: variable.temporality,
    sensitivityLevel: variable.sensitivityLevel,
    populationDescription: texts(variable.populationDescription),
    subjectFields: variable.subjectFields.map((field) => texts(field)),
    dataRevision: revisionOf(variable, revision, coverage),
    identifierVariables: [identifierOf(variable.unitType)],
    measureVariables: [measureOf(variable)],
    attributeVariables: attributes.map(({ name, label, description, domainDescription }) => ({
      shortName: name,
      name: texts(label),
      description: texts(description),
      dataType: 'DATE',
      valueDomain: { description: texts(domainDescription) },
    })),
    ...(variable.publicValues === true ? { publicValues: true } : {}),
  };
}

function revisionOf(
  { temporality, statusDays, temporalEnd }: RegisterVariable,
  revision: string,
  coverage: Period,
): Json {
  return {
    description: texts(revision),
    temporalCoverageStart: isoDate(coverage.startDay),
    temporalCoverageLatest: isoDate(coverage.stopDay),
    ...(temporality === 'STATUS' ? { temporalStatusDates: (statusDays ?? []).map(isoDate) } : {}),
    ...(temporalEnd === undefined
      ? {}
      : {
          temporalEnd: {
            description: texts(temporalEnd.description),
            ...(temporalEnd.successors === undefined ? {} : { successors: temporalEnd.successors }),
          },
        }),
  };
}

function unitTypeOf(name: UnitTypeName): Json {
  const { unitType, description } = unitDefinition(name);
  return {
    shortName: name,
    requiresPseudonymization: unitType.pseudonymised,
    name: texts(unitType.label.nb, unitType.label.en),
    description: texts(description),
  };
}

function identifierOf(name: UnitTypeName): Json {
  const definition = unitDefinition(name);
  return {
    shortName: definition.unitType.identifier,
    name: texts(definition.identifierLabel),
    description: texts(definition.identifierDescription),
    dataType: definition.rawType,
    unitType: unitTypeOf(name),
    ...(definition.unitType.pseudonymised ? { format: pseudonymFormat } : {}),
    valueDomain: { description: texts(definition.domainDescription) },
  };
}

function measureOf(variable: RegisterVariable): Json {
  const { keyUnitType, valueDomain, format } = variable;
  const names = {
    shortName: variable.name,
    name: texts(variable.title, variable.englishTitle),
    description: texts(variable.description),
  };
  if (keyUnitType !== undefined) {
    const definition = unitDefinition(keyUnitType);
    return {
      ...names,
      dataType: definition.rawType,
      unitType: unitTypeOf(keyUnitType),
      ...(definition.unitType.pseudonymised ? { format: pseudonymFormat } : {}),
      valueDomain:
        valueDomain.type === 'enumerated'
          ? enumerated(valueDomain.codes)
          : { description: texts(valueDomain.description) },
    };
  }
  return {
    ...names,
    dataType: variable.dataType,
    ...(format === undefined ? {} : { format }),
    valueDomain:
      valueDomain.type === 'enumerated'
        ? enumerated(valueDomain.codes)
        : {
            description: texts(valueDomain.description),
            ...(valueDomain.unitOfMeasure === undefined
              ? {}
              : { measurementUnitDescription: texts(valueDomain.unitOfMeasure) }),
          },
  };
}

function enumerated(codes: readonly Code[]): Json {
  const sentinels = codes.filter(({ sentinel }) => sentinel === true);
  return {
    codeList: codes
      .filter(({ sentinel }) => sentinel !== true)
      .map(({ code, title, validFromDay, validUntilDay }) => ({
        code,
        categoryTitle: texts(title),
        validFrom: isoDate(validFromDay ?? beginningOfTime),
        ...(validUntilDay === undefined ? {} : { validUntil: isoDate(validUntilDay) }),
      })),
    ...(sentinels.length === 0
      ? {}
      : { sentinelAndMissingValues: sentinels.map(({ code, title }) => ({ code, categoryTitle: texts(title) })) }),
  };
}
