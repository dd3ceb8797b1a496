import { printOf } from '../../../disclosure/history/prints.ts';
import type { CellBlock, SetCounts } from '../../../disclosure/nodes.ts';
import { findVariable } from '../../../lang/types/schema.ts';
import type { Column } from '../../column.ts';
import type { ColumnarDataset, ColumnarSelection, DatasetHandle, Population, SelectionHandle } from '../../dataset.ts';
import type { CellRows, NumericValues } from '../../folds/axis.ts';
import type { UnitRows } from '../../folds/units.ts';

/** The dataset of a population as this engine made it. */
export function columnarDataset(handle: DatasetHandle): ColumnarDataset {
  if (!isColumnar(handle)) throw new TypeError('the dataset belongs to another engine');
  return handle;
}

function isColumnar(handle: DatasetHandle): handle is ColumnarDataset {
  return 'columns' in handle && 'units' in handle;
}

function isColumnarSelection(handle: SelectionHandle): handle is ColumnarSelection {
  return 'mask' in handle;
}

/** The mask of a population's selection, if it has one. */
export function maskOf(population: Population): Uint8Array | undefined {
  const selection = population.selection;
  if (selection === undefined) return undefined;
  if (!isColumnarSelection(selection)) throw new TypeError('the selection belongs to another engine');
  return selection.mask;
}

/** All rows of a population in one cell. */
export function rowsOf(population: Population): CellRows {
  return { axes: [], mask: maskOf(population) };
}

/** How the rows of a dataset belong to units, as folds read it. */
export function unitRowsOf(dataset: ColumnarDataset): UnitRows {
  const { keys, index, distinct } = dataset.units;
  return {
    keysA: new Int32Array(keys.a.buffer, keys.a.byteOffset, keys.a.length),
    keysB: new Int32Array(keys.b.buffer, keys.b.byteOffset, keys.b.length),
    index,
    distinct,
    rowCount: dataset.rowCount,
  };
}

/** A variable's column; the analyser has checked that it exists. The identifier of groups of an ordinary variable is a variable, too. */
export function columnOf(dataset: ColumnarDataset, variable: string): Column {
  const column =
    dataset.columns.get(variable) ?? (dataset.schema.identifier?.name === variable ? dataset.identifier : undefined);
  if (column === undefined) throw new RangeError('the dataset has no such variable');
  return column;
}

/** A numeric variable as folds read it. */
export function numericValuesOf(dataset: ColumnarDataset, variable: string): NumericValues {
  const column = columnOf(dataset, variable);
  switch (column.kind) {
    case 'float64':
      return { kind: 'float64', values: column.values };
    case 'int32':
      return { kind: 'int32', values: column.values, openStop: isOpenStop(dataset, variable) };
    case 'dictionary':
    case 'unit':
      throw new TypeError('the variable is not numeric');
  }
}

/** Whether a variable's latest day stands for a spell that has not ended. */
export function isOpenStop(dataset: ColumnarDataset, variable: string): boolean {
  return findVariable(dataset.schema, variable)?.openStop === true;
}

/** A block of empty cells. */
export function emptyBlock(cells: number): CellBlock {
  return {
    units: new Float64Array(cells),
    rows: new Float64Array(cells),
    sumA: new Uint32Array(cells),
    sumB: new Uint32Array(cells),
  };
}

/** Adds one cell of a block to a cell of another. Only for sets of units that do not overlap. */
export function addCell(into: CellBlock, at: number, from: CellBlock, fromAt: number): void {
  into.units[at] = into.units[at]! + from.units[fromAt]!;
  into.rows[at] = into.rows[at]! + from.rows[fromAt]!;
  into.sumA[at] = into.sumA[at]! + from.sumA[fromAt]!;
  into.sumB[at] = into.sumB[at]! + from.sumB[fromAt]!;
}

/** One cell of a block as a set. */
export function setAt(block: CellBlock, cell: number): SetCounts {
  const set = {
    units: block.units[cell]!,
    rows: block.rows[cell]!,
    sumA: block.sumA[cell]!,
    sumB: block.sumB[cell]!,
  };
  return block.prints === undefined ? set : { ...set, print: printOf(block.prints, cell) };
}

/** The four integers per cell of the counting fold as a block. */
export function blockOf(counts: Int32Array, distinct: boolean): CellBlock {
  const cells = counts.length / 4;
  const block = emptyBlock(cells);
  for (let cell = 0; cell < cells; cell++) {
    block.rows[cell] = counts[cell * 4]!;
    block.units[cell] = counts[cell * 4 + (distinct ? 0 : 1)]!;
    block.sumA[cell] = counts[cell * 4 + 2]! >>> 0;
    block.sumB[cell] = counts[cell * 4 + 3]! >>> 0;
  }
  return block;
}
