import type { Json } from '../../base/canonical-json.ts';
import { type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import type { DatasetMetadata, StatedTimes } from './dataset-metadata.ts';
import type { FieldReader, JsonObject } from './field-reader.ts';

/** The form of a dataset's name. */
export const datasetName = /^[A-Z][A-Z0-9_]*$/u;

/**
 * Reads that a series is closed, and why. An older form only says that it is (`temporalEndOfSeries: true`); the text of the
 * revision then stands for the reason.
 */
export function readTemporalEnd(
  fields: FieldReader,
  revision: JsonObject,
  revisionText: string,
): DatasetMetadata['temporalEnd'] {
  const path = 'dataRevision.temporalEnd';
  const json = revision['temporalEnd'];
  const older = revision['temporalEndOfSeries'];
  if (older !== undefined) {
    const field = 'dataRevision.temporalEndOfSeries';
    const isEnd = fields.boolean(older, field);
    if (typeof older === 'boolean') fields.report('ingest-series-end-old-form', field, {});
    if (isEnd && (json === undefined || json === null)) return { description: revisionText };
  }
  if (json === undefined || json === null) return undefined;
  const end = fields.object(json, path);
  if (end === undefined) return undefined;
  const description = fields.texts(end['description'], `${path}.description`).no;
  const successors = readSuccessors(fields, end['successors'], `${path}.successors`);
  return { description, ...(successors === undefined ? {} : { successors }) };
}

function readSuccessors(fields: FieldReader, json: Json | undefined, path: string): readonly string[] | undefined {
  if (json === undefined || json === null) return undefined;
  const names = fields.list(json, path);
  const isNames = names.every((name) => typeof name === 'string' && datasetName.test(name));
  if (!isNames) fields.invalid(path, 'dataset-names');
  return names.map(String);
}

/** Reads the times that validated metadata state; they are compared with those of the rows later. */
export function readStatedTimes(fields: FieldReader, revision: JsonObject): StatedTimes | undefined {
  const first = fields.optionalDate(revision['temporalCoverageStart'], 'dataRevision.temporalCoverageStart');
  const last = fields.optionalDate(revision['temporalCoverageLatest'], 'dataRevision.temporalCoverageLatest');
  const statusDays = readDates(fields, revision['temporalStatusDates'], 'dataRevision.temporalStatusDates');
  if (first === undefined && last === undefined && statusDays === undefined) return undefined;
  return {
    ...(first === undefined || last === undefined ? {} : { coverage: [first, last] }),
    ...(statusDays === undefined ? {} : { statusDays }),
  };
}

function readDates(fields: FieldReader, json: Json | undefined, path: string): readonly EpochDay[] | undefined {
  if (json === undefined || json === null) return undefined;
  const days = (Array.isArray(json) ? (json as readonly Json[]) : []).map((date) =>
    typeof date === 'string' ? parseIsoDate(date) : undefined,
  );
  const isList =
    Array.isArray(json) && days.every((day, i) => day !== undefined && (i === 0 || day > (days[i - 1] ?? day)));
  if (!isList) fields.invalid(path, 'dates');
  return isList ? days.filter((day) => day !== undefined) : undefined;
}
