import { arrayOf, openStopDay } from '../../../metadata/stored-column.ts';
import { sharedUint8 } from '../../column.ts';
import type { ColumnarDataset, ColumnarSelection, Population } from '../../dataset.ts';
import type { CellGrid, Classification, Exclusion } from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { type Axis, droppedRow } from '../../folds/axis.ts';
import { completeCasesKernel } from '../../folds/complete-cases.ts';
import { type NarrowInput, narrowKernel } from '../../folds/profile.ts';
import { missingOf } from '../values.ts';
import { type ColumnarClassification, type ColumnarGrid, gridRows } from './classify.ts';
import { columnarDataset, columnOf, isOpenStop, maskOf, numericValuesOf } from './population.ts';
import { type Slots, slotsOf } from './slots.ts';

/** The rows of a population that no exclusion names, as a population with a selection of its own. */
export async function narrow(
  runner: FoldRunner,
  population: Population,
  exclusions: readonly Exclusion[],
): Promise<Population> {
  const dataset = columnarDataset(population.dataset);
  const variables = exclusions.flatMap((exclusion) => (exclusion.type === 'missing' ? [exclusion.variable] : []));
  const complete = variables.length === 0 ? population : await completeCases(runner, population, variables);
  const others = exclusions.filter((exclusion) => exclusion.type !== 'missing');
  return others.length === 0 ? complete : without(runner, complete, dataset, others);
}

/** The rows of a population with a value in every one of some variables. */
async function completeCases(
  runner: FoldRunner,
  population: Population,
  variables: readonly string[],
): Promise<Population> {
  const dataset = columnarDataset(population.dataset);
  const columns = variables.map((variable) => {
    const column = columnOf(dataset, variable);
    const missing = missingOf(column);
    const isOpen = column.kind === 'int32' && isOpenStop(dataset, variable);
    return { values: arrayOf(column), missing, open: isOpen ? openStopDay : missing };
  });
  const out = sharedUint8(dataset.rowCount);
  const kept = await runner.map(completeCasesKernel, { mask: maskOf(population), columns, out }, dataset.rowCount);
  return populationOf(dataset, out, kept);
}

function populationOf(dataset: ColumnarDataset, mask: Uint8Array, kept: readonly number[]): Population {
  const rowCount = kept.reduce((sum, count) => sum + count, 0);
  // Folds over all rows need no mask.
  if (rowCount === dataset.rowCount) return { dataset };
  const selection: ColumnarSelection = { of: dataset, mask, rowCount };
  return { dataset, selection };
}

type OtherExclusion = Exclude<Exclusion, { readonly type: 'missing' }>;

async function without(
  runner: FoldRunner,
  population: Population,
  dataset: ColumnarDataset,
  exclusions: readonly OtherExclusion[],
): Promise<Population> {
  const axes: Axis[] = [];
  const columns: NarrowInput['columns'][number][] = [];
  const cells: NarrowInput['without'][number][] = [];
  for (const exclusion of exclusions) {
    if (exclusion.type === 'cells') {
      const { classification, leaves } = exclusion;
      const all = classification.dimensions.map(() => true);
      const rows = gridRows(asColumnar(classification), all);
      const [axis] = rows.axes;
      if (axis !== undefined && rows.axes.length === 1 && (rows.mask === undefined || rows.mask === maskOf(population)))
        axes.push(axisWithout(axis, leaves));
      else cells.push({ rows, leaves });
      continue;
    }
    const { codes } = exclusion;
    if (codes.length === 0) continue;
    const column = columnOf(dataset, exclusion.variable);
    if (column.kind === 'dictionary') axes.push(textAxis(column, codes));
    else {
      const slots = await slotsOf(runner, dataset, exclusion.variable);
      if (slots === undefined) {
        const listed = Float64Array.from(codes.filter((code) => typeof code === 'number'));
        columns.push({ values: numericValuesOf(dataset, exclusion.variable), codes: listed });
      } else axes.push(codeAxis(slots, codes));
    }
  }
  const out = sharedUint8(dataset.rowCount);
  const input: NarrowInput = { rows: { axes, mask: maskOf(population) }, columns, without: cells, out };
  const kept = await runner.map(narrowKernel, input, dataset.rowCount);
  return populationOf(dataset, out, kept);
}

/** An axis that adds nothing but makes rows of some cells leave, and those that have none. */
function axisWithout({ source, contribution, missing }: Axis, leaves: Uint8Array): Axis {
  const stayOf = (cell: number): number => (cell < 0 || leaves[cell] === 1 ? droppedRow : 0);
  return { source, contribution: contribution.map(stayOf), missing: stayOf(missing) };
}

/** An axis that adds nothing but makes rows with some codes leave. */
function codeAxis(slots: Slots, codes: readonly (number | string)[]): Axis {
  const excluded = new Set(codes);
  const contribution = Int32Array.from({ length: slots.count }, (_, slot) => {
    const isMissing = slots.hasMissingSlot && slot === 0;
    return !isMissing && excluded.has(slots.codeOf(slot)) ? droppedRow : 0;
  });
  return { source: slots.source, contribution, missing: 0 };
}

/** An axis that adds nothing but makes rows with some texts leave. */
function textAxis(
  column: Extract<ReturnType<typeof columnOf>, { kind: 'dictionary' }>,
  codes: readonly (number | string)[],
): Axis {
  const excluded = new Set(codes);
  const contribution = Int32Array.from(column.dictionary, (text, code) => {
    return code !== 0 && excluded.has(text) ? droppedRow : 0;
  });
  return { source: { kind: 'codes', codes: column.codes }, contribution, missing: 0 };
}

/** A classification as this engine made it. */
export function asColumnar(classification: Classification): ColumnarClassification {
  if (!isClassification(classification)) throw new TypeError('the classification belongs to another engine');
  return classification;
}

/** A grid as this engine made it. */
export function asColumnarGrid(grid: CellGrid): ColumnarGrid {
  if (!isGrid(grid)) throw new TypeError('the grid belongs to another engine');
  return grid;
}

function isClassification(classification: CellGrid): classification is ColumnarClassification {
  return 'coded' in classification && 'counts' in classification;
}

function isGrid(grid: CellGrid): grid is ColumnarGrid {
  return 'coded' in grid;
}
