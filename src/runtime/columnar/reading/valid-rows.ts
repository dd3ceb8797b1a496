import { sharedCodes, sharedFloat64, sharedInt32 } from '../../column.ts';
import type { Population } from '../../dataset.ts';
import type { Keeps } from '../../engine/reading.ts';
import { blockSize, type FoldRunner } from '../../fold.ts';
import { type Axis, type CellRows, droppedRow, type NumericValues } from '../../folds/axis.ts';
import { cellCodesKernel, compactKernel, countValidKernel, entriesAtKernel } from '../../folds/compact.ts';
import type { UnitRows } from '../../folds/units.ts';
import { type ColumnarGrid, coarser, gridCells, gridRows } from './classify.ts';
import { columnarDataset, maskOf, numericValuesOf, rowsOf, unitRowsOf } from './population.ts';

/*
 * Registers are full of variables that most people have no value of, and every statistic looks at a variable several times. So
 * its valid values are first put side by side, together with where they come from: whatever follows reads these only.
 */

/** The values of a variable among a population, for folds over `rowCount` rows: those of the dataset, or only the valid ones. */
export interface ValueRows {
  readonly values: NumericValues;
  readonly units: UnitRows;
  readonly rowCount: number;
  /** All of them in one cell. */
  readonly rows: CellRows;
  /** The row of the dataset that each of them is; absent where rows are those of the dataset. */
  readonly numbers: Int32Array | undefined;
}

/** Valid values are put side by side where no more than this share of the rows have one. */
const largestShare = 1 / 3;

/** Variables with fewer rows are read as they are: there is nothing to gain. */
const fewestRows = 2 ** 18;

/** What is kept of one variable: by mask, or by the units of all rows. Neither changes once it is made. */
interface Kept {
  readonly values: NumericValues['values'];
  readonly byRows: WeakMap<object, Promise<ValueRows>>;
}

/** Of the variable that was asked for last only: what is kept is nearly as large as the column. */
let last: WeakRef<Kept> | undefined;
const keptOf = new WeakMap<NumericValues['values'], Kept>();

/** The rows of a variable among a population, valid ones only where that leaves out enough. */
export function valueRowsOf(runner: FoldRunner, population: Population, values: NumericValues): Promise<ValueRows> {
  const rows = maskOf(population) ?? columnarDataset(population.dataset).units;
  const { byRows } = keep(values.values);
  const found = byRows.get(rows) ?? compacted(runner, population, values);
  byRows.set(rows, found);
  return found;
}

function keep(values: NumericValues['values']): Kept {
  const known = keptOf.get(values);
  const before = last?.deref();
  if (before !== undefined && before !== known) keptOf.delete(before.values);
  const kept = known ?? { values, byRows: new WeakMap<object, Promise<ValueRows>>() };
  keptOf.set(values, kept);
  last = new WeakRef(kept);
  return kept;
}

async function compacted(runner: FoldRunner, population: Population, values: NumericValues): Promise<ValueRows> {
  const dataset = columnarDataset(population.dataset);
  const units = unitRowsOf(dataset);
  const { rowCount } = dataset;
  const rows = rowsOf(population);
  const asTheyAre = { values, units, rowCount, rows, numbers: undefined };
  if (rowCount < fewestRows) return asTheyAre;
  const counts = await runner.map(countValidKernel, { rows, values }, rowCount);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > rowCount * largestShare) return asTheyAre;
  const begins = sharedInt32(counts.length);
  for (let block = 1; block < counts.length; block++) begins[block] = begins[block - 1]! + counts[block - 1]!;
  const numbers = sharedInt32(total);
  const own: NumericValues =
    values.kind === 'int32'
      ? { kind: 'int32', values: sharedInt32(total), openStop: false }
      : { kind: 'float64', values: sharedFloat64(total) };
  const rowsPerBlock = blockSize(rowCount, 0);
  await runner.map(compactKernel, { rows, values, rowsPerBlock, begins, out: own.values, rowsOut: numbers }, rowCount);
  const index = units.index === undefined ? numbers : await entriesAt(runner, units.index, numbers);
  return {
    values: own,
    units: { ...units, index, rowCount: total },
    rowCount: total,
    rows: { axes: [], mask: undefined },
    numbers,
  };
}

async function entriesAt(runner: FoldRunner, from: Int32Array, rows: Int32Array): Promise<Int32Array> {
  const out = sharedInt32(rows.length);
  await runner.map(entriesAtKernel, { from, rows, out }, rows.length);
  return out;
}

/** The same, sorted into the cells of a grid. */
export interface GriddedValues extends Omit<ValueRows, 'rows' | 'numbers'> {
  readonly rowsIn: (keeps: Keeps) => CellRows;
  /** Whether every one of them has a valid value, and is in the population. */
  readonly areValid: boolean;
}

/** By grid: the codes of its cells among the valid rows of a variable. */
const codesOf = new WeakMap<ColumnarGrid, WeakMap<ValueRows, Promise<CellCodes>>>();

type CellCodes = Uint8Array | Uint16Array | Uint32Array;

/** The rows of a variable among the population of a grid, with their cells. */
export async function griddedValuesOf(
  runner: FoldRunner,
  grid: ColumnarGrid,
  variable: string,
): Promise<GriddedValues> {
  const found = await valueRowsOf(runner, grid.population, numericValuesOf(grid.dataset, variable));
  const { values, units, rowCount, numbers } = found;
  const of = { values, units, rowCount, areValid: numbers !== undefined };
  if (numbers === undefined) return { ...of, rowsIn: (keeps) => gridRows(grid, keeps) };
  const full = grid.dimensions.map(() => true);
  const { axes } = gridRows(grid, full);
  if (axes.length === 0) return { ...of, rowsIn: () => found.rows };
  const known = codesOf.get(grid) ?? new WeakMap<ValueRows, Promise<CellCodes>>();
  codesOf.set(grid, known);
  const making = known.get(found) ?? cellCodes(runner, axes, gridCells(grid, full), numbers);
  known.set(found, making);
  const codes = await making;
  const rowsIn = (keeps: Keeps): CellRows => {
    const isOpen = gridRows(grid, keeps).axes.length === 0;
    return isOpen ? found.rows : { axes: [axisOf(grid, keeps, codes)], mask: undefined };
  };
  return { ...of, rowsIn };
}

function axisOf(grid: ColumnarGrid, keeps: Keeps, codes: CellCodes): Axis {
  const to = coarser(grid, keeps);
  const contribution = new Int32Array(to.length + 1);
  contribution[0] = droppedRow;
  contribution.set(to, 1);
  return { source: { kind: 'codes', codes }, contribution, missing: droppedRow };
}

async function cellCodes(
  runner: FoldRunner,
  axes: readonly Axis[],
  cells: number,
  numbers: Int32Array,
): Promise<CellCodes> {
  const out = sharedCodes(numbers.length, cells + 1);
  await runner.map(cellCodesKernel, { axes, rows: numbers, out }, numbers.length);
  return out;
}
