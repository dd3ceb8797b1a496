import { secret } from '../../../disclosure/gate.ts';
import type { CellBlock, ExactDimension, ExactFlow, Grid, SetRef } from '../../../disclosure/nodes.ts';
import type { Population } from '../../../runtime/dataset.ts';
import type { Classification, Exclusion, Keeps } from '../../../runtime/engine/reading.ts';
import type { Execution, ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import {
  classifyBy,
  exactDimensions,
  flaggedCodesOf,
  requirePopulation,
  setRef,
  tableGrids,
  tooManyCells,
} from '../../shared/execute-dimensions.ts';
import type { VariablesOperation } from '../../shared/generic.ts';

/** What the tables of a flow are made of. */
interface Stages {
  readonly total: SetRef;
  readonly dimensions: readonly ExactDimension[];
  readonly tables: readonly (readonly Grid<CellBlock>[])[];
}

/**
 * Executes `sankey`: a table of counts for each two stages that follow one another, with its margins. All tables are of the
 * same rows, those that have a value at every stage, so that a category is the same set of units on both of its sides.
 */
export const executeSankey: ReadingExecutor<VariablesOperation<'sankey'>, 'flow'> = async (
  operation,
  context,
): Promise<Execution<'flow'>> => {
  const { variables } = operation;
  const population = requirePopulation(context);
  const joint = await classifyBy(context, population, variables, 'drop');
  const stages =
    joint === undefined ? await stagesByPairs(context, population, variables) : await stagesOf(context, joint);
  if (stages === undefined) return tooManyCells;
  const { total, dimensions, tables } = stages;
  const flow: ExactFlow = { command: 'sankey', population: total, stages: dimensions, tables };
  return { type: 'results', nodes: [{ kind: 'flow', ...flow }] };
};

/** All tables as margins of one classification by all stages: where units have one row each, all of them cost one pass. */
async function stagesOf(context: ReadingContext, joint: Classification): Promise<Stages> {
  const known = new Map<string, Promise<CellBlock>>();
  const cellsOf = (keeps: Keeps): Promise<CellBlock> => {
    const found = known.get(keeps.join()) ?? context.engine.countCells(joint, keeps);
    known.set(keeps.join(), found);
    return found;
  };
  const pairs = joint.dimensions.slice(1).map((_, at) =>
    tableGrids(2, false).map(async (keeps) => {
      const all = joint.dimensions.map((__, d) => (d === at || d === at + 1) && keeps[d - at] === true);
      return { keeps, cells: secret(await cellsOf(all)) };
    }),
  );
  return {
    total: setRef(context, joint.population, joint.total),
    dimensions: exactDimensions(context, joint),
    tables: await Promise.all(pairs.map((grids) => Promise.all(grids))),
  };
}

/** The same where all combinations of categories are too many: each two stages by themselves, of the rows that are in all of them. */
async function stagesByPairs(
  context: ReadingContext,
  asked: Population,
  variables: readonly string[],
): Promise<Stages | undefined> {
  const missing = variables.map((variable): Exclusion => ({ type: 'missing', variable }));
  const exclusions = [...missing, ...flaggedCodesOf(context, asked, variables)];
  const population = await context.engine.narrow(asked, exclusions);
  const dimensions: ExactDimension[] = [];
  const tables: (readonly Grid<CellBlock>[])[] = [];
  for (let at = 1; at < variables.length; at++) {
    const pair = variables.slice(at - 1, at + 1).map((variable) => ({ variable, missing: 'drop' as const }));
    const classification = await context.engine.classify(population, pair);
    if (classification === undefined) return undefined;
    const stages = await stagesOf(context, classification);
    dimensions.push(...stages.dimensions.slice(at === 1 ? 0 : 1));
    tables.push(...stages.tables);
  }
  const total = await context.engine.countSet(population);
  return { total: setRef(context, population, total), dimensions, tables };
}
