import { parseIsoDate } from '../../base/epoch-day.ts';
import type { DataType } from '../catalogue.ts';

/** A column of a table: for each row the place of its text among the distinct texts. */
export interface TextColumn {
  readonly name: string;
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** Collects a column row by row. */
export class ColumnCollector {
  readonly #places = new Map<string, number>();
  #codes = new Int32Array(1024);
  #count = 0;

  /** Adds the next row's text. */
  add(text: string): void {
    if (this.#count === this.#codes.length) {
      const larger = new Int32Array(this.#codes.length * 2);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.#places.size;
      this.#places.set(text, place);
    }
    this.#codes[this.#count++] = place;
  }

  /** The column so far. */
  finish(name: string): TextColumn {
    return { name, codes: this.#codes.subarray(0, this.#count), texts: [...this.#places.keys()] };
  }
}

/**
 * The narrowest type that all texts have, empty ones apart; text where there is none. Numbers with leading zeros are codes,
 * so texts; very small and very large numbers may be written with a signed power of ten, as in 1.5e-7 (2E1 is a code).
 */
export function dataTypeOf(texts: readonly string[], decimalComma: boolean): DataType {
  const values = texts.filter((text) => text !== '');
  if (values.length === 0) return 'STRING';
  if (values.every(isWholeNumber)) return 'LONG';
  if (values.every((value) => isDecimal(value, decimalComma))) return 'DOUBLE';
  return values.every((value) => parseIsoDate(value) !== undefined) ? 'DATE' : 'STRING';
}

function isWholeNumber(value: string): boolean {
  return /^-?(?:0|[1-9]\d{0,15})$/u.test(value) && Number.isSafeInteger(Number(value));
}

function isDecimal(value: string, decimalComma: boolean): boolean {
  const form = decimalComma
    ? /^-?(?:0|[1-9]\d*)(?:,\d+)?(?:e[+-]\d{1,3})?$/iu
    : /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]\d{1,3})?$/iu;
  return form.test(value) && Number.isFinite(Number(decimalComma ? value.replace(',', '.') : value));
}

/** The number that a text of a numeric or date column stands for; NaN for an empty one. */
export function numberOf(text: string, type: DataType, decimalComma: boolean): number {
  if (text === '') return Number.NaN;
  if (type === 'DATE') return parseIsoDate(text) ?? Number.NaN;
  return Number(decimalComma ? text.replace(',', '.') : text);
}

const letters = new Map([
  ['Æ', 'AE'],
  ['Ø', 'OE'],
  ['Å', 'AA'],
]);

/** The name of the variable that a column becomes: capitals, digits and underscores, beginning with a letter. */
export function variableNameOf(column: string): string {
  const name = column
    .toUpperCase()
    .replace(/[ÆØÅ]/gu, (letter) => letters.get(letter) ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
  return /^[A-Z]/u.test(name) ? name : `V_${name}`;
}
