import { exp } from '../../base/math/exp.ts';
import { expm1 } from '../../base/math/expm1.ts';
import { atan } from '../../base/math/inverse-trigonometric.ts';
import { log } from '../../base/math/log.ts';
import { log1p } from '../../base/math/log1p.ts';
import { cos, sin } from '../../base/math/trigonometric.ts';
import { halvedUntilAgreed } from './halving.ts';

/**
 * The moment generating function of X₁ − c·X₂ − x, where X₁ is non-central χ² and X₂ an independent central χ²:
 * M(s) = exp(λs/u) u^−p w^−q e^−sx with u = 1 − 2s and w = 1 + 2cs.
 *
 * Non-central F has x = 0, non-central χ² has c = q = 0.
 */
export interface QuadraticForm {
  /** Non-centrality λ of X₁, not negative. */
  readonly noncentrality: number;
  /** Half the degrees of freedom of X₁, positive. */
  readonly p: number;
  /** Half the degrees of freedom of X₂ (one more for a density), or 0. */
  readonly q: number;
  readonly c: number;
  readonly x: number;
}

/**
 * A point of the real axis that a contour passes: s with u = 1 − 2s > 0 and w = 1 + 2cs > 0, all three to full relative
 * precision.
 */
export interface CrossingPoint {
  readonly s: number;
  readonly u: number;
  readonly w: number;
}

/** Hyperbola with asymptotes at 45° around a branch point at distance 1: s = height·(√(1 + h²) − 1) + i·height·h. */
const height = Math.SQRT1_2 / (1 - Math.SQRT1_2);
/** Along it the distance from the branch point is 1 + scale·(√(1 + h²) − 1). */
const scale = 1 / (1 - Math.SQRT1_2);
/** Terms below this share of the largest one are left out; those that follow are smaller still. */
const negligible = 1e-19;
const firstStep = 0.8;
/** No integrand needs a tenth of it; a bound makes an end certain. */
const maximumNodes = 5000;
/** Widths of the integrand's peak that the mesh treats as one unit. */
const peakWidths = 1.5;

/** Modulus of the term that was evaluated last. */
const modulus = new Float64Array(1);

/** The contour and what the integrand's factors do along it; lengths in units of `unit`. */
interface Course {
  /** Distance of the crossing point from the branch point that the contour bends around. */
  readonly unit: number;
  /** 1 when it bends to the right, around u = 0; −1 when it bends to the left, around w = 0. */
  readonly side: 1 | -1;
  readonly noncentrality: number;
  readonly p: number;
  readonly q: number;
  readonly x: number;
  /** 1 over the distances of the crossing point from u = 0 and w = 0, and 1/s₀ with its sign (0 without a pole). */
  readonly nearU: number;
  readonly nearW: number;
  readonly nearPole: number;
  /** Height above the axis up to which the mesh is even. */
  readonly finest: number;
}

/**
 * (1/2πi) ∫ M(s)/s ds (with `pole`) or (1/2πi) ∫ M(s) ds, upwards through the `crossing` point.
 *
 * With the pole the integral is P(X₁ − cX₂ > x) if the point lies right of zero, and −P(X₁ − cX₂ ≤ x) if it lies left
 * of it; without, it is the density of X₁ − cX₂ − x at 0. The contour is a hyperbola around the nearer one of the two
 * branch points, along which every factor of the integrand decreases in modulus: no sum of large terms cancels, so the
 * relative error is some 1e-14 plus that of the exponent at the crossing point, in the far tails as in the middle. The
 * trapezoidal rule is refined until two meshes agree; its cost hardly depends on the parameters.
 *
 * @see Rice (1980), Distribution of quadratic forms in normal random variables, SIAM J. Sci. Stat. Comput. 1, 438–448
 *      (tails by the trapezoidal rule through a saddle point); Weideman & Trefethen (2007), Parabolic and hyperbolic
 *      contours for computing the Bromwich integral, Math. Comp. 76, 1341–1356 (the hyperbola).
 */
export function contourIntegral(form: QuadraticForm, crossing: CrossingPoint, pole: boolean): number {
  const { s, u, w } = crossing;
  const course = plotCourse(form, crossing, pole);
  const atCrossing =
    (pole ? 0 : log(course.unit)) +
    form.noncentrality * (s / u) -
    s * form.x -
    form.p * (Math.abs(s) < 0.25 ? log1p(-2 * s) : log(u)) -
    form.q * (Math.abs(2 * form.c * s) < 0.5 ? log1p(2 * form.c * s) : log(w));
  // Below e^−780 nothing is left of an integral that is at most some thousand.
  return atCrossing < -780 ? 0 : (exp(atCrossing) * integrateHalf(course)) / Math.PI;
}

