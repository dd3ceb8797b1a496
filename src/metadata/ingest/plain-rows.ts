import { daysFromCivil, daysInMonth } from '../../base/epoch-day.ts';
import { openStop16 } from '../store/spells.ts';
import { CarefulRows, rowDays } from './careful-rows.ts';
import { digitKey, type IdentifierTable, mostDigits } from './identifier-table.ts';
import type { RowCollector } from './row-collector.ts';
import { largestPseudonym } from './row-rules.ts';
import { finishHash, firstHash, hashFactor, noHash } from './text-table.ts';

/** Bytes behind the last line of a portion that must be readable: fields are read several bytes at a time. */
export const slack = 32;

const semicolon = 59;
const lineEnd = 10;
const firstYear = 1880;
const lastYear = 2059;
const noDay = -2147483648;

/** The epoch day of each date by (year - 1880) · 416 + month · 32 + day; `noDay` where no row can have it. */
const dayTable = makeDayTable();

const powers = Array.from({ length: 16 }, (_, n) => 10 ** n);

/**
 * Reads rows from bytes. Lines that are plain (no blanks, quotation marks, mistakes or unusual numbers) are read byte by byte
 * without making texts or objects; every other line goes to `CarefulRows`.
 */
export class PlainRows {
  readonly #collector: RowCollector;
  readonly #careful: CarefulRows;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #isFixed: boolean;
  readonly #temporality: 0 | 1 | 2 | 3;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(new ArrayBuffer(0));
  /** Where the field that was read last ends: the place of its semicolon. */
  #end = 0;
  #line = 0;

  constructor(collector: RowCollector) {
    this.#collector = collector;
    this.#careful = new CarefulRows(collector);
    const { temporality } = collector.rules;
    this.#isFixed = temporality === 'FIXED';
    this.#temporality =
      temporality === 'FIXED' ? 0 : temporality === 'STATUS' ? 1 : temporality === 'ACCUMULATED' ? 2 : 3;
  }

  /** Number of lines read. */
  get lineCount(): number {
    return this.#line;
  }

  /** Counts a line that was not read. */
  skipLine(): number {
    return ++this.#line;
  }

