import { exp } from '../../base/math/exp.ts';
import { expm1 } from '../../base/math/expm1.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { solveMonotone } from './inverse.ts';
import { normalCdf } from './normal.ts';
import { tTwoSided, tTwoSidedQuantile } from './student-t.ts';

/**
 * The studentized range Q: the range of `groups` independent standard normal variables, divided by an independent estimate of
 * their standard deviation with `df` degrees of freedom. It is the distribution of Tukey's comparisons of means.
 *
 * Both integrands are entire and fall off faster than exponentially, so that the trapezoidal rule over the whole line gains
 * digits with every halving of its step; it starts near the peak and goes outwards until nothing is added.
 *
 * @see Copenhaver & Holland (1988), Computation of the distribution of the maximum studentized range statistic, on the two
 *      integrals; Trefethen & Weideman (2014), The exponentially convergent trapezoidal rule.
 */

/** What lies below this share of a sum does not reach its last digit. */
const negligible = 1e-17;
/** Step of the inner integral: short beside the scale 1/√(2 ln k) of the largest of k normal variables. */
const longestInnerStep = 0.25;
const innerStepsOfScale = 0.45;
/** Steps of the outer integral in one standard deviation of the logarithm of the estimate. */
const stepsPerDeviation = 1.6;
/** For few degrees of freedom the rule's error is about exp(−π²/2h) for steps of h, because the weight falls but slowly on one side. */
const longestStep = 0.125;
const mostSteps = 10_000;
/** Squares of what lies beyond are no numbers; nor is there a tail left, but for fractions of a degree of freedom. */
const largest = 1e150;
const inverseRootTwoPi = 0.3989422804014327;

/** Sums of an integrand with two parts; the first decides when to stop. */
interface Sums {
  tail: number;
  density: number;
}

/**
 * P(Q > q), computed as an upper tail: the p-value of Tukey's comparison of two of `groups` means.
 *
 * @param groups number of means, at least 2
 * @param df degrees of freedom of the estimate of the variance, above 0
 * @returns NaN when `q` is missing or a parameter is out of range
 */
export function studentizedRangeSurvival(q: number, groups: number, df: number): number {
  if (!isDefined(q, groups, df)) return Number.NaN;
  if (q <= 0) return 1;
  if (q > largest) return 0;
  // The range of two variables is √2 times the absolute value of one.
  if (groups === 2) return tTwoSided(q * Math.SQRT1_2, df);
  return Math.min(1, tailAndDensity(q, groups, df, false).tail);
}

/** From so many comparisons on, tails are interpolated: one tail takes some milliseconds, and 356 groups have 63,190 pairs. */
const interpolatedFrom = 500;
/** Nodes lie so close that cubic interpolation is off by less than 1e-8; a few hundred of them cover nearly all values. */
const nodeStep = 1 / 64;
/** From here on tails are worked out one by one: few values are so large, and their logarithm bends more. */
const lastNode = 30;

/**
 * P(Q > q) for the comparisons of one analysis, which differ in q only.
 *
 * @param comparisons how many values will be asked for
 * @returns a function as `studentizedRangeSurvival` of its first argument; for many comparisons within 1e-8 of it
 */
export function studentizedRangeSurvivals(groups: number, df: number, comparisons: number): (q: number) => number {
  const exact = (q: number): number => studentizedRangeSurvival(q, groups, df);
  if (comparisons < interpolatedFrom || groups === 2 || !isDefined(0, groups, df)) return exact;
  const nodes = new Map<number, { readonly value: number; readonly slope: number }>();
  const nodeAt = (index: number): { readonly value: number; readonly slope: number } => {
    const known = nodes.get(index);
    if (known !== undefined) return known;
    // At 0 the tail is 1 and flat, since more than two variables are never all equal.
    const { tail, density } =
      index === 0 ? { tail: 1, density: 0 } : tailAndDensity(index * nodeStep, groups, df, true);
    const made = { value: Math.min(1, tail), slope: -density };
    nodes.set(index, made);
    return made;
  };
  return (q) => {
    if (!(q > 0) || q >= lastNode) return exact(q);
    const index = Math.floor(q / nodeStep);
    const [left, right] = [nodeAt(index), nodeAt(index + 1)];
    const t = q / nodeStep - index;
    const [t2, t3] = [t * t, t * t * t];
    const value =
      (2 * t3 - 3 * t2 + 1) * left.value +
      (t3 - 2 * t2 + t) * nodeStep * left.slope +
      (3 * t2 - 2 * t3) * right.value +
      (t3 - t2) * nodeStep * right.slope;
    return Math.max(0, Math.min(1, value));
  };
}

