import type { Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { Code, DataType, RegisterVariable, SensitivityLevel, Temporality, ValueDomain } from '../catalogue.ts';
import { isObject } from '../store/content.ts';
import { unitTypes } from '../unit-types.ts';
import { codesOfPeriods, type ListedCode } from './code-periods.ts';
import { noUnitOfMeasure, servedTypes } from './served-metadata.ts';
import { pseudonymFormat } from './unit-definitions.ts';

/** Thrown for the first field that is missing or of the wrong form. */
export class InvalidServedMetadata extends Error {
  readonly field: string;

  constructor(field: string) {
    super(field);
    this.field = field;
  }
}

/**
 * Reads a variable from the form in which the platform serves it: the inverse of `servedStructure`, and lenient where
 * datastores differ (the order of keys, attributes left out, a coverage of FIXED that ends nowhere).
 *
 * @throws InvalidServedMetadata
 */
export function readServedStructure(json: Json): RegisterVariable {
  const root = object(json, 'dataStructures');
  const name = text(root['name'], 'name');
  const temporality = oneOf<Temporality>(
    root['temporality'],
    ['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'],
    `${name}.temporality`,
  );
  const measure = object(root['measureVariable'], `${name}.measureVariable`);
  const identifier = object(
    list(root['identifierVariables'], `${name}.identifierVariables`)[0],
    `${name}.identifierVariables`,
  );
  const { temporalEnd } = root;
  return {
    name,
    title: text(measure['label'], `${name}.measureVariable.label`),
    unitType: unitTypeOf(identifier, `${name}.identifierVariables.0`),
    temporality,
    ...readMeasure(measure, `${name}.measureVariable`),
    sensitivityLevel: oneOf<SensitivityLevel>(
      root['sensitivityLevel'],
      ['PERSON_GENERAL', 'PERSON_SPECIAL', 'PUBLIC', 'NONPUBLIC'],
      `${name}.sensitivityLevel`,
    ),
    populationDescription: text(root['populationDescription'], `${name}.populationDescription`),
    subjectFields: list(root['subjectFields'], `${name}.subjectFields`).map((field) =>
      text(field, `${name}.subjectFields`),
    ),
    ...readTimes(root, temporality, name),
    ...(temporalEnd === undefined || temporalEnd === null
      ? {}
      : { temporalEnd: readEnd(object(temporalEnd, `${name}.temporalEnd`), name) }),
  };
}

type JsonObject = { readonly [key: string]: Json | undefined };

function readEnd({ description, successors }: JsonObject, name: string): NonNullable<RegisterVariable['temporalEnd']> {
  return {
    description: text(description, `${name}.temporalEnd.description`),
    ...(successors === undefined || successors === null
      ? {}
      : {
          successors: list(successors, `${name}.temporalEnd.successors`).map((successor) =>
            text(successor, `${name}.temporalEnd.successors`),
          ),
        }),
  };
}

function readTimes(
  root: JsonObject,
  temporality: Temporality,
  name: string,
): Pick<RegisterVariable, 'coverage' | 'statusDays'> {
  if (temporality === 'FIXED') return {};
  const period = object(root['temporalCoverage'], `${name}.temporalCoverage`);
  const startDay = day(period['start'], `${name}.temporalCoverage.start`);
  const stopDay = day(period['stop'] ?? startDay, `${name}.temporalCoverage.stop`);
  const coverage = { startDay, stopDay };
  if (temporality !== 'STATUS') return { coverage };
  const statusDays = list(root['temporalStatusDates'], `${name}.temporalStatusDates`).map((date) =>
    day(date, `${name}.temporalStatusDates`),
  );
  return { coverage, statusDays: [...new Set(statusDays)].sort((a, b) => a - b) };
}

type Measure = Pick<RegisterVariable, 'description' | 'dataType' | 'format' | 'keyUnitType' | 'valueDomain'>;

function readMeasure(measure: JsonObject, where: string): Measure {
  const versions = list(measure['representedVariables'], `${where}.representedVariables`);
  const periods = versions.map((entry) => object(entry, `${where}.representedVariables`));
  // The texts of all periods are the same; the newest stands for all.
  const description = text(periods.at(-1)?.['description'], `${where}.representedVariables.description`);
  const { keyType, format } = measure;
  const keyUnitType = keyType === undefined || keyType === null ? undefined : unitTypeOf(measure, where);
  const isPseudonym = keyUnitType !== undefined && unitTypes.get(keyUnitType)?.pseudonymised === true;
  const domain = readDomain(periods, where);
  const served = oneOf(measure['dataType'], Object.values(servedTypes), `${where}.dataType`);
  const dataType = (Object.keys(servedTypes) as DataType[]).find((type) => servedTypes[type] === served) ?? 'STRING';
  return {
    description,
    dataType: keyUnitType === undefined ? dataType : isPseudonym ? 'LONG' : 'STRING',
    ...(typeof format === 'string' && !(isPseudonym && format === pseudonymFormat) ? { format } : {}),
    ...(keyUnitType === undefined ? {} : { keyUnitType }),
    valueDomain: keyUnitType !== undefined && domain.type === 'described' ? { type: 'described', description } : domain,
  };
}

function readDomain(periods: readonly JsonObject[], where: string): ValueDomain {
  const place = `${where}.representedVariables.valueDomain`;
  const domains = periods.map((period) => object(period['valueDomain'], place));
  const [first] = domains;
  if (first === undefined) throw new InvalidServedMetadata(`${where}.representedVariables`);
  if (first['codeList'] === undefined) {
    const { unitOfMeasure } = first;
    return {
      type: 'described',
      description: text(first['description'], `${place}.description`),
      ...(typeof unitOfMeasure === 'string' && unitOfMeasure !== noUnitOfMeasure ? { unitOfMeasure } : {}),
    };
  }
  const sentinels = new Map<string, string>();
  const listed = domains.map((domain, i) => {
    const missing = new Set(list(domain['missingValues'] ?? [], `${place}.missingValues`));
    const codes: ListedCode[] = [];
    for (const entry of list(domain['codeList'], `${place}.codeList`)) {
      const item = object(entry, `${place}.codeList`);
      const code = text(item['code'], `${place}.codeList.code`);
      const title = text(item['category'], `${place}.codeList.category`);
      if (missing.has(code)) sentinels.set(code, title);
      else codes.push({ code, title });
    }
    const valid = object(periods[i]?.['validPeriod'], `${where}.representedVariables.validPeriod`);
    const { stop } = valid;
    return {
      startDay: day(valid['start'], `${where}.representedVariables.validPeriod.start`),
      ...(stop === undefined || stop === null
        ? {}
        : { stopDay: day(stop, `${where}.representedVariables.validPeriod.stop`) }),
      codes,
    };
  });
  const codes: readonly Code[] = codesOfPeriods([...listed].sort((a, b) => a.startDay - b.startDay));
  return {
    type: 'enumerated',
    codes: [...codes, ...[...sentinels].map(([code, title]): Code => ({ code, title, sentinel: true }))],
  };
}

function unitTypeOf(variable: JsonObject, where: string): string {
  const name = text(object(variable['keyType'], `${where}.keyType`)['name'], `${where}.keyType.name`);
  if (!unitTypes.has(name)) throw new InvalidServedMetadata(`${where}.keyType.name`);
  return name;
}

function object(json: Json | undefined, where: string): JsonObject {
  if (!isObject(json)) throw new InvalidServedMetadata(where);
  return json;
}

function list(json: Json | undefined, where: string): readonly Json[] {
  if (!Array.isArray(json)) throw new InvalidServedMetadata(where);
  return json as readonly Json[];
}

function text(json: Json | undefined, where: string): string {
  if (typeof json !== 'string') throw new InvalidServedMetadata(where);
  return json;
}

function oneOf<T extends string>(json: Json | undefined, allowed: readonly T[], where: string): T {
  const found = allowed.find((value) => value === json);
  if (found === undefined) throw new InvalidServedMetadata(where);
  return found;
}

function day(json: Json | undefined, where: string): EpochDay {
  if (typeof json !== 'number' || !Number.isInteger(json)) throw new InvalidServedMetadata(where);
  return json;
}
