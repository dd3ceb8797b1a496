import type { Json } from '../base/canonical-json.ts';
import { isObject } from './store/content.ts';

/** An object of a JSON text whose fields have not been looked at yet. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** Thrown for the first field of a JSON document that has another form than its reader needs; the message says which and how. */
export class InvalidForm extends Error {
  readonly field: string;

  /** @param what  what is wrong, to be read after the field's name: "is not a text" */
  constructor(field: string, what: string) {
    super(`${field} ${what}`);
    this.field = field;
  }
}

/** The object in a field. @throws InvalidForm */
export function objectIn(json: Json | undefined, field: string): JsonObject {
  if (!isObject(json)) throw new InvalidForm(field, 'is not an object');
  return json;
}

/** The list in a field. @throws InvalidForm */
export function listIn(json: Json | undefined, field: string): readonly Json[] {
  if (!Array.isArray(json)) throw new InvalidForm(field, 'is not a list');
  return json as readonly Json[];
}

/** The text in a field. @throws InvalidForm */
export function textIn(json: Json | undefined, field: string): string {
  if (typeof json !== 'string') throw new InvalidForm(field, 'is not a text');
  return json;
}

/** The integer in a field. @throws InvalidForm */
export function integerIn(json: Json | undefined, field: string): number {
  if (typeof json !== 'number' || !Number.isSafeInteger(json)) throw new InvalidForm(field, 'is not a whole number');
  return json;
}

/** The value in a field, one of those allowed. @throws InvalidForm */
export function oneOfIn<T extends string>(json: Json | undefined, allowed: readonly T[], field: string): T {
  const found = allowed.find((value) => value === json);
  if (found === undefined) throw new InvalidForm(field, `is none of ${allowed.join(', ')}`);
  return found;
}
