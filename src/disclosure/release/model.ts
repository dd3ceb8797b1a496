import { log } from '../../base/math/log.ts';
import { chiSquaredSurvival } from '../../stats/distributions/chi-squared.ts';
import { fSurvival } from '../../stats/distributions/f.ts';
import { tTwoSided, tTwoSidedQuantile } from '../../stats/distributions/student-t.ts';
import type { Judgement, Open, Secret } from '../gate.ts';
import type { ExactModel, ModelColumn } from '../model-nodes.ts';
import type { SetCounts } from '../nodes.ts';
import type { ModelBody, ModelHeaderKey, Shown } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { countOrZero, releaseRows } from '../rules/counts.ts';
import { roundSignificant } from '../rules/significant-digits.ts';
import { modelRefusal } from '../rules/thresholds.ts';
import { type Estimates, type Fit, type ProtectedModel, protectedModel } from './model-noise.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

type Opened<S> = S extends Secret<infer T> ? T : never;
type Coefficient = ModelBody['coefficients'][number];
type Diagnostic = ModelBody['diagnostics'][number];

/** Linear models: rules DC-20 to DC-24; columns and levels without support have left the model before it was estimated. */
export function releaseModel(node: ExactModel, open: Open, rules: Rules): Judgement<ModelBody> {
  const sample = open(node.sample.counts);
  const exactFit = open(node.fit);
  const rule = modelRefusal(rules, sample, exactFit.parameters, exactFit.degreesOfFreedomResidual, []);
  if (rule !== undefined) return refused(node.command, rule);
  const model = protectedModel(node, sample, open, rules);
  if (model === undefined) return refused(node.command, 'DC-24');
  const { fit } = model;
  const header = headerOf(node, sample, fit, open, rules);
  const freedom = testFreedom(node, fit, header, rules);
  const { displayCounts, seSigDigits } = rules.policy.models;
  const isAsComputed = model.added === undefined && displayCounts !== 'released' && seSigDigits === null;
  const estimates = isAsComputed ? model.estimates : inferred(model.estimates, node.level, freedom);
  const columns = open(node.columns);
  const constantIsHidden = hidesConstant(node, open, rules);
  const coefficients = columns.flatMap((column, at) =>
    column.hidden ? [] : [coefficientOf(column, estimates, at, column.isConstant && constantIsHidden)],
  );
  const omitted = coefficients.some((row) => row.omitted);
  const { topShare, levelMinUnits } = rules.policy.models;
  const mayLackLevels = usesFactors(node, columns) && levelMinUnits > 1;
  const body: ModelBody = {
    type: 'model',
    command: node.command,
    estimator: node.estimator,
    dependent: node.dependent,
    covariance: node.covariance,
    ...(node.clusterVariable === undefined ? {} : { clusterVariable: node.clusterVariable }),
    level: node.level,
    statisticName: 't',
    header: header.items(freedom),
    controls: node.controls,
    baseLevels: open(node.baseLevels),
    ...(node.covariance === 'nonrobust' ? { anova: anovaOf(fit, header.count) } : {}),
    coefficients,
    diagnostics: node.diagnostics.map((item) =>
      diagnosticOf(item.test, open(item.result), sample, header.count, rules),
    ),
    ...vifOf(node, open, rules),
    ...marginsOf(node, model, freedom, constantIsHidden, open, rules),
    notes: [
      ...notesOf(rules, [], {}),
      ...(mayLackLevels || (omitted && topShare < 1) ? (['DC-21n'] as const) : []),
      ...(constantIsHidden ? (['DC-23'] as const) : []),
      ...(omitted ? (['n-omitted'] as const) : []),
    ],
  };
  return {
    body,
    rules: [
      { id: 'DC-20', did: ['enough'] },
      { id: 'DC-21', did: [open(node.support).unsupported > 0 ? 'removed' : 'kept'] },
      { id: 'DC-22', did: [rules.policy.models.displayCounts] },
      { id: 'DC-23', did: [constantIsHidden ? 'hidden' : 'shown'] },
      { id: 'DC-24', did: [model.added === undefined ? 'exact' : 'noised'] },
    ],
  };
}

function shown(value: number): Shown {
  return Number.isFinite(value) ? { v: value } : { v: null, why: 'missing' };
}

/** A note that holds for every model with factors, so that it says nothing about the data. */
function usesFactors(node: ExactModel, columns: readonly ModelColumn[]): boolean {
  return node.referenceCell !== undefined || columns.some((column) => column.term.includes('['));
}

/** DC-23: a constant that is the mean of fewer than the minimum of units at the reference levels, or that hangs on few units. */
function hidesConstant(node: ExactModel, open: Open, rules: Rules): boolean {
  const { hideIntercept, levelMinUnits, topShare } = rules.policy.models;
  if (!hideIntercept || !node.hasConstant) return false;
  if (open(node.support).constantShare > topShare) return true;
  return node.referenceCell !== undefined && open(node.referenceCell.counts).units < levelMinUnits;
}

