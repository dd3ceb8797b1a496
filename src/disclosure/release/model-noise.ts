import { waldStatistic } from '../../stats/linear/wald.ts';
import type { Open, Secret } from '../gate.ts';
import type { ExactModel, ModelColumn } from '../model-nodes.ts';
import type { SetCounts } from '../nodes.ts';
import type { Rules } from '../rules/context.ts';
import { noised } from '../rules/magnitudes.ts';
import { roundSignificant } from '../rules/significant-digits.ts';

type Opened<S> = S extends Secret<infer T> ? T : never;
/** The contents of a model's box of estimates. */
export type Estimates = Opened<ExactModel['estimates']>;
/** The contents of a model's box of fit statistics. */
export type Fit = Opened<ExactModel['fit']>;
type Influence = Opened<NonNullable<ExactModel['influence']>>;

/** A model's numbers as they may be shown; p values and intervals are worked out from them. */
export interface ProtectedModel {
  readonly estimates: Estimates;
  readonly fit: Fit;
  /** What noise has added to each coefficient; nothing where the estimates are exact. */
  readonly added?: Float64Array;
}

/**
 * DC-24: coefficients with noise of the size of one unit's influence, drawn by the sample's units. F and the model sum of squares
 * follow from the noised coefficients, because exact ones would give the coefficients back; so do t statistics. Standard errors
 * and test statistics have as many digits as the policy shows. `undefined` where the policy wants noise on every model and the
 * influences are not there: an exact coefficient is not what it promises.
 */
export function protectedModel(
  node: ExactModel,
  sample: SetCounts,
  open: Open,
  rules: Rules,
): ProtectedModel | undefined {
  const exact = { estimates: open(node.estimates), fit: open(node.fit) };
  const { noise, seSigDigits } = rules.policy.models;
  const influence = node.influence === undefined || noise === 'never' ? undefined : open(node.influence);
  if (influence === undefined) {
    if (noise === 'always') return undefined;
    if (seSigDigits === null) return exact;
  }
  const added = influence && exact.estimates.coefficient.map((_, column) => noiseOn(rules, sample, influence, column));
  const coefficient = exact.estimates.coefficient.map((value, at) => value + (added?.[at] ?? 0));
  const round = (value: number): number => (seSigDigits === null ? value : roundSignificant(value, seSigDigits));
  const standardError = exact.estimates.standardError.map(round);
  const shown = coefficient.map((value, at) =>
    seSigDigits === null ? value : roundToLastDigit(value, standardError[at]!, seSigDigits),
  );
  const statistic = shown.map((value, at) => round(value / exact.estimates.standardError[at]!));
  const estimates = { ...exact.estimates, coefficient: shown, standardError, statistic };
  const { f, modelSumOfSquares } =
    influence === undefined ? exact.fit : tested(coefficient, open(node.columns), influence, exact.fit);
  const fit = {
    ...exact.fit,
    f: round(f),
    rootMse: round(exact.fit.rootMse),
    modelSumOfSquares: round(modelSumOfSquares),
  };
  return { estimates, fit, ...(added === undefined ? {} : { added }) };
}

function noiseOn(rules: Rules, sample: SetCounts, { signed, squares, largest }: Influence, at: number): number {
  const own = { signed: signed[at]!, squares: squares[at]!, largest: largest[at]! };
  return noised(rules, sample, 0, own, rules.policy.models.lambda);
}

/** F and model sum of squares of other coefficients with the same covariance. */
function tested(
  coefficient: Float64Array,
  columns: readonly ModelColumn[],
  { covariance, classicCovariance }: Influence,
  fit: Fit,
): { readonly f: number; readonly modelSumOfSquares: number } {
  if (Number.isNaN(fit.f)) return { f: Number.NaN, modelSumOfSquares: Number.NaN };
  const slopes = coefficient.filter((_, at) => !columns[at]!.omitted && !columns[at]!.isConstant);
  const block = (matrix: Float64Array): Float64Array => {
    const width = Math.sqrt(matrix.length);
    return Float64Array.from(
      { length: slopes.length ** 2 },
      (_, at) => matrix[Math.floor(at / slopes.length) * width + (at % slopes.length)]!,
    );
  };
  const wald = waldStatistic(slopes, block(covariance), fit.fNumerator);
  const classic = waldStatistic(slopes, block(classicCovariance), slopes.length);
  return { f: wald.statistic / wald.rank, modelSumOfSquares: classic.statistic * fit.rootMse ** 2 };
}

/** Rounds to the place of the last significant digit of a standard error. */
function roundToLastDigit(value: number, standardError: number, digits: number): number {
  if (!(standardError > 0) || !Number.isFinite(value)) return value;
  const exponent = Number(standardError.toExponential().split('e')[1]);
  const unit = Number(`1e${exponent - digits + 1}`);
  // The product with a power of ten that is no double has digits of its own behind the last one.
  return Number((Math.round(value / unit) * unit).toPrecision(15));
}
