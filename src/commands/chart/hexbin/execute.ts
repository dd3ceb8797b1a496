import { secret } from '../../../disclosure/gate.ts';
import type { Population } from '../../../runtime/dataset.ts';
import type { Execution, ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import { flaggedCodesOf, requirePopulation, setRef } from '../../shared/execute-dimensions.ts';
import { endsOf, type PreparedVariable, prepareVariable } from '../../shared/execute-volumes.ts';
import type { HexbinOperation } from './analyse.ts';

/** Executes `hexbin`: the rows where both variables are valid, by hexagon of a grid between protected percentiles (rule DC-18). */
export const executeHexbin: ReadingExecutor<HexbinOperation, 'hex'> = async (
  operation,
  context,
): Promise<Execution<'hex'>> => {
  const { engine, protection } = context;
  const { vertical, horizontal } = operation;
  const all = requirePopulation(context);
  const population = await engine.narrow(all, [
    ...flaggedCodesOf(context, all, [vertical, horizontal]),
    ...[vertical, horizontal].map((variable) => ({ type: 'missing', variable }) as const),
  ]);
  const across = await axisOf(context, population, horizontal);
  const up = await axisOf(context, population, vertical);
  if (across === undefined || up === undefined) return { type: 'failure', rule: 'DC-07', stops: false };
  const grid = protection.hexGrid({ horizontal: across.ends, vertical: up.ends, size: operation.size });
  return {
    type: 'results',
    nodes: [
      {
        kind: 'hex',
        command: 'hexbin',
        population: setRef(context, population, await engine.countSet(population)),
        horizontal: named(across.prepared),
        vertical: named(up.prepared),
        grid: secret(grid),
        classes: operation.groups,
        cells: secret(await engine.countHexagons(population, horizontal, vertical, grid)),
      },
    ],
  };
};

interface Axis {
  readonly prepared: PreparedVariable;
  readonly ends: { readonly low: number; readonly high: number };
}

/** The protected percentiles at the policy's winsor limits; `undefined` where one unit has so many of the rows that there are none. */
async function axisOf(context: ReadingContext, population: Population, variable: string): Promise<Axis | undefined> {
  const { lower, upper } = context.protection.policy.winsor;
  const prepared = await prepareVariable(context, population, variable, [lower, upper]);
  const [low, high] = endsOf(context, prepared);
  if (prepared.profile.valid.rows > 0 && (Number.isNaN(low) || Number.isNaN(high))) return undefined;
  return { prepared, ends: { low, high } };
}

function named({ variable, display }: PreparedVariable): {
  readonly variable: string;
  readonly display: 'number' | 'date';
} {
  return { variable, display };
}
