import { createRequire } from 'node:module';
import type * as StringWidth from 'string-width';

const graphemes = new Intl.Segmenter('nb', { granularity: 'grapheme' });

/** Characters after which a long word may be broken without a hyphen: names such as `BEFOLKNING_KOMMNR_FORMELL`. */
const breakAfter = /[-/_.,:;=·×)\]]/u;

/** Characters of one column each: Latin letters, typographic and mathematical signs, what tables and bars are drawn with. */
const oneColumnEach =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u20ac\u2190-\u22ff\u2500-\u259f]*$/u;

let stringWidth: ((text: string) => number) | undefined;

/** Columns that a text takes in a terminal. */
export function widthOf(text: string): number {
  if (oneColumnEach.test(text)) return text.length;
  // Loaded when a text needs it: its expressions for emoji take a fifth of the time in which `check` has to answer.
  stringWidth ??= (createRequire(import.meta.url)('string-width') as typeof StringWidth).default;
  return stringWidth(text);
}

/** A text without control characters, which could steer the terminal; tabs become blanks. */
export function printable(text: string): string {
  return text.replace(/\t/gu, '  ').replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** Fills up with blanks on the right (`left`), on the left (`right`) or on both sides (`centre`). */
export function pad(text: string, width: number, side: 'left' | 'right' | 'centre' = 'left'): string {
  const room = width - widthOf(text);
  if (room <= 0) return text;
  if (side === 'left') return text + ' '.repeat(room);
  if (side === 'right') return ' '.repeat(room) + text;
  const before = Math.floor(room / 2);
  return ' '.repeat(before) + text + ' '.repeat(room - before);
}

/** Cuts a text to a width, with an ellipsis when something is lost. */
export function abbreviate(text: string, width: number): string {
  const clean = printable(text);
  if (widthOf(clean) <= width) return clean;
  return `${takeColumns(clean, width - 1).trimEnd()}…`;
}

/** Wraps a text at blanks; words longer than a line are broken, after a separator where there is one. Never empty. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(1, width);
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/ +/u)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = breakWord(word, room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  lines.push(line);
  return lines;
}

/** Something drawn on a line behind its label; a label that is too long goes on below, a column further in. */
export function labelled(label: string, width: number, drawn: string): string[] {
  const fits = widthOf(printable(label)) <= width;
  const [first = '', ...others] = wrap(label, fits ? width : width - 1);
  return [`${pad(first, width)}  ${drawn}`.trimEnd(), ...others.map((line) => ` ${line}`)];
}

/** The widest word of a text. */
export function longestWord(text: string): number {
  return Math.max(0, ...text.split(/ +/u).map(widthOf));
}

function breakWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  let rest = word;
  while (widthOf(rest) > width) {
    const head = takeColumns(rest, width);
    let cut = head.length;
    while (cut > 1 && !breakAfter.test(head[cut - 1] ?? '')) cut--;
    if (cut > 2) {
      pieces.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    } else {
      const part = width > 2 ? withoutOrphan(takeColumns(rest, width - 1), rest, width) : head;
      pieces.push(width > 2 ? `${part}-` : part);
      rest = rest.slice(part.length);
    }
  }
  pieces.push(rest);
  return pieces;
}

/** Leaves at least three characters of a broken word for the next line. */
function withoutOrphan(part: string, word: string, width: number): string {
  const left = word.length - part.length;
  return left < 3 && width > 8 ? takeColumns(word, width - 1 - (3 - left)) : part;
}

/** As many whole graphemes from the start as fit, but at least one. */
function takeColumns(text: string, width: number): string {
  let taken = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = used + widthOf(segment);
    if (next > width && taken !== '') break;
    taken += segment;
    used = next;
  }
  return taken;
}
