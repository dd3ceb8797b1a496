import type { Json } from '../../base/canonical-json.ts';
import type { Code, DataType, RegisterVariable, SensitivityLevel, Temporality, ValueDomain } from '../catalogue.ts';
import { InvalidForm, integerIn, type JsonObject, listIn, objectIn, oneOfIn, textIn } from '../json-form.ts';
import { unitTypes } from '../unit-types.ts';
import { codesOfPeriods, type ListedCode } from './code-periods.ts';
import { noUnitOfMeasure, servedTypes } from './served-metadata.ts';
import { pseudonymFormat } from './unit-definitions.ts';

/**
 * Reads a variable from the form in which the platform serves it: the inverse of `servedStructure`, and lenient where
 * datastores differ (the order of keys, attributes left out, a coverage of FIXED that ends nowhere).
 *
 * @throws InvalidForm
 */
export function readServedStructure(json: Json): RegisterVariable {
  const root = objectIn(json, 'dataStructures');
  const name = textIn(root['name'], 'name');
  const temporality = oneOfIn<Temporality>(
    root['temporality'],
    ['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'],
    `${name}.temporality`,
  );
  const measure = objectIn(root['measureVariable'], `${name}.measureVariable`);
  const identifier = objectIn(
    listIn(root['identifierVariables'], `${name}.identifierVariables`)[0],
    `${name}.identifierVariables`,
  );
  const { temporalEnd } = root;
  return {
    name,
    title: textIn(measure['label'], `${name}.measureVariable.label`),
    unitType: unitTypeOf(identifier, `${name}.identifierVariables.0`),
    temporality,
    ...readMeasure(measure, `${name}.measureVariable`),
    sensitivityLevel: oneOfIn<SensitivityLevel>(
      root['sensitivityLevel'],
      ['PERSON_GENERAL', 'PERSON_SPECIAL', 'PUBLIC', 'NONPUBLIC'],
      `${name}.sensitivityLevel`,
    ),
    populationDescription: textIn(root['populationDescription'], `${name}.populationDescription`),
    subjectFields: listIn(root['subjectFields'], `${name}.subjectFields`).map((field) =>
      textIn(field, `${name}.subjectFields`),
    ),
    ...readTimes(root, temporality, name),
    ...(temporalEnd === undefined || temporalEnd === null
      ? {}
      : { temporalEnd: readEnd(objectIn(temporalEnd, `${name}.temporalEnd`), name) }),
  };
}

function readEnd({ description, successors }: JsonObject, name: string): NonNullable<RegisterVariable['temporalEnd']> {
  return {
    description: textIn(description, `${name}.temporalEnd.description`),
    ...(successors === undefined || successors === null
      ? {}
      : {
          successors: listIn(successors, `${name}.temporalEnd.successors`).map((successor) =>
            textIn(successor, `${name}.temporalEnd.successors`),
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
  const period = objectIn(root['temporalCoverage'], `${name}.temporalCoverage`);
  const startDay = integerIn(period['start'], `${name}.temporalCoverage.start`);
  const stopDay = integerIn(period['stop'] ?? startDay, `${name}.temporalCoverage.stop`);
  const coverage = { startDay, stopDay };
  if (temporality !== 'STATUS') return { coverage };
  const statusDays = listIn(root['temporalStatusDates'], `${name}.temporalStatusDates`).map((date) =>
    integerIn(date, `${name}.temporalStatusDates`),
  );
  return { coverage, statusDays: [...new Set(statusDays)].sort((a, b) => a - b) };
}

type Measure = Pick<RegisterVariable, 'description' | 'dataType' | 'format' | 'keyUnitType' | 'valueDomain'>;

function readMeasure(measure: JsonObject, where: string): Measure {
  const versions = listIn(measure['representedVariables'], `${where}.representedVariables`);
  const periods = versions.map((entry) => objectIn(entry, `${where}.representedVariables`));
  // The texts of all periods are the same; the newest stands for all.
  const description = textIn(periods.at(-1)?.['description'], `${where}.representedVariables.description`);
  const { keyType, format } = measure;
  const keyUnitType = keyType === undefined || keyType === null ? undefined : unitTypeOf(measure, where);
  const isPseudonym = keyUnitType !== undefined && unitTypes.get(keyUnitType)?.pseudonymised === true;
  const domain = readDomain(periods, where);
  const served = oneOfIn(measure['dataType'], Object.values(servedTypes), `${where}.dataType`);
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
  const domains = periods.map((period) => objectIn(period['valueDomain'], place));
  const [first] = domains;
  if (first === undefined) throw new InvalidForm(`${where}.representedVariables`, 'is empty');
  if (first['codeList'] === undefined) {
    const { unitOfMeasure } = first;
    return {
      type: 'described',
      description: textIn(first['description'], `${place}.description`),
      ...(typeof unitOfMeasure === 'string' && unitOfMeasure !== noUnitOfMeasure ? { unitOfMeasure } : {}),
    };
  }
  const sentinels = new Map<string, string>();
  const listed = domains.map((domain, i) => {
    const missing = new Set(listIn(domain['missingValues'] ?? [], `${place}.missingValues`));
    const codes: ListedCode[] = [];
    for (const entry of listIn(domain['codeList'], `${place}.codeList`)) {
      const item = objectIn(entry, `${place}.codeList`);
      const code = textIn(item['code'], `${place}.codeList.code`);
      const title = textIn(item['category'], `${place}.codeList.category`);
      if (missing.has(code)) sentinels.set(code, title);
      else codes.push({ code, title });
    }
    const valid = objectIn(periods[i]?.['validPeriod'], `${where}.representedVariables.validPeriod`);
    const { stop } = valid;
    return {
      startDay: integerIn(valid['start'], `${where}.representedVariables.validPeriod.start`),
      ...(stop === undefined || stop === null
        ? {}
        : { stopDay: integerIn(stop, `${where}.representedVariables.validPeriod.stop`) }),
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
  const name = textIn(objectIn(variable['keyType'], `${where}.keyType`)['name'], `${where}.keyType.name`);
  if (!unitTypes.has(name)) throw new InvalidForm(`${where}.keyType.name`, 'is not a unit type');
  return name;
}
