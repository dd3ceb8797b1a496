import { sharedCodes, sharedFloat64, sharedInt32, sharedUint8 } from '../../column.ts';
import type { Population } from '../../dataset.ts';
import type { Keeps } from '../../engine/reading.ts';
import { blockSize, type FoldRunner } from '../../fold.ts';
import { type Axis, type CellRows, droppedRow, type NumericValues } from '../../folds/axis.ts';
import {
  cellCodesKernel,
  compactKernel,
  type SideBySide,
  type ValidRows,
  validRowsKernel,
} from '../../folds/compact.ts';
import type { UnitRows } from '../../folds/units.ts';
import { type ColumnarGrid, coarser, gridCells, gridRows } from './classify.ts';
import { columnarDataset, maskOf, numericValuesOf, rowsOf, unitRowsOf } from './population.ts';

/*
 * Registers are full of variables that most people have no value of, and every statistic looks at a variable several times. So
 * its valid values are first put side by side, together with where they come from: whatever follows reads these only.
 */

/**
 * The values of a variable among a population, for folds over `rowCount` rows: those of the dataset, or only the valid ones, whose
 * units' keys then stand beside them.
 */
export interface ValueRows {
  readonly values: NumericValues;
  readonly units: UnitRows;
  readonly rowCount: number;
  /** All of them in one cell. */
  readonly rows: CellRows;
  /** The rows of the dataset that they are; absent where these are all. */
  readonly valid: ValidRows | undefined;
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
  const asTheyAre = { values, units, rowCount, rows, valid: undefined };
  if (rowCount < fewestRows) return asTheyAre;
  const bits = sharedUint8(Math.ceil(rowCount / 8));
  const counts = await runner.map(validRowsKernel, { mask: rows.mask, values, bits }, rowCount);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > rowCount * largestShare) return asTheyAre;
  const begins = sharedInt32(counts.length + 1);
  for (const [block, count] of counts.entries()) begins[block + 1] = begins[block]! + count;
  const valid: ValidRows = { bits, begins, rowsPerBlock: blockSize(rowCount, 0) };
  const own = roomFor(values, total);
  const unitsOut = units.distinct
    ? { keysA: sharedInt32(total), keysB: sharedInt32(total) }
    : { index: sharedInt32(total) };
  await runner.map(compactKernel, { rows: valid, values: own, units, unitsOut }, rowCount);
  const ownUnits = units.distinct ? { ...units, index: undefined, ...unitsOut } : { ...units, ...unitsOut };
  return {
    values: own.kind === 'int32' ? { kind: 'int32', values: own.to, openStop: false } : { ...own, values: own.to },
    units: { ...ownUnits, rowCount: total },
    rowCount: total,
    rows: { axes: [], mask: undefined },
    valid,
  };
}

function roomFor(values: NumericValues, total: number): SideBySide {
  return values.kind === 'int32'
    ? { kind: 'int32', from: values.values, to: sharedInt32(total) }
    : { kind: 'float64', from: values.values, to: sharedFloat64(total) };
}

/** The same, sorted into the cells of a grid. */
export interface GriddedValues extends Omit<ValueRows, 'rows' | 'valid'> {
  readonly rowsIn: (keeps: Keeps) => CellRows;
  /** Whether every one of them has a valid value, and is in the population. */
  readonly areValid: boolean;
  /** Their cells, where every one of them is valid and there are cells to tell apart. */
  readonly coded: CodedValues | undefined;
}

/** Valid rows with the codes of their cells in the full grid: the cell plus 1, or 0 for rows without a cell. */
export interface CodedValues {
  readonly valid: ValidRows;
  readonly datasetRows: number;
  readonly codes: CellCodes;
  /** By block of the dataset's rows: how many rows have each code. */
  readonly counts: readonly Int32Array[];
}

/** By grid: the codes of its cells among the valid rows of a variable. */
const codesOf = new WeakMap<ColumnarGrid, WeakMap<ValueRows, Promise<CodedValues>>>();

type CellCodes = Uint8Array | Uint16Array | Uint32Array;

/** The rows of a variable among the population of a grid, with their cells. */
export async function griddedValuesOf(
  runner: FoldRunner,
  grid: ColumnarGrid,
  variable: string,
): Promise<GriddedValues> {
  const found = await valueRowsOf(runner, grid.population, numericValuesOf(grid.dataset, variable));
  const { values, units, rowCount, valid } = found;
  const of = { values, units, rowCount, areValid: valid !== undefined, coded: undefined };
  if (valid === undefined) return { ...of, rowsIn: (keeps) => gridRows(grid, keeps) };
  const full = grid.dimensions.map(() => true);
  const { axes } = gridRows(grid, full);
  if (axes.length === 0) return { ...of, rowsIn: () => found.rows };
  const known = codesOf.get(grid) ?? new WeakMap<ValueRows, Promise<CodedValues>>();
  codesOf.set(grid, known);
  const making = known.get(found) ?? codedValues(runner, grid, axes, valid);
  known.set(found, making);
  const coded = await making;
  const rowsIn = (keeps: Keeps): CellRows => {
    const isOpen = gridRows(grid, keeps).axes.length === 0;
    return isOpen ? found.rows : { axes: [axisOf(grid, keeps, coded.codes)], mask: undefined };
  };
  return { ...of, rowsIn, coded };
}

function axisOf(grid: ColumnarGrid, keeps: Keeps, codes: CellCodes): Axis {
  const to = coarser(grid, keeps);
  const contribution = new Int32Array(to.length + 1);
  contribution[0] = droppedRow;
  contribution.set(to, 1);
  return { source: { kind: 'codes', codes }, contribution, missing: droppedRow };
}

async function codedValues(
  runner: FoldRunner,
  grid: ColumnarGrid,
  axes: readonly Axis[],
  valid: ValidRows,
): Promise<CodedValues> {
  const cells = gridCells(
    grid,
    grid.dimensions.map(() => true),
  );
  const datasetRows = grid.dataset.rowCount;
  const codes = sharedCodes(valid.begins.at(-1)!, cells + 1);
  const counts = await runner.map(cellCodesKernel, { rows: valid, axes, cells, out: codes }, datasetRows);
  return { valid, datasetRows, codes, counts };
}
