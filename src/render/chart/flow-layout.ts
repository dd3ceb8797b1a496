import type { FlowData, FlowNode } from './flow-data.ts';
import { lineHeight, widthOfText, wrapToWidth } from './labels.ts';

/** Pixels of the bars of the highest stage together, of one bar's width, and between categories. */
const barsHeight = 300;
const barWidth = 14;
const gap = 8;
/** Where the titles of the stages end. */
const titleHeight = 26;
const broadestLabel = 165;
/** Between the bars of two stages: the more categories, the farther apart. */
const leastStep = 210;
const mostStep = 420;
const leastBar = 1;

/** A category with its place: a bar, and the lines of its label. */
export interface PlacedNode {
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  /** The middle of the label's first line. */
  readonly labelY: number;
  /** What it is called, and its number. */
  readonly label: string;
  readonly text: string;
}

/** A link as a band between two bars: where its upper edge begins and ends, and how thick it is. */
export interface PlacedLink {
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly thickness: number;
  /** What it joins, and its number. */
  readonly label: string;
  readonly text: string;
}

/** A picture of flows in pixels. */
export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly stages: readonly { readonly title: string; readonly x: number; readonly nodes: readonly PlacedNode[] }[];
  readonly links: readonly PlacedLink[];
}

/**
 * Places stages beside each other and categories below each other in their order: nothing is moved to make links cross less,
 * so that the same category stands in the same order everywhere. A category has the room of its bar or of its label,
 * whichever is higher. Links leave a bar in the order of what they lead to, and arrive in the order of where they come from.
 */
export function flowLayout(chart: FlowData): FlowLayout {
  const perUnit = barsHeight / Math.max(1, ...chart.stages.map(({ nodes }) => sumOf(nodes)));
  const stacks = chart.stages.map(({ nodes }) => stackOf(nodes, perUnit));
  const tallest = Math.max(0, ...stacks.map((stack) => stack.height));
  const labels = stacks.map(({ rooms }) =>
    Math.max(0, ...rooms.flatMap(({ lines }) => lines.map((line) => widthOfText(line)))),
  );
  // Titles stand over the middle of their bars, and are bold.
  const titles = chart.stages.map(({ title }) => 1.15 * widthOfText(title) - barWidth);
  const left = Math.max(gap + (labels[0] ?? 0), (titles[0] ?? 0) / 2) + gap;
  const step = Math.max(
    Math.min(mostStep, Math.max(leastStep, tallest / 2)),
    barWidth + 100 + Math.max(0, ...labels.slice(1, -1)),
    2 * gap + barWidth + Math.max(0, ...titles),
  );
  const right = Math.max(gap + (labels.at(-1) ?? 0), (titles.at(-1) ?? 0) / 2) + gap;
  const stages = chart.stages.map(({ title, nodes }, at) => {
    const x = left + at * step;
    const top = titleHeight + (tallest - (stacks[at]?.height ?? 0)) / 2;
    return { title, x: x + barWidth / 2, nodes: placeNodes(nodes, stacks[at]?.rooms ?? [], x, top) };
  });
  return {
    width: left + (chart.stages.length - 1) * step + barWidth + right,
    height: titleHeight + tallest + gap,
    stages,
    links: chart.links.flatMap((links, at) =>
      placeLinks(links, stages[at]?.nodes ?? [], stages[at + 1]?.nodes ?? [], perUnit),
    ),
  };
}

function sumOf(nodes: readonly FlowNode[]): number {
  return nodes.reduce((sum, { count }) => sum + count, 0);
}

interface Room {
  readonly bar: number;
  readonly height: number;
  readonly lines: readonly string[];
}

function stackOf(
  nodes: readonly FlowNode[],
  perUnit: number,
): { readonly rooms: readonly Room[]; readonly height: number } {
  const rooms = nodes.map(({ label, text, count }): Room => {
    const lines = wrapToWidth(`${label} (${text})`, broadestLabel).split('\n');
    const bar = Math.max(leastBar, count * perUnit);
    return { bar, height: Math.max(bar, lines.length * lineHeight), lines };
  });
  return { rooms, height: rooms.reduce((sum, { height }) => sum + height, 0) + gap * Math.max(0, rooms.length - 1) };
}

function placeNodes(nodes: readonly FlowNode[], rooms: readonly Room[], x: number, top: number): readonly PlacedNode[] {
  let y = top;
  return rooms.map(({ bar, height, lines }, i) => {
    const middle = y + height / 2;
    y += height + gap;
    const labelY = middle - ((lines.length - 1) / 2) * lineHeight;
    const { colour = '', label = '', text = '' } = nodes[i] ?? {};
    return { colour, label, text, x, y: middle - bar / 2, width: barWidth, height: bar, lines, labelY };
  });
}

/** Links by where they come from, then by where they lead: so they lie on both bars. */
function placeLinks(
  links: FlowData['links'][number],
  from: readonly PlacedNode[],
  to: readonly PlacedNode[],
  perUnit: number,
): readonly PlacedLink[] {
  const left = from.map(({ y }) => y);
  const right = to.map(({ y }) => y);
  return links.flatMap((link): PlacedLink[] => {
    const [source, target] = [from[link.from], to[link.to]];
    if (source === undefined || target === undefined) return [];
    const thickness = link.count * perUnit;
    const [y = 0, y2 = 0] = [left[link.from], right[link.to]];
    left[link.from] = y + thickness;
    right[link.to] = y2 + thickness;
    const label = `${source.label} → ${target.label}`;
    const { colour } = source;
    return [{ colour, label, text: link.text, x: source.x + source.width, y, x2: target.x, y2, thickness }];
  });
}
