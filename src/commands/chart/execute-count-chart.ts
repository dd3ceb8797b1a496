import { secret } from '../../disclosure/gate.ts';
import { addPrint, printOf, printWords } from '../../disclosure/history/prints.ts';
import type { CellBlock, ExactCountTable, ExactDimension, SetCounts } from '../../disclosure/nodes.ts';
import type { MeasureKey } from '../../disclosure/released.ts';
import type { Population } from '../../runtime/dataset.ts';
import type { Classification, Keeps } from '../../runtime/engine/reading.ts';
import type { Execution, ReadingContext } from '../../runtime/executor.ts';
import {
  classifyBy,
  countedGrids,
  exactDimensions,
  hasSeveralRows,
  setRef,
  tableGrids,
  tooManyCells,
} from '../shared/execute-dimensions.ts';

/** A chart of counts or shares. */
export interface CountChart {
  readonly command: string;
  readonly variables: readonly string[];
  readonly over: readonly string[];
  readonly by: readonly string[];
  /** Shares of the combination of `over` and `by` instead of counts. */
  readonly percent: boolean;
  /** What the table behind the bars holds, the lengths of the bars last; counts or percentages when absent. */
  readonly measures?: readonly MeasureKey[];
  readonly statistic: string;
  readonly stack: boolean;
  readonly horizontal: boolean;
}

/** Where groups (`over`, then `by`) and variables stand among a chart's dimensions: the first variable is the column, groups come first. */
function placesOf(
  groups: number,
  variables: number,
): { readonly groups: readonly number[]; readonly series: readonly number[] } {
  if (groups === 0) return { groups: [], series: Array.from({ length: variables }, (_, v) => v) };
  const rest = Array.from({ length: groups - 1 }, (_, g) => g + 2);
  return {
    groups: [0, ...rest],
    series: [1, ...Array.from({ length: variables - 1 }, (_, v) => groups + 1 + v)],
  };
}

/** The grids of a table and, for shares, the totals of the groups that they are shares of. */
function chartGrids(dimensions: number, groups: readonly number[], several: boolean): readonly Keeps[] {
  const grids = tableGrids(dimensions, several);
  const seen = new Set(grids.map((keeps) => keeps.join()));
  const totals = grids.map((keeps) => keeps.map((keep, d) => keep && groups.includes(d)));
  return [...grids, ...totals.filter((keeps) => !seen.has(keeps.join()) && seen.add(keeps.join()))];
}

/** Bars of the combinations of categories: a frequency table that is drawn. */
export async function countChart(
  context: ReadingContext,
  population: Population,
  chart: CountChart,
): Promise<Execution<'countTable'>> {
  const groups = [...chart.over, ...chart.by];
  const places = placesOf(groups.length, chart.variables.length);
  const names: string[] = [];
  for (const [g, place] of places.groups.entries()) names[place] = groups[g]!;
  for (const [v, place] of places.series.entries()) names[place] = chart.variables[v]!;
  const classification = await classifyBy(context, population, names, 'drop');
  if (classification === undefined) return tooManyCells;
  const grids = chartGrids(names.length, places.groups, hasSeveralRows(population));
  return {
    type: 'results',
    nodes: [
      {
        ...nodeBase(chart, places),
        population: setRef(context, population, classification.total),
        dimensions: exactDimensions(context, classification),
        grids: await countedGrids(context, classification, grids),
      },
    ],
  };
}

type NodeBase = Omit<ExactCountTable, 'population' | 'dimensions' | 'grids'> & { readonly kind: 'countTable' };

function nodeBase(chart: CountChart, places: ReturnType<typeof placesOf>): NodeBase {
  return {
    kind: 'countTable',
    command: chart.command,
    measures: chart.measures ?? [chart.percent ? 'cellpct' : 'freq'],
    chi2: false,
    layout: { showCodes: false, flatten: false },
    chart: {
      type: 'bar',
      series: places.series,
      over: places.groups.slice(0, chart.over.length),
      by: places.groups.slice(chart.over.length),
      stack: chart.stack,
      horizontal: chart.horizontal,
      statistic: chart.statistic,
      percent: chart.percent,
    },
  };
}

