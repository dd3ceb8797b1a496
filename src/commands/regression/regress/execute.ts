import { secret } from '../../../disclosure/gate.ts';
import type { ExactModel, ModelColumn } from '../../../disclosure/model-nodes.ts';
import type { SetRef } from '../../../disclosure/nodes.ts';
import type { Execution, ReadingContext, ReadingExecutor } from '../../../runtime/executor.ts';
import { heteroskedasticityTests, resetTest, varianceInflation } from '../../../stats/linear/diagnostics.ts';
import { inferLinear, type LinearInference } from '../../../stats/linear/inference.ts';
import { standardizeEvidence, standardizeFit } from '../../../stats/linear/standardize.ts';
import { requirePopulation, schemaOf, setRef } from '../../shared/execute-dimensions.ts';
import { baseLevelsOf, constantColumn, type TermBlock, termBlocks } from '../execute-design.ts';
import { modelInfluence } from '../execute-influence.ts';
import { type FitEvidence, type FittedModel, fitEvidence } from '../execute-least-squares.ts';
import { marginsOf } from '../execute-margins.ts';
import { referenceCellOf } from '../execute-reference-cell.ts';
import { modelSample } from '../execute-sample.ts';
import { modelRefusal, supportedModel } from '../execute-support.ts';
import type { RegressOperation } from './analyse.ts';

/** Too few rows, or a design without a column: one answer, whatever the numbers (rule DC-20). */
const tooFew = { type: 'failure', rule: 'DC-20', stops: false } as const satisfies Execution<never>;
/** Values that the model cannot use: fewer than two clusters, a margin of a variable that is not 0/1 (rule DC-29). */
const unusable = { type: 'failure', rule: 'DC-29', stops: false } as const satisfies Execution<never>;

const covarianceNames = { classic: 'nonrobust', robust: 'HC1', cluster: 'cluster' } as const;

/** Executes `regress`: ordinary least squares from cross products; factors are never expanded into dummy columns. */
export const executeRegress: ReadingExecutor<RegressOperation, 'model'> = async (
  operation,
  context,
): Promise<Execution<'model'>> => {
  const { engine } = context;
  const { response, terms, hasConstant, level, diagnostics } = operation;
  const cluster = operation.covariance.type === 'cluster' ? operation.covariance.variable : undefined;
  const others = cluster === undefined ? [response] : [response, cluster];
  const sample = await modelSample(context, requirePopulation(context), terms, others);
  if (sample === undefined) return unusable;
  const blocks = termBlocks(context, sample, terms);
  if (blocks.length === 0 || sample.counts.rows === 0) return tooFew;
  const model = await supportedModel(context, sample, blocks, response, hasConstant);
  const { fit } = model;
  const set = setRef(context, sample.population, sample.counts);
  const refusal = modelRefusal(context, set, model);
  if (refusal !== undefined) return refusal;
  const covariance = covarianceNames[operation.covariance.type];
  const evidence = await fitEvidence(engine, model, {
    covariance,
    powers: diagnostics.includes('ov'),
    squares: diagnostics.some((test) => test.startsWith('het_')),
    ...(cluster === undefined ? {} : { cluster }),
  });
  if (evidence === undefined) return unusable;
  const inference = operation.standardize
    ? inferLinear(standardizeFit(fit), standardizeEvidence(fit, evidence.covariance), level)
    : inferLinear(fit, evidence.covariance, level);
  const margins =
    operation.margins === undefined
      ? undefined
      : await marginsOf(context, sample, blocks, inference, operation.margins.variable);
  if (operation.margins !== undefined && margins === undefined) return unusable;
  const referenceCell =
    context.protection.policy.models.hideIntercept && hasConstant
      ? await referenceCellOf(context, sample, blocks, model.ranges)
      : undefined;
  const clusters = clusterSet(context, evidence, cluster);
  const influence = await modelInfluence(context, sample, model, inference);
  const columns = columnsOf(blocks, inference);
  const node: ExactModel = {
    command: 'regress',
    estimator: 'ols',
    sample: set,
    dependent: response,
    columns: secret(columns),
    baseLevels: secret(
      baseLevelsOf(
        context,
        sample,
        terms.filter((term) => term.hidden !== true),
      ),
    ),
    controls: controlsOf(operation),
    covariance,
    ...(cluster === undefined ? {} : { clusterVariable: cluster }),
    hasConstant,
    standardized: operation.standardize,
    level,
    estimates: secret(estimatesOf(inference)),
    fit: secret(fitOf(inference)),
    ...(clusters === undefined ? {} : { clusters }),
    diagnostics: testsOf(operation, model, evidence),
    ...(diagnostics.includes('vif') ? { vif: secret(inflationOf(model, columns)) } : {}),
    ...(margins === undefined ? {} : { margins: secret(margins) }),
    ...(referenceCell === undefined ? {} : { referenceCell }),
    ...(influence === undefined ? {} : { influence }),
    support: secret({ unsupported: model.unsupported, constantShare: model.constantShare }),
  };
  return { type: 'results', nodes: [{ kind: 'model', ...node }] };
};

