import type { Outcome, Stage } from '../attack.ts';

/** Judges a guess of the target's property. Worlds are drawn with a fair coin, so that nobody guesses better than even. */
export function judgeBit(stage: Stage, guess: boolean): Outcome {
  return { success: guess === stage.hasProperty, chance: 0.5 };
}

/** A coin for decoders that have learnt nothing. */
export function coin(stage: Stage): boolean {
  return stage.random.next() < 0.5;
}

/**
 * Judges a guess of the target's value: right within a tenth of how far it lies from the mean. The baseline is the best
 * guess from what is known of the target.
 */
export function judgeValue({ scene: { truth }, target }: Stage, guess: number | undefined): Outcome {
  const value = truth.valueOf(target.unit);
  const near = 0.1 * Math.abs(value - truth.meanValue);
  const isRight = (x: number): boolean => Math.abs(x - value) <= near;
  return {
    success: guess !== undefined && isRight(guess),
    chance: isRight(truth.guessOf(target.unit)) ? 1 : 0,
  };
}

/** How far the nearest of ascending values is. */
export function nearestDistance(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return Math.min(Math.abs((values[low] ?? Infinity) - x), Math.abs((values[low - 1] ?? -Infinity) - x));
}
