import {
  jarqueBera,
  kurtosisStatistic,
  type ShapeCoefficients,
  shapeCoefficients,
  shapeOfTwo,
  skewnessStatistic,
  twoSquaresSurvival,
} from '../../stats/descriptive/normality.ts';
import {
  scoreSums,
  shapiroWilkComplement,
  shapiroWilkPValue,
  shapiroWilkScore,
} from '../../stats/descriptive/shapiro-wilk.ts';
import { normalSurvival, normalTwoSided } from '../../stats/distributions/normal.ts';
import type { SetCounts, ShapeEvidence, TwoValued } from '../nodes.ts';
import { isExact, type Rules } from './context.ts';
import { countOrZero, countsAt, releaseRows } from './counts.ts';
import { roundSignificant } from './significant-digits.ts';

/** One test as it may be shown; NaN for what does not exist. */
export interface ReleasedTest {
  readonly coefficient?: number;
  readonly statistic: number;
  readonly p: number;
}

/** The five tests of a variable as they may be shown, in the order of `normalityTests`, and n'. */
export interface ReleasedTests {
  readonly n: number;
  readonly tests: readonly ReleasedTest[];
}

/**
 * Whether so many units differ from the rest that what they are like may be said (rule DC-26): the values of fewer than the
 * minimum would be all that a skewness is about, and tell how many they are. Nobody and nine look alike.
 */
function variesEnough(rules: Rules, shape: ShapeEvidence): boolean {
  const { minUnits } = rules.policy.descriptive;
  const { twoValued } = shape;
  if (twoValued === undefined) return (shape.rows - shape.mostFrequent) / shape.mostRows >= minUnits;
  return Math.min(twoValued.atLow.units[0]!, twoValued.atHigh.units[0]!) >= minUnits;
}

/**
 * Rule DC-26 for tests of normality: coefficients and statistics have as many significant digits as percentiles, W as many
 * decimals; statistics are worked out with n', and p-values from statistics as they are shown (that of W from its normal score
 * with as many digits). What is said of a variable with two values follows from their released counts.
 *
 * @param valid the units with a valid value
 */
export function releaseNormality(rules: Rules, valid: SetCounts, shape: ShapeEvidence): ReleasedTests {
  const rows = releaseRows(rules, valid);
  const { n, coefficients, complement } =
    shape.twoValued === undefined || isExact(rules.policy)
      ? { n: rows, coefficients: shapeCoefficients(shape.m2, shape.m3, shape.m4), complement: shape.shapiroWilk }
      : evidenceOfTwo(rules, shape.twoValued);
  return { n, tests: variesEnough(rules, shape) ? testsOf(rules, n, coefficients, complement) : noTests };
}

const noTest: ReleasedTest = { statistic: Number.NaN, p: Number.NaN };
const noTests: readonly ReleasedTest[] = [
  { ...noTest, coefficient: Number.NaN },
  { ...noTest, coefficient: Number.NaN },
  noTest,
  noTest,
  noTest,
];

function testsOf(
  rules: Rules,
  n: number,
  coefficients: ShapeCoefficients,
  complement: number,
): readonly ReleasedTest[] {
  const { skewness, excessKurtosis } = coefficients;
  const zSkewness = skewnessStatistic(skewness, n);
  const zKurtosis = kurtosisStatistic(excessKurtosis, n);
  const normal = (coefficient: number, z: number): ReleasedTest => {
    const statistic = limited(rules, z);
    return { coefficient: limited(rules, coefficient), statistic, p: normalTwoSided(statistic) };
  };
  const squares = (value: number): ReleasedTest => {
    const statistic = limited(rules, value);
    return { statistic, p: twoSquaresSurvival(statistic) };
  };
  return [
    normal(skewness, zSkewness),
    normal(excessKurtosis, zKurtosis),
    squares(zSkewness * zSkewness + zKurtosis * zKurtosis),
    squares(jarqueBera(coefficients, n)),
    shapiroWilk(rules, n, complement),
  ];
}

function shapiroWilk(rules: Rules, n: number, complement: number): ReleasedTest {
  const { sigDigits } = rules.policy.percentiles;
  const w = 1 - complement;
  if (sigDigits === null || Number.isNaN(w)) return { statistic: w, p: shapiroWilkPValue(complement, n) };
  const p = normalSurvival(limited(rules, shapiroWilkScore(complement, n)));
  return { statistic: Number(w.toFixed(sigDigits)), p };
}

function limited(rules: Rules, value: number): number {
  const { sigDigits } = rules.policy.percentiles;
  return sigDigits === null ? value : roundSignificant(value, sigDigits);
}

/** The evidence of as many values of each kind as are released: where one kind is withheld, all values are the same. */
function evidenceOfTwo(
  rules: Rules,
  { atLow, atHigh }: TwoValued,
): { readonly n: number; readonly coefficients: ShapeCoefficients; readonly complement: number } {
  const low = countOrZero(releaseRows(rules, countsAt(atLow, 0)));
  const high = countOrZero(releaseRows(rules, countsAt(atHigh, 0)));
  const n = low + high;
  const coefficients = shapeOfTwo(low, high);
  const gapAt = (i: number): number => (i <= low && n + 1 - i > low ? 1 : 0);
  const sums = scoreSums(n, 1, Math.floor(n / 2), gapAt);
  return { n, coefficients, complement: shapiroWilkComplement(n, sums, gapAt, (low * high) / n) };
}
