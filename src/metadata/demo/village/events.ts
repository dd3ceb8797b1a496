import type { EpochDay } from '../../../base/epoch-day.ts';
import { villageSize } from './state.ts';

/** What happens to persons; on one day, in this order. */
export const kinds = {
  arrive: 0,
  born: 1,
  couple: 2,
  marry: 3,
  separate: 4,
  divorce: 5,
  leave: 6,
  move: 7,
  emigrate: 8,
  comeBack: 9,
  die: 10,
} as const;
const kindCount = 16;

/** Something that happens to a person (a local number) on a day. */
export interface LifeEvent {
  readonly kind: number;
  readonly i: number;
  readonly day: EpochDay;
}

/** The events of one year, noted in any order. */
export class YearEvents {
  readonly #start: EpochDay;
  #packed = new Int32Array(1024);
  #count = 0;

  /** Of the year that begins on a day. */
  constructor(start: EpochDay) {
    this.#start = start;
  }

  /** Notes that an event is to happen to a person, so many days after the first of the year. */
  add(kind: number, i: number, dayOfYear: number): void {
    if (this.#count === this.#packed.length) {
      const larger = new Int32Array(this.#packed.length * 2);
      larger.set(this.#packed);
      this.#packed = larger;
    }
    this.#packed[this.#count++] = (dayOfYear * kindCount + kind) * villageSize + i;
  }

  /** The events by day, kind and person. */
  *inOrder(): Generator<LifeEvent> {
    for (const packed of this.#packed.subarray(0, this.#count).sort()) {
      const rest = Math.floor(packed / villageSize);
      yield { kind: rest % kindCount, i: packed % villageSize, day: this.#start + Math.floor(rest / kindCount) };
    }
  }
}
