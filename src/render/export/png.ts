import type { Resvg } from '@resvg/resvg-js';

/** Pixels of the picture for one of the drawing's: sharp in print at the usual sizes. */
const scale = 2;
/** Pixels of the longest side: what viewers open, and what takes little memory. */
const longest = 16_384;
/** The size that a drawing says that it has. */
const sizeOf = /<svg[^>]*? width="(?<width>[\d.]+)" height="(?<height>[\d.]+)"/u;

/**
 * A drawing as a PNG on white. The letters are those of the fonts that are handed in, not of the machine, so that the same
 * drawing gives the same bytes everywhere. A drawing of thousands of categories is as long as a picture can be.
 *
 * @param fonts  files of one family, the first of which is used where the drawing's own font is missing
 */
export async function pngOf(svg: string, fonts: readonly string[], family: string): Promise<Uint8Array> {
  const { Resvg: Renderer }: { Resvg: typeof Resvg } = await import('@resvg/resvg-js');
  const drawing = new Renderer(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: Math.min(scale, longest / longestSide(svg)) },
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: family, sansSerifFamily: family },
  });
  return drawing.render().asPng();
}

function longestSide(svg: string): number {
  const { width = '1', height = '1' } = sizeOf.exec(svg)?.groups ?? {};
  return Math.max(Number(width), Number(height));
}
