import { secret } from '../../../disclosure/gate.ts';
import type { ExactSummary } from '../../../disclosure/nodes.ts';
import type { ReadingExecutor } from '../../../runtime/executor.ts';
import { requirePopulation, setRef } from '../../shared/execute-dimensions.ts';
import { prepareVariable, statisticsOfAll } from '../../shared/execute-volumes.ts';
import type { CiOperation } from './analyse.ts';

/** What an interval of a mean follows from, once it is released. */
const statistics = ['count', 'mean', 'std'] as const;

/** Executes `ci`: what the gate needs for the interval of each mean, among the rows where the variable is valid. */
export const executeCi: ReadingExecutor<CiOperation, 'summary'> = async (operation, context) => {
  const population = requirePopulation(context);
  const variables: ExactSummary['variables'][number][] = [];
  for (const variable of operation.variables) {
    const prepared = await prepareVariable(context, population, variable);
    const { isInteger, display } = prepared;
    const cell = secret(await statisticsOfAll(context, prepared, false));
    variables.push({ variable, isInteger, display, cell });
  }
  const set = setRef(context, population, await context.engine.countSet(population));
  const { level } = operation;
  const node = { kind: 'summary', command: 'ci', population: set, statistics, level, variables } as const;
  return { type: 'results', nodes: [node] };
};
