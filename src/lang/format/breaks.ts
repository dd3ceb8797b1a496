import type { Joint } from './joints.ts';
import type { FormatOptions } from './options.ts';

/** The pieces of a statement as line breaking sees them. */
export interface Breakable {
  readonly joints: readonly Joint[];
  /** Columns that each piece takes. */
  readonly widths: readonly number[];
  /** Whether the piece is a closing parenthesis: it stands as deep as the line that opened it. */
  readonly closes: readonly boolean[];
  /** Columns before the first piece. */
  readonly indentation: number;
}

/** What a continued line ends with. */
export const continuation = ' \\';

/** Columns before a piece that begins a line. */
export function indentationAt(line: Breakable, index: number, options: FormatOptions): number {
  const joint = line.joints[index];
  if (index === 0 || joint === undefined) return line.indentation;
  let depth = joint.depth;
  for (let i = index + 1; line.closes[index] === true && line.closes[i] === true; i++) depth--;
  return line.indentation + options.indent * (2 + Math.max(0, depth));
}

/**
 * Where lines begin: where they must, and where one would be too long. A line is broken at its loosest places: entries of
 * a table each get a line, anything else fills lines up.
 *
 * @param starts  indices of the pieces that must begin a line
 * @returns indices of the pieces that begin one, without the first
 */
export function breakLines(line: Breakable, starts: ReadonlySet<number>, options: FormatOptions): ReadonlySet<number> {
  const count = line.joints.length;
  const result = new Set(starts);
  const work: (readonly [start: number, end: number])[] = [];
  let start = 0;
  for (const end of [...[...starts].sort((a, b) => a - b), count]) {
    work.push([start, end]);
    start = end;
  }
  for (let segment = work.pop(); segment !== undefined; segment = work.pop()) {
    const bounds = splitSegment(line, segment[0], segment[1], options);
    for (const [i, bound] of bounds.entries()) {
      if (bound < segment[1]) result.add(bound);
      work.push([i === 0 ? segment[0] : (bounds[i - 1] ?? 0), bound]);
    }
  }
  return result;
}

/** The ends of the lines that a segment falls into; none when it fits or cannot be broken. */
function splitSegment(line: Breakable, start: number, end: number, options: FormatOptions): readonly number[] {
  const room = (from: number, to: number): number =>
    options.width - indentationAt(line, from, options) - (to === line.joints.length ? 0 : continuation.length);
  if (widthOf(line, start, end) <= room(start, end)) return [];
  const places = loosestPlaces(line, start, end);
  if (places.length === 0) return [];
  if (places.some((place) => line.joints[place]?.isEntry === true)) return [...places, end];
  const bounds: number[] = [];
  let lineStart = start;
  let reached = start;
  for (const next of [...places, end]) {
    if (reached > lineStart && widthOf(line, lineStart, next) > room(lineStart, next)) {
      bounds.push(reached);
      lineStart = reached;
    }
    reached = next;
  }
  return [...bounds, end];
}

function loosestPlaces(line: Breakable, start: number, end: number): readonly number[] {
  let lowest = Infinity;
  let places: number[] = [];
  for (let i = start + 1; i < end; i++) {
    const joint = line.joints[i];
    if (joint?.kind !== 'blank' || joint.rank > lowest) continue;
    if (joint.rank < lowest) places = [];
    lowest = joint.rank;
    places.push(i);
  }
  return places;
}

function widthOf(line: Breakable, start: number, end: number): number {
  let width = 0;
  for (let i = start; i < end; i++) {
    width += (line.widths[i] ?? 0) + (i > start && line.joints[i]?.kind === 'blank' ? 1 : 0);
  }
  return width;
}
