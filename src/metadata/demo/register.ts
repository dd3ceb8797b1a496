import type { Period } from '../catalogue.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import type { Population } from './population.ts';
import type { DemoGrid } from './profile.ts';

/** What a register's writer gets. */
export interface RegisterCall {
  readonly columns: ColumnFolder;
  readonly population: Population;
  /** The date or period to write; absent for registers that are written once. */
  readonly when: Period | undefined;
  /** Which edition of the register: an index into its `editions`. */
  readonly edition: number;
}

/**
 * A register of the demo databank: variables that are written together, once or for each date or period of a grid. A part
 * (register, edition, date) is made when it is first read; what it writes depends on nothing but the population.
 */
export interface Register {
  /** Kebab-case; names the part's file. */
  readonly name: string;
  readonly variables: readonly string[];
  /** Identifier spaces whose units this register numbers; at most one register for each. */
  readonly universes?: readonly string[];
  /** Absent: written whole, once. */
  readonly grid?: DemoGrid;
  /** MAJOR versions from which each edition counts, ascending; absent: one edition, in all versions. */
  readonly editions?: readonly number[];
  write(call: RegisterCall): void;
}
