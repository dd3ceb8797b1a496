import { missingUnit } from '../../metadata/stored-column.ts';
import type { InputArray } from '../expression/emitter.ts';
import type { Kernel } from '../fold.ts';
import { typedLoops } from './typed-loop.ts';
import { lowerBound } from './units-lookup.ts';

/** Records of some units, to be put in their places among all units. */
export interface PlaceRecordsInput {
  /** The units that have a record, ascending. */
  readonly units: Int32Array;
  /** The values in the same order. */
  readonly values: InputArray;
  readonly missing: number;
  /** One value per unit; units without a record get `missing`. */
  readonly out: InputArray;
}

const place = typedLoops<PlaceRecordsInput, undefined>(
  'const { units, values, out } = input; for (let k = start; k < end; k++) out[units[k]] = values[k];',
);

/** Spreads records over all units. Each block of units takes the records that fall into it. */
export const placeRecordsKernel: Kernel<PlaceRecordsInput, null> = {
  name: 'place-records',
  run: (input, start, end) => {
    input.out.fill(input.missing, start, end);
    place(input.values)(input, lowerBound(input.units, start), lowerBound(input.units, end));
    return null;
  },
};

/** Writes at each unit the row that is about it, -1 where none is; `units` are those of the rows, ascending. */
export const placeRowsKernel: Kernel<{ readonly units: Int32Array; readonly out: Int32Array }, null> = {
  name: 'place-rows',
  run: ({ units, out }, start, end) => {
    out.fill(missingUnit, start, end);
    const last = lowerBound(units, end);
    for (let row = lowerBound(units, start); row < last; row++) out[units[row]!] = row;
    return null;
  },
};
