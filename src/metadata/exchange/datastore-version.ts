import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { isoDate } from '../../base/epoch-day.ts';
import type { LocalText } from '../../base/language.ts';
import { draftVersion, type VersionNumber } from '../../base/version-number.ts';
import type { RegisterVariable } from '../catalogue.ts';
import { type DatabankProblem, databankProblem } from '../databank-error.ts';
import type { CodeRow, DatasetMetadata } from '../ingest/dataset-metadata.ts';
import { InvalidForm } from '../json-form.ts';
import { isObject } from '../store/content.ts';
import { unitTypes } from '../unit-types.ts';
import { type Datastore, metadataPath, readDatastoreJson } from './datastore-layout.ts';
import { readExtensions } from './extensions.ts';
import { readServedStructure } from './read-served.ts';

/** The variables of a version, as its metadata say; no data. */
export interface VersionMetadata {
  readonly label: LocalText;
  readonly variables: ReadonlyMap<string, RegisterVariable>;
}

/** Reads the metadata of a released version, or of the draft. */
export function readVersionMetadata(
  { folder, label }: Datastore,
  number: VersionNumber | typeof draftVersion,
): VersionMetadata | DatabankProblem {
  const stem = number === draftVersion ? draftVersion : `${number.major}_${number.minor}_${number.patch}`;
  const file = `metadata_all__${stem}.json`;
  const json = readDatastoreJson(folder, file);
  if (isProblem(json)) return json;
  const structures = isObject(json) ? json['dataStructures'] : undefined;
  if (!Array.isArray(structures)) return databankProblem('exchange-datastore-file', { file, field: 'dataStructures' });
  const extensions = readExtensions(ownExtensions(folder, stem));
  const variables = new Map<string, RegisterVariable>();
  try {
    for (const structure of structures as readonly Json[]) {
      const variable = readServedStructure(structure);
      variables.set(variable.name, { ...variable, ...extensions.variables.get(variable.name) });
    }
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    return databankProblem('exchange-datastore-file', { file, field: error.field });
  }
  const names = [...variables].sort(([a], [b]) => (a < b ? -1 : 1));
  return { label: extensions.label ?? { nb: label, en: label }, variables: new Map(names) };
}

/** What an export of ours says beside the platform's metadata. */
function ownExtensions(folder: string, stem: string): Json | undefined {
  const file = `openmicrodata__${stem}.json`;
  if (!fs.existsSync(metadataPath(folder, file))) return undefined;
  const json = readDatastoreJson(folder, file);
  return isProblem(json) ? undefined : json;
}

/** The data files of a dataset in a version, in the order of their paths; a problem when there are none. */
export function findDataFiles(
  { folder }: Datastore,
  name: string,
  number: VersionNumber | typeof draftVersion,
): readonly string[] | DatabankProblem {
  const data = path.join(folder, 'data', name);
  if (number === draftVersion)
    return dataFilesAt(data, [`${name}__DRAFT.parquet`, `${name}__DRAFT`], draftVersion, name);
  const file = `data_versions__${number.major}_${number.minor}.json`;
  const json = readDatastoreJson(folder, file);
  if (isProblem(json)) return json;
  const listed = isObject(json) ? json[name] : undefined;
  if (typeof listed !== 'string' || listed.includes('/') || listed.includes('\\')) {
    return databankProblem('exchange-datastore-data-missing', { file, variable: name });
  }
  // Which form it is cannot be told from the temporality, nor always from the list.
  const other = listed.endsWith('.parquet') ? listed.slice(0, -'.parquet'.length) : `${listed}.parquet`;
  return dataFilesAt(data, [listed, other], file, name);
}

function dataFilesAt(
  folder: string,
  candidates: readonly string[],
  file: string,
  variable: string,
): readonly string[] | DatabankProblem {
  for (const candidate of candidates) {
    const place = path.join(folder, candidate);
    const stat = fs.statSync(place, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    if (stat.isFile()) return [place];
    const parts = fs
      .readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((part) => part.endsWith('.parquet'))
      .sort()
      .map((part) => path.join(place, part));
    if (parts.length > 0) return parts;
  }
  return databankProblem('exchange-datastore-data-missing', { file, variable });
}

/** A variable of a datastore as a dataset's metadata, which its rows are checked against. */
export function datasetMetadataOf(variable: RegisterVariable): DatasetMetadata {
  const { valueDomain, coverage, statusDays, unitType, keyUnitType, ...facts } = variable;
  const unit = unitTypes.get(unitType);
  const key = keyUnitType === undefined ? undefined : unitTypes.get(keyUnitType);
  if (unit === undefined) throw new Error(`there is no unit type ${unitType}`);
  return {
    ...facts,
    unitType: unit,
    ...(key === undefined ? {} : { keyUnitType: key }),
    ...(valueDomain.type === 'enumerated'
      ? { codes: valueDomain.codes.map(codeRow), domainDescription: '' }
      : {
          domainDescription: valueDomain.description,
          ...(valueDomain.unitOfMeasure === undefined ? {} : { unitOfMeasure: valueDomain.unitOfMeasure }),
        }),
    ...(coverage === undefined
      ? {}
      : {
          stated: {
            coverage: [coverage.startDay, coverage.stopDay] as const,
            ...(statusDays === undefined ? {} : { statusDays }),
          },
        }),
  };
}

type EnumeratedCode = Extract<RegisterVariable['valueDomain'], { type: 'enumerated' }>['codes'][number];

function codeRow({ code, title, validFromDay, validUntilDay, sentinel }: EnumeratedCode): CodeRow {
  const date = (day: number | undefined): string => (day === undefined ? '' : isoDate(day));
  return [code, title, date(validFromDay), date(validUntilDay), sentinel === true];
}

/** Whether something that was read is a problem instead. */
export function isProblem(value: unknown): value is DatabankProblem {
  return typeof value === 'object' && value !== null && 'code' in value && 'parameters' in value;
}
