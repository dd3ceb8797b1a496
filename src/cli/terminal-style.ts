import { colourStyle, plainStyle, type TextStyle } from '../render/text/style.ts';

/** Emphasis for standard output: colours on a terminal, none elsewhere. */
export async function terminalStyle(colours: boolean): Promise<TextStyle> {
  if (!colours) return plainStyle;
  const { default: picocolors } = await import('picocolors');
  return colourStyle(picocolors.createColors(true));
}
