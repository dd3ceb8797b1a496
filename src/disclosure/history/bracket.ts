import { scoredDistance } from './score.ts';

/** Populations that are further apart than this have nothing between them that would look like a search. */
export const widestBracket = 4 * scoredDistance;

/** A step down to a part of this size goes on with the search that the larger population was a step of. */
const nextStep = 4;

/** Halvings from which on populations between others look like a search rather than like a finer scale. */
const fewestHalvings = 1.5;

/** Weight of a halving. */
const weightOfHalving = 3;

/**
 * What a population lies between: the closest one that holds it and the closest one that it holds, by the number of units that
 * are in the one and not in the other, and how many it was when the search began.
 */
export interface Bracket {
  readonly width: number;
  readonly root: number;
}

/** A population at one side, and what it lay between itself when it was asked about first. */
export interface Side {
  readonly distance: number;
  readonly bracket: Bracket | undefined;
}

/**
 * The bracket of a population between two others. Where one of these was asked about between populations not much further apart,
 * its search goes on: bisection halves the bracket each time, whereas the steps of a scale all have the same width.
 */
export function bracketBetween(above: Side, below: Side): Bracket {
  const width = above.distance + below.distance;
  const roots = [above, below].flatMap(({ bracket }) =>
    bracket !== undefined && bracket.width <= nextStep * width ? [bracket.root] : [],
  );
  return { width, root: Math.max(width, ...roots) };
}

/**
 * What a population between two others adds to the score (rule DC-32): the more, the further a search has closed in on a rank; nothing
 * where the others are far apart, or where there was no search.
 */
export function weightOfBracket({ width, root }: Bracket): number {
  const halvings = Math.log2(root / width);
  return width >= 2 * scoredDistance || halvings < fewestHalvings ? 0 : weightOfHalving * halvings;
}
