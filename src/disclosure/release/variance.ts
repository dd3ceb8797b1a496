import { fSurvival } from '../../stats/distributions/f.ts';
import { explainedSquares } from '../../stats/linear/explained.ts';
import type { Judgement, Open, Secret } from '../gate.ts';
import type { ExactExplained, ExactVariance } from '../model-nodes.ts';
import type { SetCounts } from '../nodes.ts';
import type { Shown, VarianceBody, VarianceHeaderKey } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { countOrZero, releaseRows } from '../rules/counts.ts';
import { noised } from '../rules/magnitudes.ts';
import { roundSignificant } from '../rules/significant-digits.ts';
import { modelRefusal } from '../rules/thresholds.ts';
import { releaseComparison } from './comparison.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

type Opened<S> = S extends Secret<infer T> ? T : never;
type Row = VarianceBody['rows'][number];

/** What stands behind every number of an analysis of variance. */
interface Known {
  /** Rows of the sample, as released where the policy says so (rule DC-22). */
  readonly count: number;
  /** count − k. */
  readonly freedom: number;
  /** s², exact. */
  readonly meanSquare: number;
  /** Gives a sum of squares or a test statistic as many digits as the policy shows of them. */
  readonly round: (value: number) => number;
}

/**
 * Analyses of variance: rules DC-20 and DC-22, DC-24 where noise is asked for, and DC-14 for the means that are compared. Mean
 * squares and F are those of the exact sums; what contains the number of rows is worked out with the released one.
 */
export function releaseVariance(node: ExactVariance, open: Open, rules: Rules): Judgement<VarianceBody> {
  const sample = open(node.sample.counts);
  const fit = open(node.fit);
  const rule = modelRefusal(rules, sample, fit.parameters, fit.degreesOfFreedomResidual, []);
  if (rule !== undefined) return refused(node.command, rule);
  const known = knownOf(sample, fit, rules);
  // An exact sum of squares is not what a policy promises that wants noise on every model.
  if (rules.policy.models.noise === 'always' && node.whole.influence === undefined)
    return refused(node.command, 'DC-24');
  const squaresOf = (explained: ExactExplained): number => explainedBy(explained, sample, open, rules);
  const whole = squaresOf(node.whole);
  const rows = node.terms.map((term) => termRow(term.name, open(term.slopes).slopes.length, squaresOf(term), known));
  const comparisons = node.comparisons.map((comparison) =>
    releaseComparison({ comparison, sample, count: known.count, round: known.round }, open, rules),
  );
  const withheld = comparisons.flatMap((comparison) => comparison.rows.map(({ meandiff }) => meandiff));
  const body: VarianceBody = {
    type: 'variance',
    command: node.command,
    dependent: node.dependent,
    hasConstant: node.hasConstant,
    header: headerOf(node, whole, fit.degreesOfFreedomModel, known),
    rows: [...rows, ...lastRows(whole, fit.degreesOfFreedomModel, known)],
    comparisons,
    notes: [
      ...notesOf(rules, withheld, {}),
      ...(open(node.covariates).length > 0 ? (['n-covariate'] as const) : []),
      ...(node.hasFactors && rules.policy.models.levelMinUnits > 1 ? (['DC-21n'] as const) : []),
      ...(rows.some(({ df }) => df.v === 0) ? (['n-omitted'] as const) : []),
    ],
  };
  const suppressed = withheld.filter(({ v }) => v === null).length;
  return {
    body,
    rules: [
      ...(node.comparisons.length === 0
        ? []
        : ([{ id: 'DC-03' }, { id: 'DC-07', suppressed }, { id: 'DC-14' }] as const)),
      { id: 'DC-20', did: ['enough'] },
      { id: 'DC-21', did: [open(node.support).unsupported > 0 ? 'removed' : 'kept'] },
      { id: 'DC-22', did: [rules.policy.models.displayCounts] },
      { id: 'DC-24', did: [node.whole.influence === undefined ? 'exact' : 'noised'] },
      { id: 'DC-26' },
    ],
  };
}

