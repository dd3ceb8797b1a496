/** Pixels between the lines of a label of 12 pixels. */
export const lineHeight = 15;

/** About how many pixels a text of 12 pixels takes: fonts are not measured, so that every machine draws the same. */
export function widthOfText(text: string): number {
  return Math.ceil(6.7 * text.length);
}

/** Something with a height that would best stand around a place. */
export interface Placed {
  readonly middle: number;
  readonly height: number;
}

/**
 * Moves things that stand below each other apart, as little as a pass down and a pass up do.
 *
 * @param things by ascending place, together no higher than the room between `top` and `bottom`
 * @returns the middles, in the same order
 */
export function spread(things: readonly Placed[], top: number, bottom: number): readonly number[] {
  const middles: number[] = [];
  let end = top;
  for (const { middle, height } of things) {
    const placed = Math.max(middle, end + height / 2);
    middles.push(placed);
    end = placed + height / 2;
  }
  let start = bottom;
  for (let i = things.length - 1; i >= 0; i--) {
    const height = things[i]?.height ?? 0;
    const placed = Math.min(middles[i] ?? 0, start - height / 2);
    middles[i] = placed;
    start = placed - height / 2;
  }
  return middles;
}
