import type { SetRef } from '../../disclosure/nodes.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import { setRef } from '../shared/execute-dimensions.ts';
import type { TermBlock } from './execute-design.ts';
import type { FittedModel } from './execute-least-squares.ts';
import type { ModelSample } from './execute-sample.ts';

/**
 * The units at the base level of every factor and at 0 of every dummy, when a model has no other regressors (rule DC-23): its
 * constant is their mean. `undefined` when there is another regressor, or more combinations than can be counted.
 */
export async function referenceCellOf(
  context: ReadingContext,
  sample: ModelSample,
  blocks: readonly TermBlock[],
  ranges: FittedModel['ranges'],
): Promise<SetRef | undefined> {
  const dummies = new Set(blocks.flatMap(({ block }) => block.values.map(({ variable }) => variable)));
  // The fit knows the ranges already: most regressors need no look at their values.
  const isWide = (variable: string): boolean => {
    const range = ranges.get(variable);
    return range !== undefined && (range.minimum < 0 || range.maximum > 1);
  };
  if ([...dummies].some(isWide)) return undefined;
  for (const variable of dummies) {
    const { two } = await context.engine.profile(sample.population, variable);
    if (two === undefined || two[0] !== 0 || two[1] !== 1) return undefined;
  }
  const factors = blocks.flatMap(({ block }) => block.factors.map(({ variable }) => variable));
  const variables = [...new Set([...factors, ...dummies])];
  const atBase = await context.engine.narrow(
    sample.population,
    variables.map((variable) => ({
      type: 'codes',
      variable,
      codes: dummies.has(variable) ? [1] : sample.levels.get(variable)!.slice(1),
    })),
  );
  return setRef(context, sample.population, await context.engine.countSet(atBase));
}
