import type { Comment } from '../syntax/ast.ts';
import { RightParenthesis } from '../syntax/tokens.ts';
import { type Breakable, breakLines, continuation, indentationAt } from './breaks.ts';
import { jointsOf, type Piece } from './joints.ts';
import type { FormatOptions } from './options.ts';
import type { ReadLine } from './read.ts';
import { tokenRoles } from './roles.ts';
import { lineBreaksIn, place, type Sheet } from './sheet.ts';

/** Where a statement stands. */
export interface Placement {
  /** What to put before it. */
  readonly before: string;
  /** Columns of its first line's indentation. */
  readonly indentation: number;
  /** The comments between its first and last piece. */
  readonly comments: readonly Comment[];
}

/**
 * Lays out a statement. Its author's line breaks stay, and so do comments between its lines; a line that is too long is
 * broken further.
 */
export function layStatement(sheet: Sheet, line: ReadLine, where: Placement, options: FormatOptions): void {
  const { pieces, statement } = line;
  const breakable: Breakable = {
    joints: jointsOf(pieces, tokenRoles(statement)),
    widths: pieces.map(({ at }) => columnsOf(sheet.text.slice(at.start, at.end))),
    closes: pieces.map(({ token }) => token?.tokenType === RightParenthesis),
    indentation: where.indentation,
  };
  const comments = commentsBefore(pieces, where.comments);
  const starts = new Set(
    pieces.flatMap((_, i) => (i > 0 && mustStartLine(sheet, breakable, pieces, i, comments) ? [i] : [])),
  );
  const breaks = breakLines(breakable, starts, options);
  for (const [i, piece] of pieces.entries()) {
    if (i === 0) {
      place(sheet, piece.at, where.before);
      continue;
    }
    const joint = breakable.joints[i];
    const newLine = `${sheet.lineBreak}${' '.repeat(indentationAt(breakable, i, options))}`;
    let gap = breaks.has(i) ? `${continuation}${newLine}` : joint?.kind === 'blank' ? ' ' : '';
    for (const [n, comment] of (comments.get(i) ?? []).entries()) {
      place(sheet, bare(comment), n > 0 ? newLine : comment.ownLine ? gap : `${continuation} `);
      gap = newLine;
    }
    place(sheet, piece.at, gap);
  }
}

/** A comment without the blanks that end it. */
export function bare({ span: at, text }: Comment): { readonly start: number; readonly end: number } {
  return { start: at.start, end: at.start + text.trimEnd().length };
}

/** Comments by the index of the piece that follows them. */
function commentsBefore(
  pieces: readonly Piece[],
  comments: readonly Comment[],
): ReadonlyMap<number, readonly Comment[]> {
  const result = new Map<number, Comment[]>();
  let i = 0;
  for (const comment of comments) {
    while (i < pieces.length && (pieces[i]?.at.start ?? 0) < comment.span.start) i++;
    const list = result.get(i);
    if (list === undefined) result.set(i, [comment]);
    else list.push(comment);
  }
  return result;
}

/** Whether a piece begins a line: a comment stands before it, or its author put it there and it may stand there. */
function mustStartLine(
  sheet: Sheet,
  { joints }: Breakable,
  pieces: readonly Piece[],
  index: number,
  comments: ReadonlyMap<number, readonly Comment[]>,
): boolean {
  if (comments.has(index)) return true;
  if (joints[index]?.kind === 'joined') return false;
  const gap = sheet.text.slice(pieces[index - 1]?.at.end ?? 0, pieces[index]?.at.start);
  return lineBreaksIn(gap) > 0;
}

/** Columns of a text: marks that sit on a letter take none. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) if (!/\p{M}/u.test(character)) columns++;
  return columns;
}
