import { choosePrints } from '../../../disclosure/history/prints.ts';
import type { CellBlock } from '../../../disclosure/nodes.ts';
import type { Population } from '../../dataset.ts';
import { mostCells, type Transitions } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { mostPrintedCells } from '../../folds/prints.ts';
import { transitionCells, transitionsFold } from '../../folds/transitions.ts';
import { classify } from './classify.ts';
import { blockOf, maskOf, setAt, unitRowsOf } from './population.ts';

/** Counts the pairs of successive rows of a unit by the categories where they begin and end. */
export async function countTransitions(
  runner: FoldRunner,
  population: Population,
  variable: string,
  missingCodes: readonly (number | string)[],
  comparesCells: boolean,
): Promise<Transitions | undefined> {
  const classified = await classify(runner, population, [{ variable, missing: 'drop' }]);
  const coded = classified?.coded[0];
  if (classified === undefined || coded === undefined) return undefined;
  const leaving = new Set<number | string | null>(missingCodes);
  const codes = coded.codes.flatMap((code) => (code === null || leaving.has(code) ? [] : [code]));
  const categories = codes.length;
  if (transitionCells(categories) > mostCells) return undefined;
  const places = new Map<number | string | null, number>(codes.map((code, place) => [code, place]));
  // Slots without a category hold missing values, and so do those of codes that stand for one.
  const placeOf = (category: number): number =>
    category < 0 ? categories : (places.get(coded.codes[category]!) ?? categories);
  const contribution = coded.categoryOfSlot.map(placeOf);
  const rows = {
    axes: [{ source: coded.slots.source, contribution, missing: categories }],
    mask: maskOf(population),
  };
  const { dataset } = classified;
  const hasPrints = comparesCells && transitionCells(categories) <= mostPrintedCells;
  const input = { rows, units: unitRowsOf(dataset), categories, hasPrints };
  const { counts, prints } = await runner.fold(transitionsFold, input, dataset.rowCount);
  const block = blockOf(counts, false);
  return occurring(codes, hasPrints ? { ...block, prints: new Uint32Array(prints.buffer) } : block);
}

/** Leaves out the categories where no pair begins or ends. */
function occurring(codes: readonly (number | string)[], all: CellBlock): Transitions {
  const size = codes.length;
  const margins = size * size;
  const kept = codes.map((_, c) => c).filter((c) => all.rows[margins + c]! > 0 || all.rows[margins + size + c]! > 0);
  return {
    codes: kept.map((c) => codes[c]!),
    pairs: cellsOf(
      all,
      kept.flatMap((from) => kept.map((to) => from * size + to)),
    ),
    from: cellsOf(
      all,
      kept.map((c) => margins + c),
    ),
    to: cellsOf(
      all,
      kept.map((c) => margins + size + c),
    ),
    total: setAt(all, margins + 2 * size),
  };
}

function cellsOf(block: CellBlock, cells: readonly number[]): CellBlock {
  return {
    units: Float64Array.from(cells, (cell) => block.units[cell]!),
    rows: Float64Array.from(cells, (cell) => block.rows[cell]!),
    sumA: Uint32Array.from(cells, (cell) => block.sumA[cell]!),
    sumB: Uint32Array.from(cells, (cell) => block.sumB[cell]!),
    ...(block.prints === undefined ? {} : { prints: choosePrints(block.prints, cells) }),
  };
}
