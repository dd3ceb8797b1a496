import { listedPerKind } from './row-problems.ts';
import type { SpilledDataset } from './spilled-dataset.ts';

/** Units that have several values at once. */
export interface SeveralValues {
  /** How many rows are one too many. */
  readonly count: number;
  /** Ranks of the first units concerned, ascending. */
  readonly units: readonly number[];
}

/** Up to so many rows are brought together at a time, so that memory stays bounded. */
const rowsAtOnce = 1 << 24;

/** Finds units that have more than one value at some instant; both ends of a period or spell belong to it. */
export function findSeveralValues(dataset: SpilledDataset): SeveralValues {
  const found = new Found();
  if (dataset.layout === 'history') findOverlaps(dataset, found);
  else findRepetitions(dataset, found);
  return found;
}

class Found implements SeveralValues {
  count = 0;
  readonly units: number[] = [];

  /** Keeps the smallest ranks. */
  add(unit: number): void {
    this.count++;
    const { units } = this;
    if (units.length >= listedPerKind && unit >= units.at(-1)!) return;
    let at = units.length;
    while (at > 0 && units[at - 1]! > unit) at--;
    if (units[at - 1] === unit) return;
    units.splice(at, 0, unit);
    if (units.length > listedPerKind) units.pop();
  }
}

/** Where the periods lie apart, a unit can only be twice in the same one. */
function findRepetitions(dataset: SpilledDataset, found: Found): void {
  const seen = new Uint8Array(dataset.unitCount);
  for (const period of dataset.periods) {
    seen.fill(0);
    for (const { part, rows } of dataset.rowsOf(period)) {
      for (let i = 0; i < rows.count; i++) {
        const unit = part.units.of(rows.units[i]!);
        if (seen[unit] === 1) found.add(unit);
        seen[unit] = 1;
      }
    }
  }
}

function findOverlaps(dataset: SpilledDataset, found: Found): void {
  const counts = rowsByUnit(dataset);
  const { unitCount } = dataset;
  for (let from = 0; from < unitCount; ) {
    let to = from;
    let rows = 0;
    while (to < unitCount && (to === from || rows + counts[to]! <= rowsAtOnce)) rows += counts[to++]!;
    findOverlapsOf(dataset, counts, from, to, rows, found);
    from = to;
  }
}

/** How many rows each unit has. */
function rowsByUnit(dataset: SpilledDataset): Int32Array {
  const counts = new Int32Array(dataset.unitCount);
  for (const { part, rows } of dataset.allRows()) {
    for (let i = 0; i < rows.count; i++) {
      const unit = part.units.of(rows.units[i]!);
      counts[unit] = counts[unit]! + 1;
    }
  }
  return counts;
}

function findOverlapsOf(
  dataset: SpilledDataset,
  counts: Int32Array,
  from: number,
  to: number,
  rowCount: number,
  found: Found,
): void {
  const places = new Int32Array(to - from);
  for (let unit = from + 1; unit < to; unit++) places[unit - from] = places[unit - from - 1]! + counts[unit - 1]!;
  const starts = new Int16Array(rowCount);
  const stops = new Int16Array(rowCount);
  for (const { part, rows, start, stop } of dataset.allRows()) {
    const isOnePeriod = rows.starts.length === 0;
    for (let i = 0; i < rows.count; i++) {
      const unit = part.units.of(rows.units[i]!) - from;
      if (unit < 0 || unit >= places.length) continue;
      const place = places[unit]!;
      starts[place] = isOnePeriod ? start : rows.starts[i]!;
      stops[place] = isOnePeriod ? stop : rows.stops[i]!;
      places[unit] = place + 1;
    }
  }
  for (let unit = from, first = 0; unit < to; unit++) {
    const end = first + counts[unit]!;
    sortSpells(starts, stops, first, end);
    let latest = stops[first]!;
    for (let i = first + 1; i < end; i++) {
      if (starts[i]! <= latest) found.add(unit);
      if (stops[i]! > latest) latest = stops[i]!;
    }
    first = end;
  }
}

/** Sorts the spells of one unit by start, with what belongs to them; they are few, and mostly in order. */
export function sortSpells(
  starts: Int16Array,
  stops: Int16Array,
  first: number,
  end: number,
  values?: { [index: number]: number },
): void {
  for (let i = first + 1; i < end; i++) {
    const start = starts[i]!;
    if (starts[i - 1]! <= start) continue;
    const stop = stops[i]!;
    const value = values?.[i] ?? 0;
    let at = i;
    for (; at > first && starts[at - 1]! > start; at--) {
      starts[at] = starts[at - 1]!;
      stops[at] = stops[at - 1]!;
      if (values !== undefined) values[at] = values[at - 1]!;
    }
    starts[at] = start;
    stops[at] = stop;
    if (values !== undefined) values[at] = value;
  }
}