function plotCourse(form: QuadraticForm, crossing: CrossingPoint, pole: boolean): Course {
  const { s, u, w } = crossing;
  const toU = 0.5 * u;
  // Halved last: the product with c may be as small as the smallest numbers.
  const toW = form.q > 0 ? w / form.c / 2 : Infinity;
  // The nearer branch point is the weaker one, since the two pulls balance where M is least; the stronger one's factor
  // would grow towards it.
  const side = toU <= toW ? 1 : -1;
  const unit = Math.min(toU, toW);
  const nearU = unit / toU;
  const nearW = unit / toW;
  const nearPole = pole ? unit / s : 0;
  const curvature = nearU * nearU * (form.noncentrality / u + form.p) + nearW * nearW * form.q + nearPole * nearPole;
  const finest = Math.min(1, Math.min(peakWidths / Math.sqrt(curvature), 1 / Math.abs(nearPole)) / height);
  const noncentrality = form.noncentrality / (2 * u);
  return { unit, side, noncentrality, p: form.p, q: form.q, x: form.x * unit, nearU, nearW, nearPole, finest };
}

/**
 * The integral over the upper half of the contour, as a multiple of M at the crossing point (and of the unit without
 * pole), by the trapezoidal rule on meshes with twice the nodes each.
 */
function integrateHalf(course: Course): number {
  const slowRate = course.x > 0 ? Infinity : course.p + course.q - (course.nearPole === 0 ? 1 : 0);
  const end = slowRate > 2 ? Infinity : exponentialFrom(course);
  const step = firstStep;
  let largest = 0;
  let sum = 0;
  let last = 0;
  let count = 0;
  for (; count < maximumNodes; count++) {
    last = node(course, count * step);
    sum += count === 0 ? 0.5 * last : last;
    const size = modulus[0]!;
    largest = Math.max(largest, size);
    if (size < negligible * largest || count * step > end) {
      break;
    }
  }
  // From `end` on the terms are a geometric series, whose sum needs no more of them.
  const isSlow = count * step > end;
  const first = step * (isSlow ? sum + last / expm1(slowRate * step) : sum);
  return halvedUntilAgreed(first, step, (mesh, times) => {
    let between = 0;
    for (let i = 0; i < count * times; i++) {
      between += node(course, (i + 0.5) * mesh);
    }
    return isSlow ? between - (last * exp(-0.5 * slowRate * mesh)) / expm1(-slowRate * mesh) : between;
  });
}

/** Mesh variable from which on the integrand is an exponential to the last digit. */
function exponentialFrom(course: Course): number {
  const { nearU, nearW, noncentrality } = course;
  const largest = Math.max(1 / nearU, 1 / nearW, noncentrality / nearU, noncentrality);
  return 37 + log(Math.min(largest, 1e300)) - log(course.finest);
}

/**
 * Imaginary part of M(s)/(M(s₀) s) ds/dξ at the mesh variable ξ (of M(s)/M(s₀) ds/dξ per unit without pole); its modulus
 * is left in `modulus`. The height of s above the axis is proportional to sinh ξ, so that the mesh is dense where the
 * contour crosses and widens with the distance.
 */
function node(course: Course, xi: number): number {
  const { side, nearU, nearW, nearPole, finest } = course;
  const growth = expm1(xi);
  const h = 0.5 * finest * (growth + growth / (1 + growth));
  const root = Math.sqrt(1 + h * h);
  const rise = (h * h) / (1 + root);
  // s − s₀ = side·along + i·up, and its derivative.
  const along = height * rise;
  const up = height * h;
  const slopeUp = 0.5 * height * finest * (1 + growth + 1 / (1 + growth));
  const slopeAlong = (slopeUp * h) / root;

  // u/u₀ = 1 + a − ib and e^(λ/2u).
  let a = -side * nearU * along;
  let b = nearU * up;
  const square = (1 + a) * (1 + a) + b * b;
  let logModulus = (-course.noncentrality * (a * (1 + a) + b * b)) / square - course.x * along;
  let phase = (course.noncentrality * b) / square - course.x * up;
  const nearest = log1p(scale * rise);
  logModulus -= course.p * (side > 0 ? nearest : 0.5 * log1p(a * (2 + a) + b * b));
  phase += course.p * angle(1 + a, b);
  if (course.q > 0) {
    // w/w₀ = 1 + a + ib.
    a = side * nearW * along;
    b = nearW * up;
    logModulus -= course.q * (side < 0 ? nearest : 0.5 * log1p(a * (2 + a) + b * b));
    phase -= course.q * angle(1 + a, b);
  }
  let real = side * slopeAlong;
  let imaginary = slopeUp;
  if (nearPole !== 0) {
    // s/s₀ = a + ib.
    a = 1 + nearPole * side * along;
    b = nearPole * up;
    const share = nearPole / (a * a + b * b);
    real = share * (side * slopeAlong * a + slopeUp * b);
    imaginary = share * (slopeUp * a - side * slopeAlong * b);
  }
  const weight = exp(logModulus);
  modulus[0] = weight * Math.sqrt(real * real + imaginary * imaginary);
  return weight * (real * sin(phase) + imaginary * cos(phase));
}

/** Argument of x + iy, for y ≥ 0. */
function angle(x: number, y: number): number {
  return x > y ? atan(y / x) : 0.5 * Math.PI - atan(x / y);
}
