import type { DatasetHandle, Population } from './dataset.ts';
import type { GroupRequest } from './engine/changing.ts';
import type { Design } from './engine/design.ts';
import type { CellGrid, Keeps, ReadingEngine, StatisticsRequest } from './engine/reading.ts';
import type { Engine } from './engine.ts';

/** Values that an engine was asked for: whose, and of which variables. */
export type Look =
  /** In the cells of some grids of a classification. */
  | {
      readonly type: 'cells';
      readonly grid: CellGrid;
      readonly grids: readonly Keeps[];
      readonly variables: readonly string[];
    }
  /** Among the rows of a population in which all of the variables have a value. */
  | { readonly type: 'rows'; readonly population: Population; readonly variables: readonly string[] }
  /** In the columns of a design, and so among the rows that its factors tell apart. */
  | { readonly type: 'design'; readonly population: Population; readonly design: Design }
  /** In groups whose statistics are stored. */
  | {
      readonly type: 'groups';
      readonly dataset: DatasetHandle;
      readonly by: readonly string[];
      readonly variables: readonly string[];
    };

/** An engine with the same answers, and what it has been asked for. */
export interface WatchedEngine {
  readonly engine: Engine;
  readonly looks: readonly Look[];
}

/**
 * An engine that remembers whose values of which variables it was asked for: whatever a command shows of values is made of them, so
 * that no command has to say so itself. A method of the reading half that is not listed here does not compile.
 */
export function watchedEngine(engine: Engine): WatchedEngine {
  const looks: Look[] = [];
  const noted = <Answer>(seen: Look | readonly Look[], answer: Answer): Answer => {
    looks.push(...[seen].flat());
    return answer;
  };
  const reading: ReadingEngine = {
    ...withoutValues(engine),
    countBins: (grid, variable, edges) => noted(atAllCells(grid, variable), engine.countBins(grid, variable, edges)),
    countHexagons: (population, horizontal, vertical, grid) =>
      noted(
        { type: 'rows', population, variables: [horizontal, vertical] },
        engine.countHexagons(population, horizontal, vertical, grid),
      ),
    profile: (population, variable) =>
      noted({ type: 'rows', population, variables: [variable] }, engine.profile(population, variable)),
    orderStatistics: (grid, keeps, variable, ranges) =>
      noted(
        { type: 'cells', grid, grids: [keeps], variables: [variable] },
        engine.orderStatistics(grid, keeps, variable, ranges),
      ),
    statistics: (request) => noted(atRequest(request), engine.statistics(request)),
    sumOfSquares: (request) => noted(atRequest(request), engine.sumOfSquares(request)),
    shape: (grid, variable, limits) => noted(atAllCells(grid, variable), engine.shape(grid, variable, limits)),
    ...ofDesigns(engine, noted),
    comoments: (request) => {
      const { groups } = request;
      const seen = groups.flatMap(({ populations, variables }) =>
        populations.map((population) => ({ type: 'rows', population, variables }) as const),
      );
      return noted(seen, engine.comoments(request));
    },
  };
  const stored: Pick<Engine, 'collapse' | 'aggregate'> = {
    collapse: (request) => noted(inGroups(request), engine.collapse(request)),
    aggregate: (request) => noted(inGroups(request), engine.aggregate(request)),
  };
  return { engine: { ...engine, ...reading, ...stored }, looks };
}

/** Notes what is asked for beside the answer to it. */
type Noting = <Answer>(seen: Look, answer: Answer) => Answer;

function ofDesigns(engine: ReadingEngine, noted: Noting) {
  return {
    productMoments: (population, design) => noted(at(population, design), engine.productMoments(population, design)),
    crossProducts: (population, design) => noted(at(population, design), engine.crossProducts(population, design)),
    recombinedProducts: (population, design, recombination) =>
      noted(at(population, design), engine.recombinedProducts(population, design, recombination)),
    fitSums: (population, design, fit) => noted(at(population, design), engine.fitSums(population, design, fit)),
    leadingSquares: (population, design, forms, most) =>
      noted(at(population, design), engine.leadingSquares(population, design, forms, most)),
    scoreInfluences: (population, design, request) =>
      noted(at(population, design), engine.scoreInfluences(population, design, request)),
  } satisfies Partial<ReadingEngine>;
}

/** What an engine tells of units and categories: whose these are shows in counts, which are compared cell by cell. */
function withoutValues(engine: ReadingEngine) {
  return {
    unitTypeOf: (dataset) => engine.unitTypeOf(dataset),
    countSet: (population) => engine.countSet(population),
    reusesCells: engine.reusesCells,
    printedSet: (population) => engine.printedSet(population),
    narrow: (population, exclusions) => engine.narrow(population, exclusions),
    classify: (population, dimensions) => engine.classify(population, dimensions),
    restrict: (classification, population) => engine.restrict(classification, population),
    countCells: (grid, keeps, only) => engine.countCells(grid, keeps, only),
    countTransitions: (population, variable, missingCodes) =>
      engine.countTransitions(population, variable, missingCodes),
    mostRows: (grid, keeps, variable) => engine.mostRows(grid, keeps, variable),
  } satisfies Partial<ReadingEngine>;
}

function atAllCells(grid: CellGrid, variable: string): Look {
  return { type: 'cells', grid, grids: [grid.dimensions.map(() => true)], variables: [variable] };
}

function atRequest({ classification, grids, variable }: StatisticsRequest): Look {
  return { type: 'cells', grid: classification, grids, variables: [variable] };
}

function inGroups({ dataset, by, items }: GroupRequest): Look {
  return { type: 'groups', dataset, by, variables: items.map(({ variable }) => variable) };
}

function at(population: Population, design: Design): Look {
  return { type: 'design', population, design };
}
