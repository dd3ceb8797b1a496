import type { Json } from '../base/canonical-json.ts';
import { type EpochDay, parseIsoDate } from '../base/epoch-day.ts';
import type { LocalText } from '../base/language.ts';
import type {
  Code,
  DataType,
  Period,
  RegisterVariable,
  SensitivityLevel,
  Temporality,
  ValueDomain,
} from './catalogue.ts';
import { isObject } from './store/content.ts';
import { unitTypes } from './unit-types.ts';

/**
 * The written form of a catalogue: code lists once, by name, and variables that refer to them. Days are ISO dates.
 * A code is `[code, title, validFrom?, validUntil?, sentinel?]`, an empty text standing for "unlimited".
 */
export interface CatalogueDocument {
  readonly label: LocalText;
  readonly codeLists: Readonly<Record<string, readonly (readonly (string | boolean)[])[]>>;
  readonly variables: readonly VariableDocument[];
}

/** A variable in a catalogue document; `codeList` or `domain` says which values it takes. */
export interface VariableDocument extends Omit<RegisterVariable, 'valueDomain' | 'coverage' | 'statusDays'> {
  readonly codeList?: string;
  readonly domain?: { readonly description: string; readonly unitOfMeasure?: string };
  readonly coverage?: readonly [start: string, stop: string];
  readonly statusDays?: readonly string[];
}

/** What a catalogue document says, ready for use. */
export interface CatalogueFacts {
  readonly label: LocalText;
  readonly variables: ReadonlyMap<string, RegisterVariable>;
}

/** Thrown within this module for the first thing that is wrong with a document; `readCatalogueDocument` returns its text. */
class InvalidDocument extends Error {}

/** Reads a catalogue from parsed JSON; a text says what is wrong with it, and where. */
export function readCatalogueDocument(json: Json): CatalogueFacts | string {
  try {
    const root = object(json, 'catalogue');
    const label = object(root['label'], 'label');
    const lists = new Map<string, readonly Code[]>();
    for (const [name, codes] of Object.entries(object(root['codeLists'], 'codeLists'))) {
      lists.set(
        name,
        list(codes, `codeLists.${name}`).map((code) => readCode(code, `codeLists.${name}`)),
      );
    }
    const variables = new Map<string, RegisterVariable>();
    for (const entry of list(root['variables'], 'variables')) {
      const variable = readVariable(object(entry, 'variable'), lists);
      if (variables.has(variable.name)) invalid(`${variable.name} stands twice`);
      variables.set(variable.name, variable);
    }
    return { label: { nb: text(label['nb'], 'label.nb'), en: text(label['en'], 'label.en') }, variables };
  } catch (error) {
    if (error instanceof InvalidDocument) return error.message;
    throw error;
  }
}

function readCode(json: Json, where: string): Code {
  const [code, title, from, until, sentinel] = list(json, where);
  return {
    code: text(code, where),
    title: text(title, where),
    ...(from === undefined || from === '' ? {} : { validFromDay: day(from, where) }),
    ...(until === undefined || until === '' ? {} : { validUntilDay: day(until, where) }),
    ...(sentinel === true ? { sentinel } : {}),
  };
}

