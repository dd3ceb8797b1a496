import { secret } from '../../../disclosure/gate.ts';
import type { ExactVariance } from '../../../disclosure/nodes.ts';
import type { Execution, ReadingExecutor } from '../../../runtime/executor.ts';
import { slopeBlock } from '../../../stats/linear/explained.ts';
import { inferLinear } from '../../../stats/linear/inference.ts';
import { modelSample } from '../../regression/execute-sample.ts';
import { supportedModel } from '../../regression/execute-support.ts';
import { requirePopulation, setRef } from '../../shared/execute-dimensions.ts';
import type { AnovaOperation } from './analyse.ts';
import { comparisonsOf } from './execute-comparisons.ts';
import { resolveCovariates } from './execute-covariates.ts';
import { fitsByTerm, varianceTerms } from './execute-terms.ts';

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
  const { fit, residualShare } = model;
  const set = setRef(context, sample.population, sample.counts);
  if (fit.retained.length === 0 || fit.dfResidual < 1) return tooFew;
  const question = { sample: set, parameters: fit.k, residualDegreesOfFreedom: fit.dfResidual, residualShare };
  const answer = context.protection.resolveModelSample(question);
  if (answer !== undefined) return { type: 'failure', rule: answer.refused, stops: false };
  const comparisons = operation.posthoc ? await comparisonsOf(context, sample, response, terms) : [];
  if (comparisons === undefined) return unusable;
  const fits = await fitsByTerm(context, model, found);
  const whole = inferLinear(fit, { type: 'default' }, 95);
  const node: ExactVariance = {
    command: 'anova',
    sample: set,
    dependent: response,
    hasConstant,
    hasFactors: found.some(({ term }) => term.factors.some(({ role }) => role === 'factor')),
    covariates: secret(covariates),
    whole: { slopes: secret(slopeBlock(fit, fit.retained)) },
    terms: found.map(({ name, columns }, at) => ({ name, slopes: secret(slopeBlock(fits[at]!, columns)) })),
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
