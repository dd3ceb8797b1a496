import { commandSpecs } from '../../../src/commands/vocabulary.ts';
import type { Random } from './random.ts';

const words = [
  ...commandSpecs.map((spec) => spec.name),
  ...[
    'let',
    'for',
    'in',
    'end',
    'if',
    'as',
    'to',
    'on',
    'into',
    'by',
    'textblock',
    'endblock',
    'min',
    'max',
    'missing',
  ],
  ...['i.', 'c.', '$x', '12', '1.', '3rd', '.5', '1e400', '2020-01-01', '2020-02-30', '${y}', '...', 'by(x)', "'", '"'],
  ...[
    '(',
    ')',
    '=',
    '==',
    '!=',
    '<',
    '++',
    '->',
    '#',
    '##',
    '//',
    '\\',
    '/',
    ',',
    ';',
    ':',
    '&',
    '&&',
    '|',
    '!',
    '~',
    '**',
  ],
  ...['\n', '\r', '\r\n', ' ', '\t', '\u00A0', '```', '```microdata\n', '\n\n', '\\\n', '¤', '[1]', '{', '@', '%'],
];

const characters = [
  '\u0000',
  '\u0008',
  '\u001B',
  '\u2028',
  '\u2029',
  '\u200D',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '\u0301',
  '😀',
  '’',
  '“',
  '–',
  'ß',
  'İ',
  '\u202E',
];

/** Pieces of a script as the language sees them, roughly: words, numbers, texts, marks and blanks. */
function piecesOf(text: string): string[] {
  return text.match(/'[^'\n]*'|"[^"\n]*"|[\p{L}_$][\p{L}\p{M}\p{Nd}_@-]*|\d+(?:\.\d+)?|\s+|[^\s\w]{1,2}|./gsu) ?? [];
}

type Mutation = (text: string, random: Random, other: string) => string;

/** A mutation of the list of pieces. */
const ofPieces =
  (change: (pieces: string[], random: Random) => void): Mutation =>
  (text, random) => {
    const pieces = piecesOf(text);
    if (pieces.length > 0) change(pieces, random);
    return pieces.join('');
  };

/** A mutation of the list of lines. */
const ofLines =
  (change: (lines: string[], random: Random, other: string) => void): Mutation =>
  (text, random, other) => {
    const lines = text.split('\n');
    change(lines, random, other);
    return lines.join('\n');
  };

const mutations: readonly Mutation[] = [
  ofPieces((pieces, random) => pieces.splice(random.below(pieces.length), 1)),
  ofPieces((pieces, random) => pieces.splice(random.below(pieces.length), random.between(1, 8))),
  ofPieces((pieces, random) => {
    const [a, b] = [random.below(pieces.length), random.below(pieces.length)];
    [pieces[a], pieces[b]] = [pieces[b] ?? '', pieces[a] ?? ''];
  }),
  ofPieces((pieces, random) => pieces.splice(random.below(pieces.length), 0, random.of(pieces))),
  ofPieces((pieces, random) => pieces.splice(random.below(pieces.length), 0, random.of(words))),
  ofPieces((pieces, random) => pieces.splice(random.below(pieces.length), 1, random.of(words))),
  ofPieces((pieces, random) => {
    const at = random.below(pieces.length);
    const piece = pieces[at] ?? '';
    pieces[at] = random.of([
      piece.toUpperCase(),
      piece.slice(0, -1),
      `${piece}${piece}`,
      `'${piece}'`,
      `$${piece}`,
      `(${piece})`,
    ]);
  }),
  ofLines((lines, random) => lines.splice(random.below(lines.length), 1)),
  ofLines((lines, random) => lines.splice(random.below(lines.length), 0, random.of(lines))),
  ofLines((lines, random, other) => lines.splice(random.below(lines.length), 0, random.of(other.split('\n')))),
  ofLines((lines, random) => {
    const [a, b] = [random.below(lines.length), random.below(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  }),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) => insertedAt(text, random.below(text.length + 1), random.of(characters)),
  (text, random) => insertedAt(text, random.below(text.length + 1), String.fromCharCode(random.below(0x10000))),
  (text, random) => {
    const at = random.below(Math.max(1, text.length));
    const flipped = text.charCodeAt(at) ^ (1 << random.below(8));
    return text.slice(0, at) + (Number.isNaN(flipped) ? '' : String.fromCharCode(flipped)) + text.slice(at + 1);
  },
  (text, random, other) => {
    const start = random.below(other.length + 1);
    return insertedAt(text, random.below(text.length + 1), other.slice(start, start + random.between(1, 200)));
  },
  (text, random, other) => text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
];

function insertedAt(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

/** The text after some random damage, with pieces of another text among it. */
export function mutated(text: string, random: Random, other: string): string {
  let result = text;
  for (let i = random.of([1, 1, 1, 2, 3, 6]); i > 0; i--) result = random.of(mutations)(result, random, other);
  return result;
}

const lineEnds = ['\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\r', '\r\n'];

/** The script in some outer form: other line ends, a byte-order mark, or as fences of a Markdown document. */
export function wrapped(text: string, random: Random): { readonly name: string; readonly text: string } {
  const ended = text.replaceAll('\n', random.of(lineEnds));
  if (random.chance(88)) return { name: 'script.txt', text: random.chance(2) ? `\uFEFF${ended}` : ended };
  const lines = ended.split(/(?<=\n)/u);
  const cut = random.below(lines.length + 1);
  const fence = random.of(['```', '~~~~', '  ```']);
  const open = random.of([
    'microdata',
    'microdata echo=false',
    'microdata output=false label=a',
    'microdata eval=false',
    '{microdata}',
    'microdata x=1',
  ]);
  const block = (piece: string): string => `${fence}${open}\n${piece}\n${random.chance(95) ? fence : ''}\n`;
  const head = random.of(['', '---\ntitle: T\n---\n', '# Title\n\n> ```microdata\n> x\n\n']);
  return {
    name: 'script.md',
    text: `${head}${block(lines.slice(0, cut).join(''))}prose $x\n${block(lines.slice(cut).join(''))}`,
  };
}
