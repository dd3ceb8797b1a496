import { type Span, span } from '../../../base/span.ts';
import { commandForms } from '../../../commands/vocabulary.ts';
import type { DocumentPart, ScriptDocument, Statement } from '../../../lang/syntax/ast.ts';
import { lineEnd, splitLines } from '../../../lang/syntax/lines.ts';
import { commandWordOf } from '../../../lang/syntax/statement.ts';
import { endOfString, isQuote } from '../../../lang/syntax/tokens.ts';
import type { Snapshot } from '../../snapshot.ts';

/** The word at the cursor: what stands before the cursor is typed already, all of it is replaced by what is chosen. */
export interface CursorWord {
  readonly at: Span;
  /** What stands before the cursor, as written. */
  readonly typed: string;
  /** `text`: a literal, from its opening quote. */
  readonly kind: 'head' | 'name' | 'binding' | 'number' | 'text' | 'none';
}

/** A statement as far as the cursor. */
export interface StatementCursor {
  readonly type: 'statement';
  /** Offset of the statement's first character. */
  readonly start: number;
  /** From there to the word; comments and continuation marks are blanked out. */
  readonly before: string;
  readonly word: CursorWord;
  /** What follows the word in the statement. */
  readonly after: string;
  /** How many loops are open where the statement begins. */
  readonly openLoops: number;
}

/** Where a cursor stands, as far as anything can be offered there. */
export type Cursor =
  | StatementCursor
  /** On a line of its own in a text block that has no end yet. */
  | { readonly type: 'textblock'; readonly word: CursorWord }
  /** In the opening line of a microdata fence, behind the word `microdata`. */
  | { readonly type: 'fence-line'; readonly before: string; readonly word: CursorWord }
  | { readonly type: 'prose' };

type Fence = Extract<DocumentPart, { type: 'fence' }>;

const letters = '\\p{L}\\p{M}\\p{Nd}_@';
const bindingBefore = new RegExp(`\\$[${letters}]*$`, 'u');
const nameBefore = new RegExp(`(?<![${letters}])[\\p{L}_][${letters}]*$`, 'u');
const numberBefore = new RegExp(`(?<![${letters}.])(?:(?<=(?:^|[\\s(,=<>])[ \\t]*)-)?\\d[\\d.-]*$`, 'u');
const wordAhead = new RegExp(`^(?:\\$?[\\p{L}_][${letters}]*|\\d[\\d.-]*)`, 'u');
const nameAfter = new RegExp(`^[${letters}]*`, 'u');

/** Where the cursor stands; `undefined` in comments, inside text blocks, and in texts that are out of reach. */
export function cursorAt(
  { document, source }: Pick<Snapshot, 'document' | 'source'>,
  offset: number,
): Cursor | undefined {
  const { text } = source;
  const fence = fenceAt(document, offset);
  if (fence === undefined) return document.container === 'literate' ? { type: 'prose' } : undefined;
  if (offset < fence.contentSpan.start) return fenceLine(text, fence, offset);
  const { from, openLoops } = lastBefore(fence.statements, offset, text) ?? {
    from: fence.contentSpan.start,
    openLoops: 0,
  };
  // A letter at the cursor makes a statement of an empty line, and shows what the cursor is part of.
  const drawn = `${text.slice(0, offset)}x`;
  const { lines, comments } = splitLines(drawn, span(from, offset + 1));
  if (comments.at(-1)?.span.end === offset + 1) return undefined;
  const line = lines.at(-1);
  if (line === undefined) return undefined;
  if (line.type === 'textblock') return endOfBlock(text, offset, fence);
  const cursor = statementCursor(text, line.start, line.text.slice(0, -1), offset, fence, openLoops);
  return isInsideToken(cursor, text, offset) ? undefined : cursor;
}

