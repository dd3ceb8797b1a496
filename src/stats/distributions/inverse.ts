/** More than halving a bracket of doubles can take; Newton's method needs four to ten. */
const mostSteps = 300;
/** A Newton step this small squares to nothing. */
const lastStep = 1e-11;

/** A function of one variable that leaves its derivative in `slope[0]`. */
export type WithSlope = (theta: number, slope: Float64Array) => number;

const slope = new Float64Array(1);

/**
 * The point at which a monotone function takes the value `target`, by Newton's method inside a bracket.
 *
 * Meant for logarithms of tails, which are concave in the logarithm of the argument: there the first step lands on the safe
 * side and all later ones close in from it. A step that leaves the bracket, or a value that is not finite, is replaced by
 * halving or by a longer step outwards; the number of steps is bounded.
 */
export function solveMonotone(start: number, target: number, increasing: boolean, evaluate: WithSlope): number {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let theta = start;
  let outwards = 1;
  for (let count = 0; count < mostSteps; count++) {
    const distance = evaluate(theta, slope) - target;
    if (distance === 0) return theta;
    if (distance > 0 === increasing) high = theta;
    else low = theta;
    let next = theta - distance / slope[0]!;
    // A line that is nearly level points anywhere.
    if (Math.abs(next - theta) > 50 + Math.abs(theta)) next = Number.NaN;
    if (!(next > low && next < high)) {
      next =
        low === Number.NEGATIVE_INFINITY
          ? high - outwards
          : high === Number.POSITIVE_INFINITY
            ? low + outwards
            : low + (high - low) / 2;
      outwards *= 2;
      if (next === low || next === high) return next;
    } else if (Math.abs(next - theta) <= lastStep) {
      return next;
    }
    theta = next;
  }
  return theta;
}
