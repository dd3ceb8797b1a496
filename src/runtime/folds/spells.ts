import type { EpochDay } from '../../base/epoch-day.ts';
import { pickSpells } from '../../metadata/store/spells.ts';
import type { ColumnValues, Spells } from '../../metadata/stored-column.ts';
import type { Kernel } from '../fold.ts';

/** A history, a day, and room for the value of each unit at that day. */
export interface PickSpellsInput {
  readonly spells: Spells;
  readonly day: EpochDay;
  readonly values: ColumnValues;
}

/** Writes the values of units at a day; yields how many of them have a record. */
export const pickSpellsKernel: Kernel<PickSpellsInput, number> = {
  name: 'pick-spells',
  run: ({ spells, day, values }, start, end) => pickSpells(spells, day, start, end, values),
};
