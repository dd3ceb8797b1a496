import type { EpochDay } from '../../base/epoch-day.ts';
import type { Period, UnitTypeName } from '../catalogue.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import type { Spells, UnitUniverse, VariableSlice } from '../stored-column.ts';
import type { DemoGrid } from './grid.ts';
import type { Population } from './population.ts';

/** What a register's writer gets. */
export interface RegisterCall {
  /** Takes the variables that have data at the date; others are passed over. */
  readonly columns: ColumnFolder;
  /** The same object for all parts that a thread makes, so that what is derived from it can be kept with it. */
  readonly population: Population;
  /** The date or period to write; absent for registers that are written once. */
  readonly when: Period | undefined;
  /** Whether a variable has data at the date, to save work where it has not. */
  wants(variable: string): boolean;
  /** Values of another register of the databank. */
  read(variable: string, day: EpochDay | undefined): Promise<VariableSlice>;
  /** All spells of a history in another register. */
  spells(variable: string): Promise<Spells>;
  /** Units that this or another register of the databank has numbered. */
  universe(unitType: UnitTypeName): Promise<UnitUniverse>;
}

/**
 * A register of a demo databank: variables that are written together, once or for each date or period of a grid. A part
 * (register and date) is made when it is first read; what it writes depends on nothing but the population.
 */
export interface Register {
  /** Kebab-case; names the part's file. */
  readonly name: string;
  readonly variables: readonly string[];
  /** Identifier spaces whose units this register numbers; at most one register for each, and one that is written once. */
  readonly universes?: readonly string[];
  /** Absent: written whole, once. The dates themselves are those of the variables in the catalogue. */
  readonly grid?: DemoGrid;
  /** Registers, written once, that this one reads. */
  readonly needs?: readonly string[];
  write(call: RegisterCall): void | Promise<void>;
}
