import type { CellBlock, HexGrid } from '../../../disclosure/nodes.ts';
import type { Population } from '../../dataset.ts';
import type {
  CellGrid,
  Classification,
  Keeps,
  ReadingEngine,
  ValueFilter,
  ValueProfile,
} from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import { type CellRows, droppedRow } from '../../folds/axis.ts';
import { countBinsFold } from '../../folds/bin-counts.ts';
import { binPrintsFold, hexagonPrintsFold } from '../../folds/bin-prints.ts';
import { countCellsFold } from '../../folds/cells.ts';
import { countHexagonsFold } from '../../folds/hexagon-counts.ts';
import { hexagonCount } from '../../folds/hexagons.ts';
import { mostPrintedCells } from '../../folds/prints.ts';
import { unitRowsFold } from '../../folds/unit-rows.ts';
import { type ColumnarClassification, classify, countCells, gridCells, gridRows, pool, restrict } from './classify.ts';
import { comoments } from './comoments.ts';
import { crossProducts, fitSums, productMoments, recombinedProducts } from './design.ts';
import { populationSet } from './facts.ts';
import { asColumnar, asColumnarGrid, narrow } from './narrow.ts';
import { orderStatistics } from './order-statistics.ts';
import { blockOf, columnarDataset, numericValuesOf, rowsOf, setAt, unitRowsOf } from './population.ts';
import { pooledPrints, printsIn, unsignedPrints, withPrints } from './prints.ts';
import { leadingSquares, scoreInfluences } from './row-forms.ts';
import { shapeOf } from './shape.ts';
import { statistics, sumOfSquares } from './statistics.ts';
import { surveyOf } from './survey.ts';
import { countTransitions } from './transitions.ts';
import { griddedValuesOf } from './valid-rows.ts';

/** The reading half of the columnar engine: every answer is a fold over the columns, run by `runner`. */
export function createReadingEngine(runner: FoldRunner): ReadingEngine {
  return readingEngine(runner, false);
}

/** The same with fingerprints of the cells, so that they can be compared with those of other results (rule DC-31). */
export function createComparingEngine(runner: FoldRunner, reusesCells: boolean): ReadingEngine {
  return withPrints(readingEngine(runner, true), runner, reusesCells);
}

function readingEngine(runner: FoldRunner, comparesCells: boolean): ReadingEngine {
  return {
    unitTypeOf: (dataset) => columnarDataset(dataset).units.unitType,
    countSet: (population) => populationSet(runner, population),
    reusesCells: false,
    printedSet: (population) => populationSet(runner, population),
    narrow: (population, exclusions) => narrow(runner, population, exclusions),
    classify: (population, dimensions) => classify(runner, population, dimensions),
    restrict: (classification, population) => restrict(runner, asColumnar(classification), population),
    countCells: (classification, keeps, only) =>
      only === undefined
        ? countCells(runner, asColumnarGrid(classification), keeps)
        : countValues(runner, classification, keeps, only),
    countTransitions: (population, variable, missingCodes) =>
      countTransitions(runner, population, variable, missingCodes, comparesCells),
    countBins: (classification, variable, edges) => countBins(runner, classification, variable, edges, comparesCells),
    countHexagons: (population, horizontal, vertical, grid) =>
      countHexagons(runner, population, { horizontal, vertical, grid }, comparesCells),
    profile: (population, variable) => profile(runner, population, variable),
    mostRows: (classification, keeps, variable) => mostRows(runner, classification, keeps, variable),
    orderStatistics: (classification, keeps, variable, ranges) =>
      orderStatistics(runner, asColumnarGrid(classification), keeps, variable, ranges),
    statistics: (request) => statistics(runner, asColumnarGrid(request.classification), request),
    sumOfSquares: (request) => sumOfSquares(runner, asColumnarGrid(request.classification), request),
    shape: (grid, variable, limits) => shapeOf(runner, asColumnarGrid(grid), variable, limits),
    productMoments: (population, design) => productMoments(runner, population, design),
    crossProducts: (population, design) => crossProducts(runner, population, design),
    recombinedProducts: (population, design, recombination) =>
      recombinedProducts(runner, population, design, recombination),
    fitSums: (population, design, fit) => fitSums(runner, population, design, fit),
    leadingSquares: (population, design, forms, most) => leadingSquares(runner, population, design, forms, most),
    scoreInfluences: (population, design, request) => scoreInfluences(runner, population, design, request),
    comoments: (request) => comoments(runner, request),
  };
}

async function countValues(
  runner: FoldRunner,
  classification: CellGrid,
  keeps: Keeps,
  only: ValueFilter,
): Promise<CellBlock> {
  const own = asColumnarGrid(classification);
  const valid = numericValuesOf(own.dataset, only.variable);
  const input = { rows: gridRows(own, keeps), units: unitRowsOf(own.dataset), cells: gridCells(own, keeps), valid };
  const { counts } = await runner.fold(
    countCellsFold,
    only.equals === undefined ? input : { ...input, equals: only.equals },
    own.dataset.rowCount,
  );
  return blockOf(counts, own.dataset.units.distinct);
}

