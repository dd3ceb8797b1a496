import type { BoxesView } from '../view/view.ts';
import { labelled, widthOf, wrap } from './lines.ts';
import type { TextStyle } from './style.ts';

/** Columns of the longest box plot; the shortest has eight. */
const longest = 60;
const signs = { whisker: '─', left: '├', right: '┤', box: '░', median: '┃', mean: '◆' } as const;

/** Draws box plots of characters, one line for each box, over an axis with its two ends. */
export function drawBoxes(block: BoxesView, width: number, style: TextStyle): string[] {
  const boxes = block.groups.flatMap((group) => group.boxes);
  const labelRoom = Math.max(8, Math.floor(width * 0.4));
  const labels = Math.min(labelRoom, Math.max(0, ...boxes.map((box) => widthOf(box.label))));
  const room = Math.max(8, Math.min(longest, width - labels - 4));
  const lines = wrap(block.caption, width).map(style.heading);
  for (const group of block.groups) {
    if (group.label !== '') lines.push(...wrap(group.label, width));
    const offset = group.label === '' ? '' : '  ';
    for (const box of group.boxes) {
      lines.push(...labelled(box.label, labels, style.bar(boxLine(box, room))).map((line) => offset + line));
    }
  }
  const inset = ' '.repeat(labels + 2 + (block.groups.some((group) => group.label !== '') ? 2 : 0));
  const [from, to] = block.ends;
  const between = Math.max(1, room - widthOf(from) - widthOf(to));
  lines.push(style.faint(`${inset}${from}${' '.repeat(between)}${to}`));
  const key = `${signs.median} ${block.key.median}   ${signs.mean} ${block.key.mean}`;
  lines.push(style.faint(`${inset}${key}`));
  return lines;
}

/** One box on so many columns. What is drawn later hides what is there: the median is always seen. */
function boxLine(box: BoxesView['groups'][number]['boxes'][number], room: number): string {
  const columns: string[] = Array.from({ length: room }, () => ' ');
  const at = (share: number): number => Math.max(0, Math.min(room - 1, Math.round(share * (room - 1))));
  const fill = (from: number, to: number, sign: string): void => {
    for (let column = at(from); column <= at(to); column++) columns[column] = sign;
  };
  fill(box.lower, box.upper, signs.whisker);
  columns[at(box.lower)] = signs.left;
  columns[at(box.upper)] = signs.right;
  fill(box.p25, box.p75, signs.box);
  columns[at(box.mean)] = signs.mean;
  columns[at(box.p50)] = signs.median;
  return columns.join('').trimEnd();
}