/** Where the last line begins that is known to begin a statement, and how many loops are open there; nothing before the first. */
function lastBefore(
  statements: readonly Statement[],
  offset: number,
  text: string,
): { readonly from: number; readonly openLoops: number } | undefined {
  const last = statements.findLast(({ span: at }) => at.start <= offset);
  if (last?.type !== 'for') return last && { from: last.span.start, openLoops: 0 };
  const { headerSpan, body } = last;
  if (offset <= headerSpan.end) return { from: headerSpan.start, openLoops: 0 };
  // A loop without its end goes on to the end of the script.
  const isClosed = last.span.end > (body.at(-1)?.span.end ?? headerSpan.end);
  if (isClosed && offset > last.span.end) return { from: lineStart(text, last.span.end), openLoops: 0 };
  const { from, openLoops } = lastBefore(body, offset, text) ?? { from: headerSpan.start, openLoops: 0 };
  return { from, openLoops: openLoops + 1 };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Two characters that are one token, between which nothing can stand. */
const pairs: ReadonlySet<string> = new Set(['==', '!=', '<=', '>=', '->', '++', '##', '**', '&&', '||', '//']);
/** The end of what is no word and yet not over: a number, a literal, a point. */
const unfinished = new RegExp(`(?:[${letters}.'"‘’“”]|(?<![${letters}])[\\d.]+[eE][+-])$`, 'u');

/** Whether nothing is typed and the cursor touches something that cannot be followed by a word without a blank. */
function isInsideToken({ before, word }: StatementCursor, text: string, offset: number): boolean {
  if (word.typed !== '') return false;
  if (pairs.has(text.slice(offset - 1, offset + 1))) return true;
  return unfinished.test(before) && !/(?<![\p{L}\p{M}\p{Nd}_@.])[ic]\.$/u.test(before);
}

/** The fence that an offset lies in; where a fence has its end, the line of the end is not part of it. */
function fenceAt(document: ScriptDocument, offset: number): Fence | undefined {
  return document.parts.find((part): part is Fence => {
    if (part.type !== 'fence' || offset < part.span.start) return false;
    return offset < part.contentSpan.end || (offset === part.contentSpan.end && part.span.end === offset);
  });
}

function fenceLine(text: string, fence: Fence, offset: number): Cursor | undefined {
  const before = text.slice(fence.span.start, offset);
  if (/[\r\n]/u.test(before) || !/microdata[ \t]/iu.test(before)) return undefined;
  const typed = /[^ \t{]*$/u.exec(before)?.[0] ?? '';
  const rest = /^[^ \t\r\n}]*/u.exec(text.slice(offset))?.[0] ?? '';
  const word: CursorWord = { at: span(offset - typed.length, offset + rest.length), typed, kind: 'name' };
  return { type: 'fence-line', before: before.slice(0, before.length - typed.length), word };
}

/** In a text block only its end can be completed, when there is none further down. */
function endOfBlock(text: string, offset: number, fence: Fence): Cursor | undefined {
  const typed = /(?:^|[\r\n])[ \t]*(\p{L}+)$/u.exec(text.slice(0, offset))?.[1];
  if (typed === undefined) return undefined;
  const rest = nameAfter.exec(text.slice(offset))?.[0] ?? '';
  const below = text.slice(offset + rest.length, fence.contentSpan.end);
  if (/^[ \t]*\S/u.test(below) || nextBlockWord(below) === 'endblock') return undefined;
  return { type: 'textblock', word: { at: span(offset - typed.length, offset + rest.length), typed, kind: 'head' } };
}

function nextBlockWord(text: string): string | undefined {
  return /[\r\n][ \t]*(textblock|endblock)[ \t]*(?=[\r\n]|$)/u.exec(text)?.[1];
}

function statementCursor(
  text: string,
  start: number,
  written: string,
  offset: number,
  fence: Fence,
  openLoops: number,
): StatementCursor {
  const word = wordAt(text, start, written, offset);
  const before = written.slice(0, word.at.start - start);
  return { type: 'statement', start, before, word, after: textAfter(text, start, word.at.end, fence), openLoops };
}

/** The rest of the statement. Only physical lines that may belong to it are looked at. */
function textAfter(text: string, start: number, from: number, fence: Fence): string {
  const limit = fence.contentSpan.end;
  let line = lineEnd(text, from, limit);
  let lineStart = from;
  while (line.next < limit && text.slice(lineStart, line.end).includes('\\')) {
    lineStart = line.next;
    line = lineEnd(text, line.next, limit);
  }
  const first = splitLines(text, span(start, line.next)).lines[0];
  if (first?.type !== 'statement') return '';
  return first.text.slice(Math.max(0, from - first.start));
}

function wordAt(text: string, start: number, written: string, offset: number): CursorWord {
  const quote = openString(written);
  if (quote !== undefined) return textWord(text, start + quote, offset);
  const rest = text.slice(offset, offset + 200);
  const made = (kind: CursorWord['kind'], typed: string, after: string): CursorWord => ({
    at: span(offset - typed.length, offset + after.length),
    typed,
    kind,
  });
  if (/^(?:[\p{L}_][\p{L}\p{M}\p{Nd}_-]*)?$/u.test(written)) {
    return made('head', written, /^[\p{L}\p{M}\p{Nd}_-]*/u.exec(rest)?.[0] ?? '');
  }
  const form = formOf(written);
  const inner =
    form === 'nested' ? /^\S+[ \t\u00A0\n]+([\p{L}_][\p{L}\p{M}\p{Nd}_-]*)$/u.exec(written)?.[1] : undefined;
  if (inner !== undefined) return made('name', inner, /^[\p{L}\p{M}\p{Nd}_-]*/u.exec(rest)?.[0] ?? '');
  if (form === 'require') {
    const typed = /[^\s:]*$/u.exec(written)?.[0] ?? '';
    return made('name', typed, /^[\p{L}\p{M}\p{Nd}_.]*/u.exec(rest)?.[0] ?? '');
  }
  if (form === 'words') {
    const typed = /[\p{L}_][\p{L}\p{M}\p{Nd}_@-]*$/u.exec(written)?.[0];
    if (typed !== undefined) return made('name', typed, /^[\p{L}\p{M}\p{Nd}_@-]*/u.exec(rest)?.[0] ?? '');
  }
  const after = nameAfter.exec(rest)?.[0] ?? '';
  const binding = bindingBefore.exec(written)?.[0];
  if (binding !== undefined) return made('binding', binding, after);
  const name = nameBefore.exec(written)?.[0];
  if (name !== undefined) return made('name', name, after);
  const number = numberBefore.exec(written)?.[0];
  if (number !== undefined) return made('number', number, /^[\d.-]*/u.exec(rest)?.[0] ?? '');
  // Where the cursor touches nothing before it, the word is the one behind it.
  return made('none', '', /[\s(,=<>/+*^&|!#-]$/u.test(written) ? wordBehind(text, offset) : '');
}

/** The name, number or literal that begins at an offset. */
function wordBehind(text: string, offset: number): string {
  const { end } = lineEnd(text, offset, text.length);
  if (isQuote(text.charAt(offset))) return text.slice(offset, endOfString(text, offset, end) ?? offset);
  return wordAhead.exec(text.slice(offset, Math.min(end, offset + 200)))?.[0] ?? '';
}

function formOf(written: string): string | undefined {
  const head = commandWordOf({ type: 'statement', start: 0, text: written })?.text;
  return head === undefined ? undefined : commandForms.get(head)?.form;
}

/** Where the literal begins that is open at the end of a text. */
function openString(written: string): number | undefined {
  let i = 0;
  while (i < written.length) {
    if (!isQuote(written.charAt(i))) {
      i++;
      continue;
    }
    const past = endOfString(written, i, written.length);
    if (past === undefined) return i;
    i = past;
  }
  return undefined;
}

function textWord(text: string, start: number, offset: number): CursorWord {
  const { end } = lineEnd(text, offset, text.length);
  const past = endOfString(text, start, end);
  const rest = nameAfter.exec(text.slice(offset, end))?.[0] ?? '';
  return { at: span(start, past ?? offset + rest.length), typed: text.slice(start, offset), kind: 'text' };
}
