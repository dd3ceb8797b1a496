import type { ExactVolume } from '../../../disclosure/nodes.ts';
import type { Execution, ReadingExecutor } from '../../../runtime/executor.ts';
import {
  classifyBy,
  exactDimensions,
  requirePopulation,
  setRef,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import { exactVolume } from '../../shared/execute-volumes.ts';
import type { BoxplotOperation } from './analyse.ts';

/** What a box is made of: the extremes are the ends of its whiskers (rule DC-11). */
const boxStatistics = ['mean', 'p25', 'p50', 'p75', 'min', 'max'] as const;

/**
 * Executes `boxplot`: the percentiles and the mean of each variable, on the rows where it is valid, in every combination of
 * the categories of `over` and `by`.
 */
export const executeBoxplot: ReadingExecutor<BoxplotOperation, 'box'> = async (
  operation,
  context,
): Promise<Execution<'box'>> => {
  const { variables, over, by, horizontal } = operation;
  const population = requirePopulation(context);
  const groups = [...over, ...(by === undefined ? [] : [by])];
  const classification = await classifyBy(context, population, groups, 'drop');
  if (classification === undefined) return tooManyCells;
  const all = groups.map(() => true);
  const grids = groups.length === 0 ? [all] : [all, groups.map(() => false)];
  const volumes: ExactVolume[] = [];
  for (const variable of variables) {
    volumes.push(await exactVolume(context, population, classification, grids, variable, boxStatistics));
  }
  return {
    type: 'results',
    nodes: [
      {
        kind: 'box',
        command: 'boxplot',
        population: setRef(context, population, classification.total),
        dimensions: exactDimensions(context, classification),
        facets: by === undefined ? 0 : 1,
        volumes,
        horizontal,
      },
    ],
  };
};
