import { log } from '../../base/math/log.ts';
import { chiSquaredSurvival } from '../../stats/distributions/chi-squared.ts';
import { tTwoSided, tTwoSidedQuantile } from '../../stats/distributions/student-t.ts';
import type { Judgement, Open, Secret } from '../gate.ts';
import type { ExactModel, ModelColumn, SetCounts } from '../nodes.ts';
import type { ModelBody, ModelHeaderKey, Shown } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { countOrZero, releaseRows } from '../rules/counts.ts';
import { noised } from '../rules/magnitudes.ts';
import { roundSignificant } from '../rules/significant-digits.ts';
import { modelRefusal } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

type Opened<S> = S extends Secret<infer T> ? T : never;
type Estimates = Opened<ExactModel['estimates']>;
type Fit = Opened<ExactModel['fit']>;
type Coefficient = ModelBody['coefficients'][number];
type Diagnostic = ModelBody['diagnostics'][number];

/** Linear models: rules DC-20, DC-22, DC-23, and DC-24 where the policy puts noise on every model. */
export function releaseModel(node: ExactModel, open: Open, rules: Rules): Judgement<ModelBody> {
  const sample = open(node.sample.counts);
  const fit = open(node.fit);
  const rule = modelRefusal(rules, sample, fit.parameters, fit.degreesOfFreedomResidual, []);
  if (rule !== undefined) return refused(node.command, rule);
  const estimates = protectedEstimates(node, sample, fit, open, rules);
  if (estimates === undefined) return refused(node.command, 'DC-24');
  const columns = open(node.columns);
  const header = headerOf(node, sample, fit, open, rules);
  const constantIsHidden = hidesConstant(node, open, rules);
  const coefficients = columns.flatMap((column, at) =>
    column.hidden ? [] : [coefficientOf(column, estimates, at, column.isConstant && constantIsHidden)],
  );
  const omitted = coefficients.some((row) => row.omitted);
  const body: ModelBody = {
    type: 'model',
    command: node.command,
    estimator: node.estimator,
    dependent: node.dependent,
    covariance: node.covariance,
    ...(node.clusterVariable === undefined ? {} : { clusterVariable: node.clusterVariable }),
    level: node.level,
    statisticName: 't',
    header: header.items,
    controls: node.controls,
    baseLevels: open(node.baseLevels),
    ...(node.covariance === 'nonrobust' ? { anova: anovaOf(fit, header.count) } : {}),
    coefficients,
    diagnostics: node.diagnostics.map((item) => diagnosticOf(item.test, open(item.result), sample, header.count)),
    ...vifOf(node, open),
    ...marginsOf(node, open),
    notes: [
      ...notesOf(rules, [], {}),
      ...(usesFactors(node, columns) && rules.policy.models.levelMinUnits > 1 ? (['DC-21n'] as const) : []),
      ...(constantIsHidden ? (['DC-23'] as const) : []),
      ...(omitted ? (['n-omitted'] as const) : []),
    ],
  };
  return {
    body,
    rules: [
      { id: 'DC-20', did: ['enough'] },
      { id: 'DC-22', did: [rules.policy.models.displayCounts] },
      { id: 'DC-23', did: [constantIsHidden ? 'hidden' : 'shown'] },
      { id: 'DC-24', did: [rules.policy.models.noise === 'always' ? 'noised' : 'exact'] },
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

/** DC-23: a constant that is the mean of fewer than the minimum of units at the reference levels. */
function hidesConstant(node: ExactModel, open: Open, rules: Rules): boolean {
  const { hideIntercept, levelMinUnits } = rules.policy.models;
  if (!hideIntercept || !node.hasConstant || node.referenceCell === undefined) return false;
  return open(node.referenceCell.counts).units < levelMinUnits;
}

/**
 * The estimates as they may be shown. Policies with noise on every model need the influences of the units; without them
 * nothing is released (`undefined`), because an exact coefficient is not what the policy promises.
 */
function protectedEstimates(
  node: ExactModel,
  sample: SetCounts,
  fit: Fit,
  open: Open,
  rules: Rules,
): Estimates | undefined {
  const exact = open(node.estimates);
  const { noise, lambda, seSigDigits } = rules.policy.models;
  if (noise !== 'always') return exact;
  if (node.influence === undefined) return undefined;
  const influence = open(node.influence);
  const round = (value: number): number => (seSigDigits === null ? value : roundSignificant(value, seSigDigits));
  const quantile = tTwoSidedQuantile(1 - node.level / 100, fit.degreesOfFreedomTest);
  const result = { ...exact, coefficient: exact.coefficient.slice(), standardError: exact.standardError.map(round) };
  for (let at = 0; at < exact.coefficient.length; at++) {
    const own = { signed: influence.signed[at]!, squares: influence.squares[at]!, largest: influence.largest[at]! };
    const drawn = noised(rules, sample, exact.coefficient[at]!, own, lambda);
    result.coefficient[at] =
      seSigDigits === null ? drawn : roundToLastDigit(drawn, result.standardError[at]!, seSigDigits);
  }
  const ratio = result.coefficient.map((value, at) => round(value / exact.standardError[at]!));
  return {
    ...result,
    statistic: ratio,
    pValue: ratio.map((value) => tTwoSided(value, fit.degreesOfFreedomTest)),
    lower: result.coefficient.map((value, at) => value - quantile * result.standardError[at]!),
    upper: result.coefficient.map((value, at) => value + quantile * result.standardError[at]!),
  };
}

/** Rounds to the place of the last significant digit of a standard error. */
function roundToLastDigit(value: number, standardError: number, digits: number): number {
  if (!(standardError > 0) || !Number.isFinite(value)) return value;
  const exponent = Number(standardError.toExponential().split('e')[1]);
  const unit = Number(`1e${exponent - digits + 1}`);
  return Math.round(value / unit) * unit;
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
): { readonly items: ModelBody['header']; readonly count: number } {
  const isReleased = rules.policy.models.displayCounts === 'released';
  const count = isReleased ? countOrZero(releaseRows(rules, sample)) : sample.rows;
  const clusters =
    node.clusters === undefined ? undefined : clusterCount(open(node.clusters.counts), isReleased, rules);
  const figures = isReleased ? figuresWith(count, fit, node.hasConstant) : fit;
  const values: Partial<Record<ModelHeaderKey, number>> = {
    n: count,
    df_model: fit.degreesOfFreedomModel,
    df_resid: isReleased ? count - fit.parameters : fit.degreesOfFreedomResidual,
    f: fit.f,
    f_p: fit.fPValue,
    r2: figures.rSquared,
    adj_r2: figures.adjustedRSquared,
    root_mse: fit.rootMse,
    loglik: figures.logLikelihood,
    aic: figures.aic,
    bic: figures.bic,
    ...(clusters === undefined ? {} : { n_clusters: clusters }),
  };
  const items = (Object.keys(values) as ModelHeaderKey[]).map((key) => ({
    key,
    value: shown(values[key] ?? Number.NaN),
  }));
  return { items, count };
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

/** Tests of the form n·q are shown as n'·q; denominators n − c become n' − c. */
function diagnosticOf(
  test: Diagnostic['test'],
  result: Opened<ExactModel['diagnostics'][number]['result']>,
  sample: SetCounts,
  count: number,
): Diagnostic {
  const isProportional = test === 'het_bp' || test === 'het_iid';
  const scaled = count === sample.rows ? result.statistic : (result.statistic * count) / sample.rows;
  const statistic = isProportional ? scaled : result.statistic;
  const pValue = isProportional && count !== sample.rows ? chiSquaredSurvival(statistic, result.df1) : result.pValue;
  return {
    test,
    statistic: shown(statistic),
    df1: shown(result.df1),
    df2: result.df2 === null ? { v: null, why: 'missing' } : shown(result.df2 - sample.rows + count),
    p: shown(pValue),
  };
}

function vifOf(node: ExactModel, open: Open): Pick<ModelBody, 'vif' | 'meanVif'> {
  if (node.vif === undefined) return {};
  const rows = open(node.vif);
  const vif = rows.map((row) => ({
    term: row.term,
    display: row.display,
    vif: shown(row.vif),
    tolerance: shown(1 / row.vif),
  }));
  return { vif, meanVif: shown(rows.reduce((sum, row) => sum + row.vif, 0) / rows.length) };
}

function marginsOf(node: ExactModel, open: Open): Pick<ModelBody, 'margins'> {
  if (node.margins === undefined) return {};
  const margins = open(node.margins).map((row) => ({
    group: row.group,
    predicted: shown(row.predicted),
    se: shown(row.standardError),
    lower: shown(row.lower),
    upper: shown(row.upper),
  }));
  return { margins };
}