function knownOf(sample: SetCounts, fit: Opened<ExactVariance['fit']>, rules: Rules): Known {
  const { displayCounts, seSigDigits } = rules.policy.models;
  const count = displayCounts === 'released' ? countOrZero(releaseRows(rules, sample)) : sample.rows;
  const round = (value: number): number => (seSigDigits === null ? value : roundSignificant(value, seSigDigits));
  return { count, freedom: count - fit.parameters, meanSquare: fit.rootMse ** 2, round };
}

/** A sum of squares: the Wald form of the slopes, with the noise of rule DC-24 where there are influences. */
function explainedBy(explained: ExactExplained, sample: SetCounts, open: Open, rules: Rules): number {
  const block = open(explained.slopes);
  if (explained.influence === undefined) return explainedSquares(block);
  const influence = open(explained.influence);
  const slopes = block.slopes.map((slope, at) => {
    const own = { signed: influence.signed[at]!, squares: influence.squares[at]!, largest: influence.largest[at]! };
    return noised(rules, sample, slope, own, rules.policy.models.lambda);
  });
  return explainedSquares({ ...block, slopes });
}

function shown(value: number): Shown {
  return Number.isFinite(value) ? { v: value } : absent;
}

const absent: Shown = { v: null, why: 'missing' };

function termRow(term: string, df: number, sumOfSquares: number, known: Known): Row {
  const omitted = { source: 'term', term, ss: absent, df: { v: 0 }, ms: absent, f: absent, p: absent } as const;
  if (df === 0) return omitted;
  const test = testOf(sumOfSquares, df, known);
  return {
    source: 'term',
    term,
    ss: shown(known.round(sumOfSquares)),
    df: shown(df),
    ms: shown(known.round(sumOfSquares / df)),
    f: shown(test.f),
    p: shown(test.p),
  };
}

function testOf(sumOfSquares: number, df: number, known: Known): { readonly f: number; readonly p: number } {
  const f = known.round(sumOfSquares / df / known.meanSquare);
  // Without residual variance there is no test.
  return Number.isFinite(f) ? { f, p: fSurvival(f, df, known.freedom) } : { f: Number.NaN, p: Number.NaN };
}

/** Residual and total: the residual sum is s²(n' − k), the total its sum with the model's. */
function lastRows(model: number, dfModel: number, known: Known): readonly Row[] {
  const deviation = known.round(Math.sqrt(known.meanSquare));
  const residual = deviation * deviation * known.freedom;
  const row = (source: 'residual' | 'total', ss: number, df: number): Row => ({
    source,
    ss: shown(ss),
    df: shown(df),
    ms: shown(ss / df),
    f: absent,
    p: absent,
  });
  return [
    row('residual', residual, known.freedom),
    row('total', known.round(model) + residual, dfModel + known.freedom),
  ];
}

function headerOf(
  node: ExactVariance,
  model: number,
  dfModel: number,
  known: Known,
): readonly { readonly key: VarianceHeaderKey; readonly value: Shown }[] {
  const { count, freedom, meanSquare, round } = known;
  const deviation = round(Math.sqrt(meanSquare));
  const rSquared = round(model) / (round(model) + deviation * deviation * freedom);
  const test = testOf(model, dfModel, known);
  const values: Readonly<Record<VarianceHeaderKey, number>> = {
    n: count,
    r2: rSquared,
    adj_r2: 1 - ((1 - rSquared) * (count - (node.hasConstant ? 1 : 0))) / freedom,
    root_mse: deviation,
    model_ss: round(model),
    model_df: dfModel,
    model_f: test.f,
    model_p: test.p,
  };
  return (Object.entries(values) as [VarianceHeaderKey, number][]).map(([key, value]) => ({
    key,
    value: shown(value),
  }));
}
