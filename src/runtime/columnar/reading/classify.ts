import type { CellBlock } from '../../../disclosure/nodes.ts';
import type { ColumnarDataset, Population } from '../../dataset.ts';
import {
  type CellGrid,
  type Classification,
  type DimensionCategories,
  type DimensionRequest,
  type Keeps,
  mostCells,
} from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { type Axis, type AxisSource, type CellRows, droppedRow } from '../../folds/axis.ts';
import { countCellsFold } from '../../folds/cells.ts';
import { presenceFold } from '../../folds/presence.ts';
import { populationSet } from './facts.ts';
import { addCell, blockOf, columnarDataset, emptyBlock, maskOf, setAt, unitRowsOf } from './population.ts';
import { type Slots, slotsOf } from './slots.ts';

/** A dimension with the way from slots to categories. */
interface CodedDimension extends DimensionCategories {
  readonly slots: Slots;
  /** Category by slot, -1 = the slot does not occur. */
  readonly categoryOfSlot: Int32Array;
  /** Category of missing values that have no slot; -1 = their rows leave. */
  readonly missingCategory: number;
}

/** A grid of this engine: no cell number per row is kept, folds work them out from the columns. */
export interface ColumnarGrid extends CellGrid {
  readonly dataset: ColumnarDataset;
  readonly coded: readonly CodedDimension[];
}

/** A grid that has been counted. */
export interface ColumnarClassification extends ColumnarGrid, Classification {
  /** Counts of the full grid. */
  readonly counts: CellBlock;
}

/** Grids of slots up to this size are counted directly; categories that do not occur are left out afterwards. */
const mostSlotCells = 2 ** 18;

/** Classifies the rows of a population and counts the full grid. */
export async function classify(
  runner: FoldRunner,
  population: Population,
  requests: readonly DimensionRequest[],
): Promise<ColumnarClassification | undefined> {
  const dataset = columnarDataset(population.dataset);
  if (requests.length === 0) {
    const total = await populationSet(runner, population);
    return { population, dataset, coded: [], dimensions: [], total, counts: blockOfSet(total) };
  }
  const slots: Slots[] = [];
  for (const request of requests) {
    const found = await slotsOf(runner, dataset, request.variable);
    if (found === undefined) return undefined;
    slots.push(found);
  }
  const keepMissing = requests.map((request) => request.missing === 'category');
  // One more place than there are slots, for missing values that have none; it comes last.
  const sizes = slots.map((s) => s.count + 1);
  const slotCells = sizes.reduce((product, size) => product * size, 1);
  const mask = maskOf(population);
  const direct = slotCells <= mostSlotCells;
  const counted = direct ? await countSlots(runner, dataset, mask, slots, keepMissing, sizes) : undefined;
  const present = counted?.present ?? (await presentSlots(runner, dataset, mask, slots, keepMissing));
  const coded = requests.map((request, d) => codeDimension(request, slots[d]!, present[d]!));
  const sizesNow = coded.map((dimension) => dimension.codes.length);
  const cells = sizesNow.reduce((product, size) => product * size, 1);
  if (cells > mostCells) return undefined;
  const base = { population, dataset, coded, dimensions: coded.map(({ variable, codes }) => ({ variable, codes })) };
  const counts =
    counted === undefined
      ? await countGrid(
          runner,
          dataset,
          cellRows(
            coded,
            requests.map(() => true),
            mask,
          ),
          cells,
        )
      : compress(counted.counts, sizes, coded, cells);
  return { ...base, counts, total: await totalOf(runner, dataset, coded, mask, counts) };
}

function blockOfSet(set: Classification['total']): CellBlock {
  return {
    units: Float64Array.of(set.units),
    rows: Float64Array.of(set.rows),
    sumA: Uint32Array.of(set.sumA),
    sumB: Uint32Array.of(set.sumB),
  };
}

async function totalOf(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  coded: readonly CodedDimension[],
  mask: Uint8Array | undefined,
  counts: CellBlock,
): Promise<Classification['total']> {
  if (!dataset.units.distinct) {
    const rows = cellRows(
      coded,
      coded.map(() => false),
      mask,
    );
    return setAt(await countGrid(runner, dataset, rows, 1), 0);
  }
  return setAt(sumCells(counts), 0);
}

/** All cells of a block as one. */
function sumCells(counts: CellBlock): CellBlock {
  const total = emptyBlock(1);
  for (let cell = 0; cell < counts.rows.length; cell++) addCell(total, 0, counts, cell);
  return total;
}

async function countGrid(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  rows: CellRows,
  cells: number,
): Promise<CellBlock> {
  const state = await runner.fold(countCellsFold, { rows, units: unitRowsOf(dataset), cells }, dataset.rowCount);
  return blockOf(state.counts, dataset.units.distinct);
}

