/** A place where something changes, between two numbers. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
  readonly steps: number;
}

/**
 * Narrows a bracket at whose ends the answers differ, as long as they do.
 *
 * @param answer what is shown for a cut; `undefined` when nothing is shown any more
 */
export async function bisect(
  low: number,
  high: number,
  steps: number,
  answer: (cut: number) => Promise<string | undefined>,
  enough: (bracket: Bracket) => boolean,
): Promise<Bracket> {
  let bracket: Bracket = { low, high, steps: 0 };
  let atLow = await answer(low);
  let atHigh = await answer(high);
  while (bracket.steps < steps && !enough(bracket) && atLow !== atHigh) {
    const middle = (bracket.low + bracket.high) / 2;
    const shown = await answer(middle);
    if (shown === undefined) break;
    if (shown !== atLow) {
      bracket = { low: bracket.low, high: middle, steps: bracket.steps + 1 };
      atHigh = shown;
    } else {
      bracket = { low: middle, high: bracket.high, steps: bracket.steps + 1 };
      atLow = shown;
    }
  }
  return bracket;
}

/** Whether a bracket names a value within one in a thousand. */
export function isNarrow({ low, high }: Bracket): boolean {
  return Math.abs(high - low) <= 0.001 * Math.abs(high);
}
