import type { Json } from '../../base/canonical-json.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { DataType, RegisterVariable, SensitivityLevel, Temporality, UnitType } from '../catalogue.ts';
import { isObject } from '../store/content.ts';
import { FieldReader, type JsonObject } from './field-reader.ts';
import type { TextPlace } from './json-places.ts';
import type { ProblemList } from './problems.ts';
import { readStatedTimes, readTemporalEnd } from './revision.ts';
import { readValueDomain, type ValueDomainFacts } from './value-domain.ts';

/** A code of an incoming code list: code, title, ISO dates of validity (empty: unlimited), and whether it is a sentinel. */
export type CodeRow = readonly [code: string, title: string, validFrom: string, validUntil: string, sentinel: boolean];

/** Times that the metadata state themselves, as those do that came out of a databank (datastore specification, b.3). */
export interface StatedTimes {
  readonly coverage?: readonly [first: EpochDay, last: EpochDay];
  /** Ascending. */
  readonly statusDays?: readonly EpochDay[];
}

/** What an incoming dataset's JSON file says, checked (datastore specification, b.2 and d.2). */
export interface DatasetMetadata extends ValueDomainFacts {
  readonly name: string;
  readonly temporality: Temporality;
  readonly sensitivityLevel: SensitivityLevel;
  readonly populationDescription: string;
  readonly subjectFields: readonly string[];
  readonly unitType: UnitType;
  readonly title: string;
  readonly englishTitle?: string;
  readonly description: string;
  /** STRING for a measure that is a public unit identifier; a pseudonymised one has no type of its own. */
  readonly dataType: DataType;
  readonly format?: string;
  /** Set when the measure is the identifier of a unit. */
  readonly keyUnitType?: UnitType;
  readonly temporalEnd?: NonNullable<RegisterVariable['temporalEnd']>;
  readonly stated?: StatedTimes;
  readonly publicValues?: boolean;
}

const temporalities = ['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'] as const;
const sensitivityLevels = ['PERSON_GENERAL', 'PERSON_SPECIAL', 'PUBLIC', 'NONPUBLIC'] as const;
const dataTypes = ['STRING', 'LONG', 'DOUBLE', 'DATE'] as const;
const revisionFields = [
  'description',
  'temporalEnd',
  'temporalEndOfSeries',
  'temporalCoverageStart',
  'temporalCoverageLatest',
  'temporalStatusDates',
];

/**
 * Reads a dataset's metadata, as written by hand or as validated (enriched) by the platform's own tool; `undefined` when
 * something is wrong, which is then in the list.
 *
 * @param placeOf  where the value at a path (`measureVariables.0.name`) stands in the file
 */
export function readDatasetMetadata(
  name: string,
  file: string,
  json: Json,
  problems: ProblemList,
  placeOf: (path: string) => TextPlace | undefined = () => undefined,
): DatasetMetadata | undefined {
  const fields = new FieldReader(file, problems, placeOf);
  if (!isObject(json)) {
    fields.report('ingest-json-no-object', '', {});
    return undefined;
  }
  const root = json;
  checkShortName(fields, root, 'shortName', name);
  const temporality = fields.oneOf(root['temporalityType'], 'temporalityType', temporalities);
  const sensitivityLevel = fields.oneOf(root['sensitivityLevel'], 'sensitivityLevel', sensitivityLevels);
  const populationDescription = fields.texts(root['populationDescription'], 'populationDescription').no;
  const spatial = root['spatialCoverageDescription'];
  if (spatial !== undefined && spatial !== null) fields.texts(spatial, 'spatialCoverageDescription');
  const subjectFields = fields
    .list(root['subjectFields'], 'subjectFields')
    .map((field, i) => fields.texts(field, `subjectFields.${i}`).no);
  const revision = fields.object(root['dataRevision'], 'dataRevision');
  fields.only(revision, 'dataRevision', revisionFields);
  const times = revision === undefined ? {} : readRevision(fields, revision);
  const unitType = readIdentifier(fields, root['identifierVariables']);
  const measure = fields.single(root['measureVariables'], 'measureVariables');
  const facts = measure === undefined ? undefined : readMeasure(fields, measure, name);
  const publicValues = fields.boolean(root['publicValues'], 'publicValues');
  if (temporality === undefined || sensitivityLevel === undefined || unitType === undefined) return undefined;
  if (!fields.isGood || facts === undefined) return undefined;
  const common = { name, temporality, sensitivityLevel, populationDescription, subjectFields, unitType };
  return { ...common, ...facts, ...times, ...(publicValues ? { publicValues } : {}) };
}

