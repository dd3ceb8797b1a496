import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { corpus } from '../fuzz/corpus.ts';
import type { Random } from '../fuzz/random.ts';
import { longDocument, longScript } from './long-script.ts';

/** One thing that somebody does to a text, as the editor tells it. */
export interface Keystroke {
  /** The text afterwards. */
  readonly text: string;
  readonly changes: readonly TextDocumentContentChangeEvent[];
}

/** Somebody who writes, deletes and pastes; each step follows from what was drawn before. */
export interface Typist {
  readonly languageId: string;
  readonly uri: string;
  readonly text: () => string;
  readonly next: () => Keystroke;
}

/** Pieces that change what the lines around them are. */
const pieces = [
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '```\n',
  '```microdata\n',
  '```{microdata}\n',
  '---\n',
  'textblock\n',
  'endblock\n',
  'for y in 1 : 3\n',
  'end\n',
  '\\\n',
  '//',
  '#',
  "'",
  '"',
  '(',
  ')',
  '$',
  '++',
  '\uFEFF',
  '\u00A0',
  '\u2028',
  'ø\u0301',
  '😀',
  '\uD83D',
  '\t',
  'require no.ssb.fdb:60 as db\n',
  'create-dataset people1\n',
  'use people1\n',
  'rename sex age\n',
  'drop sex\n',
];

/** How long a text gets before nothing more is pasted into it, in characters. */
const longest = 14_000;

/**
 * Somebody who types a script of 300 lines from somewhere in it, character by character, and from time to time turns to a random
 * place: writes there, deletes, pastes, or takes a step back.
 */
export function newTypist(random: Random, mostLines = 300): Typist {
  const isLiterate = random.chance(40);
  const lines = random.between(5, mostLines);
  const wanted = isLiterate ? longDocument(lines) : longScript(lines);
  const [start = 0, end = 0] = [random.below(wanted.length), random.below(wanted.length)].sort((a, b) => a - b);
  let text = random.chance(30) ? '' : wanted.slice(0, start) + wanted.slice(end);
  let cursor = Math.min(start, text.length);
  let source = start;
  const past: string[] = [];

  const put = (start: number, end: number, newText: string): TextDocumentContentChangeEvent => {
    const [from, to] = [besideLineBreak(text, start), besideLineBreak(text, end)];
    const range = { start: placeOf(text, from), end: placeOf(text, to) };
    text = text.slice(0, from) + newText + text.slice(to);
    cursor = from + newText.length;
    return { range, text: newText };
  };
  const step = (): TextDocumentContentChangeEvent => {
    const act = random.below(1000);
    if (act < 720) {
      const character = wanted.charAt(source);
      source = source + 1 < wanted.length ? source + 1 : 0;
      return put(cursor, cursor, character);
    }
    if (act < 840) return put(Math.max(0, cursor - 1), cursor, '');
    const place = random.below(text.length + 1);
    if (act < 880) return put(place, Math.min(text.length, place + random.between(1, 60)), '');
    if (act < 940) return put(place, place, random.of(pieces));
    if (act < 955) return put(place, Math.min(text.length, place + random.below(400)), excerpt(random));
    if (act < 965 && text.length < longest) return put(place, place, excerpt(random));
    if (act < 975 && past.length > 0) {
      text = past.splice(random.below(past.length), 1)[0] ?? text;
      return { text };
    }
    // Goes on somewhere else, with what stands there in the script.
    source = random.below(wanted.length);
    return put(place, place, wanted.charAt(source));
  };
  return {
    languageId: isLiterate ? 'markdown' : 'microdata',
    uri: isLiterate ? 'file:///typed/document.md' : 'file:///typed/script.micro',
    text: () => text,
    next: () => {
      if (random.chance(2)) past.push(text);
      cursor = Math.min(cursor, text.length);
      const changes = random.list(1, random.chance(5) ? 4 : 1, step);
      return { text, changes };
    },
  };
}

function excerpt(random: Random): string {
  const lines = random.of(corpus()).split('\n');
  const from = random.below(lines.length);
  return lines.slice(from, from + random.between(1, 8)).join(random.chance(90) ? '\n' : '\r\n');
}

/** No cursor stands between the two characters of a line break. */
function besideLineBreak(text: string, offset: number): number {
  return text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n' ? offset - 1 : offset;
}

/** A zero-based line and column, counted here once more so that the server's counting is checked. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly character: number } {
  const before = text.slice(0, besideLineBreak(text, offset)).split(/\r\n|\n|\r/u);
  const line = before.length - 1;
  return { line, character: before[line]?.length ?? 0 };
}
