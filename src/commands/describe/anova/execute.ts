import { secret } from '../../../disclosure/gate.ts';
import type { ExactVariance } from '../../../disclosure/model-nodes.ts';
import type { DesignValue } from '../../../runtime/engine/design.ts';
import type { Execution, ReadingExecutor } from '../../../runtime/executor.ts';
import { inferLinear } from '../../../stats/linear/inference.ts';
import { isModelNoised } from '../../regression/execute-influence.ts';
import type { FittedModel } from '../../regression/execute-least-squares.ts';
import { modelSample } from '../../regression/execute-sample.ts';
import { modelRefusal, supportedModel } from '../../regression/execute-support.ts';
import { requirePopulation, setRef } from '../../shared/execute-dimensions.ts';
import type { AnovaOperation } from './analyse.ts';
import { comparisonsOf } from './execute-comparisons.ts';
import { resolveCovariates } from './execute-covariates.ts';
import { explainedOf } from './execute-explained.ts';
import { modelsByTerm, varianceTerms } from './execute-terms.ts';

/** Too few rows, or a design without a column: one answer, whatever the numbers (rule DC-20). */
const tooFew = { type: 'failure', rule: 'DC-20', stops: false } as const satisfies Execution<never>;
/** More levels, or combinations of them, than can be counted (rule DC-29). */
const unusable = { type: 'failure', rule: 'DC-29', stops: false } as const satisfies Execution<never>;

/** Executes `anova`: the whole model from cross products, and every other sum of squares from the same ones. */
export const executeAnova: ReadingExecutor<AnovaOperation, 'variance'> = async (operation, context) => {
  const { response, hasConstant } = operation;
  const population = requirePopulation(context);
  const { terms, covariates } = await resolveCovariates(
    context,
    population,
    response,
    operation.terms,
    operation.unmarked,
  );
  const sample = await modelSample(context, population, terms, [response]);
  if (sample === undefined) return unusable;
  const found = varianceTerms(sample, terms, hasConstant);
  const blocks = found.flatMap(({ block }) => (block === undefined ? [] : [{ block }]));
  if (blocks.length === 0 || sample.counts.rows === 0) return tooFew;
  const model = await supportedModel(context, sample, blocks, response, hasConstant);
  const { fit } = model;
  const set = setRef(context, sample.population, sample.counts);
  const refusal = modelRefusal(context, set, model);
  if (refusal !== undefined) return refusal;
  const comparisons = operation.posthoc ? await comparisonsOf(context, sample, responseOf(model), terms) : [];
  if (comparisons === undefined) return unusable;
  const models = await modelsByTerm(context, model, found);
  const asked = [
    { model, columns: fit.retained },
    ...found.map(({ columns }, at) => ({ model: models[at]!, columns })),
  ];
  const [all, ...explained] = await explainedOf(context, sample, asked, await isModelNoised(context, sample));
  const whole = inferLinear(fit, { type: 'default' }, 95);
  const node: ExactVariance = {
    command: 'anova',
    sample: set,
    dependent: response,
    hasConstant,
    hasFactors: found.some(({ term }) => term.factors.some(({ role }) => role === 'factor')),
    covariates: secret(covariates),
    whole: all!,
    terms: found.map(({ name }, at) => ({ name, ...explained[at]! })),
    support: secret({ unsupported: model.unsupported }),
    fit: secret({
      parameters: whole.k,
      degreesOfFreedomModel: whole.dfModel,
      degreesOfFreedomResidual: whole.dfResidual,
      rootMse: whole.rootMse,
    }),
    comparisons,
  };
  return { type: 'results', nodes: [{ kind: 'variance', ...node }] };
};

/** The response as the model sees it: where far values are pulled in, they are in comparisons, too. */
function responseOf({ design }: FittedModel): DesignValue {
  const [response] = design.blocks.at(-2)?.values ?? [];
  if (response === undefined) throw new RangeError('a model without a response');
  return response;
}
