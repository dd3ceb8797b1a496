import type { Open } from '../../gate.ts';
import type { CellBlock, ExactCategory, ExactDimension } from '../../nodes.ts';
import type { ReleasedCategory } from '../../released.ts';
import type { Rules } from '../../rules/context.ts';
import { addCell, cellCount, cellIndex, emptyBlock, forEachCell, type OpenGrid, unitsPerCategory } from './grids.ts';

/** A classifying variable after rule DC-08: values that few units carry have become one category. */
export interface PooledDimension {
  readonly variable: string;
  readonly role?: 'from' | 'to';
  readonly display: ExactDimension['display'];
  readonly categories: readonly ReleasedCategory[];
  /** Category of the pooled dimension for each of the node's categories. */
  readonly indexOf: readonly number[];
  /** Index of the pooled category, when there is one. */
  readonly pooled: number | undefined;
  /** The pooled category has too few units to be shown itself. */
  readonly pooledIsHidden: boolean;
  readonly hasRawLabels: boolean;
}

/**
 * DC-08: a category whose value stands in no public code list is listed only if enough distinct units carry it; the
 * others form one category, after the ordinary ones and before the missing one.
 */
export function poolDimensions(
  dimensions: readonly ExactDimension[],
  grids: readonly OpenGrid<CellBlock>[],
  open: Open,
  rules: Rules,
): readonly PooledDimension[] {
  return dimensions.map((dimension, at) => {
    const categories = open(dimension.categories);
    return poolDimension(dimension, categories, unitsPerCategory(grids, at), rules.policy.labels.valueLabelMinUnits);
  });
}

function poolDimension(
  dimension: ExactDimension,
  categories: readonly ExactCategory[],
  units: Float64Array,
  minimum: number,
): PooledDimension {
  const isRaw = (category: ExactCategory): boolean => category.listed === 'raw' && category.code !== null;
  const small = categories.map((category, at) => isRaw(category) && units[at]! < minimum);
  const pooledUnits = categories.reduce((sum, _, at) => (small[at] === true ? sum + units[at]! : sum), 0);
  const listed: ReleasedCategory[] = [];
  const indexOf: number[] = [];
  for (const [at, category] of categories.entries()) {
    if (small[at] === true || category.code === null) continue;
    indexOf[at] = listed.length;
    listed.push(releasedCategory(category));
  }
  let pooled: number | undefined;
  if (small.includes(true)) {
    pooled = listed.length;
    listed.push({ code: null, pooled: true });
    for (const [at, isSmall] of small.entries()) if (isSmall) indexOf[at] = pooled;
  }
  for (const [at, category] of categories.entries()) {
    if (category.code !== null) continue;
    indexOf[at] = listed.length;
    listed.push(releasedCategory(category));
  }
  return {
    variable: dimension.variable,
    ...(dimension.role === undefined ? {} : { role: dimension.role }),
    display: dimension.display,
    categories: listed,
    indexOf,
    pooled,
    pooledIsHidden: pooledUnits < minimum,
    hasRawLabels: categories.some(isRaw),
  };
}

function releasedCategory(category: ExactCategory): ReleasedCategory {
  return category.label === undefined ? { code: category.code } : { code: category.code, label: category.label };
}

/** The cells of a grid over the pooled categories: pooled cells are the sums of their parts. */
export function poolCounts(grid: OpenGrid<CellBlock>, dimensions: readonly PooledDimension[]): OpenGrid<CellBlock> {
  if (dimensions.every(isAsItWas)) return grid;
  const target = pooledShape(grid, dimensions);
  const cells = emptyBlock(cellCount(target), grid.cells.prints !== undefined);
  forEachCell(grid, (cell, categories) =>
    addCell(cells, pooledIndex(target, dimensions, categories), grid.cells, cell),
  );
  return { ...target, cells };
}

/** Whether every category of a dimension is still one by itself, in its place. */
function isAsItWas({ indexOf, categories }: PooledDimension): boolean {
  return indexOf.length === categories.length && indexOf.every((to, from) => to === from);
}

/** For each cell over the pooled categories the node's cell that it is, −1 where it is none or the sum of several. */
export function poolIndexes(grid: OpenGrid<unknown>, dimensions: readonly PooledDimension[]): OpenGrid<Int32Array> {
  const target = pooledShape(grid, dimensions);
  const cells = new Int32Array(cellCount(target)).fill(-1);
  forEachCell(grid, (cell, categories) => {
    const isPooled = dimensions.some(
      (dimension, at) => grid.keeps[at] === true && dimension.indexOf[categories[at]!] === dimension.pooled,
    );
    if (!isPooled) cells[pooledIndex(target, dimensions, categories)] = cell;
  });
  return { ...target, cells };
}

function pooledShape(
  grid: OpenGrid<unknown>,
  dimensions: readonly PooledDimension[],
): Omit<OpenGrid<unknown>, 'cells'> {
  return { keeps: grid.keeps, sizes: dimensions.map((dimension) => dimension.categories.length) };
}

function pooledIndex(
  target: Omit<OpenGrid<unknown>, 'cells'>,
  dimensions: readonly PooledDimension[],
  categories: readonly number[],
): number {
  return cellIndex(
    target,
    dimensions.map((dimension, at) => dimension.indexOf[categories[at]!]),
  );
}
