import type { Rules } from '../../rules/context.ts';
import { type Classification, exactUnitsAt, releasedAt } from './classification.ts';

/** A displayed row: one category per stub dimension, cut short where it is a subtotal; empty for the grand total. */
export type RowPrefix = readonly number[];

/** Which rows and columns a table has before sorting: those whose released margin is not nothing (rule DC-04). */
export interface Frame {
  readonly rows: readonly RowPrefix[];
  /** Categories of the column dimension, and `undefined` for the total. */
  readonly columns: readonly (number | undefined)[];
  /** Rows and columns that have units but are not shown: for the audit as released facts only, never with labels. */
  readonly hidden: number;
}

/** The rows and columns of a classification, in category order, with a subtotal after each parent and the total last. */
export function buildFrame(classification: Classification, rules: Rules): Frame {
  const { stub, column } = classification;
  let hidden = 0;
  const isVisible = (categories: readonly (number | undefined)[]): boolean => {
    const isPooledAway = categories.some((category, at) => {
      const dimension = classification.dimensions[at];
      return category !== undefined && dimension?.pooledIsHidden === true && category === dimension.pooled;
    });
    const visible = !isPooledAway && marginIsVisible(classification, categories, rules);
    if (!visible) hidden++;
    return visible;
  };
  const rows: RowPrefix[] = [];
  const visit = (prefix: RowPrefix): void => {
    if (prefix.length < stub.length) {
      const dimension = classification.dimensions[stub[prefix.length]!]!;
      for (let category = 0; category < dimension.categories.length; category++) {
        const longer = [...prefix, category];
        if (isVisible(categoriesOf(classification, longer, undefined))) visit(longer);
      }
    }
    rows.push(prefix);
  };
  visit([]);
  const columns: (number | undefined)[] = [];
  if (column !== undefined) {
    for (let category = 0; category < classification.dimensions[column]!.categories.length; category++) {
      if (isVisible(categoriesOf(classification, [], category))) columns.push(category);
    }
  }
  columns.push(undefined);
  return { rows, columns, hidden };
}

/** One category per dimension of the table for a row and a column; `undefined` where the cell sums over the dimension. */
export function categoriesOf(
  classification: Pick<Classification, 'dimensions' | 'stub' | 'column'>,
  prefix: RowPrefix,
  columnCategory: number | undefined,
): readonly (number | undefined)[] {
  const categories = new Array<number | undefined>(classification.dimensions.length).fill(undefined);
  for (let depth = 0; depth < prefix.length; depth++) categories[classification.stub[depth]!] = prefix[depth];
  if (classification.column !== undefined) categories[classification.column] = columnCategory;
  return categories;
}

function marginIsVisible(
  classification: Classification,
  categories: readonly (number | undefined)[],
  rules: Rules,
): boolean {
  if (!rules.policy.counts.hideEmptyMargins) return exactUnitsAt(classification, categories) > 0;
  const released = releasedAt(classification, categories);
  return !Number.isNaN(released) && released > 0;
}
