import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import { isoDate } from '../../base/epoch-day.ts';
import type { VariableSheet } from '../../catalogue/describe.ts';
import type { Catalogue, Code, RegisterVariable } from '../../metadata/catalogue.ts';
import type { FoundVariable } from './variables.ts';
import type { VariableVersions } from './versions.ts';

/** What a search found, as one line of canonical JSON. */
export function hitsJson(query: string, count: number, shown: readonly FoundVariable[]): string {
  const variables = shown.map(({ catalogue, variable, score }) => ({
    ...factsJson(catalogue, variable),
    codes: variable.valueDomain.type === 'enumerated' ? variable.valueDomain.codes.length : null,
    score: Math.round(score * 1000) / 1000,
  }));
  return `${canonicalJson({ format: 'microdata-variables', version: 1, query, count, variables })}\n`;
}

/** Everything about a variable, as one line of canonical JSON: all codes with their validity, not those of one day. */
export function variableJson(
  catalogue: Catalogue,
  variable: RegisterVariable,
  sheet: VariableSheet,
  versions: VariableVersions | undefined,
): string {
  const { valueDomain, statusDays, temporalEnd } = variable;
  const facts = {
    ...factsJson(catalogue, variable),
    description: variable.description,
    populationDescription: variable.populationDescription,
    subjectFields: [...variable.subjectFields],
    sensitivityLevel: variable.sensitivityLevel,
    format: variable.format,
    keyUnitType: variable.keyUnitType,
    statusDates: statusDays?.map(isoDate),
    temporalEnd:
      temporalEnd === undefined
        ? undefined
        : { description: temporalEnd.description, successors: temporalEnd.successors && [...temporalEnd.successors] },
    valueDomain:
      valueDomain.type === 'enumerated'
        ? { codes: valueDomain.codes.map(codeJson) }
        : { description: valueDomain.description, unitOfMeasure: valueDomain.unitOfMeasure },
    versions: versions && { present: versions.present.map((run) => [...run]), changed: [...versions.changed] },
    script: [...sheet.script],
  } satisfies Json;
  return `${canonicalJson({ format: 'microdata-variable', version: 1, variable: facts })}\n`;
}

function factsJson({ databank, version }: Catalogue, variable: RegisterVariable) {
  const { name, title, englishTitle, unitType, temporality, dataType, coverage } = variable;
  return {
    databank: `${databank}:${version}`,
    name,
    title,
    englishTitle,
    unitType,
    temporality,
    dataType,
    validFrom: coverage === undefined ? undefined : isoDate(coverage.startDay),
    validUntil: coverage === undefined ? undefined : isoDate(coverage.stopDay),
  };
}

function codeJson({ code, title, validFromDay, validUntilDay, sentinel }: Code): Json {
  return {
    code,
    title,
    validFrom: validFromDay === undefined ? undefined : isoDate(validFromDay),
    validUntil: validUntilDay === undefined ? undefined : isoDate(validUntilDay),
    sentinel,
  };
}
