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
import type { VariablesOperation } from '../../shared/generic.ts';

/** Executes `piechart`: a table of counts and shares of one variable that is drawn as a pie. */
export const executePiechart: ReadingExecutor<VariablesOperation<'piechart'>, 'countTable'> = async (
  operation,
  context,
): Promise<Execution<'countTable'>> => {
  const population = requirePopulation(context);
  const classification = await classifyBy(context, population, operation.variables, 'drop');
  if (classification === undefined) return tooManyCells;
  const grids = tableGrids(1, hasSeveralRows(population));
  return {
    type: 'results',
    nodes: [
      {
        kind: 'countTable',
        command: 'piechart',
        population: setRef(context, population, classification.total),
        dimensions: exactDimensions(context, classification),
        grids: await countedGrids(context, classification, grids),
        measures: ['freq', 'cellpct'],
        chi2: false,
        layout: { showCodes: false, flatten: false },
        chart: {
          type: 'pie',
          series: [0],
          over: [],
          by: [],
          stack: false,
          horizontal: false,
          statistic: 'count',
          percent: false,
        },
      },
    ],
  };
};
