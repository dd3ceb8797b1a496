import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { isoDate } from '../../base/epoch-day.ts';
import type { RegisterVariable } from '../catalogue.ts';
import { failDatabank } from '../databank-error.ts';
import type { IncomingValues, RowBatch } from '../ingest/row-batch.ts';
import { missingInt32 } from '../stored-column.ts';

/** Days as texts, each made once: there are only as many as the format can hold. */
class DayTexts {
  readonly #texts = new Map<number, string>([[missingInt32, '']]);

  of(day: number): string {
    let text = this.#texts.get(day);
    if (text === undefined) {
      text = isoDate(day);
      this.#texts.set(day, text);
    }
    return text;
  }
}

/** Writes the rows of a dataset as `unit;value;start;stop;` without a header (datastore specification, b.2). */
export class CsvWriter {
  readonly #handle: number;
  readonly #variable: RegisterVariable;
  readonly #zip: boolean;
  readonly #stop: number;
  readonly #days = new DayTexts();
  readonly #good = new WeakSet<readonly string[]>();

  /**
   * @param zip  every batch becomes a member of a gzip file
   * @param knownUntil  the stop of FIXED rows
   */
  constructor(path: string, variable: RegisterVariable, zip: boolean, knownUntil: number) {
    this.#handle = fs.openSync(path, 'wx');
    this.#variable = variable;
    this.#zip = zip;
    this.#stop = variable.temporality === 'FIXED' ? knownUntil : missingInt32;
  }

  /** Adds the rows of a batch. */
  append({ rowCount, units, values, starts, stops }: RowBatch): void {
    const unitText = this.#textsOf(units, false);
    const valueText = this.#textsOf(
      values,
      this.#variable.dataType === 'DATE' && this.#variable.keyUnitType === undefined,
    );
    const fixedStop = this.#days.of(this.#stop);
    let text = '';
    for (let row = 0; row < rowCount; row++) {
      const stop = fixedStop === '' ? this.#days.of(stops[row]!) : fixedStop;
      text += `${unitText(row)};${valueText(row)};${this.#days.of(starts[row]!)};${stop};\n`;
    }
    const bytes = Buffer.from(text, 'utf8');
    this.#write(this.#zip ? gzipSync(bytes) : bytes);
  }

  /** Ends the file. */
  close(): void {
    fs.closeSync(this.#handle);
  }

  /** Gives the file up. */
  abandon(): void {
    fs.closeSync(this.#handle);
  }

  #textsOf(values: IncomingValues, areDays: boolean): (row: number) => string {
    if (values.kind === 'texts') {
      const { codes, dictionary } = values;
      this.#check(dictionary);
      return (row) => dictionary[codes[row]!]!;
    }
    const { values: numbers } = values;
    if (areDays) return (row) => this.#days.of(numbers[row]!);
    return (row) => decimalText(numbers[row]!);
  }

  /** A line has no way to say that a `;` or a line break belongs to a value, and blanks around a value are taken away. */
  #check(dictionary: readonly string[]): void {
    if (this.#good.has(dictionary)) return;
    if (dictionary.some((text) => /[;"\r\n\0]|^ | $/u.test(text))) {
      failDatabank('exchange-value-not-csv', { variable: this.#variable.name });
    }
    this.#good.add(dictionary);
  }

  #write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) done += fs.writeSync(this.#handle, bytes, done);
  }
}

/** The shortest decimal text that reads back as the same number, without an exponent. */
function decimalText(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/u.exec(text);
  if (match === null) return text;
  const [, sign = '', first = '', rest = '', exponent = '0'] = match;
  const digits = first + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return digits.length <= point
    ? sign + digits + '0'.repeat(point - digits.length)
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