/**
 * Denominator degrees of freedom as they may be known (rule DC-22): with the released number of rows or clusters, because a
 * p value or the width of an interval can be solved for the number behind it.
 */
function testFreedom(
  node: ExactModel,
  fit: Fit,
  { count, clusters }: { readonly count: number; readonly clusters: number | undefined },
  rules: Rules,
): number {
  if (rules.policy.models.displayCounts !== 'released') return fit.degreesOfFreedomTest;
  if (node.clusters === undefined) return count - fit.parameters;
  return clusters === undefined || Number.isNaN(clusters) ? Number.NaN : clusters - 1;
}

/** Estimates with p values and intervals from their test statistics and these degrees of freedom. */
function inferred(estimates: Estimates, level: number, freedom: number): Estimates {
  const { coefficient, standardError, statistic } = estimates;
  const quantile = tTwoSidedQuantile(1 - level / 100, freedom);
  return {
    ...estimates,
    pValue: statistic.map((value) => (Number.isNaN(value) ? value : tTwoSided(value, freedom))),
    lower: coefficient.map((value, at) => value - quantile * standardError[at]!),
    upper: coefficient.map((value, at) => value + quantile * standardError[at]!),
  };
}

function coefficientOf(column: ModelColumn, estimates: Estimates, at: number, isHidden: boolean): Coefficient {
  const { term, display, isConstant, omitted } = column;
  const cell = (value: number): Shown => {
    if (isHidden) return { v: null, why: 'hidden' };
    return omitted ? { v: null, why: 'missing' } : shown(value);
  };
  return {
    term,
    display,
    omitted,
    isConstant,
    coef: omitted ? { v: 0 } : cell(estimates.coefficient[at]!),
    se: cell(estimates.standardError[at]!),
    stat: cell(estimates.statistic[at]!),
    p: cell(estimates.pValue[at]!),
    lower: cell(estimates.lower[at]!),
    upper: cell(estimates.upper[at]!),
  };
}

/**
 * DC-22: whatever contains n is computed with the released n', so that n cannot be solved for. R² follows from the exact
 * model sum of squares and s²(n' − k), which for the classical F is F·d/(F·d + n' − k).
 */
function headerOf(
  node: ExactModel,
  sample: SetCounts,
  fit: Fit,
  open: Open,
  rules: Rules,
): {
  readonly items: (freedom: number) => ModelBody['header'];
  readonly count: number;
  readonly clusters: number | undefined;
} {
  const isReleased = rules.policy.models.displayCounts === 'released';
  const count = isReleased ? countOrZero(releaseRows(rules, sample)) : sample.rows;
  const clusters =
    node.clusters === undefined ? undefined : clusterCount(open(node.clusters.counts), isReleased, rules);
  const figures = isReleased ? figuresWith(count, fit, node.hasConstant) : fit;
  const values = (freedom: number): Partial<Record<ModelHeaderKey, number>> => ({
    n: count,
    df_model: fit.degreesOfFreedomModel,
    df_resid: isReleased ? count - fit.parameters : fit.degreesOfFreedomResidual,
    f: fit.f,
    f_p: isReleased && Number.isFinite(fit.f) ? fSurvival(fit.f, fit.fNumerator, freedom) : fit.fPValue,
    r2: figures.rSquared,
    adj_r2: figures.adjustedRSquared,
    root_mse: fit.rootMse,
    loglik: figures.logLikelihood,
    aic: figures.aic,
    bic: figures.bic,
    ...(clusters === undefined ? {} : { n_clusters: clusters }),
  });
  const items = (freedom: number): ModelBody['header'] =>
    (Object.entries(values(freedom)) as [ModelHeaderKey, number][]).map(([key, value]) => ({
      key,
      value: shown(value),
    }));
  return { items, count, clusters };
}

function clusterCount(clusters: SetCounts, isReleased: boolean, rules: Rules): number {
  return isReleased ? releaseRows(rules, clusters) : clusters.rows;
}

type Figures = Pick<Fit, 'rSquared' | 'adjustedRSquared' | 'logLikelihood' | 'aic' | 'bic'>;

function figuresWith(count: number, fit: Fit, hasConstant: boolean): Figures {
  const k = fit.parameters;
  const residual = fit.rootMse ** 2 * (count - k);
  const rSquared = fit.modelSumOfSquares / (fit.modelSumOfSquares + residual);
  const adjustedRSquared = 1 - ((1 - rSquared) * (count - (hasConstant ? 1 : 0))) / (count - k);
  const logLikelihood = (-count / 2) * (log(2 * Math.PI) + log(residual / count) + 1);
  return {
    rSquared,
    adjustedRSquared,
    logLikelihood,
    aic: -2 * logLikelihood + 2 * k,
    bic: -2 * logLikelihood + k * log(count),
  };
}

