import { contourIntegral, type QuadraticForm } from './noncentral-contour.ts';
import { lowerCrossing, upperCrossing } from './noncentral-saddle.ts';

/** A complement has lost no digit that counts while it stays this far from 1. */
const nearlyAll = 0.99;

/** The tail of a quadratic form around 0, by an integral along a contour. */
export function oneTail(form: QuadraticForm, upper: boolean): number {
  const value = upper
    ? contourIntegral(form, upperCrossing(form), true)
    : -contourIntegral(form, lowerCrossing(form), true);
  return Math.min(1, value);
}

/**
 * The tail that is asked for, from the one that lies beyond the mean: that is the smaller one, or nearly; the other one is its
 * complement unless that lost digits.
 *
 * @param outer     the tail beyond the mean
 * @param isAsked   whether it is the one that is asked for
 * @param upper     whether the upper tail is asked for
 */
export function tailFrom(form: QuadraticForm, outer: number, isAsked: boolean, upper: boolean): number {
  if (isAsked) {
    return outer;
  }
  return outer < nearlyAll ? 1 - outer : oneTail(form, upper);
}