async function countBins(
  runner: FoldRunner,
  classification: Classification,
  variable: string,
  edges: Float64Array,
  comparesCells: boolean,
): Promise<{ readonly bins: CellBlock; readonly totals: CellBlock }> {
  const own = asColumnar(classification);
  const size = edges.length - 1;
  const all = own.dimensions.map(() => true);
  const grid = gridRows(own, all);
  const valid = numericValuesOf(own.dataset, variable);
  const rows: CellRows = {
    mask: grid.mask,
    axes: [
      ...grid.axes.map((axis) => ({
        ...axis,
        contribution: axis.contribution.map((entry) => (entry < 0 ? entry : entry * size)),
        missing: axis.missing < 0 ? axis.missing : axis.missing * size,
      })),
      {
        source: { kind: 'bins', values: valid, edges },
        contribution: Int32Array.from({ length: size }, (_, bin) => bin),
        missing: 0,
      },
    ],
  };
  const { rowCount, units } = own.dataset;
  const ofRows = { rows, cells: gridCells(own, all) * size, units: unitRowsOf(own.dataset), valid };
  const counts = units.distinct
    ? await countValidBins(runner, own, variable, edges)
    : (await runner.fold(countCellsFold, ofRows, rowCount)).counts;
  const bins = blockOf(counts, units.distinct);
  const cells = bins.rows.length / size;
  // A unit with several rows may be in several bins.
  const totals = own.dataset.units.distinct
    ? pool(
        bins,
        Int32Array.from(bins.rows, (_, at) => Math.floor(at / size)),
        cells,
      )
    : await countValues(runner, own, all, { variable });
  if (!comparesCells || bins.rows.length > mostPrintedCells) return { bins, totals };
  const ofBins = units.distinct
    ? await printsOfValidBins(runner, own, variable, edges)
    : (await printsIn(runner, own.dataset, { rows, cells: bins.rows.length, valid, values: false })).units;
  const ofTotals = units.distinct
    ? pooledPrints(ofBins, size)
    : (await printsIn(runner, own.dataset, { rows: grid, cells, valid, values: false })).units;
  return { bins: { ...bins, prints: ofBins }, totals: { ...totals, prints: ofTotals } };
}

/** Fingerprints of the same bins as `countValidBins` counts. */
async function printsOfValidBins(
  runner: FoldRunner,
  grid: ColumnarClassification,
  variable: string,
  edges: Float64Array,
): Promise<Uint32Array> {
  const all = grid.dimensions.map(() => true);
  const { values, units, rowCount, rowsIn } = await griddedValuesOf(runner, grid, variable);
  const input = { rows: rowsIn(all), units, cells: gridCells(grid, all), values, edges };
  return unsignedPrints(await runner.fold(binPrintsFold, input, rowCount)).units;
}

/** Counts of bins where every unit has one row: those of the rows that have a value, wherever these are. */
async function countValidBins(
  runner: FoldRunner,
  grid: ColumnarClassification,
  variable: string,
  edges: Float64Array,
): Promise<Int32Array> {
  const all = grid.dimensions.map(() => true);
  const { values, units, rowCount, rowsIn } = await griddedValuesOf(runner, grid, variable);
  return runner.fold(countBinsFold, { rows: rowsIn(all), units, cells: gridCells(grid, all), values, edges }, rowCount);
}

async function countHexagons(
  runner: FoldRunner,
  population: Population,
  { horizontal, vertical, grid }: { readonly horizontal: string; readonly vertical: string; readonly grid: HexGrid },
  comparesCells: boolean,
): Promise<CellBlock> {
  const dataset = columnarDataset(population.dataset);
  const [x, y] = [numericValuesOf(dataset, horizontal), numericValuesOf(dataset, vertical)];
  const cells = hexagonCount(grid);
  const { mask } = rowsOf(population);
  const contribution = Int32Array.from({ length: cells }, (_, hexagon) => hexagon);
  const axis = { source: { kind: 'hexagons', x, y, grid }, contribution, missing: droppedRow } as const;
  const rows: CellRows = { mask, axes: [axis] };
  const { distinct } = dataset.units;
  const units = unitRowsOf(dataset);
  const counts = distinct
    ? await runner.fold(countHexagonsFold, { mask, x, y, grid, units }, dataset.rowCount)
    : (await runner.fold(countCellsFold, { rows, units, cells }, dataset.rowCount)).counts;
  const block = blockOf(counts, distinct);
  if (!comparesCells || cells > mostPrintedCells) return block;
  const prints = distinct
    ? unsignedPrints(await runner.fold(hexagonPrintsFold, { mask, x, y, grid, units }, dataset.rowCount))
    : await printsIn(runner, dataset, { rows, cells, values: false });
  return { ...block, prints: prints.units };
}

async function profile(runner: FoldRunner, population: Population, variable: string): Promise<ValueProfile> {
  const values = numericValuesOf(columnarDataset(population.dataset), variable);
  const { profile: found, valid } = await surveyOf(runner, population, values);
  const isTwo = !found.isVaried && !Number.isNaN(found.second);
  return {
    valid: setAt(valid, 0),
    minimum: found.minimum,
    maximum: found.maximum,
    isWhole: found.isWhole,
    two: isTwo ? [Math.min(found.first, found.second), Math.max(found.first, found.second)] : undefined,
  };
}

async function mostRows(
  runner: FoldRunner,
  classification: CellGrid,
  keeps: Keeps,
  variable: string,
): Promise<Int32Array | undefined> {
  const own = asColumnarGrid(classification);
  const { dataset } = own;
  if (dataset.units.distinct) return undefined;
  const { values, units, rowCount, rowsIn } = await griddedValuesOf(runner, own, variable);
  const input = { rows: rowsIn(keeps), cells: gridCells(own, keeps), units, values };
  return (await runner.fold(unitRowsFold, input, rowCount)).most;
}
