import { fSurvival } from '../../stats/distributions/f.ts';
import { explainedSquares } from '../../stats/linear/explained.ts';
import type { Judgement, Open, Secret } from '../gate.ts';
import type { ExactExplained, ExactVariance, SetCounts } from '../nodes.ts';
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

/** What stands behind every number of an analysis of variance, as it may be known. */
interface Known {
  /** Rows of the sample, as released where the policy says so (rule DC-22). */
  readonly count: number;
  /** count − k. */
  readonly freedom: number;
  readonly meanSquare: number;
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
  const squares = [node.whole, ...node.terms].map((term) => explainedBy(term, sample, open, rules));
  if (squares.includes(undefined)) return refused(node.command, 'DC-24');
  const [whole, ...terms] = squares.map((value) => (value === undefined ? value : known.round(value)));
  const rows = node.terms.map((term, at) =>
    termRow(term.name, open(term.slopes).slopes.length, terms[at] ?? Number.NaN, known),
  );
  const comparisons = node.comparisons.map((comparison) =>
    releaseComparison({ comparison, sample, count: known.count, isNoised: isNoised(rules) }, open, rules),
  );
  const withheld = comparisons.flatMap((comparison) => comparison.rows.map(({ meandiff }) => meandiff));
  const body: VarianceBody = {
    type: 'variance',
    command: node.command,
    dependent: node.dependent,
    hasConstant: node.hasConstant,
    header: headerOf(node, whole ?? Number.NaN, fit.degreesOfFreedomModel, known),
    rows: [...rows, ...lastRows(whole ?? Number.NaN, fit.degreesOfFreedomModel, known)],
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
      { id: 'DC-24', did: [isNoised(rules) ? 'noised' : 'exact'] },
      { id: 'DC-26' },
    ],
  };
}

function isNoised({ policy }: Rules): boolean {
  return policy.models.noise === 'always';
}

function knownOf(sample: SetCounts, fit: Opened<ExactVariance['fit']>, rules: Rules): Known {
  const { displayCounts, seSigDigits } = rules.policy.models;
  const count = displayCounts === 'released' ? countOrZero(releaseRows(rules, sample)) : sample.rows;
  // Behind noised sums of squares an exact one would give the coefficients back.
  const round = (value: number): number =>
    isNoised(rules) && seSigDigits !== null ? roundSignificant(value, seSigDigits) : value;
  return { count, freedom: count - fit.parameters, meanSquare: round(fit.rootMse) ** 2, round };
}

/** A sum of squares: the Wald form of the slopes, with the noise of rule DC-24 where the policy asks for it. */
function explainedBy(term: ExactExplained, sample: SetCounts, open: Open, rules: Rules): number | undefined {
  const block = open(term.slopes);
  if (!isNoised(rules)) return explainedSquares(block);
  if (term.influence === undefined) return undefined;
  const influence = open(term.influence);
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
    ss: shown(sumOfSquares),
    df: shown(df),
    ms: shown(sumOfSquares / df),
    f: shown(test.f),
    p: shown(test.p),
  };
}

function testOf(sumOfSquares: number, df: number, known: Known): { readonly f: number; readonly p: number } {
  const f = known.round(sumOfSquares / df / known.meanSquare);
  // Without residual variance there is no test.
  return Number.isFinite(f) ? { f, p: fSurvival(f, df, known.freedom) } : { f: Number.NaN, p: Number.NaN };
}

/** Residual and total: mean squares stay exact, the residual sum is s²(n' − k), the total its sum with the model's. */
function lastRows(model: number, dfModel: number, known: Known): readonly Row[] {
  const residual = known.meanSquare * known.freedom;
  const row = (source: 'residual' | 'total', ss: number, df: number): Row => ({
    source,
    ss: shown(ss),
    df: shown(df),
    ms: shown(ss / df),
    f: absent,
    p: absent,
  });
  return [row('residual', residual, known.freedom), row('total', model + residual, dfModel + known.freedom)];
}

function headerOf(
  node: ExactVariance,
  model: number,
  dfModel: number,
  known: Known,
): readonly { readonly key: VarianceHeaderKey; readonly value: Shown }[] {
  const { count, freedom, meanSquare } = known;
  const total = model + meanSquare * freedom;
  const rSquared = model / total;
  const test = testOf(model, dfModel, known);
  const values: Readonly<Record<VarianceHeaderKey, number>> = {
    n: count,
    r2: rSquared,
    adj_r2: 1 - ((1 - rSquared) * (count - (node.hasConstant ? 1 : 0))) / freedom,
    root_mse: Math.sqrt(meanSquare),
    model_ss: model,
    model_df: dfModel,
    model_f: test.f,
    model_p: test.p,
  };
  return (Object.entries(values) as [VarianceHeaderKey, number][]).map(([key, value]) => ({
    key,
    value: shown(value),
  }));
}
