import { addPrint, printOf, printWords } from '../../../disclosure/history/prints.ts';
import type { CellBlock, StatisticsBlock, ValuePrints } from '../../../disclosure/nodes.ts';
import type {
  CellGrid,
  Classification,
  Keeps,
  ReadingEngine,
  StatisticsRequest,
  ValueFilter,
} from '../../engine/reading.ts';
import type { FoldRunner } from '../../fold.ts';
import type { CellRows } from '../../folds/axis.ts';
import type { CellPrints } from '../../folds/print-tables.ts';
import { mostPrintedCells, type PrintsInput, printsFold } from '../../folds/prints.ts';
import { type ColumnarGrid, coarser, gridCells, gridRows } from './classify.ts';
import { asColumnarGrid } from './narrow.ts';
import { maskOf, numericValuesOf, unitRowsOf } from './population.ts';
import { griddedValuesOf } from './valid-rows.ts';

/** The rows of a population by cell, as a count sorts them. */
interface PrintedRows {
  readonly rows: CellRows;
  readonly cells: number;
}

/**
 * The same engine, with fingerprints beside the counts of tables, bins and statistics (rule DC-31): passes of their own, so that
 * whoever does not ask for them pays nothing. Grids that are too large have none.
 *
 * @param reusesCells whether near cells take the numbers of earlier ones, so that sets beside tables are compared, too
 */
export function withPrints(engine: ReadingEngine, runner: FoldRunner, reusesCells: boolean): ReadingEngine {
  const printer = new Printer(runner);
  return {
    ...engine,
    reusesCells,
    classify: async (population, dimensions) => {
      const classification = await engine.classify(population, dimensions);
      return classification === undefined ? undefined : printer.totalled(classification);
    },
    restrict: async (classification, population) => printer.totalled(await engine.restrict(classification, population)),
    printedSet: async (population) => {
      if (!reusesCells) return engine.countSet(population);
      const whole = await engine.classify(population, []);
      return whole === undefined ? engine.countSet(population) : (await printer.totalled(whole)).total;
    },
    countCells: async (grid, keeps, only) =>
      printer.counted(grid, keeps, only, await engine.countCells(grid, keeps, only)),
    profile: async (population, variable) => {
      const profile = await engine.profile(population, variable);
      const whole = await engine.classify(population, []);
      return whole === undefined ? profile : { ...profile, prints: await printer.profiled(whole, variable) };
    },
    statistics: async (request) => printer.described(request, await engine.statistics(request)),
  };
}

/** Makes fingerprints. */
class Printer {
  readonly #runner: FoldRunner;
  /** Of the units in the full grid, from which its margins are put together; of a single cell by what selects its rows. */
  readonly #full = new WeakMap<object, Promise<ValuePrints>>();
  /** Of the values of a column in a single cell, by what selects its rows. */
  readonly #whole = new WeakMap<object, WeakMap<object, Promise<ValuePrints>>>();

  constructor(runner: FoldRunner) {
    this.#runner = runner;
  }

  /** The same classification, with the fingerprint of everybody in it. */
  async totalled(classification: Classification): Promise<Classification> {
    const none = classification.dimensions.map(() => false);
    const prints = await this.#unitsOf(asColumnarGrid(classification), none);
    const totalled = { ...classification, total: { ...classification.total, print: printOf(prints, 0) } };
    const known = this.#full.get(classification);
    if (known !== undefined) this.#full.set(totalled, known);
    return totalled;
  }

