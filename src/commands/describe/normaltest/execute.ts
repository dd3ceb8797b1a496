import { secret } from '../../../disclosure/gate.ts';
import type { ExactTest, TwoValued } from '../../../disclosure/nodes.ts';
import type { ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import { requirePopulation, setRef } from '../../shared/execute-dimensions.ts';
import { type PreparedVariable, prepareVariable } from '../../shared/execute-volumes.ts';
import type { VariablesOperation } from '../../shared/generic.ts';

/** Executes `normaltest`: the shape of each variable's winsorised values, among the rows where the variable is valid. */
export const executeNormaltest: ReadingExecutor<VariablesOperation<'normaltest'>, 'test'> = async (
  operation,
  context,
) => {
  const population = requirePopulation(context);
  const variables: ExactTest['variables'][number][] = [];
  for (const variable of operation.variables) {
    const prepared = await prepareVariable(context, population, variable);
    const { whole, limits, profile } = prepared;
    const shape = await context.engine.shape(whole, variable, limits);
    const most = await context.engine.mostRows(whole, [], variable);
    const twoValued = await twoValuedOf(context, prepared);
    variables.push({
      variable,
      valid: setRef(context, population, profile.valid),
      shape: secret({ ...shape, mostRows: most?.[0] ?? 1, ...(twoValued === undefined ? {} : { twoValued }) }),
    });
  }
  const set = setRef(context, population, await context.engine.countSet(population));
  return { type: 'results', nodes: [{ kind: 'test', command: 'normaltest', population: set, variables }] };
};

/** How many rows have each value of a variable that has two: limits move them, and do not change the shape. */
async function twoValuedOf(
  context: ReadingContext,
  { whole, variable, profile }: PreparedVariable,
): Promise<TwoValued | undefined> {
  if (profile.two === undefined) return undefined;
  const [low, high] = profile.two;
  const atLow = await context.engine.countCells(whole, [], { variable, equals: low });
  const atHigh = await context.engine.countCells(whole, [], { variable, equals: high });
  return { low, high, atLow, atHigh };
}
