import { pearsonIndependence } from '../../../stats/descriptive/chi-squared-test.ts';
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
  const { statistic, df, p } = pearsonIndependence(counts.flat(), counts.length, columns.length);
  return { key: 'chi2', statistic: { v: statistic }, df, pValue: { v: p } };
}
