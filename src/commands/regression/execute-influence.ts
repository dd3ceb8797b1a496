import { secret } from '../../disclosure/gate.ts';
import type { ExactModel } from '../../disclosure/nodes.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import { centredCovariance, printedCovariance } from '../../stats/linear/covariance.ts';
import type { LinearInference } from '../../stats/linear/inference.ts';
import { constantForm, slopeForms } from '../../stats/linear/influence.ts';
import type { LeastSquaresFit } from '../../stats/linear/least-squares.ts';
import type { FittedModel } from './execute-least-squares.ts';
import { columnForm, residualForm, rowForms } from './execute-row-forms.ts';
import type { ModelSample } from './execute-sample.ts';

/**
 * What noise on a model's coefficients is made from (rule DC-24), where the policy puts noise on it. `undefined` where the
 * estimates stay exact, and then no row is read.
 *
 * @param inference of the model, or of the model on z-scores: the coefficients as they are printed
 */
export async function modelInfluence(
  context: ReadingContext,
  sample: ModelSample,
  model: FittedModel,
  inference: LinearInference,
): Promise<ExactModel['influence']> {
  if (!(await isModelNoised(context, sample))) return undefined;
  const printed = inference.fit;
  return secret({
    ...(await coefficientInfluence(context, sample, model, printed)),
    covariance: inference.covariance,
    classicCovariance: printedCovariance(printed, centredCovariance(printed, { type: 'default' })),
  });
}

/**
 * Whether the policy puts noise on a model of a sample: on every model, or on those whose sample is nearly one that has been
 * asked about. Asked once per model: every sample is made known, so that later ones can be compared with it.
 */
export async function isModelNoised(context: ReadingContext, { population }: ModelSample): Promise<boolean> {
  const { noise } = context.protection.policy.models;
  const isNear = await context.isNearEarlier(population);
  return noise === 'always' || (noise === 'near' && isNear);
}

/** Influences of the units on coefficients, by column of the design and last of the constant; 0 for omitted columns. */
export interface CoefficientInfluence {
  readonly signed: Float64Array;
  readonly squares: Float64Array;
  readonly largest: Float64Array;
}

/** @param printed the model's fit, or that of the model on z-scores: the coefficients as they are printed */
export async function coefficientInfluence(
  { engine, protection }: ReadingContext,
  { counts, population }: ModelSample,
  model: FittedModel,
  printed: LeastSquaresFit = model.fit,
): Promise<CoefficientInfluence> {
  const { fit } = model;
  const { hasConstant, scales } = printed.moments;
  const forms = [
    ...slopeForms(fit).map((form) => columnForm(model, form)),
    ...(hasConstant ? [columnForm(model, constantForm(printed))] : []),
  ];
  const { lo, hi } = protection.signKeys(
    Float64Array.of(counts.units),
    Uint32Array.of(counts.sumA),
    Uint32Array.of(counts.sumB),
  );
  const residual = residualForm(model).weights;
  const key = { lo: lo[0]!, hi: hi[0]! };
  const sums = await engine.scoreInfluences(population, model.design, rowForms(forms), residual, key);
  // The passes see columns and residuals in scales of their own.
  const p = fit.slopes.length;
  const width = hasConstant ? p + 1 : p;
  const found = {
    signed: new Float64Array(width),
    squares: new Float64Array(width),
    largest: new Float64Array(width),
  };
  for (let k = 0; k < forms.length; k++) {
    const column = fit.retained[k] ?? p;
    const unit = (counts.units * scales[p]!) / (column === p ? 1 : scales[column]!);
    found.signed[column] = sums.signed[k]! * unit;
    found.squares[column] = sums.squares[k]! * unit * unit;
    found.largest[column] = sums.largest[k]! * unit;
  }
  return found;
}
