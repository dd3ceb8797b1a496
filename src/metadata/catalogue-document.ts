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
import { InvalidForm, type JsonObject, listIn, objectIn, oneOfIn, textIn } from './json-form.ts';
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

/** Reads a catalogue from parsed JSON; a text says what is wrong with it, and where. */
export function readCatalogueDocument(json: Json): CatalogueFacts | string {
  try {
    const root = objectIn(json, 'catalogue');
    const label = objectIn(root['label'], 'label');
    const lists = new Map<string, readonly Code[]>();
    for (const [name, codes] of Object.entries(objectIn(root['codeLists'], 'codeLists'))) {
      lists.set(
        name,
        listIn(codes, `codeLists.${name}`).map((code) => readCode(code, `codeLists.${name}`)),
      );
    }
    const variables = new Map<string, RegisterVariable>();
    for (const entry of listIn(root['variables'], 'variables')) {
      const variable = readVariable(objectIn(entry, 'variable'), lists);
      if (variables.has(variable.name)) invalid(variable.name, 'stands twice');
      variables.set(variable.name, variable);
    }
    return { label: { nb: textIn(label['nb'], 'label.nb'), en: textIn(label['en'], 'label.en') }, variables };
  } catch (error) {
    if (error instanceof InvalidForm) return error.message;
    throw error;
  }
}

function readCode(json: Json, where: string): Code {
  const [code, title, from, until, sentinel] = listIn(json, where);
  return {
    code: textIn(code, where),
    title: textIn(title, where),
    ...(from === undefined || from === '' ? {} : { validFromDay: day(from, where) }),
    ...(until === undefined || until === '' ? {} : { validUntilDay: day(until, where) }),
    ...(sentinel === true ? { sentinel } : {}),
  };
}

function readVariable(entry: JsonObject, lists: ReadonlyMap<string, readonly Code[]>): RegisterVariable {
  const name = textIn(entry['name'], 'name of a variable');
  const temporality = oneOfIn<Temporality>(entry['temporality'], ['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'], name);
  const { coverage, statusDays } = readTimes(entry, temporality, name);
  const { format, keyUnitType, englishTitle, temporalEnd } = entry;
  return {
    name,
    title: textIn(entry['title'], name),
    ...(englishTitle === undefined ? {} : { englishTitle: textIn(englishTitle, name) }),
    description: textIn(entry['description'], name),
    unitType: readUnitType(entry['unitType'], name),
    temporality,
    dataType: oneOfIn<DataType>(entry['dataType'], ['STRING', 'LONG', 'DOUBLE', 'DATE'], name),
    ...(format === undefined ? {} : { format: textIn(format, name) }),
    valueDomain: readDomain(entry, lists, name),
    ...(keyUnitType === undefined ? {} : { keyUnitType: readUnitType(keyUnitType, name) }),
    sensitivityLevel: oneOfIn<SensitivityLevel>(
      entry['sensitivityLevel'],
      ['PERSON_GENERAL', 'PERSON_SPECIAL', 'PUBLIC', 'NONPUBLIC'],
      name,
    ),
    populationDescription: textIn(entry['populationDescription'], name),
    subjectFields: listIn(entry['subjectFields'], name).map((field) => textIn(field, name)),
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
  const [start, stop] = listIn(entry['coverage'], `${name}.coverage`);
  const coverage = { startDay: day(start, name), stopDay: day(stop, name) };
  if (coverage.startDay > coverage.stopDay) invalid(`${name}.coverage`, 'ends before it starts');
  if (temporality !== 'STATUS') return { coverage };
  const statusDays = listIn(entry['statusDays'], `${name}.statusDays`).map((date) => day(date, name));
  if (statusDays.some((date, i) => i > 0 && date <= (statusDays[i - 1] ?? date))) {
    invalid(`${name}.statusDays`, 'does not ascend');
  }
  return { coverage, statusDays };
}

function readTemporalEnd(json: Json, name: string): NonNullable<RegisterVariable['temporalEnd']> {
  const { description, successors } = objectIn(json, `${name}.temporalEnd`);
  return {
    description: textIn(description, name),
    ...(successors === undefined
      ? {}
      : { successors: listIn(successors, name).map((successor) => textIn(successor, name)) }),
  };
}

function readDomain(entry: JsonObject, lists: ReadonlyMap<string, readonly Code[]>, name: string): ValueDomain {
  if (entry['codeList'] !== undefined) {
    const codes = lists.get(textIn(entry['codeList'], name));
    return codes === undefined
      ? invalid(`${name}.codeList`, 'is not among the code lists')
      : { type: 'enumerated', codes };
  }
  const domain = objectIn(entry['domain'], `${name}.domain`);
  const { unitOfMeasure } = domain;
  return {
    type: 'described',
    description: textIn(domain['description'], name),
    ...(unitOfMeasure === undefined ? {} : { unitOfMeasure: textIn(unitOfMeasure, name) }),
  };
}

function readUnitType(json: Json | undefined, name: string): string {
  const unitType = textIn(json, name);
  return unitTypes.has(unitType) ? unitType : invalid(name, `has an unknown unit type ${unitType}`);
}

function invalid(field: string, what: string): never {
  throw new InvalidForm(field, what);
}

function day(json: Json | undefined, field: string): EpochDay {
  const found = typeof json === 'string' ? parseIsoDate(json) : undefined;
  return found ?? invalid(field, 'is not a date of the form YYYY-MM-DD');
}
