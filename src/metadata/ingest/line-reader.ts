import fs from 'node:fs';
import { slack } from './plain-rows.ts';

/** A part of a file: the lines that begin at or after `from` and before `to`. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
  /** Whether a line begins at `from`. */
  readonly isStart: boolean;
}

/** A line may have so many bytes; longer ones are reported, not read, so that memory stays bounded. */
export const longestLine = 1 << 20;

const portion = 1 << 22;
const lineEnd = 10;

/** What takes lines: whole ones in portions, and word of each that is too long. */
export interface LineTaker {
  scan(bytes: Uint8Array<ArrayBuffer>, from: number, to: number): void;
  tooLong(): void;
}

/**
 * Cuts a stream of bytes into portions of whole lines, without ever holding more than one portion. The last line need
 * not have an end.
 */
export class LineCutter {
  readonly #taker: LineTaker;
  readonly #bytes = new Uint8Array(longestLine + portion + slack);
  #length = 0;
  #isInLongLine = false;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  /** Room for further bytes, behind those that wait for the end of their line. */
  get room(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(this.#length, this.#length + portion);
  }

  /** Says that so many bytes were written into `room`. */
  advance(count: number): void {
    const end = this.#length + count;
    let from = 0;
    if (this.#isInLongLine) {
      const found = this.#bytes.subarray(0, end).indexOf(lineEnd, this.#length);
      if (found < 0) return;
      this.#isInLongLine = false;
      from = found + 1;
    }
    this.#take(from, end);
  }

  /** Says that there are no more bytes. */
  finish(): void {
    if (this.#isInLongLine || this.#length === 0) return;
    this.#bytes[this.#length] = lineEnd;
    this.#scan(0, this.#length + 1);
    this.#length = 0;
  }

  #take(from: number, end: number): void {
    const last = this.#bytes.subarray(0, end).lastIndexOf(lineEnd);
    const rest = last < from ? from : last + 1;
    if (rest > from) this.#scan(from, rest);
    this.#length = end - rest;
    this.#bytes.copyWithin(0, rest, end);
    if (this.#length <= longestLine) return;
    this.#taker.tooLong();
    this.#isInLongLine = true;
    this.#length = 0;
  }

  /** Hands whole lines over. A long line may have come in one portion with its end: it is left out all the same. */
  #scan(from: number, to: number): void {
    if (!this.#mayHaveLongLine(from, to)) {
      this.#taker.scan(this.#bytes, from, to);
      return;
    }
    let begin = from;
    for (let at = from; at < to; ) {
      const end = this.#bytes.indexOf(lineEnd, at);
      if (end - at > longestLine) {
        if (at > begin) this.#taker.scan(this.#bytes, begin, at);
        this.#taker.tooLong();
        begin = end + 1;
      }
      at = end + 1;
    }
    if (to > begin) this.#taker.scan(this.#bytes, begin, to);
  }

  /** A line that is too long fills at least one of the steps of half that length, which then has no line end. */
  #mayHaveLongLine(from: number, to: number): boolean {
    const step = longestLine >> 1;
    for (let at = from; at + step <= to; at += step) {
      if (this.#bytes.indexOf(lineEnd, at) >= at + step) return true;
    }
    return false;
  }
}

/** Reads the lines of a part of a file. */
export function readRange(
  file: string,
  { from, to, isStart }: FileRange,
  taker: LineTaker,
  read: (bytes: number) => void,
): void {
  const handle = fs.openSync(file, 'r');
  try {
    const cutter = new LineCutter(taker);
    // A line that began before belongs to the part before.
    let at = isStart ? from : placeAfterLine(handle, from - 1);
    if (at >= to) return;
    const end = placeAfterLine(handle, to - 1);
    while (at < end) {
      const count = fs.readSync(handle, cutter.room, 0, Math.min(cutter.room.length, end - at), at);
      if (count === 0) break;
      cutter.advance(count);
      read(count);
      at += count;
    }
    cutter.finish();
  } finally {
    fs.closeSync(handle);
  }
}

/** The first bytes of a file. */
export function startOfFile(file: string): Uint8Array {
  const handle = fs.openSync(file, 'r');
  try {
    const bytes = new Uint8Array(1 << 16);
    return bytes.subarray(0, fs.readSync(handle, bytes, 0, bytes.length, 0));
  } finally {
    fs.closeSync(handle);
  }
}

/** The place behind the first line end at or after a place; the end of the file where there is none. */
function placeAfterLine(handle: number, from: number): number {
  const bytes = new Uint8Array(1 << 16);
  for (let at = from; ; ) {
    const count = fs.readSync(handle, bytes, 0, bytes.length, at);
    if (count === 0) return at;
    const found = bytes.subarray(0, count).indexOf(lineEnd);
    if (found >= 0) return at + found + 1;
    at += count;
  }
}
