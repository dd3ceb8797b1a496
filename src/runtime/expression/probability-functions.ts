import { betaCdf, betaDensity, betaQuantile, betaSurvival, betaUpperQuantile } from '../../stats/distributions/beta.ts';
import { binomialAtLeast, binomialCdf, binomialProbability } from '../../stats/distributions/binomial.ts';
import {
  chiSquaredCdf,
  chiSquaredDensity,
  chiSquaredQuantile,
  chiSquaredSurvival,
  chiSquaredUpperQuantile,
} from '../../stats/distributions/chi-squared.ts';
import { fCdf, fDensity, fQuantile, fSurvival, fUpperQuantile } from '../../stats/distributions/f.ts';
import {
  noncentralChiSquaredCdf,
  noncentralChiSquaredDensity,
  noncentralChiSquaredSurvival,
} from '../../stats/distributions/noncentral-chi-squared.ts';
import {
  noncentralFCdf,
  noncentralFDensity,
  noncentralFSurvival,
  noncentralFUpperQuantile,
} from '../../stats/distributions/noncentral-f.ts';
import {
  noncentralTCdf,
  noncentralTDensity,
  noncentralTSurvival,
  noncentralTUpperQuantile,
} from '../../stats/distributions/noncentral-t.ts';
import { normalCdf, normalDensity } from '../../stats/distributions/normal.ts';
import { tCdf, tDensity, tQuantile, tSurvival, tUpperQuantile } from '../../stats/distributions/student-t.ts';

/*
 * The distributions as generated code calls them: parameters first, the point or the probability last. Missing (NaN)
 * arguments give missing, and so does what is infinite: a density at a pole, a quantile at the end of its range.
 */

type Scalar = (...values: number[]) => number;

const one =
  (compute: (x: number) => number): Scalar =>
  (x = Number.NaN) =>
    finite(compute(x));

const two =
  (compute: (x: number, a: number) => number): Scalar =>
  (a = Number.NaN, x = Number.NaN) =>
    finite(compute(x, a));

const three =
  (compute: (x: number, a: number, b: number) => number): Scalar =>
  (a = Number.NaN, b = Number.NaN, x = Number.NaN) =>
    finite(compute(x, a, b));

const four =
  (compute: (x: number, a: number, b: number, c: number) => number): Scalar =>
  (a = Number.NaN, b = Number.NaN, c = Number.NaN, x = Number.NaN) =>
    finite(compute(x, a, b, c));

function finite(x: number): number {
  return Number.isFinite(x) ? x : Number.NaN;
}

/** n k p: the point stands between the parameters. */
const trials =
  (compute: (k: number, n: number, p: number) => number): Scalar =>
  (n = Number.NaN, k = Number.NaN, p = Number.NaN) =>
    compute(k, n, p);

/** The functions of the language's probability family, by name; a synonym with more arguments has become the other function. */
export const probabilityFunctions: Readonly<Record<string, Scalar>> = {
  binomial: trials(binomialCdf),
  binomialp: trials(binomialProbability),
  binomialtail: trials(binomialAtLeast),
  normal: one(normalCdf),
  normalden: (x = Number.NaN, mean = 0, sd = 1) => finite(normalDensity(x, mean, sd)),
  t: two(tCdf),
  tden: two(tDensity),
  ttail: two(tSurvival),
  invt: two(tQuantile),
  invttail: two(tUpperQuantile),
  nt: three(noncentralTCdf),
  ntden: three(noncentralTDensity),
  nttail: three(noncentralTSurvival),
  invnttail: three(noncentralTUpperQuantile),
  chi2: two(chiSquaredCdf),
  chi2den: two(chiSquaredDensity),
  chi2tail: two(chiSquaredSurvival),
  invchi2: two(chiSquaredQuantile),
  invchi2tail: two(chiSquaredUpperQuantile),
  nchi2: three(noncentralChiSquaredCdf),
  nchi2den: three(noncentralChiSquaredDensity),
  nchi2tail: three(noncentralChiSquaredSurvival),
  F: three(fCdf),
  Fden: three(fDensity),
  Ftail: three(fSurvival),
  invF: three(fQuantile),
  invFtail: three(fUpperQuantile),
  nF: four(noncentralFCdf),
  nFden: four(noncentralFDensity),
  nFtail: four(noncentralFSurvival),
  invnFtail: four(noncentralFUpperQuantile),
  betaden: three(betaDensity),
  ibeta: three(betaCdf),
  ibetatail: three(betaSurvival),
  invibeta: three(betaQuantile),
  invibetatail: three(betaUpperQuantile),
};