/** An axis whose slots count from 0 with a stride; missing values come after the last slot, or leave. */
function slotAxis(slots: Slots, stride: number, keepMissing: boolean): Axis {
  const contribution = new Int32Array(slots.count);
  for (let slot = 0; slot < slots.count; slot++) contribution[slot] = slot * stride;
  const missing = keepMissing ? slots.count * stride : droppedRow;
  if (slots.hasMissingSlot) contribution[0] = missing;
  if (slots.openSlot !== undefined && !keepMissing) contribution[slots.openSlot] = droppedRow;
  return { source: slots.source, contribution, missing };
}

async function countSlots(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  mask: Uint8Array | undefined,
  slots: readonly Slots[],
  keepMissing: readonly boolean[],
  sizes: readonly number[],
): Promise<{ readonly counts: CellBlock; readonly present: readonly Uint8Array[] }> {
  const strides = stridesOf(sizes);
  const axes = slots.map((s, d) => slotAxis(s, strides[d]!, keepMissing[d]!));
  const counts = await countGrid(
    runner,
    dataset,
    { axes, mask },
    sizes.reduce((product, size) => product * size, 1),
  );
  const present = sizes.map((size) => new Uint8Array(size));
  for (let cell = 0; cell < counts.rows.length; cell++) {
    if (counts.rows[cell] === 0) continue;
    for (let d = 0; d < sizes.length; d++) present[d]![Math.floor(cell / strides[d]!) % sizes[d]!] = 1;
  }
  return { counts, present };
}

async function presentSlots(
  runner: FoldRunner,
  dataset: ColumnarDataset,
  mask: Uint8Array | undefined,
  slots: readonly Slots[],
  keepMissing: readonly boolean[],
): Promise<readonly Uint8Array[]> {
  const rows: CellRows = { axes: slots.map((s, d) => slotAxis(s, 0, keepMissing[d]!)), mask };
  const seen = await runner.fold(
    presenceFold,
    { rows, slots: slots.map((s) => slotAxis(s, 1, true)), sizes: slots.map((s) => s.count) },
    dataset.rowCount,
  );
  return seen;
}

/** Keeps the slots that occur; missing values, whose place is the last one, become the last category. */
function codeDimension(request: DimensionRequest, slots: Slots, present: Uint8Array): CodedDimension {
  const codes: (number | string | null)[] = [];
  const categoryOfSlot = new Int32Array(slots.count).fill(-1);
  for (let slot = slots.hasMissingSlot ? 1 : 0; slot < slots.count; slot++) {
    if (present[slot] === 0 || (slot === slots.openSlot && request.missing !== 'category')) continue;
    categoryOfSlot[slot] = codes.length;
    codes.push(slots.codeOf(slot));
  }
  const hasMissing = request.missing === 'category' && present[slots.count] === 1;
  const missingCategory = hasMissing ? codes.length : -1;
  if (hasMissing) codes.push(null);
  if (slots.hasMissingSlot) categoryOfSlot[0] = missingCategory;
  return { variable: request.variable, codes, slots, categoryOfSlot, missingCategory };
}

/** Row-major strides. */
export function stridesOf(sizes: readonly number[]): number[] {
  const strides = sizes.map(() => 1);
  for (let d = sizes.length - 2; d >= 0; d--) strides[d] = strides[d + 1]! * sizes[d + 1]!;
  return strides;
}

/** Leaves the slots that do not occur out of a grid of slots. */
function compress(
  slotCounts: CellBlock,
  sizes: readonly number[],
  coded: readonly CodedDimension[],
  cells: number,
): CellBlock {
  const counts = emptyBlock(cells);
  const slotStrides = stridesOf(sizes);
  const strides = stridesOf(coded.map((dimension) => dimension.codes.length));
  for (let from = 0; from < slotCounts.rows.length; from++) {
    if (slotCounts.rows[from] === 0) continue;
    let cell = 0;
    for (let d = 0; d < coded.length; d++) {
      const dimension = coded[d]!;
      const slot = Math.floor(from / slotStrides[d]!) % sizes[d]!;
      const category = slot === dimension.slots.count ? dimension.missingCategory : dimension.categoryOfSlot[slot]!;
      cell += category * strides[d]!;
    }
    addCell(counts, cell, slotCounts, from);
  }
  return counts;
}

/** Number of cells of a grid. */
export function gridCells(classification: CellGrid, keeps: Keeps): number {
  return classification.dimensions.reduce(
    (product, { codes }, d) => (keeps[d] === true ? product * codes.length : product),
    1,
  );
}

