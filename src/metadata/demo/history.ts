import type { EpochDay } from '../../base/epoch-day.ts';

/**
 * Changes of one fact over persons and time: those of person `p` are `offsets[p]` to `offsets[p + 1] - 1`, by day.
 * A value holds from its day until the next change; before the first change there is none.
 */
export interface History {
  readonly offsets: Int32Array;
  readonly days: Int32Array;
  readonly values: Int32Array;
}

/** The value of a fact on a day, or `none` before the first change. */
export function valueAt(history: History, person: number, day: EpochDay, none: number): number {
  const { offsets, days, values } = history;
  let value = none;
  for (let i = offsets[person]!; i < offsets[person + 1]! && days[i]! <= day; i++) value = values[i]!;
  return value;
}

/** Collects changes person by person of one village after the other, in any order within a village. */
export class HistoryCollector {
  readonly #offsets: Int32Array;
  #days: Int32Array;
  #values: Int32Array;
  #count = 0;
  #villagePersons = new Int32Array(4096);
  #villageDays = new Int32Array(4096);
  #villageValues = new Int32Array(4096);
  #villageCount = 0;
  readonly #firstPerson: number;

  /** Collects for the persons from `firstPerson` on. */
  constructor(firstPerson: number, personCount: number) {
    this.#firstPerson = firstPerson;
    this.#offsets = new Int32Array(personCount + 1);
    this.#days = new Int32Array(Math.max(1024, personCount));
    this.#values = new Int32Array(Math.max(1024, personCount));
  }

  /** Notes a change; for one person the days must not fall, and a later note of the same day replaces an earlier one. */
  add(localPerson: number, day: EpochDay, value: number): void {
    if (this.#villageCount === this.#villagePersons.length) {
      this.#villagePersons = grown(this.#villagePersons);
      this.#villageDays = grown(this.#villageDays);
      this.#villageValues = grown(this.#villageValues);
    }
    const at = this.#villageCount++;
    this.#villagePersons[at] = localPerson;
    this.#villageDays[at] = day;
    this.#villageValues[at] = value;
  }

  /** Files the changes of a village's persons, `first` to `first + size - 1`, and forgets what changed nothing. */
  closeVillage(first: number, size: number): void {
    const starts = new Int32Array(size + 1);
    for (let i = 0; i < this.#villageCount; i++) {
      const person = this.#villagePersons[i]!;
      starts[person + 1] = starts[person + 1]! + 1;
    }
    for (let p = 0; p < size; p++) starts[p + 1] = starts[p + 1]! + starts[p]!;
    const order = new Int32Array(this.#villageCount);
    const next = starts.slice();
    for (let i = 0; i < this.#villageCount; i++) {
      const person = this.#villagePersons[i]!;
      order[next[person]!] = i;
      next[person] = next[person]! + 1;
    }
    while (this.#count + this.#villageCount > this.#days.length) {
      this.#days = grown(this.#days);
      this.#values = grown(this.#values);
    }
    for (let p = 0; p < size; p++) {
      const begin = this.#count;
      this.#offsets[first - this.#firstPerson + p] = begin;
      for (let i = starts[p]!; i < starts[p + 1]!; i++) this.#append(begin, order[i]!);
    }
    this.#offsets[first - this.#firstPerson + size] = this.#count;
    this.#villageCount = 0;
  }

  /** All changes so far, in shared memory; the first of the persons is number 0. */
  finish(): History {
    return {
      offsets: shared(this.#offsets),
      days: shared(this.#days.subarray(0, this.#count)),
      values: shared(this.#values.subarray(0, this.#count)),
    };
  }

  #append(begin: number, from: number): void {
    const day = this.#villageDays[from]!;
    const value = this.#villageValues[from]!;
    if (this.#count > begin && this.#days[this.#count - 1] === day) this.#count--;
    if (this.#count > begin && this.#values[this.#count - 1] === value) return;
    this.#days[this.#count] = day;
    this.#values[this.#count] = value;
    this.#count++;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length + Math.max(4096, array.length >> 1));
  larger.set(array);
  return larger;
}

function shared(array: Int32Array): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(array.length * 4));
  copy.set(array);
  return copy;
}

/** One history of the persons of several, in their order. */
export function joinHistories(parts: readonly History[]): History {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const sum = (lengthOf: (part: History) => number): number => parts.reduce((total, part) => total + lengthOf(part), 0);
  const create = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
  const offsets = create(sum(({ offsets: part }) => part.length - 1) + 1);
  const days = create(sum((part) => part.days.length));
  const values = create(days.length);
  let person = 0;
  let change = 0;
  for (const part of parts) {
    for (let i = 1; i < part.offsets.length; i++) offsets[person + i] = part.offsets[i]! + change;
    days.set(part.days, change);
    values.set(part.values, change);
    person += part.offsets.length - 1;
    change += part.days.length;
  }
  return { offsets, days, values };
}
