import { type EpochDay, parseIsoDate } from '../../base/epoch-day.ts';
import { type Threshold, threshold } from '../../base/messages/message.ts';
import { openStop16 } from '../store/spells.ts';
import type { RowCollector } from './row-collector.ts';
import { splitRow } from './row-fields.ts';
import { type IdentifierForm, largestPseudonym } from './row-rules.ts';

/** First and last day that a row's time can name: 1880-04-15 and 2059-09-18 (datastore specification, c). */
export const rowDays = { first: -32767, last: 32767 } as const;

const valueField = threshold(2);

/**
 * Reads one row at a time from text and tells everything that is wrong with it. This is what rows mean; the fast scanner
 * reads the plain ones among them to the same effect.
 */
export class CarefulRows {
  readonly #collector: RowCollector;

  constructor(collector: RowCollector) {
    this.#collector = collector;
  }

  /** Reads a line without its end. Empty lines are no rows. */
  read(text: string, line: number): void {
    if (text === '') return;
    const { problems } = this.#collector;
    if (text.includes('\0')) {
      problems.add('ingest-nul-byte', line, {});
      return;
    }
    const row = splitRow(text);
    if (row.type === 'open-quote') {
      problems.add('ingest-quote-open', line, { field: threshold(row.field) });
      return;
    }
    const { fields } = row;
    if (fields.length !== 5) {
      problems.add('ingest-row-fields', line, { found: threshold(fields.length) });
      return;
    }
    const [unit = '', value = '', start = '', stop = '', source = ''] = fields;
    if (source !== '') this.#collector.addFifthField(line);
    this.#readFields(unit, value, start, stop, line);
  }

