import type { RecordKeys } from '../disclosure/protection.ts';
import type { DatasetSchema } from '../lang/types/schema.ts';
import type { Column } from './column.ts';

/**
 * A dataset as executors see it: what it is, not where its values lie. Everything else is asked of the engine, so that
 * the same executors can run on an engine whose columns are not arrays in this process.
 */
export interface DatasetHandle {
  readonly schema: DatasetSchema;
}

/** Rows of a dataset that a condition has selected; opaque to executors. */
export interface SelectionHandle {
  readonly of: DatasetHandle;
}

/** The population of a reading command: a dataset, and the rows that its condition selects (all when absent). */
export interface Population {
  readonly dataset: DatasetHandle;
  readonly selection?: SelectionHandle;
}

/** How the rows of a columnar dataset belong to units. */
export interface UnitAxis {
  /** The privacy unit's type as the rules name it: a unit type, or `AGG|…` for groups of an ordinary variable. */
  readonly unitType: string;
  /** Entry of `keys` for each row; absent when row i is entry i. */
  readonly index: Int32Array | undefined;
  /** Whether no unit has more than one row. If not, rows of a unit are adjacent. */
  readonly distinct: boolean;
  readonly keys: RecordKeys;
  /** What tells rows of the same unit apart in every dataset; absent where units have one row, and where nobody asks. */
  readonly rows?: RowNumbers;
}

/** Rows by their numbers in the dataset where they were made. */
export interface RowNumbers {
  readonly origin: RowOrigin;
  /** Absent when row i has number i. */
  readonly numbers: Int32Array | undefined;
}

/** Where rows come from: every unit at every time in turn, or spells of a register. */
export type RowOrigin =
  | { readonly type: 'times'; readonly times: readonly string[] }
  | {
      readonly type: 'spells';
      /** The register variable. */
      readonly name: string;
      /** The register's number of each row, found when first asked for. */
      readonly spells: () => Int32Array;
      /** The first spell of each unit, and their number. */
      readonly offsets: Int32Array;
    };

/** A dataset of the columnar engine. */
export interface ColumnarDataset extends DatasetHandle {
  readonly rowCount: number;
  readonly units: UnitAxis;
  /** The identifier as a column: unit references, or the values of the ordinary variable that the rows are groups of. */
  readonly identifier: Column;
  readonly columns: ReadonlyMap<string, Column>;
}

/** A selection of the columnar engine: one byte per row, 1 = selected; shared. */
export interface ColumnarSelection extends SelectionHandle {
  readonly of: ColumnarDataset;
  readonly mask: Uint8Array;
  /** Number of selected rows. */
  readonly rowCount: number;
}
