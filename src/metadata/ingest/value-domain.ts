import type { Json } from '../../base/canonical-json.ts';
import { isoDate } from '../../base/epoch-day.ts';
import type { DataType } from '../catalogue.ts';
import type { CodeRow } from './dataset-metadata.ts';
import type { FieldReader, JsonObject } from './field-reader.ts';

/** The values that a measure may take, as its metadata say. */
export interface ValueDomainFacts {
  readonly codes?: readonly CodeRow[];
  readonly domainDescription: string;
  readonly unitOfMeasure?: string;
}

const describedFields = ['description', 'measurementType', 'measurementUnitDescription'];

/** Reads a value domain: a code list, or a description of free values. */
export function readValueDomain(
  fields: FieldReader,
  json: Json | undefined,
  path: string,
  dataType: DataType | undefined,
): ValueDomainFacts {
  const domain = fields.object(json, path);
  if (domain === undefined) return { domainDescription: '' };
  fields.optionalStrings(domain['uriDefinition'], `${path}.uriDefinition`);
  if (isThere(domain['codeList'])) return readCodes(fields, domain, path, dataType);
  if (isThere(domain['description'])) return readDescription(fields, domain, path);
  fields.only(domain, path, [...describedFields, 'codeList', 'sentinelAndMissingValues', 'uriDefinition']);
  fields.report('ingest-domain-neither', path, { field: path });
  return { domainDescription: '' };
}

function isThere(json: Json | undefined): boolean {
  return json !== undefined && json !== null;
}

function readDescription(fields: FieldReader, domain: JsonObject, path: string): ValueDomainFacts {
  fields.only(withoutNulls(domain), path, [...describedFields, 'uriDefinition']);
  const domainDescription = fields.texts(domain['description'], `${path}.description`).no;
  if (isThere(domain['measurementType'])) fields.string(domain['measurementType'], `${path}.measurementType`);
  const unit = domain['measurementUnitDescription'];
  if (!isThere(unit)) return { domainDescription };
  return { domainDescription, unitOfMeasure: fields.texts(unit, `${path}.measurementUnitDescription`).no };
}

/** Fields that are null count as absent. */
function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => isThere(value)));
}

function readCodes(
  fields: FieldReader,
  domain: JsonObject,
  path: string,
  dataType: DataType | undefined,
): ValueDomainFacts {
  fields.only(withoutNulls(domain), path, ['codeList', 'sentinelAndMissingValues', 'uriDefinition']);
  const isText = dataType === undefined || dataType === 'STRING';
  if (!isText) fields.report('ingest-code-list-not-string', `${path}.codeList`, { dataType });
  const rows: PlacedCode[] = fields
    .list(domain['codeList'], `${path}.codeList`)
    .map((code, i) => readCode(fields, code, `${path}.codeList.${i}`, false, isText));
  const sentinels = domain['sentinelAndMissingValues'];
  const sentinelPath = `${path}.sentinelAndMissingValues`;
  if (isThere(sentinels) && !Array.isArray(sentinels)) fields.invalid(sentinelPath, 'list');
  const list = Array.isArray(sentinels) ? (sentinels as readonly Json[]) : [];
  rows.push(...list.map((code, i) => readCode(fields, code, `${sentinelPath}.${i}`, true, isText)));
  checkDuplicates(fields, rows);
  return { codes: rows.map(({ row }) => row), domainDescription: '' };
}

interface PlacedCode {
  readonly path: string;
  readonly row: CodeRow;
}

function readCode(fields: FieldReader, json: Json, path: string, sentinel: boolean, isText: boolean): PlacedCode {
  const item = fields.object(json, path);
  if (item === undefined) return { path, row: ['', '', '', '', sentinel] };
  fields.only(item, path, sentinel ? ['code', 'categoryTitle'] : ['code', 'categoryTitle', 'validFrom', 'validUntil']);
  const code = readCodeText(fields, item['code'], `${path}.code`, isText);
  const title = fields.texts(item['categoryTitle'], `${path}.categoryTitle`).no;
  if (sentinel) return { path, row: [code, title, '', '', true] };
  if (!isThere(item['validFrom'])) fields.missing(`${path}.validFrom`);
  const from = fields.optionalDate(item['validFrom'], `${path}.validFrom`);
  const until = fields.optionalDate(item['validUntil'], `${path}.validUntil`);
  const fromText = from === undefined || from === beginningOfTime ? '' : isoDate(from);
  const untilText = until === undefined ? '' : isoDate(until);
  if (from !== undefined && until !== undefined && until < from) {
    fields.report('ingest-code-validity-reversed', `${path}.validUntil`, { code, from: fromText, until: untilText });
  }
  return { path, row: [code, title, fromText, untilText, false] };
}

/** 0001-01-01, which says that a code was always valid: the format asks for a date. */
const beginningOfTime = -719162;

function readCodeText(fields: FieldReader, json: Json | undefined, path: string, isText: boolean): string {
  if (typeof json !== 'number') return fields.string(json, path);
  // In a list of integers the list as such is refused, once.
  if (isText) fields.report('ingest-code-not-text', path, { field: path, code: String(json) });
  return String(json);
}

function checkDuplicates(fields: FieldReader, codes: readonly PlacedCode[]): void {
  const seen = new Map<string, CodeRow[]>();
  for (const { path, row } of codes) {
    const [code, , from, until] = row;
    if (code === '') continue;
    const others = seen.get(code) ?? [];
    const overlaps = others.some(
      ([, , otherFrom, otherUntil]) =>
        (until === '' || otherFrom <= until) && (otherUntil === '' || from <= otherUntil),
    );
    if (overlaps) fields.report('ingest-code-duplicate', path, { code });
    seen.set(code, [...others, row]);
  }
}
