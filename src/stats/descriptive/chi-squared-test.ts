import { chiSquaredSurvival } from '../distributions/chi-squared.ts';

/** Pearson's test of independence in a two-way table. */
export interface IndependenceTest {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Pearson's χ² test of independence, without continuity correction.
 *
 * Rows and columns without any observation are left out first. With fewer than two of either there is nothing to test:
 * 0 degrees of freedom, statistic 0 and p 1 (commands-analysis 3.1).
 *
 * @param counts `rows` × `columns`, row-major
 */
export function pearsonIndependence(counts: ArrayLike<number>, rows: number, columns: number): IndependenceTest {
  const rowTotals = new Float64Array(rows);
  const columnTotals = new Float64Array(columns);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const count = counts[i * columns + j]!;
      rowTotals[i]! += count;
      columnTotals[j]! += count;
      total += count;
    }
  }
  const usedRows = rowTotals.filter((sum) => sum > 0).length;
  const usedColumns = columnTotals.filter((sum) => sum > 0).length;
  const df = usedRows > 1 && usedColumns > 1 ? (usedRows - 1) * (usedColumns - 1) : 0;
  if (df === 0) {
    return { statistic: 0, df, p: 1 };
  }
  let statistic = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const expected = (rowTotals[i]! * columnTotals[j]!) / total;
      if (expected > 0) {
        const difference = counts[i * columns + j]! - expected;
        statistic += (difference * difference) / expected;
      }
    }
  }
  return { statistic, df, p: chiSquaredSurvival(statistic, df) };
}
