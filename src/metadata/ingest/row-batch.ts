/** Identifiers of rows or values: numbers where the source has them as numbers, else texts by code (as in a dictionary column). */
export type IncomingIdentifiers =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'texts'; readonly codes: Int32Array; readonly dictionary: readonly string[] };

/** Values of rows as they come. Texts are codes into the batch's own dictionary; dates are epoch days; -1 and NaN are empty. */
export type IncomingValues =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'texts'; readonly codes: Int32Array; readonly dictionary: readonly string[] };

/** A portion of an incoming dataset's rows, by column, with well-formed fields: rules on single rows are checked afterwards. */
export interface RowBatch {
  /** The place of the batch's first row, counting from 1: the line in a CSV file. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly units: IncomingIdentifiers;
  readonly values: IncomingValues;
  /** Epoch days; `missingInt32` where empty. */
  readonly starts: Int32Array;
  readonly stops: Int32Array;
}

/** The rows of an incoming dataset, in portions; a portion's arrays may be reused for the next one. */
export interface RowSource {
  /** Name of the file, for messages. */
  readonly file: string;
  /** Size of the file in bytes, for progress. */
  readonly byteLength: number;
  /** Ends early when a field is not well-formed, which is then in the list of problems that the source was made with. */
  batches(): AsyncIterable<RowBatch>;
}
