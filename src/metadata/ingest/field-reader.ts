import type { Json } from '../../base/canonical-json.ts';
import { type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import type { databankMessages } from '../../base/messages/databank.ts';
import type { ExpectedForm } from '../../base/messages/ingest.ts';
import { type ParametersOf, type Threshold, threshold } from '../../base/messages/message.ts';
import type { UnitType } from '../catalogue.ts';
import type { DatabankMessageCode } from '../databank-error.ts';
import { isObject } from '../store/content.ts';
import { unitTypes } from '../unit-types.ts';
import type { TextPlace } from './json-places.ts';
import type { ProblemList } from './problems.ts';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** A text in several languages: the Norwegian one, and the English one where there is one. */
export interface LanguageTexts {
  readonly no: string;
  readonly en?: string;
}

/** Messages that are about a place in a metadata file. */
type PlacedCode = {
  [C in DatabankMessageCode]: { line?: Threshold; column?: Threshold; file: string } extends Pick<
    ParametersOf<(typeof databankMessages)[C]>,
    Extract<keyof ParametersOf<(typeof databankMessages)[C]>, 'line' | 'column' | 'file'>
  >
    ? C
    : never;
}[DatabankMessageCode];

const languages = ['no', 'nb', 'nn', 'en'] as const;

/**
 * Reads fields of a metadata file and reports each that is not what it should be, with its path and place. A field that is
 * wrong reads as something harmless, so that the others can be looked at, too.
 */
export class FieldReader {
  readonly #file: string;
  readonly #problems: ProblemList;
  readonly #placeOf: (path: string) => TextPlace | undefined;
  #isGood = true;

  /** @param placeOf  where the value at a path stands in the file */
  constructor(file: string, problems: ProblemList, placeOf: (path: string) => TextPlace | undefined) {
    this.#file = file;
    this.#problems = problems;
    this.#placeOf = placeOf;
  }

  /** Whether nothing was wrong so far. */
  get isGood(): boolean {
    return this.#isGood;
  }

  /** Reports a problem at a path: at the nearest value around it that the file has. */
  report<C extends PlacedCode>(
    code: C,
    path: string,
    parameters: Omit<ParametersOf<(typeof databankMessages)[C]>, 'file' | 'line' | 'column'>,
  ): void {
    if (code !== 'ingest-series-end-old-form') this.#isGood = false;
    const place = this.#nearest(path);
    const where = place === undefined ? {} : { line: threshold(place.line), column: threshold(place.column) };
    this.#problems.add(this.#file, code, { file: this.#file, ...where, ...parameters } as ParametersOf<
      (typeof databankMessages)[C]
    >);
  }

  missing(path: string): void {
    this.report('ingest-field-missing', path, { field: path });
  }

  invalid(path: string, expected: ExpectedForm): void {
    this.report('ingest-field-invalid', path, { field: path, expected });
  }

  /** Rejects the fields of an object that are not among those named. */
  only(object: JsonObject | undefined, path: string, allowed: readonly string[]): void {
    for (const key of Object.keys(object ?? {})) {
      const field = path === '' ? key : `${path}.${key}`;
      if (!allowed.includes(key)) this.report('ingest-field-not-allowed', field, { field });
    }
  }

  object(json: Json | undefined, path: string): JsonObject | undefined {
    if (json === undefined || json === null) this.missing(path);
    else if (isObject(json)) return json;
    else this.invalid(path, 'object');
    return undefined;
  }

  list(json: Json | undefined, path: string): readonly Json[] {
    if (json === undefined || json === null) this.missing(path);
    else if (Array.isArray(json) && json.length > 0) return json as readonly Json[];
    else this.invalid(path, 'list');
    return [];
  }

  /** The entry of a list that must have exactly one. */
  single(json: Json | undefined, path: string): JsonObject | undefined {
    const entries = this.list(json, path);
    if (entries.length > 1) this.invalid(path, 'list-of-one');
    return entries.length === 0 ? undefined : this.object(entries[0], `${path}.0`);
  }

  /** A text that is there and not empty; '' otherwise. */
  string(json: Json | undefined, path: string): string {
    if (json === undefined || json === null) this.missing(path);
    else if (typeof json === 'string' && json !== '') return json;
    else this.invalid(path, 'text');
    return '';
  }

  /** A list of texts that may be left out. */
  optionalStrings(json: Json | undefined, path: string): void {
    if (json === undefined || json === null) return;
    const isList = Array.isArray(json) && json.every((entry) => typeof entry === 'string');
    if (!isList) this.invalid(path, 'list-of-texts');
  }

  boolean(json: Json | undefined, path: string): boolean {
    if (json === undefined || json === null || typeof json === 'boolean') return json === true;
    this.invalid(path, 'boolean');
    return false;
  }

  /** A text in several languages, with the Norwegian entry that the catalogue is made of. */
  texts(json: Json | undefined, path: string): LanguageTexts {
    if (json === undefined || json === null) {
      this.missing(path);
      return { no: '' };
    }
    if (!Array.isArray(json) || json.length === 0) {
      this.invalid(path, 'texts');
      return { no: '' };
    }
    const found = new Map<string, string>();
    (json as readonly Json[]).forEach((entry, i) => {
      if (!isObject(entry)) {
        this.invalid(`${path}.${i}`, 'object');
        return;
      }
      const language = this.oneOf(entry['languageCode'], `${path}.${i}.languageCode`, languages);
      const value = this.string(entry['value'], `${path}.${i}.value`);
      if (language !== undefined && !found.has(language)) found.set(language, value);
    });
    const no = found.get('no');
    const en = found.get('en');
    if (no === undefined) this.report('ingest-text-without-no', path, { field: path });
    return { no: no ?? '', ...(en === undefined || en === '' ? {} : { en }) };
  }

  oneOf<T extends string>(json: Json | undefined, path: string, allowed: readonly T[]): T | undefined {
    const found = allowed.find((value) => value === json);
    if (json === undefined || json === null) this.missing(path);
    else if (found === undefined) this.report('ingest-field-not-listed', path, { field: path, allowed });
    return found;
  }

  unitType(json: Json | undefined, path: string): UnitType | undefined {
    const name = this.oneOf(json, path, [...unitTypes.keys()]);
    return name === undefined ? undefined : unitTypes.get(name);
  }

  /** A date that may be left out. */
  optionalDate(json: Json | undefined, path: string): EpochDay | undefined {
    if (json === undefined || json === null) return undefined;
    const day = typeof json === 'string' ? parseIsoDate(json) : undefined;
    if (day === undefined) this.invalid(path, 'date');
    return day;
  }

  #nearest(path: string): TextPlace | undefined {
    for (let inside = path; ; inside = inside.slice(0, Math.max(0, inside.lastIndexOf('.')))) {
      const place = this.#placeOf(inside);
      if (place !== undefined || inside === '') return place;
    }
  }
}
