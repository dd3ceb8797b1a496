import { type Span, span } from '../../base/span.ts';

/** A change of a text. */
export interface TextEdit {
  readonly at: Span;
  readonly newText: string;
}

/**
 * A text whose blanks are being rewritten.
 *
 * What stands between one thing and the next is only ever blanks, line breaks and continuation marks: a gap. All else is
 * passed over, so nothing of it can be lost.
 */
export interface Sheet {
  readonly text: string;
  /** What ends a line. */
  readonly lineBreak: string;
  /** Edits outside this range are dropped. */
  readonly within: Span | undefined;
  readonly edits: TextEdit[];
  /** Up to where the text has been laid out. */
  reached: number;
}

/** Lays out the gap up to the next thing, and passes over that thing. */
export function place(sheet: Sheet, thing: Span, gap: string): void {
  replace(sheet, span(sheet.reached, thing.start), gap);
  sheet.reached = thing.end;
}

/** Lays out the gap up to lines that stay as they are, but for what ends them. */
export function placeLines(sheet: Sheet, lines: Span, gap: string): void {
  place(sheet, lines, gap);
  for (const found of sheet.text.slice(lines.start, lines.end).matchAll(/\r\n|\n|\r/gu)) {
    const start = lines.start + found.index;
    const at = span(start, start + found[0].length);
    if (found[0] !== sheet.lineBreak && isWanted(sheet, at)) sheet.edits.push({ at, newText: sheet.lineBreak });
  }
}

function isWanted({ within }: Sheet, at: Span): boolean {
  return within === undefined || (at.start >= within.start && at.end <= within.end);
}

/**
 * Rewrites a gap by at most three edits: the blanks at the end of a line, the line breaks, and the indentation of the next
 * line. So a range that holds only the indentation can have it put right.
 */
function replace(sheet: Sheet, at: Span, gap: string): void {
  const written = sheet.text.slice(at.start, at.end);
  if (written === gap) return;
  const old = partsOf(written);
  const fresh = partsOf(gap);
  if (old === undefined || fresh === undefined) {
    keepEdit(sheet, at, written, gap);
    return;
  }
  let start = at.start;
  for (const [i, part] of old.entries()) {
    keepEdit(sheet, span(start, start + part.length), part, fresh[i] ?? '');
    start += part.length;
  }
}

/** Keeps an edit without what it leaves as it was at its ends. */
function keepEdit(sheet: Sheet, at: Span, written: string, gap: string): void {
  if (written === gap) return;
  const shorter = Math.min(written.length, gap.length);
  let head = 0;
  while (head < shorter && written.charAt(head) === gap.charAt(head)) head++;
  let tail = 0;
  while (tail < shorter - head && written.at(-1 - tail) === gap.at(-1 - tail)) tail++;
  // No edit begins or ends inside `\r\n`, where an editor has no place.
  if (isInsidePair(sheet.text, at.start + head)) head--;
  if (isInsidePair(sheet.text, at.end - tail)) tail--;
  const place = span(at.start + head, at.end - tail);
  if (!isWanted(sheet, place)) return;
  sheet.edits.push({ at: place, newText: gap.slice(head, gap.length - tail) });
}

function isInsidePair(text: string, offset: number): boolean {
  return text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n';
}

/** A gap before its first line break, its line breaks, and after the last; `undefined` when it has none. */
function partsOf(gap: string): readonly [string, string, string] | undefined {
  const first = gap.search(/[\r\n]/u);
  if (first === -1) return undefined;
  const last = Math.max(gap.lastIndexOf('\n'), gap.lastIndexOf('\r')) + 1;
  return [gap.slice(0, first), gap.slice(first, last), gap.slice(last)];
}

/** The number of line breaks in a gap. */
export function lineBreaksIn(gap: string): number {
  return gap.match(/\r\n|\n|\r/gu)?.length ?? 0;
}

/** The first line break of a text, which decides for all; `\n` when it has none. In Markdown formatting never changes it. */
export function firstLineBreak(text: string): string {
  return /\r\n|\n|\r/u.exec(text)?.[0] ?? '\n';
}

/** A text after edits, which must be in order and apart from each other. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let reached = 0;
  for (const { at, newText } of edits) {
    pieces.push(text.slice(reached, at.start), newText);
    reached = at.end;
  }
  return pieces.join('') + text.slice(reached);
}
