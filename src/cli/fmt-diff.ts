import { positionAt, type SourceText } from '../base/source-text.ts';
import { span } from '../base/span.ts';
import { type TextEdit, withEdits } from '../lang/format/sheet.ts';

/** Lines that change together: one-based, and what stands there afterwards. */
interface Block {
  readonly first: number;
  readonly last: number;
  readonly fresh: readonly string[];
}

/** Unchanged lines that are shown around changed ones. */
const contextLines = 3;

/** Edits as a unified diff of lines, empty when there are none. */
export function unifiedDiff(source: SourceText, edits: readonly TextEdit[]): string {
  if (edits.length === 0) return '';
  const hunks: Block[][] = [];
  for (const block of blocksOf(source, edits)) {
    const hunk = hunks.at(-1);
    const before = hunk?.at(-1);
    if (hunk === undefined || before === undefined || block.first - before.last > 2 * contextLines + 1)
      hunks.push([block]);
    else hunk.push(block);
  }
  let shift = 0;
  const drawn = hunks.map((hunk) => {
    const { lines, moved } = drawHunk(source, hunk, shift);
    shift += moved;
    return lines;
  });
  return [`--- ${source.name}`, `+++ ${source.name}`, ...drawn.flat()].map((line) => `${line}\n`).join('');
}

/** Edits that touch the same or neighbouring lines make one block. */
function blocksOf(source: SourceText, edits: readonly TextEdit[]): readonly Block[] {
  const groups: { first: number; last: number; edits: TextEdit[] }[] = [];
  for (const edit of edits) {
    const first = positionAt(source, edit.at.start).line;
    const last = positionAt(source, edit.at.end).line;
    const group = groups.at(-1);
    if (group !== undefined && first <= group.last + 1) {
      group.last = last;
      group.edits.push(edit);
    } else {
      groups.push({ first, last, edits: [edit] });
    }
  }
  return groups.map(({ first, last, edits: own }) => ({ first, last, fresh: freshLines(source, first, last, own) }));
}

function freshLines(source: SourceText, first: number, last: number, edits: readonly TextEdit[]): readonly string[] {
  const start = source.lineStarts[first - 1] ?? 0;
  const end = source.lineStarts[last] ?? source.text.length;
  const moved = edits.map(({ at, newText }) => ({ at: span(at.start - start, at.end - start), newText }));
  return withEdits(source.text.slice(start, end), moved).match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/gu) ?? [];
}

/** A line with its line break. */
function wholeLine({ text, lineStarts }: SourceText, line: number): string {
  return text.slice(lineStarts[line - 1], lineStarts[line]);
}

/** A line of the diff. One that no line break ends is marked, or other programs would give it one. */
function drawLine(sign: ' ' | '-' | '+', line: string): readonly string[] {
  const drawn = `${sign}${line.replace(/\n$/u, '')}`;
  return /[\r\n]$/u.test(line) ? [drawn] : [drawn, '\\ No newline at end of file'];
}

/** The lines of a text, without the empty one behind its last line break. */
function lineCount({ text, lineStarts }: SourceText): number {
  return lineStarts.at(-1) === text.length ? lineStarts.length - 1 : lineStarts.length;
}

function drawHunk(
  source: SourceText,
  hunk: readonly Block[],
  shift: number,
): { readonly lines: readonly string[]; readonly moved: number } {
  const count = lineCount(source);
  const start = Math.max(1, (hunk[0]?.first ?? 1) - contextLines);
  const end = Math.min(count, (hunk.at(-1)?.last ?? count) + contextLines);
  const body: string[] = [];
  let next = start;
  let moved = 0;
  const keepUntil = (line: number): void => {
    for (; next < line; next++) body.push(...drawLine(' ', wholeLine(source, next)));
  };
  for (const { first, last, fresh } of hunk) {
    keepUntil(first);
    const old: string[] = [];
    for (; next <= Math.min(last, count); next++) old.push(wholeLine(source, next));
    body.push(...old.flatMap((line) => drawLine('-', line)), ...fresh.flatMap((line) => drawLine('+', line)));
    moved += fresh.length - old.length;
  }
  keepUntil(end + 1);
  const size = end - start + 1;
  return { lines: [`@@ -${start},${size} +${start + shift},${size + moved} @@`, ...body], moved };
}
