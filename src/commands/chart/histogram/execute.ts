import { secret } from '../../../disclosure/gate.ts';
import { printsOf } from '../../../disclosure/history/prints.ts';
import type { CellBlock, ExactDistribution, StatisticsBlock } from '../../../disclosure/nodes.ts';
import type { HistogramEdges } from '../../../disclosure/protection.ts';
import type { MeasureKey } from '../../../disclosure/released.ts';
import type { Population } from '../../../runtime/dataset.ts';
import type { Classification } from '../../../runtime/engine/reading.ts';
import type { Execution, ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import {
  classifyBy,
  exactDimensions,
  flaggedCodesOf,
  requirePopulation,
  setRef,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import {
  endsOf,
  type PreparedVariable,
  populationSdOf,
  prepareVariable,
  statisticsIn,
} from '../../shared/execute-volumes.ts';
import { countChart } from '../execute-count-chart.ts';
import type { HistogramOperation } from './analyse.ts';

/**
 * Executes `histogram`. Bins follow rule DC-18 under policies that perturb, and `commands-analysis` 10.3 under `open`; which
 * of the two is decided by the session's `histogramEdges`. One bar per value (`discrete`, and any text variable) is a chart of
 * counts: its values are categories that rule DC-08 must see.
 */
export const executeHistogram: ReadingExecutor<HistogramOperation, 'distribution' | 'countTable'> = async (
  operation,
  context,
): Promise<Execution<'distribution' | 'countTable'>> => {
  const { variable, by } = operation;
  const all = requirePopulation(context);
  if (operation.bins.type === 'discrete') {
    return countChart(context, all, {
      command: 'histogram',
      variables: [variable],
      over: [],
      by: by === undefined ? [] : [by],
      percent: operation.scale !== 'freq',
      measures: discreteMeasures[operation.scale],
      statistic: operation.scale === 'freq' ? 'count' : operation.scale,
      stack: false,
      horizontal: false,
    });
  }
  const facetVariables = by === undefined ? [] : [by];
  const population = await context.engine.narrow(all, [
    ...flaggedCodesOf(context, all, [variable, ...facetVariables]),
    ...facetVariables.map((name) => ({ type: 'missing', variable: name }) as const),
  ]);
  const classification = await classifyBy(context, population, facetVariables, 'drop');
  if (classification === undefined) return tooManyCells;
  const node = await distribution(operation, context, population, classification);
  if (node === undefined) return { type: 'failure', rule: 'DC-07', stops: false };
  return { type: 'results', nodes: [{ kind: 'distribution', ...node }] };
};

/** What the table of one bar per value holds: the count, and what the height of the bar is. */
const discreteMeasures: Readonly<Record<HistogramOperation['scale'], readonly MeasureKey[]>> = {
  density: ['freq', 'density'],
  freq: ['freq'],
  fraction: ['freq', 'fraction'],
  percent: ['freq', 'cellpct'],
};

/** The bins; `undefined` where one unit has so many of the rows that there is no range to show. */
async function distribution(
  operation: HistogramOperation,
  context: ReadingContext,
  population: Population,
  classification: Classification,
): Promise<ExactDistribution | undefined> {
  const { engine } = context;
  const { variable, by, scale } = operation;
  const { lower, upper } = context.protection.policy.winsor;
  const prepared = await prepareVariable(context, population, variable, [lower, upper]);
  const range = edgesOf(operation, context, prepared);
  if (range === undefined) return undefined;
  const { edges, note } = range;
  const all = classification.dimensions.map(() => true);
  const { bins, totals } = await engine.countBins(classification, variable, edges);
  const normal = operation.normal
    ? (await statisticsIn(context, classification, [all], prepared, ['mean', 'std']))[0]!.statistics
    : undefined;
  const facetVariable = exactDimensions(context, classification)[0];
  const facets = Array.from(totals.rows, (_, facet): ExactDistribution['facets'][number] => ({
    ...(by === undefined ? {} : { category: facet }),
    bins: secret(blockPart(bins, facet * (edges.length - 1), edges.length - 1)),
    total: setRef(context, population, {
      units: totals.units[facet]!,
      rows: totals.rows[facet]!,
      sumA: totals.sumA[facet]!,
      sumB: totals.sumB[facet]!,
    }),
    ...(normal === undefined ? {} : { statistics: secret(statisticsPart(normal, facet)) }),
  }));
  return {
    command: 'histogram',
    population: setRef(context, population, await engine.countSet(population)),
    variable,
    isInteger: prepared.isInteger,
    display: prepared.display,
    edges: secret(edges),
    scale,
    ...(facetVariable === undefined ? {} : { facetVariable }),
    facets,
    // The curve alone has noise that this is the floor of.
    populationSd: secret(normal === undefined ? 0 : await populationSdOf(context, prepared, [])),
    ...(note === undefined ? {} : { binsNote: note }),
  };
}

/** Edges between the protected percentiles at the policy's winsor limits (under `open` the extremes). */
function edgesOf(
  operation: HistogramOperation,
  context: ReadingContext,
  prepared: PreparedVariable,
): HistogramEdges | undefined {
  const { protection } = context;
  const { whole, profile } = prepared;
  const at = endsOf(context, prepared);
  if (profile.valid.rows > 0 && at.some((end) => Number.isNaN(end))) return undefined;
  return protection.histogramEdges({
    count: protection.releasedCount(setRef(context, whole.population, profile.valid)),
    low: at[0],
    high: at[1],
    isInteger: prepared.isInteger,
    ...(operation.bins.type === 'count' ? { bins: operation.bins.count } : {}),
    ...(operation.bins.type === 'width' ? { width: operation.bins.width } : {}),
  });
}

/** Some consecutive cells of a block. */
function blockPart(block: CellBlock, from: number, count: number): CellBlock {
  return {
    units: block.units.slice(from, from + count),
    rows: block.rows.slice(from, from + count),
    sumA: block.sumA.slice(from, from + count),
    sumB: block.sumB.slice(from, from + count),
    ...(block.prints === undefined ? {} : { prints: printsOf(block.prints, from, count) }),
  };
}

/** One cell of a block of statistics. */
function statisticsPart(block: StatisticsBlock, cell: number): StatisticsBlock {
  const part = (values: Float64Array): Float64Array => values.slice(cell, cell + 1);
  return {
    valid: blockPart(block.valid, cell, 1),
    mean: part(block.mean),
    m2: part(block.m2),
    m4: part(block.m4),
    minimum: part(block.minimum),
    maximum: part(block.maximum),
    signedDeviation: part(block.signedDeviation),
    signedSquare: part(block.signedSquare),
    signSum: part(block.signSum),
    absoluteTotal: part(block.absoluteTotal),
    largest: part(block.largest),
    secondLargest: part(block.secondLargest),
    ...(block.valuePrints === undefined ? {} : { valuePrints: printsOf(block.valuePrints, cell, 1) }),
  };
}