/**
 * One bar per variable: its number of valid values, or that number's share of the sum (`commands-analysis` 10.2, several
 * numeric variables without code list). The variables stand for the categories of a dimension of their own.
 */
export async function validCountChart(
  context: ReadingContext,
  population: Population,
  chart: CountChart,
): Promise<Execution<'countTable'>> {
  const groups = [...chart.over, ...chart.by];
  const places = placesOf(groups.length, 1);
  const classification = await classifyBy(context, population, groups, 'drop');
  if (classification === undefined) return tooManyCells;
  const [column] = places.series;
  const grouping = exactDimensions(context, classification);
  const variables: ExactDimension = {
    variable: 'variable',
    display: 'text',
    categories: secret(chart.variables.map((code) => ({ code, listed: 'public' }))),
  };
  const dimensions = grouping.toSpliced(column!, 0, variables);
  const grids = chartGrids(dimensions.length, places.groups, hasSeveralRows(population));
  const cells = grids.map(async (keeps) => ({
    keeps,
    cells: secret(await validCounts(context, classification, chart.variables, keeps, column!)),
  }));
  const total = await validCounts(
    context,
    classification,
    chart.variables,
    dimensions.map(() => false),
    column!,
  );
  return {
    type: 'results',
    nodes: [
      {
        ...nodeBase(chart, places),
        population: setRef(context, population, cellOf(total, 0)),
        dimensions,
        grids: await Promise.all(cells),
      },
    ],
  };
}

/** Valid values by group and variable; pooled over the variables they are a sum, not a union. */
async function validCounts(
  context: ReadingContext,
  classification: Classification,
  variables: readonly string[],
  keeps: Keeps,
  column: number,
): Promise<CellBlock> {
  const groupKeeps = keeps.toSpliced(column, 1);
  const blocks: CellBlock[] = [];
  for (const variable of variables)
    blocks.push(await context.engine.countCells(classification, groupKeeps, { variable }));
  // Group cells are row-major over the kept groups; the variable's axis is put in after those that stand before it.
  const inner = classification.dimensions.reduce(
    (product, { codes }, d) => (d >= column && groupKeeps[d] === true ? product * codes.length : product),
    1,
  );
  const outer = blocks[0]!.rows.length / inner;
  const kept = keeps[column] === true ? variables.length : 1;
  const result = emptyCells(outer * kept * inner, blocks[0]!.prints !== undefined);
  for (const [v, block] of blocks.entries()) {
    for (let cell = 0; cell < outer * inner; cell++) {
      const at = (Math.floor(cell / inner) * kept + (kept === 1 ? 0 : v)) * inner + (cell % inner);
      addTo(result, at, block, cell);
    }
  }
  return result;
}

function emptyCells(count: number, hasPrints: boolean): CellBlock {
  return {
    ...(hasPrints ? { prints: new Uint32Array(count * printWords) } : {}),
    units: new Float64Array(count),
    rows: new Float64Array(count),
    sumA: new Uint32Array(count),
    sumB: new Uint32Array(count),
  };
}

function addTo(into: CellBlock, at: number, from: CellBlock, fromAt: number): void {
  into.units[at] = into.units[at]! + from.units[fromAt]!;
  into.rows[at] = into.rows[at]! + from.rows[fromAt]!;
  into.sumA[at] = into.sumA[at]! + from.sumA[fromAt]!;
  into.sumB[at] = into.sumB[at]! + from.sumB[fromAt]!;
  if (into.prints !== undefined && from.prints !== undefined) addPrint(into.prints, at, from.prints, fromAt);
}

function cellOf(block: CellBlock, cell: number): SetCounts {
  return {
    ...(block.prints === undefined ? {} : { print: printOf(block.prints, cell) }),
    units: block.units[cell]!,
    rows: block.rows[cell]!,
    sumA: block.sumA[cell]!,
    sumB: block.sumB[cell]!,
  };
}
