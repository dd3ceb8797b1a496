import type { OperationBase } from '../../../lang/ir/script.ts';

/** What `summarize` executes. */
export interface SummarizeOperation extends OperationBase {
  readonly type: 'summarize';
  /** All numeric variables when the script names none. */
  readonly variables: readonly string[];
  readonly gini: boolean;
  readonly iqr: boolean;
}
