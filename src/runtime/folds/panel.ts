import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { typedLoops } from './typed-loop.ts';
import { lowerBound } from './units-lookup.ts';

/** Units of a databank, of which those that have a record are to be marked. */
export interface MarkRecordsInput {
  /** One value per unit, or one per record with the record's unit. */
  readonly values: InputArray;
  readonly missing: number;
  readonly units: Int32Array | undefined;
  /** Receives 1 for units that have a record, and keeps the ones that are there. */
  readonly mask: Uint8Array;
}

const markValid = typedLoops<MarkRecordsInput, undefined>(
  `const { values, missing, mask } = input;
   for (let i = start; i < end; i++) {
     const value = values[i];
     mask[i] |= 1 ^ ((value === missing) | (value !== value));
   }`,
);

/** Marks the units that have a record. */
export const markRecordsKernel: Kernel<MarkRecordsInput, null> = {
  name: 'mark-records',
  run: (input, start, end) => {
    const { units, mask } = input;
    if (units === undefined) markValid(input.values)(input, start, end);
    else for (let k = lowerBound(units, start); k < units.length && units[k]! < end; k++) mask[units[k]!] = 1;
    return null;
  },
};

/** One of the columns of a panel at one day: the place of each unit's value, and which of a unit's rows gets it. */
export interface FillDayInput {
  readonly values: InputArray;
  readonly missing: number;
  /** Where the value of each unit stands; negative = nowhere. Absent when unit i has value i. */
  readonly places: Int32Array | undefined;
  /** What becomes of codes where days have dictionaries of their own. */
  readonly codes: InputArray | undefined;
  readonly out: InputArray;
  readonly outMissing: number;
  /** Rows of each unit, and which of them this day is. */
  readonly days: number;
  readonly day: number;
}

const fillDay = typedLoops<FillDayInput, undefined>(
  `const { values, missing, places, codes, out, outMissing, days, day } = input;
   for (let i = start, row = start * days + day; i < end; i++, row += days) {
     const place = places === undefined ? i : places[i];
     const value = place < 0 ? missing : values[place];
     out[row] = value === missing ? outMissing : codes === undefined ? value : codes[value];
   }`,
);

/** Writes one day of a column of a panel; rows are units, a unit's rows lie together. */
export const fillDayKernel: Kernel<FillDayInput, null> = {
  name: 'fill-day',
  run: (input, start, end) => {
    fillDay(input.values)(input, start, end);
    return null;
  },
};

/** The grid of a panel: what each row is. */
export interface PanelGridInput {
  /** The units, ascending; absent for all of them in their order. */
  readonly units: Int32Array | undefined;
  readonly days: Int32Array;
  readonly outUnits: Int32Array;
  readonly outDays: Int32Array;
}

/** Writes unit and day of each row of a panel. */
export const panelGridKernel: Kernel<PanelGridInput, null> = {
  name: 'panel-grid',
  run: ({ units, days, outUnits, outDays }, start, end) => {
    for (let i = start, row = start * days.length; i < end; i++) {
      const unit = units === undefined ? i : units[i]!;
      for (let day = 0; day < days.length; day++, row++) {
        outUnits[row] = unit;
        outDays[row] = days[day]!;
      }
    }
    return null;
  },
};
