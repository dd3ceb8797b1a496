import type { Language } from '../../base/language.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import { documentBlocks } from '../view/document-view.ts';
import { blocksOf, characterChart, chartOf, withTitle } from '../view/view-of.ts';
import { drawBlock } from './blocks.ts';
import { drawDocument } from './document.ts';
import type { TextStyle } from './style.ts';

/** Draws a result's pieces: a chart's bars in front of its table, notes close under what they explain. */
export function drawBody(
  body: ReleasedBody,
  command: string,
  language: Language,
  width: number,
  style: TextStyle,
): string[] {
  if (body.type === 'document') return drawDocument(documentBlocks(body, language), width, style);
  const chart = chartOf(body, language);
  const drawn = chart === undefined ? undefined : characterChart(chart, language);
  const blocks = withTitle([...(drawn === undefined ? [] : [drawn]), ...blocksOf(body, language)], command);
  const lines: string[] = [];
  for (const block of blocks) {
    if (lines.length > 0 && block.type !== 'line') lines.push('');
    lines.push(...drawBlock(block, width, style));
  }
  return lines;
}