/** What folds need to sort rows into the cells of a grid. */
export function gridRows(classification: ColumnarGrid, keeps: Keeps): CellRows {
  return cellRows(classification.coded, keeps, maskOf(classification.population));
}

function cellRows(coded: readonly CodedDimension[], keeps: Keeps, mask: Uint8Array | undefined): CellRows {
  const strides = stridesOf(coded.map((dimension, d) => (keeps[d] === true ? dimension.codes.length : 1)));
  const axes = coded.flatMap((dimension, d) => {
    const stride = keeps[d] === true ? strides[d]! : 0;
    const { slots, categoryOfSlot, missingCategory } = dimension;
    // A source may have very many slots, and this is done for every table.
    const contribution = new Int32Array(categoryOfSlot.length);
    let isIdle = missingCategory >= 0 && missingCategory * stride === 0;
    for (let slot = 0; slot < contribution.length; slot++) {
      const category = categoryOfSlot[slot]!;
      const added = category < 0 ? droppedRow : category * stride;
      contribution[slot] = added;
      if (added !== 0) isIdle = false;
    }
    const missing = missingCategory < 0 ? droppedRow : missingCategory * stride;
    // An axis that changes nothing for any row: a pooled dimension without values that leave.
    return isIdle ? [] : [{ source: slots.source, contribution, missing }];
  });
  return { axes, mask };
}

/** The full grid's cell of each cell of the full grid in a coarser grid. */
export function coarser(classification: CellGrid, keeps: Keeps): Int32Array {
  const sizes = classification.dimensions.map(({ codes }) => codes.length);
  const full = stridesOf(sizes);
  const kept = stridesOf(sizes.map((size, d) => (keeps[d] === true ? size : 1)));
  const cells = sizes.reduce((product, size) => product * size, 1);
  const result = new Int32Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    let to = 0;
    for (const [d, size] of sizes.entries()) {
      if (keeps[d] === true) to += (Math.floor(cell / full[d]!) % size) * kept[d]!;
    }
    result[cell] = to;
  }
  return result;
}

/** How rows belong to groups: by slots of a source, each of which is a group or none (-1). */
export interface GroupAxis {
  readonly source: AxisSource;
  readonly groupOfSlot: Int32Array;
  /** Whether slot 0 stands for missing values; otherwise those have no slot. */
  readonly hasMissingSlot: boolean;
}

/** The grid of groups that rows have been sorted into already. `undefined` when there are too many. */
export function gridOfGroups(
  dataset: ColumnarDataset,
  variable: string,
  { source, groupOfSlot, hasMissingSlot }: GroupAxis,
  groups: number,
): ColumnarGrid | undefined {
  if (groups > mostCells) return undefined;
  const codes = Array.from({ length: groups }, (_, group) => group);
  const slots: Slots = {
    source,
    count: groupOfSlot.length,
    hasMissingSlot,
    codeOf: (slot) => groupOfSlot[slot]!,
  };
  const coded = [{ variable, codes, slots, categoryOfSlot: groupOfSlot, missingCategory: -1 }];
  return { population: { dataset }, dimensions: [{ variable, codes }], dataset, coded };
}

/** Counts of a grid: by addition from the full grid where units have one row each, otherwise in a pass of its own. */
export async function countCells(runner: FoldRunner, classification: ColumnarGrid, keeps: Keeps): Promise<CellBlock> {
  const isCounted = isClassification(classification);
  if (isCounted && keeps.every((keep) => keep)) return classification.counts;
  const cells = gridCells(classification, keeps);
  if (!isCounted || !classification.dataset.units.distinct) {
    return countGrid(runner, classification.dataset, gridRows(classification, keeps), cells);
  }
  return pool(classification.counts, coarser(classification, keeps), cells);
}

function isClassification(grid: ColumnarGrid): grid is ColumnarClassification {
  return 'counts' in grid;
}

/** Adds up the cells that fall together in a coarser grid. Only where units do not overlap. */
export function pool(counts: CellBlock, to: Int32Array, cells: number): CellBlock {
  const pooled = emptyBlock(cells);
  for (let cell = 0; cell < to.length; cell++) addCell(pooled, to[cell]!, counts, cell);
  return pooled;
}

/** The same cells, counted among a narrower population. */
export async function restrict(
  runner: FoldRunner,
  classification: ColumnarClassification,
  population: Population,
): Promise<ColumnarClassification> {
  const { coded, dataset } = classification;
  const mask = maskOf(population);
  const all = coded.map(() => true);
  const counts = await countGrid(runner, dataset, cellRows(coded, all, mask), gridCells(classification, all));
  return { ...classification, population, counts, total: await totalOf(runner, dataset, coded, mask, counts) };
}