  async counted(grid: CellGrid, keeps: Keeps, only: ValueFilter | undefined, block: CellBlock): Promise<CellBlock> {
    const own = asColumnarGrid(grid);
    if (block.units.length > mostPrintedCells) return block;
    if (only === undefined) return { ...block, prints: await this.#unitsOf(own, keeps) };
    const filter = only.equals === undefined ? {} : { equals: only.equals };
    const { units } = await this.#printsOf(own, keeps, only.variable, { ...filter, values: false });
    return { ...block, prints: units };
  }

  async profiled(whole: CellGrid, variable: string): Promise<ValuePrints> {
    const own = asColumnarGrid(whole);
    const { units, values } = await this.#valuesOf(own, [], variable);
    return { units: printOf(units, 0), values: printOf(values, 0) };
  }

  async described(request: StatisticsRequest, blocks: readonly StatisticsBlock[]): Promise<readonly StatisticsBlock[]> {
    const own = asColumnarGrid(request.classification);
    const { variable } = request;
    const described: StatisticsBlock[] = [];
    const full = own.dimensions.map(() => true);
    const isPooled = own.dataset.units.distinct && gridCells(own, full) <= mostPrintedCells;
    const whole = isPooled && blocks.length > 1 ? await this.#valuesOf(own, full, variable) : undefined;
    for (const [at, block] of blocks.entries()) {
      const keeps = request.grids[at]!;
      if (block.valid.units.length > mostPrintedCells) {
        described.push(block);
        continue;
      }
      const prints = whole === undefined ? await this.#valuesOf(own, keeps, variable) : pooled(own, keeps, whole);
      described.push({ ...block, valid: { ...block.valid, prints: prints.units }, valuePrints: prints.values });
    }
    return described;
  }

  /** Fingerprints of the units of a grid: put together from those of the full grid where a unit is in one cell of it. */
  async #unitsOf(grid: ColumnarGrid, keeps: Keeps): Promise<Uint32Array> {
    const full = grid.dimensions.map(() => true);
    const isPooled = grid.dataset.units.distinct && gridCells(grid, full) <= mostPrintedCells;
    if (!isPooled) {
      return (await printsIn(this.#runner, grid.dataset, { ...rowsBy(grid, keeps), values: false })).units;
    }
    const key = full.length > 0 ? grid : rowsOfOneCell(grid);
    const known = this.#full.get(key) ?? printsIn(this.#runner, grid.dataset, { ...rowsBy(grid, full), values: false });
    this.#full.set(key, known);
    return keeps.every((keep) => keep) ? (await known).units : pooled(grid, keeps, await known).units;
  }

  #valuesOf(grid: ColumnarGrid, keeps: Keeps, variable: string): Promise<ValuePrints> {
    const valid = numericValuesOf(grid.dataset, variable);
    const make = (): Promise<ValuePrints> => this.#printsOf(grid, keeps, variable, { values: true });
    // Days of spells may be the same array as days that are none, and have other missing values.
    if (grid.dimensions.length > 0 || (valid.kind === 'int32' && valid.openStop)) return make();
    const rows = rowsOfOneCell(grid);
    const ofColumns = this.#whole.get(rows) ?? new WeakMap<object, Promise<ValuePrints>>();
    this.#whole.set(rows, ofColumns);
    const known = ofColumns.get(valid.values) ?? make();
    ofColumns.set(valid.values, known);
    return known;
  }

  /** Fingerprints of the rows that have a valid value of a variable, wherever these are. */
  async #printsOf(
    grid: ColumnarGrid,
    keeps: Keeps,
    variable: string,
    wanted: Pick<PrintsInput, 'equals' | 'values'>,
  ): Promise<ValuePrints> {
    const { values, units, rowCount, rowsIn } = await griddedValuesOf(this.#runner, grid, variable);
    const input = { ...wanted, rows: rowsIn(keeps), cells: gridCells(grid, keeps), units, valid: values };
    return unsignedPrints(await this.#runner.fold(printsFold, input, rowCount));
  }
}

/** What tells the rows of a grid without dimensions from others. */
function rowsOfOneCell({ population, dataset }: ColumnarGrid): object {
  return maskOf(population) ?? dataset.units;
}

function rowsBy(grid: ColumnarGrid, keeps: Keeps): PrintedRows {
  return { rows: gridRows(grid, keeps), cells: gridCells(grid, keeps) };
}

/** Fingerprints of rows sorted into cells. */
export async function printsIn(
  runner: FoldRunner,
  dataset: ColumnarGrid['dataset'],
  input: Omit<PrintsInput, 'units'>,
): Promise<ValuePrints> {
  return unsignedPrints(await runner.fold(printsFold, { ...input, units: unitRowsOf(dataset) }, dataset.rowCount));
}

/** Fingerprints as the rules read them. */
export function unsignedPrints({ units, values }: CellPrints): ValuePrints {
  return { units: unsigned(units), values: unsigned(values) };
}

function unsigned(words: Int32Array): Uint32Array {
  return new Uint32Array(words.buffer, words.byteOffset, words.length);
}

/** Fingerprints of a coarser grid; the cells of the full grid have no unit in common. */
function pooled(grid: ColumnarGrid, keeps: Keeps, full: ValuePrints): ValuePrints {
  const to = coarser(grid, keeps);
  const words = gridCells(grid, keeps) * printWords;
  const units = new Uint32Array(words);
  const values = new Uint32Array(full.values.length === 0 ? 0 : words);
  for (let cell = 0; cell < to.length; cell++) {
    const at = to[cell]!;
    addPrint(units, at, full.units, cell);
    if (values.length > 0) addValuePrint(values, at, full.values, cell);
  }
  return { units, values };
}

/** Fingerprints of every `size` neighbouring cells together, which have no unit in common. */
export function pooledPrints(prints: Uint32Array, size: number): Uint32Array {
  const cells = prints.length / printWords / size;
  const pooledOnes = new Uint32Array(cells * printWords);
  for (let cell = 0; cell < cells * size; cell++) addPrint(pooledOnes, Math.floor(cell / size), prints, cell);
  return pooledOnes;
}

function addValuePrint(into: Uint32Array, at: number, from: Uint32Array, cell: number): void {
  const [place, source] = [at * printWords, cell * printWords];
  for (let word = 0; word < printWords; word++) into[place + word] = into[place + word]! + from[source + word]!;
}