/** Sums of squares with the displayed n: mean squares stay exact, the residual sum is s²(n' − k), the total their sum. */
function anovaOf(fit: Fit, count: number): NonNullable<ModelBody['anova']> {
  const df = count - fit.parameters;
  const meanSquare = fit.rootMse ** 2;
  const residual = meanSquare * df;
  const total = fit.modelSumOfSquares + residual;
  const dfTotal = fit.degreesOfFreedomModel + df;
  const modelMeanSquare = fit.modelSumOfSquares / fit.degreesOfFreedomModel;
  const row = (source: 'model' | 'residual' | 'total', ss: number, freedom: number, ms: number) => ({
    source,
    ss: shown(ss),
    df: shown(freedom),
    ms: shown(ms),
  });
  return [
    row('model', fit.modelSumOfSquares, fit.degreesOfFreedomModel, modelMeanSquare),
    row('residual', residual, df, meanSquare),
    row('total', total, dfTotal, total / dfTotal),
  ];
}

/**
 * Tests of the form n·q are shown as n'·q. Those of the form q·(n − c) are shown as q·(n' − c), and their p value is worked
 * out anew: n·q and q·(n − c) side by side could otherwise be solved for n.
 */
function diagnosticOf(
  test: Diagnostic['test'],
  result: Opened<ExactModel['diagnostics'][number]['result']>,
  sample: SetCounts,
  count: number,
  rules: Rules,
): Diagnostic {
  const { seSigDigits } = rules.policy.models;
  const isRounded = seSigDigits !== null;
  const df2 = result.df2 === null ? null : result.df2 - sample.rows + count;
  const factor = df2 === null || result.df2 === null ? count / sample.rows : df2 / result.df2;
  const isAsComputed = count === sample.rows && !isRounded;
  const statistic = isRounded ? roundSignificant(result.statistic * factor, seSigDigits) : result.statistic * factor;
  const again = df2 === null ? chiSquaredSurvival(statistic, result.df1) : fSurvival(statistic, result.df1, df2);
  return {
    test,
    statistic: shown(isAsComputed ? result.statistic : statistic),
    df1: shown(result.df1),
    df2: df2 === null ? { v: null, why: 'missing' } : shown(df2),
    p: shown(isAsComputed ? result.pValue : again),
  };
}

function vifOf(node: ExactModel, open: Open, rules: Rules): Pick<ModelBody, 'vif' | 'meanVif'> {
  if (node.vif === undefined) return {};
  const { seSigDigits } = rules.policy.models;
  // A variance inflation tells the correlation of the regressors, which has noise where the digits of standard errors are few.
  const round = (value: number): number => (seSigDigits === null ? value : roundSignificant(value, seSigDigits));
  const rows = open(node.vif).map((row) => ({ ...row, vif: round(row.vif) }));
  const vif = rows.map((row) => ({
    term: row.term,
    display: row.display,
    vif: shown(row.vif),
    tolerance: shown(1 / row.vif),
  }));
  return { vif, meanVif: shown(rows.reduce((sum, row) => sum + row.vif, 0) / rows.length) };
}

/**
 * Predictions: a hidden constant hides them as well, because coefficients are their differences; so does a policy with noise
 * on every model, because together with the coefficients they tell the exact means of the regressors. Noise on single models
 * is theirs, too.
 */
function marginsOf(
  node: ExactModel,
  { fit, added }: ProtectedModel,
  freedom: number,
  constantIsHidden: boolean,
  open: Open,
  rules: Rules,
): Pick<ModelBody, 'margins'> {
  if (node.margins === undefined) return {};
  const { noise, displayCounts } = rules.policy.models;
  const hidden: Shown = { v: null, why: 'hidden' };
  const isHidden = constantIsHidden || noise === 'always';
  const isExactly = displayCounts !== 'released' || freedom === fit.degreesOfFreedomTest;
  const quantile = tTwoSidedQuantile(1 - node.level / 100, freedom);
  const margins = open(node.margins).map((row) => {
    const change = added === undefined ? 0 : added.reduce((sum, value, at) => sum + value * row.point[at]!, 0);
    const predicted = row.predicted + change;
    const reach = quantile * row.standardError;
    const cell = (value: number): Shown => (isHidden ? hidden : shown(value));
    return {
      group: row.group,
      predicted: cell(predicted),
      se: cell(row.standardError),
      lower: cell(isExactly ? row.lower + change : predicted - reach),
      upper: cell(isExactly ? row.upper + change : predicted + reach),
    };
  });
  return { margins };
}
