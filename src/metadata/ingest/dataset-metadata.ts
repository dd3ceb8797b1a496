import type { Json } from '../../base/canonical-json.ts';
import { parseIsoDate } from '../../base/epoch-day.ts';
import type { databankMessages } from '../../base/messages/databank.ts';
import type { ParametersOf } from '../../base/messages/message.ts';
import type { DataType, SensitivityLevel, Temporality, UnitType } from '../catalogue.ts';
import type { DatabankMessageCode } from '../databank-error.ts';
import { isObject } from '../store/content.ts';
import { unitTypes } from '../unit-types.ts';
import type { ProblemList } from './problems.ts';

/** A code of an incoming code list: code, title, ISO dates of validity (empty: unlimited), and whether it is a sentinel. */
export type CodeRow = readonly [code: string, title: string, validFrom: string, validUntil: string, sentinel: boolean];

/** What an incoming dataset's JSON file says, checked (datastore specification, b.2 and d.2). */
export interface DatasetMetadata {
  readonly name: string;
  readonly temporality: Temporality;
  readonly sensitivityLevel: SensitivityLevel;
  readonly populationDescription: string;
  readonly subjectFields: readonly string[];
  readonly unitType: UnitType;
  readonly title: string;
  readonly description: string;
  /** STRING for a measure that is a public unit identifier; a pseudonymised one has no type of its own. */
  readonly dataType: DataType;
  readonly format?: string;
  /** Set when the measure is the identifier of a unit. */
  readonly keyUnitType?: UnitType;
  readonly codes?: readonly CodeRow[];
  readonly domainDescription: string;
  readonly unitOfMeasure?: string;
}

/** Reads a dataset's metadata; `undefined` when something is wrong, which is then in the list. */
export function readDatasetMetadata(
  name: string,
  file: string,
  json: Json,
  problems: ProblemList,
): DatasetMetadata | undefined {
  return new MetadataReader(file, problems).read(name, json);
}

type JsonObject = { readonly [key: string]: Json | undefined };

const temporalities = ['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'] as const;
const sensitivityLevels = ['PERSON_GENERAL', 'PERSON_SPECIAL', 'PUBLIC', 'NONPUBLIC'] as const;
const dataTypes = ['STRING', 'LONG', 'DOUBLE', 'DATE'] as const;

class MetadataReader {
  readonly #file: string;
  readonly #problems: ProblemList;
  #isGood = true;

  constructor(file: string, problems: ProblemList) {
    this.#file = file;
    this.#problems = problems;
  }

  read(name: string, json: Json): DatasetMetadata | undefined {
    if (!isObject(json)) {
      this.#invalid('', 'an object');
      return undefined;
    }
    const temporality = this.#oneOf(json['temporalityType'], 'temporalityType', temporalities);
    const sensitivityLevel = this.#oneOf(json['sensitivityLevel'], 'sensitivityLevel', sensitivityLevels);
    const populationDescription = this.#text(json['populationDescription'], 'populationDescription');
    const subjectFields = this.#list(json['subjectFields'], 'subjectFields').map((field, i) =>
      this.#text(field, `subjectFields.${i}`),
    );
    const revision = this.#object(json['dataRevision'], 'dataRevision');
    this.#text(revision?.['description'], 'dataRevision.description');
    const identifier = this.#single(json['identifierVariables'], 'identifierVariables');
    const unitType = this.#unitType(identifier?.['unitType'], 'identifierVariables.0.unitType');
    const measure = this.#single(json['measureVariables'], 'measureVariables');
    const facts = measure === undefined ? undefined : this.#measure(measure);
    if (!this.#isGood || temporality === undefined || sensitivityLevel === undefined || unitType === undefined)
      return undefined;
    if (facts === undefined) return undefined;
    return { name, temporality, sensitivityLevel, populationDescription, subjectFields, unitType, ...facts };
  }