function columnsOf(blocks: readonly TermBlock[], inference: LinearInference): readonly ModelColumn[] {
  const named = blocks.flatMap(({ columns }) => columns);
  return inference.coefficients.map((row) =>
    row.column === 'constant' ? constantColumn : { ...named[row.column]!, omitted: row.isOmitted },
  );
}

/** The contents of the node's box of estimates. */
function estimatesOf({ coefficients }: LinearInference) {
  return {
    coefficient: Float64Array.from(coefficients, (row) => row.estimate),
    standardError: Float64Array.from(coefficients, (row) => row.standardError),
    statistic: Float64Array.from(coefficients, (row) => row.t),
    pValue: Float64Array.from(coefficients, (row) => row.p),
    lower: Float64Array.from(coefficients, (row) => row.lower),
    upper: Float64Array.from(coefficients, (row) => row.upper),
  };
}

/** The contents of the node's box of fit statistics. */
function fitOf(inference: LinearInference) {
  const [model, residual, total] = inference.variance;
  return {
    parameters: inference.k,
    degreesOfFreedomModel: inference.dfModel,
    degreesOfFreedomResidual: inference.dfResidual,
    degreesOfFreedomTest: inference.dfTest,
    f: inference.f,
    fNumerator: inference.fDf1,
    fPValue: inference.fP,
    rSquared: inference.r2,
    adjustedRSquared: inference.adjustedR2,
    rootMse: inference.rootMse,
    logLikelihood: inference.logLikelihood,
    aic: inference.aic,
    bic: inference.bic,
    modelSumOfSquares: model!.sumOfSquares,
    residualSumOfSquares: residual!.sumOfSquares,
    totalSumOfSquares: total!.sumOfSquares,
  };
}

/** The tests that were asked for, in that order; all stand on the unweighted fit. */
function testsOf(operation: RegressOperation, model: FittedModel, evidence: FitEvidence): ExactModel['diagnostics'] {
  const heteroskedasticity =
    evidence.squares === undefined ? undefined : heteroskedasticityTests(model.fit, evidence.squares);
  return operation.diagnostics.flatMap((asked) => {
    if (asked === 'vif') return [];
    const found = asked === 'ov' ? resetTest(model.fit, evidence.powers!) : heteroskedasticity![asked];
    const result = { statistic: found.statistic, df1: found.df1, df2: found.df2 ?? null, pValue: found.p };
    return [{ test: asked, result: secret(result) }];
  });
}

/** Variance inflation of the columns that are shown. */
function inflationOf({ fit }: FittedModel, columns: readonly ModelColumn[]) {
  return varianceInflation(fit).rows.flatMap(({ column, vif }) => {
    const { term, display, hidden } = columns[column]!;
    return hidden ? [] : [{ term, display, vif }];
  });
}

/** Variables of `control()`, each once. */
function controlsOf({ terms }: RegressOperation): readonly string[] {
  const hidden = terms.filter((term) => term.hidden === true);
  return [...new Set(hidden.flatMap((term) => term.factors.map((factor) => factor.variable)))];
}

/** The clusters as a set of units of their own: groups of an ordinary variable. */
function clusterSet(context: ReadingContext, evidence: FitEvidence, variable: string | undefined): SetRef | undefined {
  const { clusterCodes } = evidence;
  if (clusterCodes === undefined || variable === undefined) return undefined;
  const origin = originOf(context, variable);
  const { a, b } = context.protection.groupKeys(origin, clusterCodes);
  const sum = (keys: Uint32Array): number => keys.reduce((total, key) => (total + key) >>> 0, 0);
  const units = clusterCodes.length;
  return { unitType: `AGG|${origin}`, counts: secret({ units, rows: units, sumA: sum(a), sumB: sum(b) }) };
}

/** The register variable behind a variable, which names the keys of its groups (rule DC-15). */
function originOf(context: ReadingContext, variable: string): string {
  return schemaOf(requirePopulation(context), variable).source?.variable ?? 'derived';
}
