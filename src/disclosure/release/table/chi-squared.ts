import { chiSquaredSurvival } from '../../../stats/distributions/chi-squared.ts';
import type { TableBody } from '../../released.ts';
import { countOrZero } from '../../rules/counts.ts';
import { type Classification, releasedAt } from './classification.ts';
import { categoriesOf, type Frame } from './frame.ts';

/**
 * Pearson's test of independence on the displayed inner counts, suppressed ones as 0, with margins recomputed from them
 * (rule DC-09, 2). No continuity correction. A table with fewer than two rows or columns gives 0 with p = 1.
 */
export function pearsonTest(classification: Classification, frame: Frame): TableBody['tests'][number] {
  const depth = classification.stub.length;
  const columns = frame.columns.filter((column) => column !== undefined);
  const counts = frame.rows
    .filter((prefix) => prefix.length === depth)
    .map((prefix) =>
      columns.map((column) => countOrZero(releasedAt(classification, categoriesOf(classification, prefix, column)))),
    );
  const rowSums = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columnSums = columns.map((_, at) => counts.reduce((sum, row) => sum + row[at]!, 0));
  const total = rowSums.reduce((sum, count) => sum + count, 0);
  const df = Math.max(0, occurring(rowSums) - 1) * Math.max(0, occurring(columnSums) - 1);
  if (df === 0) return { key: 'chi2', statistic: { v: 0 }, df: 0, pValue: { v: 1 } };
  let statistic = 0;
  for (const [r, row] of counts.entries()) {
    for (const [c, count] of row.entries()) {
      const expected = (rowSums[r]! * columnSums[c]!) / total;
      if (expected > 0) statistic += (count - expected) ** 2 / expected;
    }
  }
  return { key: 'chi2', statistic: { v: statistic }, df, pValue: { v: chiSquaredSurvival(statistic, df) } };
}

function occurring(sums: readonly number[]): number {
  return sums.filter((sum) => sum > 0).length;
}
