import { printOf } from '../history/prints.ts';
import type { PercentileNeighbourhood, SetCounts, StatisticsBlock, TwoValued } from '../nodes.ts';
import type { Policy } from '../policy.ts';
import type { Shown, StatisticKey } from '../released.ts';
import { standIn } from './cells.ts';
import { isExact, type Rules } from './context.ts';
import { countOrZero, countsAt, releaseRows, shownCount } from './counts.ts';
import { isDominated } from './dominance.ts';
import { noised } from './magnitudes.ts';
import { noisedPercentile } from './percentile-noise.ts';
import { displayPercentile } from './percentiles.ts';
import { limitDigits, magnitudeDigits } from './significant-digits.ts';
import { minimumForCell } from './thresholds.ts';

/** The statistics of one variable in one cell, opened. */
export interface StatisticsCell {
  readonly unitType: string;
  readonly block: StatisticsBlock;
  readonly cell: number;
  readonly twoValued: TwoValued | undefined;
  readonly isInteger: boolean;
  /** Standard deviation of the variable over the whole command population. */
  readonly populationSd: number;
}

/** The percentiles, as shares, that these statistics are made of; extremes are the winsor limits (rule DC-11). */
export function percentilesOf(policy: Policy, statistics: readonly StatisticKey[]): readonly number[] {
  const shares = new Set<number>();
  for (const statistic of statistics) for (const p of sharesOf(policy, statistic)) shares.add(p);
  return [...shares].sort((a, b) => a - b);
}

function sharesOf(policy: Policy, statistic: StatisticKey): readonly number[] {
  switch (statistic) {
    case 'p1':
      return [0.01];
    case 'p25':
      return [0.25];
    case 'p50':
      return [0.5];
    case 'p75':
      return [0.75];
    case 'p99':
      return [0.99];
    case 'iqr':
      return [0.25, 0.75];
    case 'min':
      return [policy.winsor.lower];
    case 'max':
      return [policy.winsor.upper];
    case 'mean':
    case 'std':
    case 'sum':
    case 'gini':
    case 'count':
    case 'freq':
      return [];
  }
}

/** Released statistics of a cell: rules DC-03, DC-07, DC-10, DC-11, DC-12 and DC-14, in the order asked for. */
export function releaseStatistics(
  rules: Rules,
  statistics: readonly StatisticKey[],
  cell: StatisticsCell,
): readonly Shown[] {
  const valid = standIn(rules, countsAt(cell.block.valid, cell.cell));
  const count = releaseRows(rules, valid);
  const withheld = withheldBecause(rules, valid, count, cell);
  return statistics.map((statistic): Shown => {
    if (statistic === 'count' || statistic === 'freq') return shownCount(count);
    if (withheld !== undefined) return { v: null, why: withheld };
    const value = displayed(rules, statistic, statisticOf(rules, statistic, cell), cell.isInteger);
    return Number.isFinite(value) ? { v: value } : { v: null, why: 'missing' };
  });
}

/** Why a cell has no statistics: too few units (0 and 1 … m − 1 alike), no released count, or a dominating unit. */
export function withheldBecause(
  rules: Rules,
  valid: SetCounts,
  released: number,
  cell: Pick<StatisticsCell, 'unitType' | 'block' | 'cell'>,
): 'few' | 'dominance' | undefined {
  if (valid.units < minimumForCell(rules, valid)) return 'few';
  if (Number.isNaN(released)) return 'few';
  return isDominated(rules, cell.unitType, cell.block, cell.cell) ? 'dominance' : undefined;
}

/** One protected statistic, unrounded; NaN where there is none. The caller has checked that the cell may have statistics. */
export function statisticOf(
  rules: Rules,
  statistic: Exclude<StatisticKey, 'count' | 'freq'>,
  cell: StatisticsCell,
): number {
  const valid = countsAt(cell.block.valid, cell.cell);
  switch (statistic) {
    case 'mean':
      return released(rules, cell, 'mean', () => meanOf(rules, valid, cell));
    case 'std':
      return released(rules, cell, 'std', () => deviationOf(rules, valid, cell));
    case 'sum':
      return sumOf(rules, valid, cell);
    case 'gini':
      return released(rules, cell, 'gini', () => giniOf(rules, valid, cell));
    case 'iqr':
      return percentileOf(rules, valid, cell, 0.75) - percentileOf(rules, valid, cell, 0.25);
    default: {
      const [p] = sharesOf(rules.policy, statistic);
      return p === undefined ? Number.NaN : percentileOf(rules, valid, cell, p);
    }
  }
}

