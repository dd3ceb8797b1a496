import { secret } from '../../../disclosure/gate.ts';
import type { ExactSummary } from '../../../disclosure/nodes.ts';
import type { StatisticKey } from '../../../disclosure/released.ts';
import type { ReadingExecutor } from '../../../runtime/executor.ts';
import { requirePopulation, setRef } from '../../shared/execute-dimensions.ts';
import { prepareVariable, statisticsOfAll } from '../../shared/execute-volumes.ts';
import type { SummarizeOperation } from './analyse.ts';

/** Columns of the summary, before the optional ones. */
const usual = ['mean', 'std', 'count', 'p1', 'p25', 'p50', 'p75', 'p99'] as const satisfies readonly StatisticKey[];

/** The columns that a summary has with these options. */
export function columnsOf({ gini, iqr }: Pick<SummarizeOperation, 'gini' | 'iqr'>): readonly StatisticKey[] {
  return [...usual, ...(gini ? (['gini'] as const) : []), ...(iqr ? (['iqr'] as const) : [])];
}

/** Executes `summarize`: one row of statistics per variable, each among the rows where it is valid. */
export const executeSummarize: ReadingExecutor<SummarizeOperation, 'summary'> = async (operation, context) => {
  const population = requirePopulation(context);
  const statistics = columnsOf(operation);
  const shares = context.protection.percentilesOf(statistics);
  const variables: ExactSummary['variables'][number][] = [];
  for (const variable of operation.variables) {
    const prepared = await prepareVariable(context, population, variable, shares);
    const found = await statisticsOfAll(context, prepared, operation.gini);
    variables.push({ variable, isInteger: prepared.isInteger, display: prepared.display, cell: secret(found) });
  }
  const set = setRef(context, population, await context.engine.countSet(population));
  const node = { kind: 'summary', command: 'summarize', population: set, statistics, variables } as const;
  return { type: 'results', nodes: [node] };
};
