import { assertNever } from '../../base/assert-never.ts';
import type { BarsView, BlockView, LineView, PairsView } from '../view/view.ts';
import { drawBoxes } from './boxes.ts';
import { drawDocumentBlock } from './document.ts';
import { drawIntervals } from './intervals.ts';
import { labelled, pad, widthOf, wrap } from './lines.ts';
import type { TextStyle } from './style.ts';
import { drawTable } from './table.ts';
import { isMark, splitNumber } from './table-layout.ts';

/** Columns of the longest bar. */
const longestBar = 40;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Draws one piece of a result. */
export function drawBlock(block: BlockView, width: number, style: TextStyle): string[] {
  switch (block.type) {
    case 'table':
      return drawTable(block, width, style);
    case 'pairs':
      return drawPairs(block, width, style);
    case 'bars':
      return drawBars(block, width, style);
    case 'boxes':
      return drawBoxes(block, width, style);
    case 'intervals':
      return drawIntervals(block, width, style);
    case 'line':
      return drawLine(block, width, style);
    case 'signature':
    case 'heading':
    case 'paragraph':
    case 'terms':
    case 'code':
      return drawDocumentBlock(block, width, style);
    default:
      return assertNever(block);
  }
}

function drawLine(block: LineView, width: number, style: TextStyle): string[] {
  if (block.role === 'refusal')
    return wrap(block.text, width - 2).map((line, i) => style.refusal(`${i === 0 ? '!' : ' '} ${line}`));
  const leading = /^ */u.exec(block.text)?.[0] ?? '';
  const lines = wrap(block.text.slice(leading.length), width - leading.length).map((line) => leading + line);
  if (block.role === 'status') return lines.map(style.status);
  return lines.map(style.faint);
}

/** Pairs in two columns where both fit, otherwise in one. */
function drawPairs(block: PairsView, width: number, style: TextStyle): string[] {
  const half = Math.ceil(block.items.length / 2);
  const sides = [block.items.slice(0, half), block.items.slice(half)];
  const drawn = sides.map((items) => pairColumn(items));
  const widths = drawn.map((lines) => Math.max(0, ...lines.map(widthOf)));
  const between = 4;
  const caption = block.caption === '' ? [] : [style.heading(block.caption)];
  if ((widths[0] ?? 0) + between + (widths[1] ?? 0) > width) return [...caption, ...pairColumn(block.items)];
  const [left = [], right = []] = drawn;
  return [...caption, ...left.map((line, i) => (pad(line, (widths[0] ?? 0) + between) + (right[i] ?? '')).trimEnd())];
}

function pairColumn(items: PairsView['items']): string[] {
  const labels = Math.max(0, ...items.map((i) => widthOf(i.label)));
  const values = Math.max(0, ...items.map((i) => widthOf(i.value)));
  return items.map((i) => `${pad(i.label, labels)}  ${pad(i.value, values, 'right')}`);
}

/** Bars of block characters: label, number, bar. Bars share one scale. */
function drawBars(block: BarsView, width: number, style: TextStyle): string[] {
  const bars = block.groups.flatMap((g) => g.bars);
  const labelRoom = Math.max(8, Math.floor(width * 0.4));
  const labels = Math.min(labelRoom, Math.max(0, ...bars.map((b) => widthOf(b.label))));
  const parts = bars.flatMap((b) => (isMark(b.value) ? [] : [splitNumber(b.value)]));
  const whole = Math.max(0, ...parts.map((p) => widthOf(p.whole)));
  const fraction = Math.max(0, ...parts.map((p) => widthOf(p.fraction)));
  const room = Math.max(8, Math.min(longestBar, width - labels - whole - fraction - 6));
  const lines = wrap(block.caption, width).map(style.heading);
  for (const group of block.groups) {
    if (group.label !== '') lines.push(...wrap(group.label, width));
    const offset = group.label === '' ? '' : '  ';
    for (const bar of group.bars) {
      const value = isMark(bar.value) ? pad(bar.value, whole + fraction, 'right') : aligned(bar.value, whole, fraction);
      const drawn = bar.size === undefined ? '' : style.bar(barOf(bar.size * room));
      lines.push(...labelled(bar.label, labels, `${value}  ${drawn}`).map((line) => offset + line));
    }
  }
  return lines;
}

function aligned(number: string, wholeWidth: number, fractionWidth: number): string {
  const { whole, fraction } = splitNumber(number);
  return pad(whole, wholeWidth, 'right') + pad(fraction, fractionWidth);
}

/** A bar of so many columns, to an eighth; anything above zero is visible. */
function barOf(columns: number): string {
  const eighthCount = columns > 0 ? Math.max(1, Math.round(columns * 8)) : 0;
  return '█'.repeat(Math.floor(eighthCount / 8)) + (eighths[eighthCount % 8] ?? '');
}
