import { widthOfText } from '../../src/render/chart/labels.ts';

/** A corner of a text's box, in pixels of the drawing. */
export type Corner = readonly [x: number, y: number];

/** A line of text with the four corners of its box. */
export interface PlacedText {
  readonly text: string;
  readonly corners: readonly [Corner, Corner, Corner, Corner];
}

/** Moves and turns a point as the attribute `transform` says. */
type Transform = (point: Corner) => Corner;

function transformOf(attribute: string): Transform {
  const steps = [...attribute.matchAll(/(translate|rotate)\(([^)]*)\)/gu)].map(([, kind, numbers = '']): Transform => {
    const [a = 0, b = 0] = numbers.split(',').map(Number);
    if (kind === 'translate') return ([x, y]) => [x + a, y + b];
    const angle = (a * Math.PI) / 180;
    return ([x, y]) => [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
  });
  return (point) => steps.reduceRight((moved, step) => step(moved), point);
}

const attribute = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '';
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Every text that is seen in a drawing of ours; letters are as wide as charts take them to be. */
export function textsOf(svg: string): readonly PlacedText[] {
  const open: Transform[] = [];
  const texts: PlacedText[] = [];
  for (const found of svg.matchAll(/<g\b[^>]*>|<\/g>|<text\b([^>]*)>(.*?)<\/text>/gu)) {
    const [tag, attributes, content] = found;
    if (tag === '</g>') open.pop();
    else if (attributes === undefined || content === undefined) open.push(transformOf(attribute(tag, 'transform')));
    else if (attribute(tag, 'opacity') !== '0') texts.push(...linesOf(tag, content, open));
  }
  return texts;
}

function linesOf(tag: string, content: string, open: readonly Transform[]): readonly PlacedText[] {
  const size = Number.parseFloat(attribute(tag, 'font-size'));
  const weight = attribute(tag, 'font-weight') === 'bold' ? 1.1 : 1;
  const anchor = { middle: 0.5, end: 1 }[attribute(tag, 'text-anchor')] ?? 0;
  const own = transformOf(attribute(tag, 'transform'));
  const place: Transform = (point) => open.reduceRight((moved, step) => step(moved), own(point));
  const spans = [...content.matchAll(/<tspan[^>]*>(.*?)<\/tspan>/gu)].map(([, line = '']) => line);
  const lines = spans.length === 0 ? [content] : spans;
  return lines.map((line, i): PlacedText => {
    const text = unescaped(line);
    const width = widthOfText(text, size) * weight;
    const left = -anchor * width;
    const base = i * (size + 2);
    const [top, bottom] = [base - 0.75 * size, base + 0.2 * size];
    const corners = [
      [left, top],
      [left + width, top],
      [left + width, bottom],
      [left, bottom],
    ] as const;
    return { text, corners: [place(corners[0]), place(corners[1]), place(corners[2]), place(corners[3])] };
  });
}

/** Whether two boxes, however they are turned, have more than an edge in common (separating axes). */
export function overlap(a: PlacedText, b: PlacedText): boolean {
  for (const { corners } of [a, b]) {
    for (const side of [0, 1] as const) {
      const [from, to] = [corners[side], corners[side + 1]!];
      const axis: Corner = [to[0] - from[0], to[1] - from[1]];
      const length = Math.hypot(...axis) || 1;
      const along = (text: PlacedText): readonly number[] =>
        text.corners.map(([x, y]) => (x * axis[0] + y * axis[1]) / length);
      const [ours, theirs] = [along(a), along(b)];
      if (Math.max(...ours) <= Math.min(...theirs) + 0.5 || Math.max(...theirs) <= Math.min(...ours) + 0.5)
        return false;
    }
  }
  return true;
}

/** Pairs of texts that overlap. */
export function overlaps(texts: readonly PlacedText[]): readonly string[] {
  const ordered = texts.toSorted((a, b) => lowest(a) - lowest(b));
  return ordered.flatMap((text, i) => {
    const found: string[] = [];
    for (let j = i + 1; j < ordered.length && lowest(ordered[j]!) < highest(text); j++) {
      if (overlap(text, ordered[j]!)) found.push(`${text.text} × ${ordered[j]!.text}`);
    }
    return found;
  });
}

const lowest = ({ corners }: PlacedText): number => Math.min(...corners.map(([, y]) => y));
const highest = ({ corners }: PlacedText): number => Math.max(...corners.map(([, y]) => y));

/** Texts that reach beyond the drawing's edge by more than a pixel. */
export function cutTexts(svg: string, texts: readonly PlacedText[]): readonly string[] {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/u.exec(svg) ?? [];
  return texts
    .filter(({ corners }) =>
      corners.some(([x, y]) => x < -1 || y < -1 || x > Number(width) + 1 || y > Number(height) + 1),
    )
    .map(({ text }) => text);
}
