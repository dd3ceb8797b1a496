import { secret } from '../../../disclosure/gate.ts';
import type { ExactExplained } from '../../../disclosure/model-nodes.ts';
import type { ReadingContext } from '../../../runtime/executor.ts';
import { slopeBlock } from '../../../stats/linear/explained.ts';
import { type CoefficientInfluence, coefficientInfluence } from '../../regression/execute-influence.ts';
import type { FittedModel } from '../../regression/execute-least-squares.ts';
import type { ModelSample } from '../../regression/execute-sample.ts';

/** Some columns of a model. */
export interface ColumnsOf {
  readonly model: FittedModel;
  readonly columns: readonly number[];
}

/**
 * What columns explain in their models, for the gate; with the influences of the units on their slopes where there will be
 * noise (rule DC-24). Terms that share a model share the pass over its rows.
 */
export async function explainedOf(
  context: ReadingContext,
  sample: ModelSample,
  asked: readonly ColumnsOf[],
  isNoised: boolean,
): Promise<readonly ExactExplained[]> {
  const influences = new Map<FittedModel, CoefficientInfluence>();
  const found: ExactExplained[] = [];
  for (const { model, columns } of asked) {
    const slopes = secret(slopeBlock(model.fit, columns));
    if (!isNoised) {
      found.push({ slopes });
      continue;
    }
    const influence = influences.get(model) ?? (await coefficientInfluence(context, sample, model));
    influences.set(model, influence);
    const kept = columns.filter((column) => model.fit.retained.includes(column));
    const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (column) => values[column]!);
    const { signed, squares, largest } = influence;
    found.push({
      slopes,
      influence: secret({ signed: pick(signed), squares: pick(squares), largest: pick(largest) }),
    });
  }
  return found;
}
