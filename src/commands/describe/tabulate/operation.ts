import type { MeasureKey, StatisticKey, TableLayout } from '../../../disclosure/released.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';

/** What `tabulate` executes. */
export interface TabulateOperation extends OperationBase {
  readonly type: 'tabulate';
  readonly dimensions: readonly string[];
  /** Missing values form a category of their own. */
  readonly missing: boolean;
  readonly layout: TableLayout;
  /** Measures and statistics in the order typed. */
  readonly content:
    | { readonly type: 'counts'; readonly measures: readonly MeasureKey[]; readonly chi2: boolean }
    | { readonly type: 'volumes'; readonly variables: readonly string[]; readonly statistics: readonly StatisticKey[] };
}
