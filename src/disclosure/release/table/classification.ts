import type { Judgement, Open } from '../../gate.ts';
import type { CellBlock, ExactDimension, Grid, SetCounts, SetRef } from '../../nodes.ts';
import { standIn, standIns } from '../../rules/cells.ts';
import type { Rules } from '../../rules/context.ts';
import { countsAt, releaseBlock } from '../../rules/counts.ts';
import { isSparse } from '../../rules/sparse-table.ts';
import { isNegligible } from '../../rules/thresholds.ts';
import { refused } from '../refusal.ts';
import { cellCount, cellIndex, forEachCell, getGrid, gridWith, type OpenGrid, openGrids } from './grids.ts';
import { type PooledDimension, poolCounts, poolDimensions } from './pooling.ts';

/** A classification that passed the whole-table rules: pooled categories, exact and released counts of every grid. */
export interface Classification {
  readonly dimensions: readonly PooledDimension[];
  /** Dimensions of the stub, outermost first. */
  readonly stub: readonly number[];
  readonly column: number | undefined;
  /** Exact counts, as the executor handed them over. */
  readonly original: readonly OpenGrid<CellBlock>[];
  /** Exact counts over pooled categories, those of earlier cells where rule DC-31 takes them. */
  readonly exact: readonly OpenGrid<CellBlock>[];
  /** Released row counts over pooled categories, NaN where suppressed. */
  readonly released: readonly OpenGrid<Float64Array>[];
  readonly population: SetCounts;
}

/** Rules DC-30 (step 1), DC-05, DC-08, DC-31 and DC-03 for the counts that every table stands on. */
export function classify(
  node: {
    readonly command: string;
    readonly population: SetRef;
    readonly dimensions: readonly ExactDimension[];
    readonly grids: readonly Grid<CellBlock>[];
  },
  open: Open,
  rules: Rules,
): Classification | Judgement<never> {
  const population = open(node.population.counts);
  if (isNegligible(rules, population)) return refused(node.command, 'DC-05');
  const sizes = node.dimensions.map((dimension) => open(dimension.categories).length);
  const original = openGrids(node.grids, sizes, open);
  const column = node.dimensions.length > 1 ? 1 : undefined;
  const stub = node.dimensions.map((_, at) => at).filter((at) => at !== column);
  const inner = getGrid(
    original,
    node.dimensions.map(() => true),
  );
  if (isSparse(rules, innerCells(inner, stub, column))) return refused(node.command, 'DC-05');
  const dimensions = poolDimensions(node.dimensions, original, open, rules);
  // Tables that are too large to be compared with earlier ones (rule DC-31) have too many cells to be shown.
  if (rules.cells?.reuses === true && original.some(({ cells }) => cells.prints === undefined)) {
    return refused(node.command, 'DC-05');
  }
  const exact = original.map((grid) => {
    const pooled = poolCounts(grid, dimensions);
    return { ...pooled, cells: standIns(rules, pooled.cells) };
  });
  const released = releaseGrids(exact, rules);
  return { dimensions, stub, column, original, exact, released, population: standIn(rules, population) };
}

/** Whether a classification was withheld. */
export function isWithheld(result: Classification | Judgement<never>): result is Judgement<never> {
  return 'body' in result;
}

/** The grid of rule DC-05: existing combinations of the stub times existing categories of the column variable. */
function* innerCells(
  grid: OpenGrid<CellBlock>,
  stub: readonly number[],
  column: number | undefined,
): Generator<SetCounts> {
  const columnSize = column === undefined ? 1 : grid.sizes[column]!;
  const total = cellCount(grid);
  const columnOf = new Int32Array(total);
  const stubOf = new Int32Array(total);
  const columnOccurs = new Uint8Array(columnSize);
  const stubSizes = grid.sizes.map((size, at) => (stub.includes(at) ? size : 1));
  const stubGrid = { keeps: grid.keeps.map((_, at) => stub.includes(at)), sizes: stubSizes };
  const stubOccurs = new Uint8Array(cellCount(stubGrid));
  forEachCell(grid, (cell, categories) => {
    columnOf[cell] = column === undefined ? 0 : categories[column]!;
    stubOf[cell] = cellIndex(stubGrid, categories);
    if (grid.cells.units[cell] === 0) return;
    columnOccurs[columnOf[cell]] = 1;
    stubOccurs[stubOf[cell]] = 1;
  });
  for (let cell = 0; cell < total; cell++) {
    if (columnOccurs[columnOf[cell]!] === 1 && stubOccurs[stubOf[cell]!] === 1) yield countsAt(grid.cells, cell);
  }
}

/**
 * DC-03 for every cell and margin. Margins are cells of their own with noise of their own; only where small counts are
 * suppressed are they recomputed from what is displayed, so that nothing can be solved back.
 */
function releaseGrids(grids: readonly OpenGrid<CellBlock>[], rules: Rules): readonly OpenGrid<Float64Array>[] {
  if (rules.policy.counts.mode !== 'suppress') {
    return grids.map((grid) => ({ ...grid, cells: releaseBlock(rules, grid.cells) }));
  }
  const inner = getGrid(
    grids,
    grids[0]!.keeps.map(() => true),
  );
  const displayed = releaseBlock(rules, inner.cells);
  return grids.map((grid) => {
    const cells = new Float64Array(cellCount(grid)).fill(Number.NaN);
    forEachCell(inner, (cell, categories) => {
      const value = displayed[cell]!;
      if (Number.isNaN(value)) return;
      const at = cellIndex(grid, categories);
      cells[at] = Number.isNaN(cells[at]!) ? value : cells[at]! + value;
    });
    return { ...grid, cells };
  });
}

/** The released count where the given categories meet; `undefined` stands for a dimension that is summed over. */
export function releasedAt(classification: Classification, categories: readonly (number | undefined)[]): number {
  const grid = gridWith(classification.released, categories);
  return grid.cells[cellIndex(grid, categories)]!;
}

/** The exact number of units at the same place. For visibility under policies that show empty margins, never for display. */
export function exactUnitsAt(classification: Classification, categories: readonly (number | undefined)[]): number {
  const grid = gridWith(classification.exact, categories);
  return grid.cells.units[cellIndex(grid, categories)]!;
}
