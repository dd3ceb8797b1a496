import { type Span, span } from '../../base/span.ts';
import { lineEnd } from './lines.ts';

/** A fenced block of a Markdown document whose info string names microdata. */
export interface Fence {
  /** From the start of the opening line to the end of the closing line. */
  readonly at: Span;
  readonly content: Span;
  /** Columns that the opening fence is indented by. */
  readonly indentation: number;
  /** What follows the word `microdata`, with its place. */
  readonly attributes: string;
  readonly attributesStart: number;
}

/** One physical line of a document. */
interface Line {
  readonly start: number;
  readonly next: number;
  readonly text: string;
}

/** An open fence of any language. */
interface OpenFence {
  readonly line: Line;
  readonly marker: string;
  readonly container: number;
  readonly indentation: number;
  readonly info: string;
  readonly infoStart: number;
}

const opening = /^(`{3,}|~{3,})[ \t]*(.*)$/u;
const listMarker = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/u;
const thematicBreak = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/u;

/**
 * Finds the microdata fences of a Markdown document, after the rules of CommonMark 0.31 for fenced code, list items,
 * block quotes, indented code and HTML comments. Linear in the document's length.
 */
export function findFences(text: string, from: number): readonly Fence[] {
  const fences: Fence[] = [];
  let lists: readonly number[] = [];
  let open: OpenFence | undefined;
  let isComment = false;
  for (const line of linesOf(text, from)) {
    if (open !== undefined) {
      const isLeft = leavesContainer(line.text, open.container);
      if (!isLeft && !closes(line.text, open)) continue;
      keep(fences, open, line.start, isLeft ? line.start : line.next);
      open = undefined;
      if (!isLeft) continue;
    }
    if (isComment) {
      isComment = !line.text.includes('-->');
      continue;
    }
    const found = blockStart(line, lists);
    lists = found.lists;
    open = found.fence;
    isComment = found.rest.startsWith('<!--') && !found.rest.includes('-->', 4);
  }
  if (open !== undefined) keep(fences, open, text.length, text.length);
  return fences;
}

function keep(fences: Fence[], open: OpenFence, contentEnd: number, end: number): void {
  const info = open.info.startsWith('{') ? withoutBraces(open.info) : open.info;
  const word = /^microdata(?![^ \t])[ \t]*/iu.exec(info);
  if (word === null) return;
  const attributes = info.slice(word[0].length);
  fences.push({
    at: span(open.line.start, end),
    content: span(Math.min(open.line.next, contentEnd), contentEnd),
    indentation: open.indentation,
    attributes,
    attributesStart: open.infoStart + open.info.indexOf(info) + word[0].length,
  });
}

/** `{microdata echo=false}` is a synonym of the form without braces. */
function withoutBraces(info: string): string {
  return info.slice(1, info.endsWith('}') ? -1 : info.length).trim();
}

function* linesOf(text: string, from: number): Generator<Line> {
  let start = from;
  while (start < text.length) {
    const { end, next } = lineEnd(text, start, text.length);
    yield { start, next, text: text.slice(start, end) };
    start = next;
  }
}

/** Leading blanks of a line in columns (tab stops of four) and in characters. */
function indentOf(text: string, startColumn = 0): { readonly columns: number; readonly characters: number } {
  let columns = startColumn;
  let characters = 0;
  for (; characters < text.length; characters++) {
    const character = text.charAt(characters);
    if (character === ' ') columns++;
    else if (character === '\t') columns += 4 - (columns % 4);
    else break;
  }
  return { columns, characters };
}

const isBlank = (text: string): boolean => text.trim() === '';

/** A line that is indented less than the list item's content ends the item, and with it the fence inside. */
function leavesContainer(text: string, container: number): boolean {
  return container > 0 && !isBlank(text) && indentOf(text).columns < container;
}

function closes(text: string, open: OpenFence): boolean {
  const { columns, characters } = indentOf(text);
  if (columns - open.container > 3) return false;
  const rest = text.slice(characters).trimEnd();
  return rest.length >= open.marker.length && rest === open.marker.charAt(0).repeat(rest.length);
}

/** What a line outside a fence begins: list items, and perhaps a fence inside the innermost. */
function blockStart(
  line: Line,
  open: readonly number[],
): { readonly lists: readonly number[]; readonly fence: OpenFence | undefined; readonly rest: string } {
  if (isBlank(line.text)) return { lists: open, fence: undefined, rest: '' };
  let { columns, characters } = indentOf(line.text);
  const lists = open.filter((content) => content <= columns);
  for (;;) {
    const container = lists.at(-1) ?? 0;
    const rest = line.text.slice(characters);
    if (columns - container > 3) return { lists, fence: undefined, rest: '' };
    const marker = thematicBreak.test(rest) ? undefined : listMarker.exec(rest)?.[0];
    if (marker === undefined) return { lists, fence: fenceAt(line, rest, characters, columns, container), rest };
    const after = line.text.slice(characters + marker.length);
    const behind = columns + marker.length;
    const gap = indentOf(after, behind);
    const isEmpty = isBlank(after);
    const blanks = gap.columns - behind;
    lists.push(isEmpty || blanks > 4 ? behind + 1 : gap.columns);
    if (isEmpty) return { lists, fence: undefined, rest: '' };
    columns = gap.columns;
    characters += marker.length + gap.characters;
  }
}

function fenceAt(
  line: Line,
  rest: string,
  characters: number,
  columns: number,
  container: number,
): OpenFence | undefined {
  const found = opening.exec(rest);
  const marker = found?.[1];
  const info = found?.[2] ?? '';
  if (marker === undefined || (marker.startsWith('`') && info.includes('`'))) return undefined;
  const infoStart = line.start + characters + rest.length - info.length;
  return { line, marker, container, indentation: columns, info: info.trimEnd(), infoStart };
}
