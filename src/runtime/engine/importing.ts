import type { EpochDay } from '../../base/epoch-day.ts';
import type { SetCounts } from '../../disclosure/nodes.ts';
import type { DatasetSchema, VariableSource } from '../../lang/types/schema.ts';
import type { Period } from '../../metadata/catalogue.ts';
import type { DatasetHandle } from '../dataset.ts';

/** A register variable to bring into a dataset. */
export interface ImportRequest {
  readonly dataset: DatasetHandle;
  /** The dataset's schema afterwards. */
  readonly schema: DatasetSchema;
  readonly source: VariableSource;
  readonly name: string;
  /** Whether units that the dataset lacks are added. */
  readonly outerJoin: boolean;
  /** Who is to be there after an outer join (a bit for each unit of the universe), instead of all that have a row or a value. */
  readonly units?: Uint32Array;
}

/** A dataset with an imported variable. */
export interface Imported {
  readonly dataset: DatasetHandle;
  /** Rows whose new value is missing. */
  readonly missing: SetCounts;
  /** Rows that were added by `outer_join`. */
  readonly added: SetCounts;
  /** The databank has no data at all for the day: it lies in a gap between the periods of a series. */
  readonly isGap: boolean;
}

/** Spells of a register variable to fill a dataset with. A dataset of units brings in theirs only. */
export interface ImportEventsRequest {
  readonly dataset: DatasetHandle;
  readonly schema: DatasetSchema;
  readonly source: VariableSource;
  /** Spells that overlap it come in whole. */
  readonly period: Period;
  /** Columns that get the value, and the first and last day of each spell. */
  readonly name: string;
  readonly startName: string;
  readonly stopName: string;
}

/** Register variables at several days to fill a dataset with. The rows are all units at all days. */
export interface ImportPanelRequest {
  readonly dataset: DatasetHandle;
  readonly schema: DatasetSchema;
  /** By name in the dataset; a variable that does not change has the same value at each day. */
  readonly sources: readonly {
    readonly name: string;
    readonly source: VariableSource;
    readonly isFixed: boolean;
  }[];
  /** Ascending. */
  readonly days: readonly EpochDay[];
  /** The column that gets the day. */
  readonly dayName: string;
}

/** A dataset of several rows per unit. */
export interface ImportedRows {
  readonly dataset: DatasetHandle;
  /** The units that have rows, counted as one row each. */
  readonly units: SetCounts;
}

/** What executors of importing commands ask of an engine. */
export interface ImportingEngine {
  importVariable(request: ImportRequest): Promise<Imported>;
  importEvents(request: ImportEventsRequest): Promise<ImportedRows>;
  importPanel(request: ImportPanelRequest): Promise<ImportedRows>;
}
