import type { NodeKind } from '../../../disclosure/nodes.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { Execution, ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import type { CoefplotOperation } from './analyse.ts';

/**
 * An executor of `coefplot`: the model is estimated by its own command, and its result is asked for as coefficients. Whatever
 * a command calls a model can be drawn.
 *
 * @param execute  executes the operation of the regression
 */
export function coefplotExecutor(
  execute: (operation: OperationBase, context: ReadingContext) => Promise<Execution<NodeKind>>,
): ReadingExecutor<CoefplotOperation, 'coefficients'> {
  return async (operation, context): Promise<Execution<'coefficients'>> => {
    const execution = await execute(operation.inner, context);
    if (execution.type === 'failure') return execution;
    if (execution.type === 'edit') throw new TypeError('a regression changes no data');
    const nodes = execution.nodes.map((model) => {
      if (model.kind !== 'model') throw new TypeError('a regression puts out a model');
      return { kind: 'coefficients', command: operation.type, model } as const;
    });
    return { type: 'results', nodes };
  };
}