/**
 * The q with P(Q > q) = `p`: the critical value of Tukey's comparisons.
 *
 * @param p between 0 and 1
 */
export function studentizedRangeUpperQuantile(p: number, groups: number, df: number): number {
  if (!isDefined(p, groups, df) || p < 0 || p > 1) return Number.NaN;
  if (p === 1) return 0;
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (groups === 2) return Math.SQRT2 * tTwoSidedQuantile(p, df);
  // Bonferroni's bound over all pairs lies above the quantile, and close to it for small p.
  const pairs = (groups * (groups - 1)) / 2;
  const start = Math.SQRT2 * tTwoSidedQuantile(p / pairs, df);
  const theta = solveMonotone(log(start), log(p), false, (at, slope) => {
    const q = exp(at);
    const { tail, density } = tailAndDensity(q, groups, df, true);
    slope[0] = (-q * density) / tail;
    return log(tail);
  });
  return exp(theta);
}

function isDefined(x: number, groups: number, df: number): boolean {
  return groups >= 2 && groups < Number.POSITIVE_INFINITY && df > 0 && df < Number.POSITIVE_INFINITY && x === x;
}

/**
 * Tail and density of Q: the mean of those of the range at q·s over the distribution of s = √(χ²/df). In t = ln s its density
 * is proportional to exp(−df/2·(e^{2t} − 1 − 2t)), which is normalised by its own sum.
 */
function tailAndDensity(q: number, groups: number, df: number, withDensity: boolean): Readonly<Sums> {
  const step = Math.min(longestStep, 1 / (stepsPerDeviation * Math.sqrt(2 * df)));
  const weight = (t: number): number => exp((-df / 2) * (expm1(2 * t) - 2 * t));
  const mass = outwards(0, step, (t, sums) => add(sums, weight(t), 0));
  // Where the tail falls like that of a normal variable, its product with the weight is largest here.
  const peak = -0.5 * log1p((q * q) / (2 * df));
  const found = outwards(peak, step, (t, sums) => {
    const s = exp(t);
    const range = rangeTail(q * s, groups, withDensity);
    const w = weight(t);
    return add(sums, w * range.tail, w * s * range.density);
  });
  return { tail: found.tail / mass.tail, density: found.density / mass.tail };
}

/**
 * Tail and density of the range of normal variables. Of the tail: k ∫ φ(z) (Φ(z)^{k−1} − (Φ(z) − Φ(z−w))^{k−1}) dz, where z is
 * the largest of them; the difference is formed without cancellation.
 */
function rangeTail(w: number, groups: number, withDensity: boolean): Readonly<Sums> {
  const others = groups - 1;
  const step = Math.min(longestInnerStep, innerStepsOfScale / Math.sqrt(2 * log(groups)));
  const found = outwards(w / 2, step, (z, sums) => {
    const below = normalCdf(z);
    if (below === 0) return 0;
    const atLargest = inverseRootTwoPi * exp(-0.5 * z * z);
    const logBelow = log(below);
    const inside = log1p(-normalCdf(z - w) / below);
    const tail = -atLargest * exp(others * logBelow) * expm1(others * inside);
    if (!withDensity) return add(sums, tail, 0);
    const atSmallest = inverseRootTwoPi * exp(-0.5 * (z - w) * (z - w));
    return add(sums, tail, atLargest * atSmallest * exp((others - 1) * (logBelow + inside)));
  });
  return { tail: groups * step * found.tail, density: groups * others * step * found.density };
}

function add(sums: Sums, tail: number, density: number): number {
  sums.tail += tail;
  sums.density += density;
  return tail;
}

/**
 * Adds the terms of a sum over start, start ± step … outwards, on each side until terms that fall no longer count.
 *
 * @param term adds to the sums and returns what it added to the first
 */
function outwards(start: number, step: number, term: (at: number, sums: Sums) => number): Sums {
  const sums: Sums = { tail: 0, density: 0 };
  const first = term(start, sums);
  for (const direction of [1, -1]) {
    let before = first;
    for (let count = 1; count < mostSteps; count++) {
      const added = term(start + direction * count * step, sums);
      if (added <= before && added <= negligible * sums.tail) break;
      before = added;
    }
  }
  return sums;
}
