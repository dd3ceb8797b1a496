/** Pixels between the lines of a label of 12 pixels. */
export const lineHeight = 15;

/** Widths of letters in a broad sans-serif font, as shares of its size; the first class that has a letter counts. */
const letterWidths: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[iIjJl'|.,:; \u00a0\u202f]/u, 0.33],
  [/[ftr()[\]{}/\\!·-]/u, 0.41],
  [/[mwMWæÆ%@#…—−→×≥≤+=<>~]/u, 0.98],
  [/[\p{Ll}\p{Nd}–"“”«»]/u, 0.64],
  [/\p{M}/u, 0],
  [/[\p{Lu}\p{No}]/u, 0.77],
];
/** Everything else, such as ideographs. */
const broadest = 1;

/**
 * About how many pixels a text takes: fonts are not measured, so that every machine draws the same. Texts in most fonts are
 * narrower.
 *
 * @param size  of the letters, in pixels
 */
export function widthOfText(text: string, size = 12): number {
  let width = 0;
  for (const letter of text) width += letterWidths.find(([letters]) => letters.test(letter))?.[1] ?? broadest;
  return Math.ceil(width * size);
}

/**
 * Breaks a label at blanks, and after a slash or hyphen in a word, so that its lines take no more room than this where words
 * permit; the line feeds become lines in the chart.
 *
 * @param size  of the letters, in pixels
 */
export function wrapToWidth(label: string, pixels: number, size = 12): string {
  const lines: string[] = [];
  for (const piece of label.split(/(?<= )|(?<=\p{L}[/-])(?=\p{L})/u)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOfText((last + piece).trimEnd(), size) <= pixels)
      lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Something with a height that would best stand around a place. */
export interface Placed {
  readonly middle: number;
  readonly height: number;
}

/**
 * Moves things that stand below each other apart, each as little as the others permit: the sum of squared ways is smallest.
 * Things that would touch form a block around the mean of their places (pooling of adjacent violators).
 *
 * @param things by ascending place
 * @returns the middles, in the same order
 */
export function spread(things: readonly Placed[]): readonly number[] {
  // Within a block all things stand edge to edge: where the first would stand is all that has to be known.
  const blocks: { start: number; count: number; height: number }[] = [];
  for (const { middle, height } of things) {
    let block = { start: middle - height / 2, count: 1, height };
    for (
      let above = blocks.at(-1);
      above !== undefined && above.start + above.height > block.start;
      above = blocks.at(-1)
    ) {
      blocks.pop();
      const count = above.count + block.count;
      // Seen from the upper block's first thing, those of the lower one begin `above.height` further down.
      const start = (above.start * above.count + (block.start - above.height) * block.count) / count;
      block = { start, count, height: above.height + block.height };
    }
    blocks.push(block);
  }
  let at = 0;
  return blocks.flatMap(({ start, count }) => {
    let end = start;
    return things.slice(at, (at += count)).map(({ height }) => {
      end += height;
      return end - height / 2;
    });
  });
}
