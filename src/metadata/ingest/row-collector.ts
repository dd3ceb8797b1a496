import type { EpochDay } from '../../base/epoch-day.ts';
import { openStop16 } from '../store/spells.ts';
import { IdentifierTable, type IdentifierTableParts } from './identifier-table.ts';
import { RowProblems } from './row-problems.ts';
import type { RowRules } from './row-rules.ts';
import type { SpilledRows } from './row-spill.ts';
import { hashBytes, TextTable, type TextTableParts } from './text-table.ts';

/** What is told of rows that are accepted: how many, and the line of the first. */
export interface Notice {
  readonly count: number;
  readonly line: number;
  /** The code that the first has. */
  readonly code?: string;
}

/** All that one thread has read of a dataset; plain data over shared memory. */
export interface CollectedRows {
  readonly lineCount: number;
  readonly rowCount: number;
  readonly problems: { readonly listed: RowProblems['listed']; readonly counts: RowProblems['counts'] };
  readonly units: IdentifierTableParts;
  /** Identifiers that are values; absent where they are in `units`, too. */
  readonly keys?: IdentifierTableParts;
  readonly texts: TextTableParts;
  readonly spilled: SpilledRows;
  /** Smallest and greatest number among the values; an empty range where there are none. */
  readonly valueRange: readonly [number, number];
  /** First and last finite day of rows with times. */
  readonly dayRange: readonly [EpochDay, EpochDay];
  readonly finiteStops: number;
  readonly invalidThen?: Notice;
  readonly future?: Notice;
  readonly fifthField?: Notice;
}

const encoder = new TextEncoder();

/** Where good rows go. */
export interface RowTarget {
  add(unit: number, value: number, start: number, stop: number, line: number): void;
}

/** Takes rows that are good by themselves, and notes what is wrong with others. */
export class RowCollector {
  readonly rules: RowRules;
  readonly problems = new RowProblems();
  readonly units = new IdentifierTable();
  readonly keys: IdentifierTable;
  readonly texts = new TextTable();
  /** Whether values that are texts may be any; otherwise `texts` holds all that they can be. */
  readonly isOpen: boolean;
  readonly #target: RowTarget;
  readonly #fromDays: readonly (readonly EpochDay[])[];
  readonly #untilDays: readonly (readonly EpochDay[])[];
  readonly #codesEnd: boolean;
  readonly #isFixed: boolean;
  readonly #today: number;
  #rowCount = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;
  #firstDay = Number.POSITIVE_INFINITY;
  #lastDay = Number.NEGATIVE_INFINITY;
  #finiteStops = 0;
  #invalidThen: Notice | undefined;
  #future: Notice | undefined;
  #fifthField: Notice | undefined;

  constructor(rules: RowRules, target: RowTarget) {
    this.rules = rules;
    this.keys = rules.keysAreUnits ? this.units : new IdentifierTable();
    this.#target = target;
    this.#isFixed = rules.temporality === 'FIXED';
    this.#today = rules.today ?? Number.POSITIVE_INFINITY;
    const from: EpochDay[][] = [];
    const until: EpochDay[][] = [];
    for (const { code, fromDay, untilDay } of rules.codes ?? []) {
      const index = this.indexOfText(code);
      (from[index] ??= []).push(fromDay);
      (until[index] ??= []).push(untilDay);
    }
    this.#fromDays = from;
    this.#untilDays = until;
    this.#codesEnd = !this.#isFixed && [...from, ...until].flat().some(Number.isFinite);
    this.isOpen = rules.codes === undefined || rules.keepsUnknownCodes;
  }

  /** The index of a text among the values, or -1. */
  findText(text: string): number {
    const bytes = encoder.encode(text);
    return this.texts.find(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
  }

  /** The index of a text among the values, which is added where it is new. */
  indexOfText(text: string): number {
    const bytes = encoder.encode(text);
    return this.texts.indexOf(bytes, 0, bytes.length, hashBytes(bytes, 0, bytes.length));
  }

  /**
   * Takes a row.
   *
   * @param unit   index in `units`
   * @param value  a number, or an index in `keys` or `texts`
   * @param start  epoch day; 0 for FIXED
   * @param stop   epoch day, `openStop16` while open; 0 for FIXED
   */
  add(unit: number, value: number, start: number, stop: number, line: number): void {
    this.#rowCount++;
    if (value < this.#least) this.#least = value;
    if (value > this.#greatest) this.#greatest = value;
    if (!this.#isFixed) {
      if (start < this.#firstDay) this.#firstDay = start;
      if (start > this.#lastDay) this.#lastDay = start;
      if (stop !== openStop16) {
        this.#finiteStops++;
        if (stop > this.#lastDay) this.#lastDay = stop;
      }
      if (start > this.#today || (stop > this.#today && stop !== openStop16)) this.#future = more(this.#future, line);
      if (this.#codesEnd) this.#checkValidity(value, start, line);
    }
    this.#target.add(unit, value, start, stop, line);
  }

  /** Notes that a row's fifth field holds something. */
  addFifthField(line: number): void {
    this.#fifthField = more(this.#fifthField, line);
  }

  /** All that was read, of so many lines; the good rows lie in `spilled`. */
  finish(lineCount: number, spilled: SpilledRows): CollectedRows {
    return {
      lineCount,
      rowCount: this.#rowCount,
      problems: { listed: this.problems.listed, counts: this.problems.counts },
      units: this.units.parts,
      ...(this.keys === this.units ? {} : { keys: this.keys.parts }),
      texts: this.texts.parts,
      spilled,
      valueRange: [this.#least, this.#greatest],
      dayRange: [this.#firstDay, this.#lastDay],
      finiteStops: this.#finiteStops,
      ...(this.#invalidThen === undefined ? {} : { invalidThen: this.#invalidThen }),
      ...(this.#future === undefined ? {} : { future: this.#future }),
      ...(this.#fifthField === undefined ? {} : { fifthField: this.#fifthField }),
    };
  }

  #checkValidity(code: number, day: EpochDay, line: number): void {
    const from = this.#fromDays[code];
    const until = this.#untilDays[code];
    if (from === undefined || until === undefined) return;
    for (let i = 0; i < from.length; i++) if (from[i]! <= day && day <= until[i]!) return;
    const noted = this.#invalidThen;
    this.#invalidThen = noted === undefined ? { count: 1, line, code: this.texts.textOf(code) } : more(noted, line);
  }
}

function more(notice: Notice | undefined, line: number): Notice {
  return notice === undefined ? { count: 1, line } : { ...notice, count: notice.count + 1 };
}
