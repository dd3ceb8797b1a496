import type { VariableDocument } from '../catalogue-document.ts';
import type { ColumnFolder } from '../store/column-folder.ts';
import type { CodeRow } from './dataset-metadata.ts';

/** Distinct identifiers of one identifier space that occur in a dataset, ascending: numerically, or in code-point order. */
export type IdentifierList =
  | { readonly type: 'numbers'; readonly values: Float64Array }
  | { readonly type: 'texts'; readonly values: readonly string[] };

/** Where identifiers went: the unit number of each entry of an `IdentifierList`, and how many units their universe has. */
export interface Numbers {
  readonly numbers: Int32Array;
  readonly universeSize: number;
}

/** A dataset that was found good, waiting to be stored; its rows lie in memory or in temporary files. */
export interface ValidatedDataset {
  readonly name: string;
  /** The catalogue's entry, with coverage and status dates of the rows; `codeList` is not set. */
  readonly description: Omit<VariableDocument, 'codeList'>;
  readonly codes?: readonly CodeRow[];
  /** By identifier space (id kind): those of the rows, and those of the values where the measure is a pseudonymised unit. */
  readonly identifiers: ReadonlyMap<string, IdentifierList>;
  readonly rowCount: number;
  /** Writes the variable's columns; `numbersOf` answers for every space of `identifiers`. */
  write(columns: ColumnFolder, numbersOf: (idKind: string) => Numbers): Promise<void>;
  /** Removes temporary files; to be called in any case. */
  dispose(): void;
}