function readVariable(entry: JsonObject, lists: ReadonlyMap<string, readonly Code[]>): RegisterVariable {
  const name = text(entry['name'], 'name of a variable');
  const temporality = oneOf<Temporality>(entry['temporality'], ['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'], name);
  const { coverage, statusDays } = readTimes(entry, temporality, name);
  const { format, keyUnitType, englishTitle, temporalEnd } = entry;
  return {
    name,
    title: text(entry['title'], name),
    ...(englishTitle === undefined ? {} : { englishTitle: text(englishTitle, name) }),
    description: text(entry['description'], name),
    unitType: readUnitType(entry['unitType'], name),
    temporality,
    dataType: oneOf<DataType>(entry['dataType'], ['STRING', 'LONG', 'DOUBLE', 'DATE'], name),
    ...(format === undefined ? {} : { format: text(format, name) }),
    valueDomain: readDomain(entry, lists, name),
    ...(keyUnitType === undefined ? {} : { keyUnitType: readUnitType(keyUnitType, name) }),
    sensitivityLevel: oneOf<SensitivityLevel>(
      entry['sensitivityLevel'],
      ['PERSON_GENERAL', 'PERSON_SPECIAL', 'PUBLIC', 'NONPUBLIC'],
      name,
    ),
    populationDescription: text(entry['populationDescription'], name),
    subjectFields: list(entry['subjectFields'], name).map((field) => text(field, name)),
    ...(coverage === undefined ? {} : { coverage }),
    ...(statusDays === undefined ? {} : { statusDays }),
    ...(temporalEnd === undefined ? {} : { temporalEnd: readTemporalEnd(temporalEnd, name) }),
    ...(entry['publicValues'] === true ? { publicValues: true } : {}),
  };
}

function readTimes(
  entry: JsonObject,
  temporality: Temporality,
  name: string,
): { readonly coverage?: Period; readonly statusDays?: readonly EpochDay[] } {
  if (temporality === 'FIXED') return {};
  const [start, stop] = list(entry['coverage'], `${name}.coverage`);
  const coverage = { startDay: day(start, name), stopDay: day(stop, name) };
  if (coverage.startDay > coverage.stopDay) invalid(`${name}: the coverage ends before it starts`);
  if (temporality !== 'STATUS') return { coverage };
  const statusDays = list(entry['statusDays'], `${name}.statusDays`).map((date) => day(date, name));
  if (statusDays.some((date, i) => i > 0 && date <= (statusDays[i - 1] ?? date))) {
    invalid(`${name}: the status dates are not ascending`);
  }
  return { coverage, statusDays };
}

function readTemporalEnd(json: Json, name: string): NonNullable<RegisterVariable['temporalEnd']> {
  const { description, successors } = object(json, `${name}.temporalEnd`);
  return {
    description: text(description, name),
    ...(successors === undefined
      ? {}
      : { successors: list(successors, name).map((successor) => text(successor, name)) }),
  };
}

function readDomain(entry: JsonObject, lists: ReadonlyMap<string, readonly Code[]>, name: string): ValueDomain {
  if (entry['codeList'] !== undefined) {
    const codes = lists.get(text(entry['codeList'], name));
    return codes === undefined ? invalid(`${name}: there is no such code list`) : { type: 'enumerated', codes };
  }
  const domain = object(entry['domain'], `${name}.domain`);
  const { unitOfMeasure } = domain;
  return {
    type: 'described',
    description: text(domain['description'], name),
    ...(unitOfMeasure === undefined ? {} : { unitOfMeasure: text(unitOfMeasure, name) }),
  };
}

function readUnitType(json: Json | undefined, name: string): string {
  const unitType = text(json, name);
  return unitTypes.has(unitType) ? unitType : invalid(`${name}: there is no unit type ${unitType}`);
}

type JsonObject = { readonly [key: string]: Json | undefined };

function invalid(what: string): never {
  throw new InvalidDocument(what);
}

function object(json: Json | undefined, where: string): JsonObject {
  return isObject(json) ? json : invalid(`${where} is not an object`);
}

function list(json: Json | undefined, where: string): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : invalid(`${where} is not a list`);
}

function text(json: Json | undefined, where: string): string {
  return typeof json === 'string' ? json : invalid(`${where} lacks a text`);
}

function oneOf<T extends string>(json: Json | undefined, allowed: readonly T[], where: string): T {
  const found = allowed.find((value) => value === json);
  return found ?? invalid(`${where}: a value is none of ${allowed.join(', ')}`);
}

function day(json: Json | undefined, where: string): EpochDay {
  const found = typeof json === 'string' ? parseIsoDate(json) : undefined;
  return found ?? invalid(`${where}: a date is not of the form YYYY-MM-DD`);
}
