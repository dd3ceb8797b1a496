import { secret } from '../../../disclosure/gate.ts';
import type { ExactCountTable, ExactVolume, ExactVolumeTable } from '../../../disclosure/nodes.ts';
import type { Execution, ReadingExecutor } from '../../../runtime/executor.ts';
import {
  classifyBy,
  exactDimensions,
  hasSeveralRows,
  requirePopulation,
  setRef,
  tableGrids,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import { exactVolume } from '../../shared/execute-volumes.ts';
import type { TabulateOperation } from './operation.ts';

/** Executes `tabulate`: counts of a classification with its margins, or statistics of variables in the same cells. */
export const executeTabulate: ReadingExecutor<TabulateOperation, 'countTable' | 'volumeTable'> = async (
  operation,
  context,
): Promise<Execution<'countTable' | 'volumeTable'>> => {
  const population = requirePopulation(context);
  const missing = operation.missing ? 'category' : 'drop';
  const classification = await classifyBy(context, population, operation.dimensions, missing);
  if (classification === undefined) return tooManyCells;
  const grids = tableGrids(operation.dimensions.length, hasSeveralRows(population));
  const table = {
    command: 'tabulate',
    population: setRef(context, population, classification.total),
    dimensions: exactDimensions(context, classification),
    grids: await Promise.all(
      grids.map(async (keeps) => ({ keeps, cells: secret(await context.engine.countCells(classification, keeps)) })),
    ),
    layout: operation.layout,
  };
  if (operation.content.type === 'counts') {
    const { measures, chi2 } = operation.content;
    const node: ExactCountTable = { ...table, measures, chi2 };
    return { type: 'results', nodes: [{ kind: 'countTable', ...node }] };
  }
  const { variables, statistics } = operation.content;
  const volumes: ExactVolume[] = [];
  for (const variable of variables) {
    volumes.push(await exactVolume(context, population, classification, grids, variable, statistics));
  }
  const node: ExactVolumeTable = { ...table, volumes, statistics };
  return { type: 'results', nodes: [{ kind: 'volumeTable', ...node }] };
};
