import fs from 'node:fs';

/** Rows that lie together in a spill file: of one period, or with a start and a stop each. */
export interface Segment {
  /** Index into the periods; -1 where each row has its own start and stop. */
  readonly period: number;
  readonly offset: number;
  readonly count: number;
  /** Bytes of one value: 4 (int32) or 8 (float64). */
  readonly width: 4 | 8;
}

/** Start and stop that many rows share. */
export interface RowPeriod {
  readonly start: number;
  readonly stop: number;
}

/** Where the rows of one thread lie: a binary file in its portions. */
export interface SpilledRows {
  readonly file: string;
  readonly periods: readonly RowPeriod[];
  readonly segments: readonly Segment[];
}

/** Up to so many periods lie apart from each other: they can become blocks of their own. */
export const mostPeriods = 2000;

const rowsPerPeriod = 4096;
const rowsPerMixture = 65_536;

interface Room {
  readonly period: number;
  readonly units: Int32Array;
  readonly values: Float64Array;
  readonly starts: Int16Array;
  readonly stops: Int16Array;
  count: number;
}

/**
 * Writes rows (unit index, value, start, stop) into a temporary file, sorted by period as long as there are few periods,
 * so that a period can be read again without the others. Memory: one small buffer for each period.
 */
export class RowSpill {
  readonly #file: string;
  readonly #handle: number;
  readonly #segments: Segment[] = [];
  readonly #periods: RowPeriod[] = [];
  readonly #rooms: Room[] = [];
  readonly #slots = new Int32Array(8192).fill(-1);
  readonly #bytes = new Uint8Array(rowsPerMixture * 16);
  #mixture: Room | undefined;
  #last: Room | undefined;
  #lastStart = Number.NaN;
  #lastStop = Number.NaN;
  #offset = 0;

  /** @param byPeriod  whether rows of equal start and stop belong together */
  constructor(file: string, byPeriod: boolean) {
    this.#file = file;
    this.#handle = fs.openSync(file, 'wx');
    if (!byPeriod) this.#mixture = emptyRoom(-1, rowsPerMixture);
  }

  /** Adds a row. Days are int16. */
  add(unit: number, value: number, start: number, stop: number): void {
    let room = this.#last;
    if (room === undefined || start !== this.#lastStart || stop !== this.#lastStop) {
      room = this.#roomOf(start, stop);
      this.#last = room;
      this.#lastStart = start;
      this.#lastStop = stop;
    }
    const at = room.count++;
    room.units[at] = unit;
    room.values[at] = value;
    if (room.period < 0) {
      room.starts[at] = start;
      room.stops[at] = stop;
    }
    if (room.count === room.units.length) this.#flush(room);
  }

  /** Writes what is left and closes the file. */
  finish(): SpilledRows {
    for (const room of this.#rooms) this.#flush(room);
    if (this.#mixture !== undefined) this.#flush(this.#mixture);
    this.close();
    return { file: this.#file, periods: this.#periods, segments: this.#segments };
  }

  /** Closes the file. */
  close(): void {
    fs.closeSync(this.#handle);
  }

  #roomOf(start: number, stop: number): Room {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(start, 0x9e3779b1) ^ Math.imul(stop, 0x85ebca6b)) >>> 7;
    for (slot &= mask; this.#slots[slot]! >= 0; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]!;
      const period = this.#periods[index]!;
      if (period.start === start && period.stop === stop) return this.#rooms[index]!;
    }
    if (this.#mixture !== undefined) return this.#mixture;
    const index = this.#periods.length;
    if (index === mostPeriods) {
      this.#mixture = emptyRoom(-1, rowsPerMixture);
      return this.#mixture;
    }
    const room = emptyRoom(index, rowsPerPeriod);
    this.#slots[slot] = index;
    this.#periods.push({ start, stop });
    this.#rooms.push(room);
    return room;
  }

  #flush(room: Room): void {
    const { count, period } = room;
    if (count === 0) return;
    room.count = 0;
    const values = room.values.subarray(0, count);
    const width = values.every(isInt32) ? 4 : 8;
    const { length } = this.#put(width === 4 ? new Int32Array(values) : values, 0);
    let end = this.#put(room.units.subarray(0, count), length).length;
    if (period < 0) {
      end = this.#put(room.starts.subarray(0, count), end).length;
      end = this.#put(room.stops.subarray(0, count), end).length;
    }
    for (let done = 0; done < end; ) {
      done += fs.writeSync(this.#handle, this.#bytes, done, end - done, this.#offset + done);
    }
    this.#segments.push({ period, offset: this.#offset, count, width });
    this.#offset += end;
  }

  #put(values: ArrayBufferView, at: number): { readonly length: number } {
    this.#bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    return { length: at + values.byteLength };
  }
}

function isInt32(value: number): boolean {
  return (value | 0) === value;
}

function emptyRoom(period: number, length: number): Room {
  const own = period < 0 ? length : 0;
  return {
    period,
    units: new Int32Array(length),
    values: new Float64Array(length),
    starts: new Int16Array(own),
    stops: new Int16Array(own),
    count: 0,
  };
}

/** The rows of a segment; the arrays are used again for the next one. */
export interface SegmentRows {
  readonly count: number;
  readonly units: Int32Array;
  readonly values: Int32Array | Float64Array;
  /** Empty where the segment has one period. */
  readonly starts: Int16Array;
  readonly stops: Int16Array;
}

/** Bytes that a segment has in its file. */
function bytesOf({ count, width, period }: Segment): number {
  return count * (width + 4 + (period < 0 ? 4 : 0));
}

/** Reads spilled rows again. */
export class SpillReader {
  readonly rows: SpilledRows;
  readonly #handle: number;
  readonly #buffer: ArrayBuffer;

  constructor(rows: SpilledRows) {
    this.rows = rows;
    this.#buffer = new ArrayBuffer(rows.segments.reduce((most, segment) => Math.max(most, bytesOf(segment)), 0));
    this.#handle = fs.openSync(rows.file, 'r');
  }

  /** The rows of a segment. */
  read(segment: Segment): SegmentRows {
    const { offset, count, width, period } = segment;
    const length = bytesOf(segment);
    const bytes = new Uint8Array(this.#buffer, 0, length);
    for (let done = 0; done < length; ) {
      const read = fs.readSync(this.#handle, bytes, done, length - done, offset + done);
      if (read === 0) throw new Error(`the temporary file ${this.rows.file} ends early`);
      done += read;
    }
    const own = period < 0 ? count : 0;
    const unitsAt = count * width;
    const startsAt = unitsAt + count * 4;
    return {
      count,
      values: width === 4 ? new Int32Array(this.#buffer, 0, count) : new Float64Array(this.#buffer, 0, count),
      units: new Int32Array(this.#buffer, unitsAt, count),
      starts: new Int16Array(this.#buffer, startsAt, own),
      stops: new Int16Array(this.#buffer, startsAt + own * 2, own),
    };
  }

  close(): void {
    fs.closeSync(this.#handle);
  }
}
