/** A released number that is a sum of unknown cells plus noise. */
export interface Observation {
  /** Indexes of the cells that it adds up. */
  readonly cells: readonly number[];
  readonly shown: number;
  readonly variance: number;
}

/** An estimate with the variance of its error. */
export interface Estimate {
  readonly value: number;
  readonly variance: number;
}

/**
 * The best linear unbiased estimate of cell 0 from everything that is shown of sums of cells (weighted least squares by normal
 * equations; `undefined` where they do not determine it). Cells are few, so that elimination without pivoting by size will do.
 */
export function estimateCell(cellCount: number, observations: readonly Observation[]): Estimate | undefined {
  const matrix = Array.from({ length: cellCount }, () => new Float64Array(cellCount + 2));
  for (const { cells, shown, variance } of observations) {
    for (const row of cells) {
      for (const column of cells) add(matrix, row, column, 1 / variance);
      add(matrix, row, cellCount, shown / variance);
    }
  }
  add(matrix, 0, cellCount + 1, 1);
  if (!eliminate(matrix, cellCount)) return undefined;
  const first = matrix[0];
  const value = first?.[cellCount];
  const variance = first?.[cellCount + 1];
  return value === undefined || variance === undefined ? undefined : { value, variance };
}

function add(matrix: readonly Float64Array[], row: number, column: number, amount: number): void {
  const values = matrix[row];
  if (values !== undefined) values[column] = (values[column] ?? 0) + amount;
}

/** Gauss and Jordan; the last two columns are what is solved for: the estimates, and the first column of the inverse. */
function eliminate(matrix: Float64Array[], size: number): boolean {
  for (let pivot = 0; pivot < size; pivot++) {
    const pivotRow = matrix[pivot];
    const head = pivotRow?.[pivot] ?? 0;
    if (pivotRow === undefined || Math.abs(head) < 1e-9) return false;
    for (let i = 0; i < pivotRow.length; i++) pivotRow[i] = (pivotRow[i] ?? 0) / head;
    for (const [other, row] of matrix.entries()) {
      const factor = row[pivot] ?? 0;
      if (other === pivot || factor === 0) continue;
      for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) - factor * (pivotRow[i] ?? 0);
    }
  }
  return true;
}