  /** Reads whole lines: the bytes from `from` to `to`, the last of which is a line end; `slack` bytes follow. */
  scan(bytes: Uint8Array<ArrayBuffer>, from: number, to: number): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = from; at < to; ) {
      this.#line++;
      const next = this.#plain(at);
      at = next > 0 ? next : this.#carefully(at);
    }
  }

  /** Reads a plain line; gives the place behind it, or -1 when it is not plain. */
  #plain(at: number): number {
    const bytes = this.#bytes;
    const { rules, units } = this.#collector;
    const unit = rules.unitForm === 'pseudonym' ? this.#pseudonym(units, at) : this.#text(units, at, rules.unitForm);
    if (unit === none) return -1;
    const value = this.#value(this.#end + 1);
    // Values that are not plain are told by NaN, which no row has.
    if (Number.isNaN(value)) return -1;
    let place = this.#end + 1;
    let start = noDay;
    if (bytes[place] !== semicolon) {
      start = this.#day(place);
      if (start === noDay) return -1;
      place += 10;
    }
    place++;
    let stop = noDay;
    if (bytes[place] !== semicolon) {
      stop = this.#day(place);
      if (stop === noDay) return -1;
      place += 10;
    }
    place++;
    if (bytes[place] === 13) place++;
    if (bytes[place] !== lineEnd || !this.#timesFit(start, stop)) return -1;
    if (this.#isFixed) this.#collector.add(unit, value, 0, 0, this.#line);
    else this.#collector.add(unit, value, start, stop === noDay ? openStop16 : stop, this.#line);
    return place + 1;
  }

  #timesFit(start: number, stop: number): boolean {
    switch (this.#temporality) {
      case 0:
        return start === noDay;
      case 1:
        return start !== noDay && start === stop;
      case 2:
        return start !== noDay && start < stop;
      case 3:
        return start !== noDay && (stop === noDay || stop >= start);
    }
  }

  /** The number that digits write, up to a semicolon; -1 when something else stands there, or more than 15 digits. */
  #digits(at: number): number {
    const bytes = this.#bytes;
    let high = 0;
    let place = at;
    const nine = at + 9;
    let digit = bytes[place]! - 48;
    while (digit >>> 0 < 10 && place < nine) {
      high = Math.imul(high, 10) + digit;
      digit = bytes[++place]! - 48;
    }
    if (place === at) return -1;
    let number = high;
    if (digit >>> 0 < 10) {
      let low = 0;
      const most = at + 15;
      while (digit >>> 0 < 10 && place < most) {
        low = Math.imul(low, 10) + digit;
        digit = bytes[++place]! - 48;
      }
      number = high * powers[place - nine]! + low;
    }
    this.#end = place;
    return bytes[place] === semicolon ? number : -1;
  }

  #pseudonym(table: IdentifierTable, at: number): number {
    const number = this.#digits(at);
    return number < 0 || number > largestPseudonym ? none : table.numbers.indexOf(number);
  }

  #text(table: IdentifierTable, at: number, form: string): number {
    const bytes = this.#bytes;
    const number = this.#digits(at);
    const length = this.#end - at;
    if (number >= 0 && length <= mostDigits) {
      // Integers have one text each: without leading zeros.
      if (form === 'integer' && bytes[at] === 48 && length > 1) return none;
      return table.numbers.indexOf(digitKey(number, length));
    }
    if (form === 'integer') return none;
    const hash = this.#textEnd(at);
    if (hash === none) return none;
    const index = table.texts.find(bytes, at, this.#end, hash);
    if (index >= 0) return ~index;
    return this.#isAscii(at) ? ~table.texts.indexOf(bytes, at, this.#end, hash) : none;
  }

  /** Finds the end of a text and hashes it; `none` when the text is empty, or has blanks at its ends or quotation marks. */
  #textEnd(at: number): number {
    const bytes = this.#bytes;
    let hash = firstHash;
    let place = at;
    for (let byte = bytes[place]!; byte !== semicolon; byte = bytes[++place]!) {
      if (byte === lineEnd || byte === 34 || byte === 0) return none;
      hash = Math.imul(hash ^ byte, hashFactor);
    }
    this.#end = place;
    if (place === at || bytes[at] === 32 || bytes[place - 1] === 32) return none;
    return finishHash(hash);
  }

  #isAscii(at: number): boolean {
    for (let place = at; place < this.#end; place++) if (this.#bytes[place]! >= 128) return false;
    return true;
  }

  #value(at: number): number {
    const { rules, keys } = this.#collector;
    switch (rules.valueForm) {
      case 'long':
        return this.#long(at);
      case 'text':
        return this.#code(at);
      case 'identifier': {
        const key = rules.keyForm === 'pseudonym' ? this.#pseudonym(keys, at) : this.#text(keys, at, rules.keyForm);
        return key === none ? Number.NaN : key;
      }
      case 'double':
        return this.#double(at);
      case 'date': {
        const day = this.#day(at);
        this.#end = at + 10;
        return day === noDay ? Number.NaN : day;
      }
    }
  }

  #long(at: number): number {
    if (this.#bytes[at] !== 45) {
      const number = this.#digits(at);
      return number < 0 ? Number.NaN : number;
    }
    const number = this.#digits(at + 1);
    return number < 0 ? Number.NaN : 0 - number;
  }

  /** Up to 15 digits with a point among them: an exact integer over an exact power of ten, so the quotient is rounded once. */
  #double(at: number): number {
    const bytes = this.#bytes;
    const first = bytes[at] === 45 ? at + 1 : at;
    let number = 0;
    let place = first;
    let point = -1;
    for (let byte = bytes[place]!; byte !== semicolon; byte = bytes[++place]!) {
      if (byte === 46 && point < 0) point = place;
      else if ((byte - 48) >>> 0 < 10) number = number * 10 + byte - 48;
      else return Number.NaN;
      if (place - first > 15) return Number.NaN;
    }
    this.#end = place;
    // `1.`, `.5` and an empty field are left to the careful reader.
    if (place === first || point === first || point === place - 1) return Number.NaN;
    if (place - first - (point < 0 ? 0 : 1) > 15) return Number.NaN;
    const value = point < 0 ? number : number / powers[place - 1 - point]!;
    return first === at ? value : 0 - value;
  }

  #code(at: number): number {
    const hash = this.#textEnd(at);
    if (hash === none) return Number.NaN;
    const { texts, isOpen } = this.#collector;
    const code = texts.find(this.#bytes, at, this.#end, hash);
    if (code >= 0) return code;
    if (!isOpen || !this.#isAscii(at)) return Number.NaN;
    return texts.indexOf(this.#bytes, at, this.#end, hash);
  }

  /** The day of a date that a semicolon follows; `noDay` where there is none. Reads four bytes at a time. */
  #day(at: number): number {
    const view = this.#view;
    const year = view.getInt32(at, true);
    const month = view.getInt32(at + 4, true);
    const day = view.getInt32(at + 7, true);
    // The bytes are `YYYY`, `-MM-` and `-DD;`: fixed ones must be so, and the others must be 48 to 57.
    if ((month & 0xff0000ff) !== 0x2d00002d || (day & 0xff0000ff) !== 0x3b00002d) return noDay;
    const areDigits = (year & 0xf0f0f0f0) === 0x30303030 && (month & 0x00f0f000) === 0x00303000;
    if (!areDigits || (day & 0x00f0f000) !== 0x00303000) return noDay;
    const y3 = year & 15;
    const y2 = (year >>> 8) & 15;
    const y1 = (year >>> 16) & 15;
    const y0 = (year >>> 24) & 15;
    const m1 = (month >>> 8) & 15;
    const m0 = (month >>> 16) & 15;
    const d1 = (day >>> 8) & 15;
    const d0 = (day >>> 16) & 15;
    // Adding 6 carries into the next bit where four bits are more than 9.
    const carries = (y3 + 6) | (y2 + 6) | (y1 + 6) | (y0 + 6) | (m1 + 6) | (m0 + 6) | (d1 + 6) | (d0 + 6);
    if ((carries & 16) !== 0) return noDay;
    const m = m1 * 10 + m0;
    const d = d1 * 10 + d0;
    const index = (y3 * 1000 + y2 * 100 + y1 * 10 + y0 - firstYear) * 416 + m * 32 + d;
    if (m > 12 || d > 31 || index < 0 || index >= dayTable.length) return noDay;
    return dayTable[index]!;
  }

  /** Gives a line to the careful reader; returns the place behind it. */
  #carefully(at: number): number {
    const bytes = this.#bytes;
    const end = bytes.indexOf(lineEnd, at);
    const textEnd = end > at && bytes[end - 1] === 13 ? end - 1 : end;
    let text: string;
    try {
      text = this.#decoder.decode(bytes.subarray(at, textEnd));
    } catch {
      this.#collector.problems.add('ingest-file-not-utf8', this.#line, {});
      return end + 1;
    }
    this.#careful.read(text, this.#line);
    return end + 1;
  }
}

/** Neither an index of an identifier nor a hash. */
const none = noHash;

function makeDayTable(): Int32Array {
  const table = new Int32Array((lastYear - firstYear + 1) * 416).fill(noDay);
  for (let year = firstYear; year <= lastYear; year++) {
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day <= daysInMonth(year, month); day++) {
        const epoch = daysFromCivil(year, month, day);
        const isRowDay = epoch >= rowDays.first && epoch <= rowDays.last;
        if (isRowDay) table[(year - firstYear) * 416 + month * 32 + day] = epoch;
      }
    }
  }
  return table;
}