/**
 * DC-31 for a statistic: the one that was released of the same column for the cell that stands for this one. Statistics that are
 * made of others (sums, ranges) are made of released ones.
 */
function released(rules: Rules, { block, cell }: StatisticsCell, statistic: string, compute: () => number): number {
  if (rules.cells === undefined) return compute();
  const values = block.valuePrints === undefined ? undefined : printOf(block.valuePrints, cell);
  return rules.cells.statistic(countsAt(block.valid, cell), statistic, values, compute);
}

function displayed(rules: Rules, statistic: StatisticKey, value: number, isInteger: boolean): number {
  if (sharesOf(rules.policy, statistic).length > 0) {
    return displayPercentile(rules.policy.percentiles, value, isInteger);
  }
  return isExact(rules.policy) ? value : limitDigits(value, magnitudeDigits);
}

function meanOf(rules: Rules, valid: SetCounts, cell: StatisticsCell): number {
  const shares = sharesOfTwo(rules, cell);
  if (shares !== undefined) return shares.low + shares.shareHigh * (shares.high - shares.low);
  const { block, cell: at } = cell;
  const mean = block.mean[at]!;
  if (valid.rows === 0) return Number.NaN;
  const { lambda, floorCommandSd } = rules.policy.magnitude;
  if (lambda === 0) return mean;
  const own = deviationInfluence(block, at, valid);
  const largest = floorCommandSd ? Math.max(own.largest, cell.populationSd) : own.largest;
  return noised(rules, valid, mean, { ...own, largest }, lambda);
}

function deviationInfluence(
  block: StatisticsBlock,
  at: number,
  valid: SetCounts,
): { readonly signed: number; readonly squares: number; readonly largest: number } {
  const signed = block.signedDeviation[at]!;
  if (block.byUnit !== undefined) {
    return { signed, squares: block.byUnit.deviationSquares[at]!, largest: block.byUnit.deviationLargest[at]! };
  }
  requireOneRowPerUnit(valid);
  const mean = block.mean[at]!;
  return { signed, squares: block.m2[at]!, largest: Math.max(block.maximum[at]! - mean, mean - block.minimum[at]!) };
}

/** sd' = √(max(0, σ²')·n/(n − 1)): the noise is on the variance with divisor n. */
function deviationOf(rules: Rules, valid: SetCounts, cell: StatisticsCell): number {
  const n = valid.rows;
  if (n < 2) return Number.NaN;
  const shares = sharesOfTwo(rules, cell);
  if (shares !== undefined) {
    const { shareHigh, count } = shares;
    if (count < 2) return Number.NaN;
    return (shares.high - shares.low) * Math.sqrt((shareHigh * (1 - shareHigh) * count) / (count - 1));
  }
  const variance = noisedVariance(rules, valid, cell.block, cell.cell);
  return Math.sqrt((Math.max(0, variance) * n) / (n - 1));
}

/** σ² with divisor n, with the noise of rule DC-14 for ψ = (x_w − mean)² − σ². */
function noisedVariance(rules: Rules, valid: SetCounts, block: StatisticsBlock, at: number): number {
  const n = valid.rows;
  const variance = block.m2[at]! / n;
  const { lambda } = rules.policy.magnitude;
  if (lambda === 0) return variance;
  const signed = block.signedSquare[at]! - variance * block.signSum[at]!;
  if (block.byUnit !== undefined) {
    const squares = block.byUnit.squareSquares[at]!;
    return noised(rules, valid, variance, { signed, squares, largest: block.byUnit.squareLargest[at]! }, lambda);
  }
  requireOneRowPerUnit(valid);
  const fourth = block.m4[at]!;
  const spread = fourth - n * variance * variance;
  // Values that all lie equally far from the mean leave only rounding here; it must not become a direction.
  const squares = spread <= 1e-12 * fourth ? 0 : spread;
  const mean = block.mean[at]!;
  const farthest = Math.max(block.maximum[at]! - mean, mean - block.minimum[at]!) ** 2;
  const nearest = block.smallestSquare?.[at] ?? 0;
  const largest = Math.max(farthest - variance, variance - nearest);
  return noised(rules, valid, variance, { signed, squares, largest }, lambda);
}