  #measure(
    measure: JsonObject,
  ): Omit<
    DatasetMetadata,
    'name' | 'temporality' | 'sensitivityLevel' | 'populationDescription' | 'subjectFields' | 'unitType'
  > {
    const path = 'measureVariables.0';
    const title = this.#text(measure['name'], `${path}.name`);
    const description = this.#text(measure['description'], `${path}.description`);
    if (measure['unitType'] !== undefined) {
      const keyUnitType = this.#unitType(measure['unitType'], `${path}.unitType`);
      for (const field of ['dataType', 'valueDomain'])
        if (measure[field] !== undefined) this.#notAllowed(`${path}.${field}`);
      const dataType = keyUnitType?.pseudonymised === false ? 'STRING' : 'LONG';
      return { title, description, dataType, domainDescription: description, ...(keyUnitType ? { keyUnitType } : {}) };
    }
    const dataType = this.#oneOf(measure['dataType'], `${path}.dataType`, dataTypes) ?? 'STRING';
    const { format } = measure;
    return {
      title,
      description,
      dataType,
      ...(typeof format === 'string' ? { format } : {}),
      ...this.#domain(this.#object(measure['valueDomain'], `${path}.valueDomain`), `${path}.valueDomain`, dataType),
    };
  }

  #domain(
    domain: JsonObject | undefined,
    path: string,
    dataType: DataType,
  ): Pick<DatasetMetadata, 'codes' | 'domainDescription' | 'unitOfMeasure'> {
    if (domain === undefined) return { domainDescription: '' };
    if (domain['codeList'] === undefined) {
      if (domain['sentinelAndMissingValues'] !== undefined) this.#notAllowed(`${path}.sentinelAndMissingValues`);
      const domainDescription = this.#text(domain['description'], `${path}.description`);
      const unit = domain['measurementUnitDescription'];
      if (unit === undefined || unit === null) return { domainDescription };
      return { domainDescription, unitOfMeasure: this.#text(unit, `${path}.measurementUnitDescription`) };
    }
    for (const field of ['description', 'measurementType', 'measurementUnitDescription']) {
      if (domain[field] !== undefined) this.#notAllowed(`${path}.${field}`);
    }
    if (dataType !== 'STRING') this.#fail('ingest-code-list-not-string', { file: this.#file });
    const codes = this.#list(domain['codeList'], `${path}.codeList`).map((code, i) =>
      this.#code(code, `${path}.codeList.${i}`, false),
    );
    const { sentinelAndMissingValues = [] } = domain;
    const sentinels = Array.isArray(sentinelAndMissingValues) ? (sentinelAndMissingValues as readonly Json[]) : [];
    codes.push(...sentinels.map((code, i) => this.#code(code, `${path}.sentinelAndMissingValues.${i}`, true)));
    this.#checkDuplicates(codes);
    return { codes, domainDescription: '' };
  }

  #code(json: Json, path: string, sentinel: boolean): CodeRow {
    const item = this.#object(json, path);
    const code = item?.['code'];
    if (typeof code !== 'string' || code === '') this.#invalid(`${path}.code`, 'a text');
    const title = this.#text(item?.['categoryTitle'], `${path}.categoryTitle`);
    const dates = (['validFrom', 'validUntil'] as const).map((field) => {
      const value = item?.[field];
      if (value === undefined || value === null) {
        if (field === 'validFrom' && !sentinel) this.#missing(`${path}.validFrom`);
        return '';
      }
      if (typeof value === 'string' && parseIsoDate(value) !== undefined) return value;
      this.#invalid(`${path}.${field}`, 'YYYY-MM-DD');
      return '';
    });
    return [typeof code === 'string' ? code : '', title, dates[0] ?? '', dates[1] ?? '', sentinel];
  }

  #checkDuplicates(codes: readonly CodeRow[]): void {
    const seen = new Map<string, CodeRow[]>();
    for (const row of codes) {
      const [code, , from, until] = row;
      const others = seen.get(code) ?? [];
      const overlaps = others.some(
        ([, , otherFrom, otherUntil]) =>
          (until === '' || otherFrom <= until) && (otherUntil === '' || from <= otherUntil),
      );
      if (overlaps) this.#fail('ingest-code-duplicate', { file: this.#file, code });
      seen.set(code, [...others, row]);
    }
  }

  /** The Norwegian entry of a text in several languages. */
  #text(json: Json | undefined, path: string): string {
    if (json === undefined || json === null) {
      this.#missing(path);
      return '';
    }
    const entries = Array.isArray(json) ? (json as readonly Json[]) : [];
    if (entries.length === 0) this.#invalid(path, 'a list of texts with languageCode and value');
    for (const entry of entries) {
      if (!isObject(entry) || typeof entry['value'] !== 'string' || entry['value'] === '') {
        this.#invalid(path, 'a list of texts with languageCode and value');
        return '';
      }
      if (entry['languageCode'] === 'no') return entry['value'];
    }
    if (entries.length > 0) this.#fail('ingest-text-without-no', { file: this.#file, field: path });
    return '';
  }

  #object(json: Json | undefined, path: string): JsonObject | undefined {
    if (json === undefined || json === null) this.#missing(path);
    else if (isObject(json)) return json;
    else this.#invalid(path, 'an object');
    return undefined;
  }

  #list(json: Json | undefined, path: string): readonly Json[] {
    if (json === undefined || json === null) this.#missing(path);
    else if (Array.isArray(json) && json.length > 0) return json as readonly Json[];
    else this.#invalid(path, 'a list with at least one entry');
    return [];
  }

  #single(json: Json | undefined, path: string): JsonObject | undefined {
    const entries = this.#list(json, path);
    if (entries.length > 1) this.#invalid(path, 'a list with one entry');
    return entries.length === 0 ? undefined : this.#object(entries[0], `${path}.0`);
  }

  #oneOf<T extends string>(json: Json | undefined, path: string, allowed: readonly T[]): T | undefined {
    const found = allowed.find((value) => value === json);
    if (json === undefined) this.#missing(path);
    else if (found === undefined) this.#invalid(path, allowed.join(', '));
    return found;
  }

  #unitType(json: Json | undefined, path: string): UnitType | undefined {
    const found = typeof json === 'string' ? unitTypes.get(json) : undefined;
    if (json === undefined) this.#missing(path);
    else if (found === undefined) this.#invalid(path, [...unitTypes.keys()].join(', '));
    return found;
  }

  #missing(field: string): void {
    this.#fail('ingest-field-missing', { file: this.#file, field });
  }

  #invalid(field: string, expected: string): void {
    this.#fail('ingest-field-invalid', { file: this.#file, field, expected });
  }

  #notAllowed(field: string): void {
    this.#fail('ingest-field-not-allowed', { file: this.#file, field });
  }

  #fail<C extends DatabankMessageCode>(code: C, parameters: ParametersOf<(typeof databankMessages)[C]>): void {
    this.#isGood = false;
    this.#problems.add(this.#file, code, parameters);
  }
}
