import { printOf } from '../disclosure/history/prints.ts';
import type { StatisticsBlock } from '../disclosure/nodes.ts';
import type { ShownColumn } from '../disclosure/protection.ts';
import { findVariable } from '../lang/types/schema.ts';
import type { DatasetHandle, Population } from './dataset.ts';
import type { Design } from './engine/design.ts';
import type { CellGrid, Keeps, ReadingEngine } from './engine/reading.ts';
import type { Look } from './watched-engine.ts';

/**
 * The columns that a statement has looked at, as fingerprints of whose values they are: passes of their own, over those variables only
 * that a script has made (rule DC-32). Everything that was looked at several times is there once.
 *
 * @param made variables that are not as the register has them
 */
export async function shownColumns(
  engine: ReadingEngine,
  looks: readonly Look[],
  made: ReadonlySet<string>,
): Promise<readonly ShownColumn[]> {
  const printer = new ColumnPrinter(engine, made);
  for (const look of looks) {
    if (look.type === 'cells') await printer.addCells(look.grid, look.grids, look.variables);
    else if (look.type === 'rows') await printer.addRows(look.population, look.variables);
    else if (look.type === 'groups') await printer.addGroups(look.dataset, look.by, look.variables);
    else await printer.addDesign(look.population, look.design);
  }
  return printer.columns;
}

/** Makes fingerprints of columns. */
class ColumnPrinter {
  readonly columns: ShownColumn[] = [];
  readonly #engine: ReadingEngine;
  readonly #made: ReadonlySet<string>;
  /** What has been looked at, by the rows. */
  readonly #seen = new Map<object, Set<string>>();

  constructor(engine: ReadingEngine, made: ReadonlySet<string>) {
    this.#engine = engine;
    this.#made = made;
  }

  async addCells(grid: CellGrid, grids: readonly Keeps[], variables: readonly string[]): Promise<void> {
    const by = grid.dimensions.map(({ variable }) => variable);
    for (const variable of this.#madeAmong(variables)) {
      const fresh = grids.filter((keeps) => {
        const kept = by.filter((_, at) => keeps[at]);
        return this.#isNew(grid.population, `${variable} by ${JSON.stringify([by, kept])}`);
      });
      if (fresh.length === 0) continue;
      const blocks = await this.#engine.statistics({
        classification: grid,
        grids: fresh,
        variable,
        limits: { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY },
        gini: false,
        withoutMoments: true,
        signKeys: ({ units }) => ({ lo: new Uint32Array(units.length), hi: new Uint32Array(units.length) }),
      });
      // One after the other: a call has no room for as many arguments as there may be groups.
      for (const column of blocks.flatMap(columnsIn)) this.columns.push(column);
    }
  }

  /** Rows in which all of some variables have a value. */
  async addRows(population: Population, variables: readonly string[]): Promise<void> {
    const made = this.#madeAmong(variables);
    if (made.length === 0 || !this.#isNew(population, `rows ${JSON.stringify(variables)}`)) return;
    const missing = variables.map((variable) => ({ type: 'missing', variable }) as const);
    await this.#addBy(variables.length > 1 ? await this.#engine.narrow(population, missing) : population, [], made);
  }

  /**
   * What a design tells apart has coefficients of its own: each cell of its factors, and each value of a variable that has two. A
   * variable with two values is itself no column of values that something could be the largest of.
   */
  async addDesign(population: Population, { blocks }: Design): Promise<void> {
    const variables = [...new Set(blocks.flatMap(({ values }) => values.map(({ variable }) => variable)))];
    const made = this.#madeAmong(variables);
    if (made.length === 0 || !this.#isNew(population, `design ${JSON.stringify(blocks)}`)) return;
    await this.#addBy(population, [], made);
    const divisions = blocks.map(({ factors }) => factors.map(({ variable }) => variable));
    const isTwoValued = async (variable: string): Promise<boolean> =>
      (await this.#engine.profile(population, variable)).two !== undefined;
    const valued: string[] = [];
    for (const variable of made) if (!(await isTwoValued(variable))) valued.push(variable);
    // Whether the others have two values matters only where there is something to divide by them.
    if (valued.length === 0) return;
    const twoValued: string[] = [];
    for (const variable of variables) {
      if (!valued.includes(variable) && (await isTwoValued(variable))) twoValued.push(variable);
    }
    for (const by of [...divisions, ...twoValued.map((variable) => [variable])]) {
      if (by.length > 0) await this.#addBy(population, by, valued);
    }
  }

  /** Groups of ordinary variables: what is stored of a unit's is compared as the column that it becomes. */
  async addGroups(dataset: DatasetHandle, by: readonly string[], variables: readonly string[]): Promise<void> {
    const made = this.#madeAmong(variables).filter((name) => isNumeric(dataset, name));
    const isOfUnits = by.some((name) => isKey(dataset, name));
    if (made.length > 0 && !isOfUnits) await this.#addBy({ dataset }, by, made);
  }

  async #addBy(population: Population, by: readonly string[], variables: readonly string[]): Promise<void> {
    if (!this.#isNew(population, `grid ${JSON.stringify([by, variables])}`)) return;
    const dimensions = by.map((variable) => ({ variable, missing: 'drop' }) as const);
    const grid = await this.#engine.classify(population, dimensions);
    if (grid !== undefined) await this.addCells(grid, [by.map(() => true)], variables);
  }

  #madeAmong(variables: readonly string[]): readonly string[] {
    return variables.filter((variable) => this.#made.has(variable));
  }

  /** Whether something is asked about these rows for the first time. */
  #isNew({ dataset, selection }: Population, asked: string): boolean {
    const rows = selection ?? dataset;
    const known = this.#seen.get(rows) ?? new Set();
    this.#seen.set(rows, known);
    if (known.has(asked)) return false;
    known.add(asked);
    return true;
  }
}

function isNumeric({ schema }: DatasetHandle, name: string): boolean {
  return findVariable(schema, name)?.type.type === 'numeric';
}

function isKey({ schema }: DatasetHandle, name: string): boolean {
  const { identifier } = schema;
  const type = identifier?.name === name ? identifier.type : findVariable(schema, name)?.type;
  return type?.type === 'key';
}

/** The cells of a block with their fingerprints; none where they are so many that they have none. */
function columnsIn({ valid, valuePrints }: StatisticsBlock): readonly ShownColumn[] {
  const { units, rows, sumA, sumB, prints } = valid;
  if (prints === undefined || valuePrints === undefined) return [];
  return Array.from(units, (_, cell) => ({
    set: {
      units: units[cell]!,
      rows: rows[cell]!,
      sumA: sumA[cell]!,
      sumB: sumB[cell]!,
      print: printOf(prints, cell),
    },
    values: printOf(valuePrints, cell),
  })).filter(({ set }) => set.units > 0);
}
