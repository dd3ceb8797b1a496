import type { CrossingPoint, QuadraticForm } from './noncentral-contour.ts';

/** Rounds of halving on a logarithmic scale: leave the point right to a per cent of its distance from the nearest end. */
const rounds = 18;
/** As many as tell neighbouring doubles apart. */
const manyRounds = 56;

/** Point right of the pole, 0 < s < ½, where M(s)/s is least on the real axis (nearly: any point between is right). */
export function upperCrossing(form: QuadraticForm): CrossingPoint {
  const at = (v: number): CrossingPoint => {
    const s = (0.5 * v) / (1 + v);
    return { s, u: 1 / (1 + v), w: 1 + 2 * form.c * s };
  };
  return at(leastAt((v) => slope(form, at(v)) - 1 / at(v).s));
}

/** Point left of the pole, −1/2c < s < 0, where M(s)/|s| is least on the real axis (nearly). */
export function lowerCrossing(form: QuadraticForm): CrossingPoint {
  const at = (v: number): CrossingPoint => {
    if (form.c === 0) {
      return { s: -v, u: 1 + 2 * v, w: 1 };
    }
    const s = (-0.5 * (v / (1 + v))) / form.c;
    return { s, u: 1 - 2 * s, w: 1 / (1 + v) };
  };
  return at(leastAt((v) => 1 / at(v).s - slope(form, at(v))));
}

/** Point −1/2c < s < ½ where M(s) is least on the real axis. */
export function densityCrossing(form: QuadraticForm): CrossingPoint {
  const at = (v: number): CrossingPoint => ({
    s: (v - 1) / (2 * (v + form.c)),
    u: (1 + form.c) / (v + form.c),
    w: v * ((1 + form.c) / (v + form.c)),
  });
  if (form.c > 0) {
    // Near v = 1 the peak may be much narrower than v.
    return at(leastAt((v) => slope(form, at(v)), manyRounds));
  }
  // λ/u² + 2p/u = x.
  const u = (form.p + Math.sqrt(form.p * form.p + form.noncentrality * form.x)) / form.x;
  return { s: 0.5 * (1 - u), u, w: 1 };
}

/** Derivative of ln M at a point. */
function slope(form: QuadraticForm, point: CrossingPoint): number {
  return (form.noncentrality / point.u + 2 * form.p) / point.u - (2 * form.q * form.c) / point.w - form.x;
}

/** Zero of an increasing function of v > 0, by halving ln v. */
function leastAt(increasing: (v: number) => number, count = rounds): number {
  let low = 1e-300;
  let high = 1e300;
  for (let round = 0; round < count; round++) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (increasing(middle) < 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return Math.sqrt(low) * Math.sqrt(high);
}