function sumOf(rules: Rules, valid: SetCounts, cell: StatisticsCell): number {
  const mean = released(rules, cell, 'mean', () => meanOf(rules, valid, cell));
  const { sumFromReleasedCount, lambda } = rules.policy.magnitude;
  const rows = sumFromReleasedCount ? countOrZero(releaseRows(rules, standIn(rules, valid))) : valid.rows;
  return lambda === 0 ? withoutRounding(rows * mean) : rows * mean;
}

/** A product of a mean: where it misses a whole number by its last digits only, the sum is that number. */
function withoutRounding(product: number): number {
  const whole = Math.round(product);
  return Math.abs(product - whole) <= 4 * Number.EPSILON * Math.abs(product) ? whole : product;
}

function giniOf(rules: Rules, valid: SetCounts, cell: StatisticsCell): number {
  const shares = sharesOfTwo(rules, cell);
  if (shares !== undefined) {
    const mean = shares.low + shares.shareHigh * (shares.high - shares.low);
    if (mean === 0) return 0;
    return (shares.shareHigh * (1 - shares.shareHigh) * (shares.high - shares.low)) / mean;
  }
  const { gini } = cell.block;
  if (gini === undefined) throw new Error('the Gini coefficient was not accumulated');
  if (valid.rows === 0) return Number.NaN;
  const at = cell.cell;
  const influence = { signed: gini.signed[at]!, squares: gini.squares[at]!, largest: gini.largest[at]! };
  return noised(rules, valid, gini.value[at]!, influence, rules.policy.magnitude.lambda);
}

function percentileOf(rules: Rules, valid: SetCounts, cell: StatisticsCell, p: number): number {
  if (valid.rows === 0) return Number.NaN;
  const found = neighbourhoodOf(cell, p);
  return released(rules, cell, percentileName(p), () =>
    noisedPercentile(rules, valid, p, found.from, found.values, found.most),
  );
}

/** Under this name a percentile is remembered beside a cell (rule DC-31). */
export function percentileName(p: number): string {
  return `p ${p}`;
}

function neighbourhoodOf(cell: StatisticsCell, p: number): PercentileNeighbourhood {
  const found = cell.block.percentiles?.[cell.cell]?.find((neighbourhood) => neighbourhood.p === p);
  if (found === undefined) throw new Error(`the order statistics of percentile ${p} were not accumulated`);
  return found;
}

/**
 * A variable with exactly two values: its moments follow from the released counts of the two subsets, because a mean must
 * not tell a count more precisely than a table does (rule DC-14). Only where magnitudes are noised at all.
 */
function sharesOfTwo(
  rules: Rules,
  cell: StatisticsCell,
): { readonly low: number; readonly high: number; readonly shareHigh: number; readonly count: number } | undefined {
  const { twoValued } = cell;
  if (twoValued === undefined || rules.policy.magnitude.lambda === 0) return undefined;
  const atLow = countOrZero(releaseRows(rules, standIn(rules, countsAt(twoValued.atLow, cell.cell))));
  const atHigh = countOrZero(releaseRows(rules, standIn(rules, countsAt(twoValued.atHigh, cell.cell))));
  const count = atLow + atHigh;
  return { low: twoValued.low, high: twoValued.high, shareHigh: count === 0 ? Number.NaN : atHigh / count, count };
}

function requireOneRowPerUnit(valid: SetCounts): void {
  if (valid.rows !== valid.units) throw new Error('several rows per unit, but influences were not summed per unit');
}

/** The block of a cell that nobody is in. */
export const emptyBlock: StatisticsBlock = {
  valid: { units: zero(), rows: zero(), sumA: new Uint32Array(1), sumB: new Uint32Array(1) },
  mean: none(),
  m2: zero(),
  m4: zero(),
  minimum: none(),
  maximum: none(),
  signedDeviation: zero(),
  signedSquare: zero(),
  signSum: zero(),
  percentiles: [[]],
  gini: { value: none(), signed: zero(), squares: zero(), largest: zero() },
  absoluteTotal: zero(),
  largest: zero(),
  secondLargest: zero(),
};

function zero(): Float64Array {
  return new Float64Array(1);
}

function none(): Float64Array {
  return Float64Array.of(Number.NaN);
}