function readRevision(fields: FieldReader, revision: JsonObject): Pick<DatasetMetadata, 'temporalEnd' | 'stated'> {
  const description = fields.texts(revision['description'], 'dataRevision.description').no;
  const temporalEnd = readTemporalEnd(fields, revision, description);
  const stated = readStatedTimes(fields, revision);
  return { ...(temporalEnd === undefined ? {} : { temporalEnd }), ...(stated === undefined ? {} : { stated }) };
}

function readIdentifier(fields: FieldReader, json: Json | undefined): UnitType | undefined {
  const path = 'identifierVariables.0';
  const identifier = fields.single(json, 'identifierVariables');
  if (identifier === undefined) return undefined;
  const type = identifier['unitType'];
  // The validated form holds the central definition, in which the unit type is an object.
  if (type === null || typeof type !== 'object') {
    fields.only(identifier, path, ['unitType']);
    return fields.unitType(type, `${path}.unitType`);
  }
  const unitType = readEnrichedUnitType(fields, type, `${path}.unitType`);
  if (unitType !== undefined) checkShortName(fields, identifier, `${path}.shortName`, unitType.identifier);
  return unitType;
}

function readEnrichedUnitType(fields: FieldReader, json: Json, path: string): UnitType | undefined {
  const type = fields.object(json, path);
  const unitType = type === undefined ? undefined : fields.unitType(type['shortName'], `${path}.shortName`);
  const requires = type?.['requiresPseudonymization'];
  if (unitType !== undefined && requires !== undefined && requires !== unitType.pseudonymised) {
    const field = `${path}.requiresPseudonymization`;
    const found = JSON.stringify(requires);
    fields.report('ingest-field-differs', field, { field, found, expected: String(unitType.pseudonymised) });
  }
  return unitType;
}

/** A short name need not be there; where it is, it follows from the rest. */
function checkShortName(fields: FieldReader, object: JsonObject, path: string, expected: string): void {
  const found = object['shortName'];
  if (found === undefined || found === null || found === expected) return;
  const shown = typeof found === 'string' ? found : JSON.stringify(found);
  fields.report('ingest-field-differs', path, { field: path, found: shown, expected });
}

type MeasureFacts = Pick<
  DatasetMetadata,
  'title' | 'englishTitle' | 'description' | 'dataType' | 'format' | 'keyUnitType' | keyof ValueDomainFacts
>;

function readMeasure(fields: FieldReader, measure: JsonObject, name: string): MeasureFacts | undefined {
  const path = 'measureVariables.0';
  checkShortName(fields, measure, `${path}.shortName`, name);
  const { no: title, en: englishTitle } = fields.texts(measure['name'], `${path}.name`);
  const description = fields.texts(measure['description'], `${path}.description`).no;
  const texts = { title, ...(englishTitle === undefined ? {} : { englishTitle }), description };
  fields.optionalStrings(measure['uriDefinition'], `${path}.uriDefinition`);
  const type = measure['unitType'];
  if (type !== undefined && type !== null) {
    const keyUnitType = readKeyUnitType(fields, measure, type, path);
    const dataType = keyUnitType?.pseudonymised === false ? 'STRING' : 'LONG';
    const domain = readKeyDomain(fields, measure, `${path}.valueDomain`, description);
    return { ...texts, dataType, ...domain, ...(keyUnitType ? { keyUnitType } : {}) };
  }
  const dataType = fields.oneOf(measure['dataType'], `${path}.dataType`, dataTypes);
  const format = measure['format'];
  const hasFormat = format !== undefined && format !== null;
  const formatText = hasFormat ? fields.string(format, `${path}.format`) : '';
  const domain = readValueDomain(fields, measure['valueDomain'], `${path}.valueDomain`, dataType);
  if (dataType === undefined) return undefined;
  return { ...texts, dataType, ...(formatText === '' ? {} : { format: formatText }), ...domain };
}

function readKeyUnitType(fields: FieldReader, measure: JsonObject, type: Json, path: string): UnitType | undefined {
  if (typeof type === 'object') return readEnrichedUnitType(fields, type, `${path}.unitType`);
  for (const field of ['dataType', 'valueDomain']) {
    const isThere = measure[field] !== undefined && measure[field] !== null;
    if (isThere) fields.report('ingest-field-of-unit-type', `${path}.${field}`, { field: `${path}.${field}` });
  }
  return fields.unitType(type, `${path}.unitType`);
}

/** The values of a measure that is a unit: in the validated form as the central definition says, with its code list. */
function readKeyDomain(fields: FieldReader, measure: JsonObject, path: string, description: string): ValueDomainFacts {
  const isCentral = typeof measure['unitType'] === 'object' && isObject(measure['valueDomain']);
  return isCentral
    ? readValueDomain(fields, measure['valueDomain'], path, 'STRING')
    : { domainDescription: description };
}
