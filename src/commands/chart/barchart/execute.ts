import type { ExactVolume } from '../../../disclosure/nodes.ts';
import type { StatisticKey } from '../../../disclosure/released.ts';
import type { Execution, ReadingExecutor } from '../../../runtime/executor.ts';
import {
  classifyBy,
  countedGrids,
  exactDimensions,
  hasSeveralRows,
  requirePopulation,
  setRef,
  tableGrids,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import { exactVolume } from '../../shared/execute-volumes.ts';
import { countChart, validCountChart } from '../execute-count-chart.ts';
import type { BarchartOperation } from './analyse.ts';

type Statistic = Exclude<BarchartOperation['statistic'], 'count' | 'percent'>;

/** Statistics by the words that `barchart` has for them. */
const statisticKeys: Readonly<Record<Statistic, StatisticKey>> = {
  mean: 'mean',
  min: 'min',
  max: 'max',
  median: 'p50',
  sum: 'sum',
  sd: 'std',
};

/** Executes `barchart`: a table of counts or of statistics that is drawn as bars. */
export const executeBarchart: ReadingExecutor<BarchartOperation, 'countTable' | 'volumeTable'> = (
  operation,
  context,
) => {
  const { statistic } = operation;
  if (statistic !== 'count' && statistic !== 'percent') return statisticChart({ ...operation, statistic }, context);
  const population = requirePopulation(context);
  const chart = { ...operation, command: 'barchart', percent: statistic === 'percent' };
  return operation.bars === 'variables'
    ? validCountChart(context, population, chart)
    : countChart(context, population, chart);
};

/** Bars of a statistic: one series per variable, groups by the combinations of `over`, one chart per combination of `by`. */
const statisticChart: ReadingExecutor<
  Omit<BarchartOperation, 'statistic'> & { readonly statistic: Statistic },
  'volumeTable'
> = async (operation, context): Promise<Execution<'volumeTable'>> => {
  const { statistic, variables, over, by } = operation;
  const population = requirePopulation(context);
  const groups = [...over, ...by];
  const classification = await classifyBy(context, population, groups, 'drop');
  if (classification === undefined) return tooManyCells;
  const grids = tableGrids(groups.length, hasSeveralRows(population));
  const statistics = [statisticKeys[statistic]];
  const volumes: ExactVolume[] = [];
  for (const variable of variables) {
    volumes.push(await exactVolume(context, population, classification, grids, variable, statistics));
  }
  return {
    type: 'results',
    nodes: [
      {
        kind: 'volumeTable',
        command: 'barchart',
        population: setRef(context, population, classification.total),
        dimensions: exactDimensions(context, classification),
        grids: await countedGrids(context, classification, grids),
        volumes,
        statistics,
        layout: { showCodes: false, flatten: false },
        chart: {
          type: 'bar',
          series: [],
          over: over.map((_, d) => d),
          by: by.map((_, d) => over.length + d),
          stack: false,
          horizontal: operation.horizontal,
          statistic,
          percent: false,
        },
      },
    ],
  };
};
