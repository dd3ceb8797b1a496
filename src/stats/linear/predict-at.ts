import { tTwoSidedQuantile } from '../distributions/student-t.ts';
import type { LinearInference } from './inference.ts';

/** A predicted response with its interval. */
export interface PointPrediction {
  readonly estimate: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Predicted response at a point of the design space: the mean response there, not a single new observation.
 *
 * For `margins()` the point is the vector of column means; for `margins(d)` the column of d is 0 or 1 and an interaction
 * of d with others is 0 or 1 times the mean of the others. Evaluated in centred coordinates, so that no digits are lost
 * when columns lie far from zero.
 *
 * @param point value of each of the p design columns; entries of omitted columns are ignored
 */
export function predictAt(inference: LinearInference, point: Float64Array): PointPrediction {
  const { fit, k, centredCovariance, dfTest, level } = inference;
  const { hasConstant, centres, scales } = fit.moments;
  const coordinates = new Float64Array(k);
  let estimate = hasConstant ? centres[centres.length - 1]! : 0;
  fit.retained.forEach((column, a) => {
    coordinates[a] = (point[column]! - centres[column]!) / scales[column]!;
    estimate += coordinates[a] * fit.scaledSlopes[column]!;
  });
  if (hasConstant) {
    coordinates[k - 1] = 1;
  }
  let variance = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      variance += coordinates[a]! * centredCovariance[a * k + b]! * coordinates[b]!;
    }
  }
  const standardError = Math.sqrt(Math.max(0, variance));
  const margin = tTwoSidedQuantile((100 - level) / 100, dfTest) * standardError;
  return { estimate, standardError, lower: estimate - margin, upper: estimate + margin };
}
