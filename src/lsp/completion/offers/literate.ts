import { span } from '../../../base/span.ts';
import { lineEnd } from '../../../lang/syntax/lines.ts';
import { fenceAttributeValues, frontMatterKeys } from '../../../lang/syntax/literate.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { CursorWord } from '../place/cursor.ts';
import { kinds, type Offer } from './offer.ts';

/** What is offered outside statements, with the word that it replaces. */
export interface WordAndOffers {
  readonly word: CursorWord;
  readonly offers: readonly Offer[];
}

const offer = (text: string, filter = text): Offer => ({ label: text, text, kind: kinds.property, filter });

/** Attributes behind the word `microdata` of a fence, and their values. */
export function fenceOffers(before: string, word: CursorWord): WordAndOffers {
  const given = new Set(Array.from(before.matchAll(/([a-z]+)=/gu), ([, key]) => key));
  const attributes = Object.entries(fenceAttributeValues).flatMap(([key, values]) =>
    given.has(key) ? [] : values.map((value) => offer(`${key}=${value}`)),
  );
  return { word, offers: given.has('label') ? attributes : [...attributes, offer('label=')] };
}

/** In the Markdown around the fences: keys and values of the front matter, and the head of a fence. */
export function proseOffers(
  { source, document }: Snapshot,
  offset: number,
  snippets: boolean,
): WordAndOffers | undefined {
  const { text } = source;
  const line = text.slice(text.slice(0, offset).search(/[^\r\n]*$/u), offset);
  const typed = /[^\s:]*$/u.exec(line)?.[0] ?? '';
  const rest = /^[\p{L}\p{Nd}]*/u.exec(text.slice(offset, lineEnd(text, offset, text.length).end))?.[0] ?? '';
  const word: CursorWord = { at: span(offset - typed.length, offset + rest.length), typed, kind: 'name' };
  const head = frontMatterBefore(text, offset);
  if (head !== undefined) return frontMatterOffers(line, word, head);
  return fenceHead(line, word, document.parts.length === 0 ? '' : text.slice(0, offset), snippets);
}

/** The lines of the front matter above the cursor; `undefined` when the cursor is not in one. */
function frontMatterBefore(text: string, offset: number): string | undefined {
  const above = text.slice(0, offset);
  const opened = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/u.exec(above);
  if (opened === null) return undefined;
  const lines = above.slice(opened[0].length);
  return /(?:^|[\r\n])(?:---|\.\.\.)[ \t]*[\r\n]/u.test(lines) ? undefined : lines;
}

function frontMatterOffers(line: string, word: CursorWord, above: string): WordAndOffers {
  if (/^lang:[ \t]/u.test(line)) return { word, offers: ['nb', 'en'].map((value) => offer(value)) };
  if (line !== word.typed) return { word, offers: [] };
  const given = new Set(Array.from(above.matchAll(/(?:^|[\r\n])([a-z]+):/gu), ([, key]) => key));
  return { word, offers: [...frontMatterKeys].filter((key) => !given.has(key)).map((key) => offer(`${key}: `, key)) };
}

/** A fence that opens: ``` and perhaps a beginning of the word. */
function fenceHead(line: string, word: CursorWord, above: string, snippets: boolean): WordAndOffers | undefined {
  const found = /^([ \t]*)(`{3,}|~{3,})[ \t]*(\p{L}*)$/u.exec(line);
  const marker = found?.[2];
  if (found === null || marker === undefined || isInFence(above.slice(0, above.length - line.length), marker))
    return undefined;
  const typed = found[3] ?? '';
  const at = span(word.at.end - (word.at.end - word.at.start - word.typed.length) - typed.length, word.at.end);
  const indent = found[1] ?? '';
  const text = snippets ? `microdata\n${indent}$0\n${indent}${marker}` : 'microdata';
  const head: Offer = {
    label: 'microdata',
    text,
    ...(snippets ? { isSnippet: true as const } : {}),
    kind: kinds.keyword,
  };
  return { word: { at, typed, kind: 'name' }, offers: [head] };
}

/** Whether a fence of this sort is open at the end of a text. */
function isInFence(text: string, marker: string): boolean {
  let isOpen = false;
  for (const [, found = ''] of text.matchAll(/^[ \t]*(`{3,}|~{3,})/gmu)) {
    if (found.startsWith(marker.charAt(0))) isOpen = !isOpen;
  }
  return isOpen;
}
