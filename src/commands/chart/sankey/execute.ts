import { secret } from '../../../disclosure/gate.ts';
import type { CellBlock, ExactDimension, ExactFlow, Grid } from '../../../disclosure/nodes.ts';
import type { Population } from '../../../runtime/dataset.ts';
import type { Exclusion } from '../../../runtime/engine/reading.ts';
import type { Execution, ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import {
  exactDimensions,
  flaggedCodesOf,
  requirePopulation,
  setRef,
  tableGrids,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import type { VariablesOperation } from '../../shared/generic.ts';

/**
 * Executes `sankey`: a table of counts for each two stages that follow one another, with its margins. All tables are of the
 * same rows, those that have a value at every stage, so that a category is the same set of units on both of its sides.
 */
export const executeSankey: ReadingExecutor<VariablesOperation<'sankey'>, 'flow'> = async (
  operation,
  context,
): Promise<Execution<'flow'>> => {
  const { variables } = operation;
  const asked = requirePopulation(context);
  const population = await context.engine.narrow(asked, exclusionsOf(context, asked, variables));
  const stages: ExactDimension[] = [];
  const tables: (readonly Grid<CellBlock>[])[] = [];
  for (const [at, to] of variables.entries()) {
    const from = variables[at - 1];
    if (from === undefined) continue;
    const pair = [from, to].map((variable) => ({ variable, missing: 'drop' as const }));
    const classification = await context.engine.classify(population, pair);
    if (classification === undefined) return tooManyCells;
    const dimensions = exactDimensions(context, classification);
    stages.push(...(at === 1 ? dimensions : dimensions.slice(1)));
    const grids = tableGrids(2, false).map(async (keeps) => ({
      keeps,
      cells: secret(await context.engine.countCells(classification, keeps)),
    }));
    tables.push(await Promise.all(grids));
  }
  const total = await context.engine.countSet(population);
  const flow: ExactFlow = { command: 'sankey', population: setRef(context, population, total), stages, tables };
  return { type: 'results', nodes: [{ kind: 'flow', ...flow }] };
};

/** Rows leave where a variable is missing, or has a code that its list flags as missing. */
function exclusionsOf(context: ReadingContext, population: Population, variables: readonly string[]): Exclusion[] {
  const missing = variables.map((variable): Exclusion => ({ type: 'missing', variable }));
  return [...missing, ...flaggedCodesOf(context, population, variables)];
}
