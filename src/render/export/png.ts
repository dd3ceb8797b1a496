import type { Resvg } from '@resvg/resvg-js';

/** Pixels of the picture for one of the drawing's: sharp in print at the usual sizes. */
const scale = 2;

/**
 * A drawing as a PNG on white. The letters are those of the fonts that are handed in, not of the machine, so that the same
 * drawing gives the same bytes everywhere.
 *
 * @param fonts  files of one family, the first of which is used where the drawing's own font is missing
 */
export async function pngOf(svg: string, fonts: readonly string[], family: string): Promise<Uint8Array> {
  const { Resvg: Renderer }: { Resvg: typeof Resvg } = await import('@resvg/resvg-js');
  const drawing = new Renderer(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: family, sansSerifFamily: family },
  });
  return drawing.render().asPng();
}