  #readFields(unit: string, value: string, start: string, stop: string, line: number): void {
    const unitIndex = this.unitOf(unit, line);
    const valueNumber = this.valueOf(value, line);
    const startDay = this.#day(start, line, 3);
    const stopDay = this.#day(stop, line, 4);
    if (startDay === 'invalid' || stopDay === 'invalid') return;
    this.addRow(unitIndex, valueNumber, startDay, stopDay, line);
  }

  /** Takes a row whose fields were read; `undefined` for a unit or value that was not good, and for empty days. */
  addRow(
    unit: number | undefined,
    value: number | undefined,
    startDay: EpochDay | undefined,
    stopDay: EpochDay | undefined,
    line: number,
  ): void {
    const { rules, problems } = this.#collector;
    const { temporality } = rules;
    if (!timesFit(temporality, startDay, stopDay)) {
      problems.add('ingest-times-invalid', line, { temporality });
      return;
    }
    if (unit === undefined || value === undefined) return;
    if (temporality === 'FIXED') this.#collector.add(unit, value, 0, 0, line);
    else this.#collector.add(unit, value, startDay ?? 0, stopDay ?? openStop16, line);
  }

  #day(text: string, line: number, field: number): EpochDay | undefined | 'invalid' {
    if (text === '') return undefined;
    const day = parseIsoDate(text);
    if (day === undefined) {
      this.#collector.problems.add('ingest-date-invalid', line, { field: threshold(field), value: shown(text) });
      return 'invalid';
    }
    return this.isRowDay(day, text, line, field) ? day : 'invalid';
  }

  /** Whether a day can be a row's start or stop; reports it otherwise. */
  isRowDay(day: EpochDay, text: string, line: number, field: number): boolean {
    if (day >= rowDays.first && day <= rowDays.last) return true;
    this.#collector.problems.add('ingest-date-out-of-range', line, { field: threshold(field), value: text });
    return false;
  }

  /** The index of a unit; `undefined` when its identifier is not good, which is then reported. */
  unitOf(text: string, line: number): number | undefined {
    const { rules, problems, units } = this.#collector;
    if (text === '') {
      problems.add('ingest-identifier-missing', line, {});
      return undefined;
    }
    const key = this.#identifier(text, rules.unitForm, line, threshold(1));
    if (key === undefined) return undefined;
    return typeof key === 'number' ? units.numbers.indexOf(key) : units.indexOfText(key);
  }

  /** A pseudonym as a number, another identifier as its text; `undefined` where it is neither. */
  #identifier(text: string, form: IdentifierForm, line: number, field: Threshold): number | string | undefined {
    const { rules, problems } = this.#collector;
    switch (form) {
      case 'text':
        return text;
      case 'integer': {
        const number = /^-?[0-9]{1,16}$/u.test(text) ? Number(text) : Number.NaN;
        if (Number.isSafeInteger(number)) return String(number + 0);
        problems.add('ingest-identifier-not-integer', line, { field, value: shown(text), unitType: rules.unitType });
        return undefined;
      }
      case 'pseudonym': {
        const number = /^[0-9]{1,30}$/u.test(text) ? Number(text) : Number.NaN;
        if (number <= largestPseudonym) return number;
        problems.add('ingest-pseudonym-invalid', line, { field, value: shown(text) });
        return undefined;
      }
    }
  }

  /** The value as a number or an index; `undefined` when it is not good, which is then reported. */
  valueOf(text: string, line: number): number | undefined {
    const { rules, problems, keys } = this.#collector;
    if (text === '') {
      problems.add('ingest-value-missing', line, {});
      return undefined;
    }
    switch (rules.valueForm) {
      case 'text':
        return this.codeOf(text, line);
      case 'identifier': {
        const key = this.#identifier(text, rules.keyForm, line, valueField);
        if (key === undefined) return undefined;
        return typeof key === 'number' ? keys.numbers.indexOf(key) : keys.indexOfText(key);
      }
      case 'date': {
        const day = parseIsoDate(text);
        if (day !== undefined) return day;
        problems.add('ingest-date-invalid', line, { field: valueField, value: shown(text) });
        return undefined;
      }
      case 'long':
        return this.#long(text, line);
      case 'double':
        return this.#double(text, line);
    }
  }

  /** The index of a value that is a text; `undefined` where it should be in the code list and is not. */
  codeOf(text: string, line: number): number | undefined {
    const { isOpen, problems } = this.#collector;
    const code = isOpen ? this.#collector.indexOfText(text) : this.#collector.findText(text);
    if (code >= 0) return code;
    problems.add('ingest-value-not-in-code-list', line, { value: shown(text) });
    return undefined;
  }

  #long(text: string, line: number): number | undefined {
    const { problems } = this.#collector;
    if (/^[+-]?[0-9]+$/u.test(text)) {
      const number = Number(text);
      // Adding 0 makes 0 of -0: they are one value.
      if (Number.isSafeInteger(number)) return number + 0;
      problems.add('ingest-integer-too-large', line, { value: shown(text) });
      return undefined;
    }
    this.#notNumber(text, line);
    return undefined;
  }

  #double(text: string, line: number): number | undefined {
    const { problems } = this.#collector;
    if (/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/u.test(text)) {
      const number = Number(text);
      if (Number.isFinite(number)) return number + 0;
      problems.add('ingest-number-too-large', line, { value: shown(text) });
      return undefined;
    }
    this.#notNumber(text, line);
    return undefined;
  }

  #notNumber(text: string, line: number): void {
    const { problems, rules } = this.#collector;
    if (/^[+-]?[0-9]+,[0-9]+$/u.test(text)) {
      problems.add('ingest-decimal-comma', line, { value: shown(text), mended: text.replace(',', '.') });
    } else problems.add('ingest-value-type', line, { value: shown(text), type: rules.dataType });
  }
}

/** A value as a message shows it: whole, unless it is very long. */
function shown(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** FIXED accepts any stop: one generation of the format requires it, the next ignores it (datastore specification, a.4). */
function timesFit(temporality: string, startDay: EpochDay | undefined, stopDay: EpochDay | undefined): boolean {
  switch (temporality) {
    case 'FIXED':
      return startDay === undefined;
    case 'STATUS':
      return startDay !== undefined && startDay === stopDay;
    case 'ACCUMULATED':
      return startDay !== undefined && stopDay !== undefined && startDay < stopDay;
    default:
      return startDay !== undefined && (stopDay === undefined || stopDay >= startDay);
  }
}
