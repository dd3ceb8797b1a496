import type { Open } from '../../gate.ts';
import { addPrint, printWords } from '../../history/prints.ts';
import type { CellBlock, Grid } from '../../nodes.ts';

/** A grid of a table, opened: which dimensions it keeps, how many categories each has, its cells in row-major order. */
export interface OpenGrid<T> {
  readonly keeps: readonly boolean[];
  /** Categories per dimension of the table, kept or not. */
  readonly sizes: readonly number[];
  readonly cells: T;
}

/** Opens all grids of a node. */
export function openGrids<T>(grids: readonly Grid<T>[], sizes: readonly number[], open: Open): readonly OpenGrid<T>[] {
  return grids.map((grid) => ({ keeps: grid.keeps, sizes, cells: open(grid.cells) }));
}

/** Where one category per kept dimension meets: the index of that cell. */
export function cellIndex(
  grid: Pick<OpenGrid<unknown>, 'keeps' | 'sizes'>,
  categories: readonly (number | undefined)[],
): number {
  let index = 0;
  for (let dimension = 0; dimension < grid.keeps.length; dimension++) {
    if (grid.keeps[dimension] === true) index = index * grid.sizes[dimension]! + (categories[dimension] ?? 0);
  }
  return index;
}

/** Number of cells of a grid. */
export function cellCount(grid: Pick<OpenGrid<unknown>, 'keeps' | 'sizes'>): number {
  return grid.sizes.reduce(
    (product, size, dimension) => (grid.keeps[dimension] === true ? product * size : product),
    1,
  );
}

/** Calls back for every cell of a grid with its index and its category per dimension (0 where the dimension is pooled). */
export function forEachCell(
  grid: Pick<OpenGrid<unknown>, 'keeps' | 'sizes'>,
  visit: (cell: number, categories: readonly number[]) => void,
): void {
  const categories = grid.sizes.map(() => 0);
  const total = cellCount(grid);
  for (let cell = 0; cell < total; cell++) {
    visit(cell, categories);
    for (let dimension = grid.sizes.length - 1; dimension >= 0; dimension--) {
      if (grid.keeps[dimension] !== true) continue;
      const next = categories[dimension]! + 1;
      categories[dimension] = next < grid.sizes[dimension]! ? next : 0;
      if (categories[dimension] !== 0) break;
    }
  }
}

/** The grid that keeps exactly these dimensions. */
export function findGrid<G extends Pick<OpenGrid<unknown>, 'keeps'>>(
  grids: readonly G[],
  keeps: readonly boolean[],
): G | undefined {
  // Asked for every cell of a table: plain loops, no lists.
  for (const grid of grids) {
    let isSame = true;
    for (let dimension = 0; isSame && dimension < grid.keeps.length; dimension++) {
      isSame = grid.keeps[dimension] === keeps[dimension];
    }
    if (isSame) return grid;
  }
  return undefined;
}

/**
 * The same, where the layout cannot do without it.
 *
 * @throws Error when the executor did not accumulate it: a bug of ours
 */
export function getGrid<G extends Pick<OpenGrid<unknown>, 'keeps'>>(grids: readonly G[], keeps: readonly boolean[]): G {
  const grid = findGrid(grids, keeps);
  if (grid === undefined) throw new Error('a margin of the table was not accumulated');
  return grid;
}

/**
 * The grid that keeps the dimensions of which a category is given.
 *
 * @throws Error as `getGrid` does
 */
export function gridWith<G extends Pick<OpenGrid<unknown>, 'keeps'>>(
  grids: readonly G[],
  categories: readonly (number | undefined)[],
): G {
  for (const grid of grids) {
    let isSame = true;
    for (let dimension = 0; isSame && dimension < grid.keeps.length; dimension++) {
      isSame = grid.keeps[dimension] === (categories[dimension] !== undefined);
    }
    if (isSame) return grid;
  }
  throw new Error('a margin of the table was not accumulated');
}

/** An empty block of this many cells, with room for fingerprints where its cells are to have them. */
export function emptyBlock(cells: number, hasPrints = false): CellBlock {
  return {
    ...(hasPrints ? { prints: new Uint32Array(cells * printWords) } : {}),
    units: new Float64Array(cells),
    rows: new Float64Array(cells),
    sumA: new Uint32Array(cells),
    sumB: new Uint32Array(cells),
  };
}

/**
 * Adds one cell to another. Sums of keys are exact whether or not the sets are disjoint; where rows outnumber units the
 * same unit may stand in both, and the larger of the two is the number of units that is certain.
 */
export function addCell(into: CellBlock, at: number, from: CellBlock, cell: number): void {
  const disjoint = into.rows[at] === into.units[at] && from.rows[cell] === from.units[cell];
  into.units[at] = disjoint ? into.units[at]! + from.units[cell]! : Math.max(into.units[at]!, from.units[cell]!);
  into.rows[at] = into.rows[at]! + from.rows[cell]!;
  into.sumA[at] = into.sumA[at]! + from.sumA[cell]!;
  into.sumB[at] = into.sumB[at]! + from.sumB[cell]!;
  if (into.prints !== undefined && from.prints !== undefined) addPrint(into.prints, at, from.prints, cell);
}

/** Units of each category of one dimension: from its own grid, or summed over the smallest grid that keeps it. */
export function unitsPerCategory(grids: readonly OpenGrid<CellBlock>[], dimension: number): Float64Array {
  const candidates = grids.filter((grid) => grid.keeps[dimension] === true);
  const kept = (grid: OpenGrid<CellBlock>): number => grid.keeps.filter(Boolean).length;
  const [smallest] = [...candidates].sort((a, b) => kept(a) - kept(b));
  if (smallest === undefined) throw new Error('no grid of the table keeps one of its dimensions');
  const sums = emptyBlock(smallest.sizes[dimension]!);
  forEachCell(smallest, (cell, categories) => addCell(sums, categories[dimension]!, smallest.cells, cell));
  return sums.units;
}
