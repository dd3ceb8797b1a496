import type { EpochDay } from '../../base/epoch-day.ts';
import type { Ranks } from './merge-identifiers.ts';
import { mostPeriods, type Segment, type SegmentRows, type SpilledRows, SpillReader } from './row-spill.ts';

/** The rows of one thread, and how their indexes translate into those of the whole dataset. */
export interface SpilledPart {
  readonly spilled: SpilledRows;
  readonly units: Ranks;
  /** Where values are units. */
  readonly keys?: Ranks;
  /** Where values are texts: the index among all texts by that of the thread. */
  readonly codes?: Int32Array;
}

/** How a dataset's rows are going to be stored. */
export type Layout = 'fixed' | 'blocks' | 'history';

/** A period's segments of all parts. */
export interface PeriodSegments {
  readonly startDay: EpochDay;
  readonly stopDay: EpochDay;
  readonly segments: readonly { readonly part: number; readonly segment: Segment }[];
}

/** Rows with the part that they come from; valid until the next ones are read. */
export interface PartRows {
  readonly part: SpilledPart;
  readonly rows: SegmentRows;
  readonly start: EpochDay;
  readonly stop: EpochDay;
}

/** All rows of a dataset in temporary files, to be read as often as need be in any order of periods. */
export class SpilledDataset {
  readonly parts: readonly SpilledPart[];
  /** Number of distinct units. */
  readonly unitCount: number;
  readonly periods: readonly PeriodSegments[];
  readonly layout: Layout;

  constructor(parts: readonly SpilledPart[], unitCount: number, isFixed: boolean) {
    this.parts = parts;
    this.unitCount = unitCount;
    this.periods = periodsOf(parts);
    const hasMixtures = parts.some(({ spilled }) => spilled.segments.some(({ period }) => period < 0));
    const isApart = !hasMixtures && this.periods.length <= mostPeriods && areApart(this.periods);
    this.layout = isFixed ? 'fixed' : isApart ? 'blocks' : 'history';
  }

  /** The rows of a period. */
  *rowsOf(period: PeriodSegments): Iterable<PartRows> {
    yield* this.#read(period.segments);
  }

  /** All rows. */
  *allRows(): Iterable<PartRows> {
    yield* this.#read(
      this.parts.flatMap(({ spilled }, part) => spilled.segments.map((segment) => ({ part, segment }))),
    );
  }

  *#read(segments: PeriodSegments['segments']): Iterable<PartRows> {
    const readers = new Map<number, SpillReader>();
    try {
      for (const { part, segment } of segments) {
        const reader = readers.get(part) ?? new SpillReader(this.parts[part]!.spilled);
        readers.set(part, reader);
        const { start, stop } = reader.rows.periods[segment.period] ?? { start: 0, stop: 0 };
        yield { part: this.parts[part]!, rows: reader.read(segment), start, stop };
      }
    } finally {
      for (const reader of readers.values()) reader.close();
    }
  }
}

function periodsOf(parts: readonly SpilledPart[]): readonly PeriodSegments[] {
  const periods = new Map<
    string,
    { startDay: number; stopDay: number; segments: { part: number; segment: Segment }[] }
  >();
  parts.forEach(({ spilled }, part) => {
    for (const segment of spilled.segments) {
      const times = spilled.periods[segment.period];
      if (times === undefined) continue;
      const key = `${times.start} ${times.stop}`;
      const known = periods.get(key) ?? { startDay: times.start, stopDay: times.stop, segments: [] };
      known.segments.push({ part, segment });
      periods.set(key, known);
    }
  });
  return [...periods.values()].sort((a, b) => a.startDay - b.startDay || a.stopDay - b.stopDay);
}

function areApart(periods: readonly PeriodSegments[]): boolean {
  return periods.every((period, i) => i === 0 || periods[i - 1]!.stopDay < period.startDay);
}
