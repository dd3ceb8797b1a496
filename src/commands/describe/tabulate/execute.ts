import type { ExactCountTable, ExactVolume, ExactVolumeTable } from '../../../disclosure/nodes.ts';
import type { TableLayout } from '../../../disclosure/released.ts';
import type { Execution, ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
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
import type { TableOperation, TabulateOperation } from './analyse.ts';

/** Executes `tabulate`. */
export const executeTabulate: ReadingExecutor<TabulateOperation, 'countTable' | 'volumeTable'> = (operation, context) =>
  executeTable('tabulate', operation, context);

/** A table for a command: counts of a classification with its margins, or statistics of variables in the same cells. */
export async function executeTable(
  command: string,
  operation: TableOperation,
  context: ReadingContext,
): Promise<Execution<'countTable' | 'volumeTable'>> {
  const population = requirePopulation(context);
  const missing = operation.missing ? 'category' : 'drop';
  const classification = await classifyBy(context, population, operation.variables, missing);
  if (classification === undefined) return tooManyCells;
  const grids = tableGrids(operation.variables.length, hasSeveralRows(population));
  const table = {
    command,
    population: setRef(context, population, classification.total),
    dimensions: exactDimensions(context, classification),
    grids: await countedGrids(context, classification, grids),
    layout: layoutOf(operation),
  };
  if (operation.content.type === 'counts') {
    const { measures, chi2 } = operation.content;
    const node: ExactCountTable = { ...table, measures, chi2 };
    return { type: 'results', nodes: [{ kind: 'countTable', ...node }] };
  }
  const { summarized, measures } = operation.content;
  const volumes: ExactVolume[] = [];
  for (const variable of summarized) {
    volumes.push(await exactVolume(context, population, classification, grids, variable, measures));
  }
  const node: ExactVolumeTable = { ...table, volumes, statistics: measures };
  return { type: 'results', nodes: [{ kind: 'volumeTable', ...node }] };
}

/** What the user asked of the layout; the gate sorts and cuts by released values. */
function layoutOf({ nolabels, flatten, rowSort, columnSort, cut }: TableOperation): TableLayout {
  return {
    showCodes: nolabels,
    flatten,
    ...(rowSort === undefined ? {} : { rowSort: { code: rowSort.by === 'codes' ? rowSort.codes[0] : undefined } }),
    ...(columnSort === undefined ? {} : { columnSort: { codes: columnSort.by === 'codes' ? columnSort.codes : [] } }),
    ...(cut === undefined ? {} : { keep: cut }),
  };
}
