import type { IntervalsView } from '../view/view.ts';
import { labelled, widthOf, wrap } from './lines.ts';
import type { TextStyle } from './style.ts';

/** Columns of the longest axis; the shortest has eight. */
const longest = 60;
const signs = { interval: '─', left: '├', right: '┤', estimate: '●', reference: '┊' } as const;

/** Draws estimates with their intervals of characters, one line for each, over an axis with its ends and the reference. */
export function drawIntervals(block: IntervalsView, width: number, style: TextStyle): string[] {
  const labelRoom = Math.max(8, Math.floor(width * 0.4));
  const labels = Math.min(labelRoom, Math.max(0, ...block.rows.map((row) => widthOf(row.label))));
  const room = Math.max(8, Math.min(longest, width - labels - 2));
  const lines = wrap(block.caption, width).map(style.heading);
  for (const row of block.rows) {
    const drawn = intervalLine(row, block.reference, room);
    lines.push(...labelled(row.label, labels, style.bar(drawn)));
  }
  lines.push(style.faint(`${' '.repeat(labels + 2)}${axisLine(block, room)}`.trimEnd()));
  return lines;
}

function columnOf(share: number, room: number): number {
  return Math.max(0, Math.min(room - 1, Math.round(share * (room - 1))));
}

/** One interval on so many columns. What is drawn later hides what is there: the estimate is always seen. */
function intervalLine({ estimate, interval }: IntervalsView['rows'][number], reference: number, room: number): string {
  const columns: string[] = Array.from({ length: room }, () => ' ');
  columns[columnOf(reference, room)] = signs.reference;
  if (interval !== undefined) {
    const [from, to] = [columnOf(interval.lower, room), columnOf(interval.upper, room)];
    columns.fill(signs.interval, from, to + 1);
    columns[from] = signs.left;
    columns[to] = signs.right;
  }
  columns[columnOf(estimate, room)] = signs.estimate;
  return columns.join('').trimEnd();
}

/** The ends of the axis, and between them the reference where there is room for it. */
function axisLine({ ends: [from, to], reference, referenceText }: IntervalsView, room: number): string {
  const line = `${from}${' '.repeat(Math.max(1, room - widthOf(from) - widthOf(to)))}${to}`;
  const at = columnOf(reference, room) - Math.floor((widthOf(referenceText) - 1) / 2);
  const isFree = at > widthOf(from) && at + widthOf(referenceText) < widthOf(line) - widthOf(to);
  return isFree ? line.slice(0, at) + referenceText + line.slice(at + referenceText.length) : line;
}
