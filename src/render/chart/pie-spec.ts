import { lineHeight, spread, widthOfText, wrapToWidth } from './labels.ts';
import { type LineMark, lineLayer, type TextMark, textLayer } from './marks.ts';
import { categoryColours } from './palette.ts';
import type { PieData, Slice } from './pie-data.ts';
import { described, tipChannel, tipOf, tipText } from './tip.ts';

const radius = 120;
/** From the centre to the bends of leader lines, and to the labels. */
const bend = radius + 12;
const labelsAt = radius + 36;
const broadestLabel = 210;
const broadestLine = 330;
/** With more slices than this, label and numbers share a line. */
const fewSlices = 12;
/** Between labels, and between the pie and the edge of the picture. */
const gap = 6;

/** A slice by the angles between which it lies, clockwise from 12 o'clock. */
interface Arc {
  readonly start: number;
  readonly end: number;
  readonly colour: string;
  /** What stands beside it. */
  readonly lines: readonly string[];
  readonly tip: string;
}

/** A label beside the pie; `middle` is below the centre. */
interface Label {
  readonly arc: Arc;
  readonly middle: number;
  readonly isRight: boolean;
}

/**
 * The description of a pie: slices, and beside each its label, count and share, with a line that leads there. Labels of a
 * side stand below each other and never overlap; the picture grows with their number.
 */
export function pieSpec(chart: PieData) {
  const arcs = arcsOf(chart.slices);
  const sides = [true, false].map((isRight) => arcs.filter((arc) => Math.sin(middleOf(arc)) >= 0 === isRight));
  const [right = [], left = []] = sides;
  const labels = [...labelsOf(right, true), ...labelsOf(left, false)];
  const above = Math.max(bend + gap, ...labels.map(({ arc, middle }) => heightOf(arc) / 2 - middle));
  const below = Math.max(bend + gap, ...labels.map(({ arc, middle }) => heightOf(arc) / 2 + middle));
  const widest = Math.max(0, ...labels.flatMap(({ arc }) => arc.lines.map((line) => widthOfText(line))));
  const centre = { x: labelsAt + gap + widest, y: above };
  const texts = (isRight: boolean): TextMark[] =>
    labels.filter((label) => label.isRight === isRight).flatMap((label) => textsOf(label, centre));
  return {
    width: 2 * centre.x,
    height: above + below,
    layer: [
      {
        data: { values: arcs.map(({ start, end, colour, tip }) => ({ start, end, colour, tip })) },
        mark: {
          type: 'arc',
          outerRadius: radius,
          stroke: '#ffffff',
          strokeWidth: arcs.length > 1 ? 1 : 0,
          ...described,
        },
        encoding: {
          x: { value: centre.x },
          y: { value: centre.y },
          theta: { field: 'start', type: 'quantitative', scale: null },
          theta2: { field: 'end' },
          color: { field: 'colour', type: 'nominal', scale: null },
          ...tipChannel,
        },
      },
      lineLayer(labels.flatMap((label) => leadersOf(label, centre))),
      textLayer(texts(true), 'left'),
      textLayer(texts(false), 'right'),
    ],
  };
}

/** The slices that are drawn: in category order, angles by their counts. */
function arcsOf(slices: readonly Slice[]): readonly Arc[] {
  const drawn = slices.flatMap((slice) =>
    slice.count === undefined || slice.count <= 0 ? [] : [[slice, slice.count] as const],
  );
  const total = drawn.reduce((sum, [, count]) => sum + count, 0);
  let before = 0;
  return drawn.map(([slice, count], i) => {
    const start = (2 * Math.PI * before) / total;
    before += count;
    const end = (2 * Math.PI * before) / total;
    const tip = tipOf(tipText([slice.label], slice.text));
    return { start, end, colour: colourOf(i, drawn.length), lines: linesOf(slice, drawn.length), tip };
  });
}

/** Colours repeat after the last one, but the last slice does not have that of the first, beside which it lies. */
function colourOf(slice: number, slices: number): string {
  const isLikeFirst = slice > 0 && slice === slices - 1 && slice % categoryColours.length === 0;
  return categoryColours[isLikeFirst ? 5 : slice % categoryColours.length] ?? '';
}

function middleOf({ start, end }: Arc): number {
  return (start + end) / 2;
}

function linesOf(slice: Slice, slices: number): readonly string[] {
  if (slices > fewSlices) return wrapToWidth(`${slice.label}: ${slice.text}`, broadestLine).split('\n');
  return [...wrapToWidth(slice.label, broadestLabel).split('\n'), slice.text];
}

function heightOf({ lines }: Arc): number {
  return lines.length * lineHeight + (lines.length > 1 ? gap : 0);
}

function labelsOf(arcs: readonly Arc[], isRight: boolean): readonly Label[] {
  // Slices go clockwise: down on the right side, up on the left one.
  const downwards = isRight ? arcs : arcs.toReversed();
  const wanted = downwards.map((arc) => ({ middle: -bend * Math.cos(middleOf(arc)), height: heightOf(arc) }));
  const middles = spread(wanted);
  return downwards.map((arc, i) => ({ arc, middle: middles[i] ?? 0, isRight }));
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function textsOf({ arc: { lines }, middle, isRight }: Label, centre: Point): readonly TextMark[] {
  const x = centre.x + (isRight ? 1 : -1) * (labelsAt + gap);
  const first = centre.y + middle - ((lines.length - 1) / 2) * lineHeight;
  return lines.map((text, line) => ({ text, x, y: first + line * lineHeight }));
}

/** From the rim outwards to the bend, and on to the label. */
function leadersOf({ arc, middle, isRight }: Label, centre: Point): readonly LineMark[] {
  const angle = middleOf(arc);
  const at = (distance: number): Point => ({
    x: centre.x + distance * Math.sin(angle),
    y: centre.y - distance * Math.cos(angle),
  });
  const [rim, turn] = [at(radius), at(bend)];
  const end = { x: centre.x + (isRight ? labelsAt : -labelsAt), y: centre.y + middle };
  return [
    { x: rim.x, y: rim.y, x2: turn.x, y2: turn.y },
    { x: turn.x, y: turn.y, x2: end.x, y2: end.y },
  ];
}
