import type { LocalText } from '../../base/language.ts';
import type { CatalogueDocument, VariableDocument } from '../catalogue-document.ts';
import type { DemoGrid } from './grid.ts';

/** A variable of a demo databank as its asset lists it: catalogue facts, and the grid of its dates instead of the dates. */
export interface DemoVariable extends Omit<VariableDocument, 'coverage' | 'statusDays'> {
  readonly grid?: DemoGrid;
  /** First and last day of the grid's use, as ISO dates; absent with the grid, for fixed variables. */
  readonly from?: string;
  readonly until?: string;
  /** Number of codes of the original, where their meaning is not known. */
  readonly codeCount?: number;
}

/** What a version of a demo databank does otherwise than the newest one. */
export interface DemoVersion {
  /** Short form, see `version-number.ts`. */
  readonly version: string;
  /** Whether the version has a variable. */
  has(variable: string): boolean;
  /** Day after which the version knows nothing, as an ISO date. */
  readonly lastDay?: string;
  /** Texts of variables that the version words otherwise. */
  reworded(variable: DemoVariable): DemoVariable;
}

/** A revision of figures: until a version came, a variable held preliminary values for some dates. */
export interface Revision {
  readonly variables: readonly string[];
  /** MAJOR number of the first version with the final figures. */
  readonly since: number;
  /** First and last day of the revised dates, as ISO dates. */
  readonly from: string;
  readonly until: string;
}

/** A databank that is made on demand from the synthetic population: its catalogue and its history; its registers are listed apart. */
export interface DemoKind {
  readonly name: string;
  readonly label: LocalText;
  /** Oldest first. */
  readonly versions: readonly DemoVersion[];
  readonly revisions: readonly Revision[];
  /** All variables of all versions. */
  variables(): readonly DemoVariable[];
  /** Code lists by name. */
  codeLists(): CatalogueDocument['codeLists'];
}
