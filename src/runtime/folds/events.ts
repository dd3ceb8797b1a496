import { openStop16 } from '../../metadata/store/spells.ts';
import type { ColumnValues, Spells } from '../../metadata/stored-column.ts';
import { arrayOf, openStopDay } from '../../metadata/stored-column.ts';
import { sharedInt32 } from '../column.ts';
import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { typedLoops } from './typed-loop.ts';

/** Spells to choose: those of some units that overlap a period. */
export interface ChooseSpellsInput {
  readonly spells: Pick<Spells, 'offsets' | 'starts' | 'stops'>;
  /** The units, ascending; absent for all of them in their order. */
  readonly units: Int32Array | undefined;
  /** First and last day of the period. */
  readonly from: number;
  readonly to: number;
}

/** Counts the spells of a block of units that overlap a period. */
export const countSpellsKernel: Kernel<ChooseSpellsInput, number> = {
  name: 'count-spells',
  run: (input, start, end) => {
    const { units, spells } = input;
    if (start >= end) return 0;
    if (units === undefined) return countOverlapping(input, spells.offsets[start]!, spells.offsets[end]!);
    let count = 0;
    for (let i = start; i < end; i++) {
      count += countOverlapping(input, spells.offsets[units[i]!]!, spells.offsets[units[i]! + 1]!);
    }
    return count;
  },
};

// Free of branches: which spells overlap a period is nothing that a processor could guess.
function countOverlapping({ spells, from, to }: ChooseSpellsInput, first: number, last: number): number {
  const { starts, stops } = spells;
  let count = 0;
  for (let spell = first; spell < last; spell++) count += overlaps(starts[spell]!, stops[spell]!, from, to);
  return count;
}

/** 1 when a spell starts by the last day of a period and stops on its first day or later: the sign bits say so. */
function overlaps(start: number, stop: number, from: number, to: number): number {
  return ((start - to - 1) >>> 31) & ((from - stop - 1) >>> 31);
}

/** The chosen spells by their numbers among all, in the order of the rows that they become; shared. */
export function chosenSpells({ spells, units, from, to }: ChooseSpellsInput, count: number): Int32Array {
  const { offsets, starts, stops } = spells;
  const chosen = sharedInt32(count);
  const unitCount = units?.length ?? offsets.length - 1;
  let row = 0;
  for (let i = 0; i < unitCount; i++) {
    const unit = units === undefined ? i : units[i]!;
    for (let spell = offsets[unit]!; spell < offsets[unit + 1]!; spell++) {
      if (overlaps(starts[spell]!, stops[spell]!, from, to) === 1) chosen[row++] = spell;
    }
  }
  return chosen;
}

/** Spells to fetch, and the rows that they become. */
export interface TakeSpellsInput extends ChooseSpellsInput {
  readonly values: ColumnValues;
  /** By block (the unit that it starts at divided by `unitsPerBlock`): where its first row goes. */
  readonly begins: Int32Array;
  readonly unitsPerBlock: number;
  /** What each row gets: its unit, the first and last day of the spell, and the value. */
  readonly outUnits: Int32Array;
  readonly outStarts: Int32Array;
  readonly outStops: Int32Array;
  readonly outValues: InputArray;
}

/** Units are looked at in portions whose chosen spells stay in the processor's cache. */
const portion = 8192;

/** Writes one row for each spell that overlaps a period, by unit and start. */
export const takeSpellsKernel: Kernel<TakeSpellsInput, null> = {
  name: 'take-spells',
  run: (input, start, end) => {
    let row = input.begins[Math.floor(start / input.unitsPerBlock)]!;
    const chosen: Chosen = { spells: new Int32Array(0), units: new Int32Array(0) };
    for (let first = start; first < end; first += portion) {
      const count = choose(input, first, Math.min(end, first + portion), chosen);
      write(input, chosen, row, count);
      row += count;
    }
    return null;
  },
};

/** Chosen spells by position, and the unit of each. */
interface Chosen {
  spells: Int32Array;
  units: Int32Array;
}

function choose(input: TakeSpellsInput, first: number, end: number, chosen: Chosen): number {
  const { units, from, to } = input;
  const { offsets, starts, stops } = input.spells;
  let room = 1;
  if (units === undefined) room += offsets[end]! - offsets[first]!;
  else for (let i = first; i < end; i++) room += offsets[units[i]! + 1]! - offsets[units[i]!]!;
  if (chosen.spells.length < room) {
    chosen.spells = new Int32Array(room * 2);
    chosen.units = new Int32Array(room * 2);
  }
  const { spells: taken, units: owners } = chosen;
  let count = 0;
  for (let i = first; i < end; i++) {
    const unit = units === undefined ? i : units[i]!;
    const last = offsets[unit + 1]!;
    for (let spell = offsets[unit]!; spell < last; spell++) {
      taken[count] = spell;
      owners[count] = unit;
      count += overlaps(starts[spell]!, stops[spell]!, from, to);
    }
  }
  return count;
}

const fetchValues = typedLoops<
  {
    readonly values: InputArray;
    readonly spells: Int32Array;
    readonly out: InputArray;
    readonly row: number;
  },
  undefined
>('const { values, spells, out, row } = input; for (let i = start; i < end; i++) out[row + i] = values[spells[i]];');

function write(input: TakeSpellsInput, chosen: Chosen, row: number, count: number): void {
  const { starts, stops } = input.spells;
  const { spells, units } = chosen;
  const { outUnits, outStarts, outStops } = input;
  for (let i = 0; i < count; i++) {
    outUnits[row + i] = units[i]!;
    outStarts[row + i] = starts[spells[i]!]!;
    const stop = stops[spells[i]!]!;
    outStops[row + i] = stop === openStop16 ? openStopDay : stop;
  }
  const values = arrayOf(input.values);
  fetchValues(values)({ values, spells, out: input.outValues, row }, 0, count);
}
