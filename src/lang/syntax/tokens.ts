import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import { type Span, span } from '../../base/span.ts';

/** Character class bodies of the identifier rules, for patterns made here and in the lexer. */
const letter = '\\p{L}';
const identifierSource = `[${letter}_][${letter}\\p{M}\\p{Nd}_@]*`;

/** Codes of ASCII letters and `_`, and one code of every bucket beyond ASCII that Chevrotain's start table has. */
const identifierStarts: readonly number[] = startCodes();

function startCodes(): number[] {
  const codes: number[] = [];
  for (let code = 65; code < 256; code++) codes.push(code);
  for (let code = 256; code < 65536; code += 255) codes.push(code);
  codes.push(65535);
  return codes;
}

/** Every code: for the pattern of last resort. */
const anyStart: readonly number[] = [...Array.from({ length: 65 }, (_, code) => code), ...identifierStarts];

type Match = RegExpExecArray | null;

function sticky(source: string): (text: string, offset: number) => Match {
  const pattern = new RegExp(source, 'uy');
  return (text, offset) => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };
}

const isIdentifierCharacter = /[\p{L}\p{M}\p{Nd}_@]/u;
const date = sticky('\\d{4}-\\d{2}-\\d{2}');
const beforeDate = /[\p{L}\p{M}\p{Nd}_@.$]/u;
const afterDate = /[\p{L}\p{M}\p{Nd}_@.]/u;

/** A date stands alone: `2022-06-30` in `x2022-06-30` or `2022-06-301` is arithmetic. */
function matchDate(text: string, offset: number): Match {
  const found = date(text, offset);
  if (found === null) return null;
  const before = text.charAt(offset - 1);
  const after = text.charAt(offset + found[0].length);
  return beforeDate.test(before) || afterDate.test(after) ? null : found;
}

const number = sticky('(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?');
const malformed = sticky(`(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?:[${letter}\\p{M}\\p{Nd}_@]+|\\.(?![.\\d]))`);

/** A number that ends where a number may end; `3rd` and `1.` are malformed. */
function matchNumber(text: string, offset: number): Match {
  const found = number(text, offset);
  if (found === null) return null;
  const end = offset + found[0].length;
  const after = text.charAt(end);
  if (isIdentifierCharacter.test(after)) return null;
  return after === '.' && text.charAt(end + 1) !== '.' && !/\d/u.test(text.charAt(end + 1)) ? null : found;
}

const closers: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '‘': "'‘’",
  '’': "'‘’",
  '“': '"“”',
  '”': '"“”',
};
const typographic: Readonly<Record<string, string>> = { "'": '‘’', '"': '“”' };

/**
 * Offset just past the string that opens at `offset`, or `undefined` when it is not closed before `limit`.
 *
 * A straight quote closes at the same straight quote; only when there is none may a typographic one close it, so that an
 * apostrophe from a word processor can stand inside a straight-quoted text.
 */
export function endOfString(text: string, offset: number, limit: number): number | undefined {
  const opener = text.charAt(offset);
  const first = closers[opener];
  if (first === undefined) return undefined;
  return findCloser(text, offset + 1, limit, first) ?? findCloser(text, offset + 1, limit, typographic[opener] ?? '');
}

function findCloser(text: string, from: number, limit: number, accepted: string): number | undefined {
  for (let i = from; i < limit; i++) {
    const character = text.charAt(i);
    if (character === '\n') return undefined;
    if (accepted.includes(character)) return i + 1;
  }
  return undefined;
}

/** Whether a string may open with this character. */
export function isQuote(character: string): boolean {
  return character in closers;
}

function matchString(text: string, offset: number): [string] | null {
  const end = endOfString(text, offset, text.length);
  return end === undefined ? null : [text.slice(offset, end)];
}

function matchUnterminated(text: string, offset: number): [string] | null {
  if (!isQuote(text.charAt(offset))) return null;
  const lineEnd = text.indexOf('\n', offset);
  return [text.slice(offset, lineEnd === -1 ? text.length : lineEnd).trimEnd()];
}

const quoteStarts = ["'", '"', '‘', '’', '“', '”'];
const digitStarts = ['.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

const custom = (
  name: string,
  label: string,
  pattern: (text: string, offset: number) => Match | [string],
  starts: readonly (string | number)[],
): TokenType => createToken({ name, label, pattern, start_chars_hint: [...starts], line_breaks: false });
const symbol = (name: string, text: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, label: text, pattern: text, categories });
/** A token kind that no pattern makes: the reader assigns it where the grammar gives a word a meaning. */
const assigned = (name: string, label: string): TokenType => createToken({ name, label, pattern: Lexer.NA });

/** Space, tab, no-break space, and the line break that `lines.ts` leaves at a continuation. */
const Blank = createToken({ name: 'Blank', pattern: /[ \t\u00A0\n]+/, group: Lexer.SKIPPED, line_breaks: true });
export const DateToken = custom('Date', 'date', matchDate, digitStarts);
export const NumberToken = custom('Number', 'number', matchNumber, digitStarts);
/** `3rd`, `1.`: reported by the lexer and read on as a number. Payload `reported` marks what has had its message. */
export const MalformedNumber = custom('MalformedNumber', 'number', malformed, digitStarts);
/** `i.` or `c.` directly before a name. */
export const FactorPrefix = custom('FactorPrefix', 'i. or c.', sticky(`[ic]\\.(?=[${letter}_$])`), ['i', 'c']);
export const Identifier = custom('Identifier', 'name', sticky(identifierSource), identifierStarts);
/** A name of a procedure directly before `(`: makes a call out of a place where a name may stand. */
export const ProcedureName = assigned('ProcedureName', 'name');
export const BindingToken = custom('Binding', '$name', sticky(`\\$${identifierSource}`), ['$']);
export const StringToken = custom('String', 'text', matchString, quoteStarts);
export const UnterminatedString = custom('UnterminatedString', 'text', matchUnterminated, quoteStarts);
/** `no.ssb.fdb:53`; only looked for in statements of form `require`. */
export const DatastoreToken = custom(
  'Datastore',
  'databank:version',
  sticky(`${identifierSource}(?:\\.${identifierSource})*(?::[${letter}\\p{Nd}_.]*)?`),
  identifierStarts,
);
/** A word of a support command: may hold hyphens. */
export const HyphenWord = custom('Word', 'word', sticky(`[${letter}_][${letter}\\p{M}\\p{Nd}_@-]*`), identifierStarts);

export const If = assigned('If', 'if');
export const As = assigned('As', 'as');
export const To = assigned('To', 'to');
export const Into = assigned('Into', 'into');
export const On = assigned('On', 'on');
export const By = assigned('By', 'by');
export const In = assigned('In', 'in');
export const Minimum = assigned('Minimum', 'min');
export const Maximum = assigned('Maximum', 'max');
export const Missing = assigned('Missing', 'missing');
export const Nonmissing = assigned('Nonmissing', 'nonmissing');

/** Kinds that operators belong to; the grammar asks for the kind. */
export const Comparison = assigned('Comparison', 'comparison');
export const Additive = assigned('Additive', '+ or -');
export const Multiplicative = assigned('Multiplicative', '* or /');
export const Prefix = assigned('Prefix', '-, + or !');
export const Sign = assigned('Sign', 'sign');
export const Interaction = assigned('Interaction', '# or ##');

export const Ellipsis = createToken({ name: 'Ellipsis', label: '...', pattern: /\.{2,}|…/ });
export const PlusPlus = symbol('PlusPlus', '++');
export const Arrow = symbol('Arrow', '->');
export const EqualEqual = symbol('EqualEqual', '==', Comparison);
export const NotEqual = symbol('NotEqual', '!=', Comparison);
const LessEqual = symbol('LessEqual', '<=', Comparison);
const GreaterEqual = symbol('GreaterEqual', '>=', Comparison);
const HashHash = symbol('HashHash', '##', Interaction);
export const StarStar = symbol('StarStar', '**');
export const AmpersandPair = symbol('AmpersandPair', '&&');
export const PipePair = symbol('PipePair', '||');
const Plus = symbol('Plus', '+', Additive, Prefix, Sign);
export const Minus = symbol('Minus', '-', Additive, Prefix, Sign);
export const Star = symbol('Star', '*', Multiplicative);
export const Slash = symbol('Slash', '/', Multiplicative);
export const Caret = symbol('Caret', '^');
const Less = symbol('Less', '<', Comparison);
const Greater = symbol('Greater', '>', Comparison);
export const Equal = symbol('Equal', '=');
export const Ampersand = symbol('Ampersand', '&');
export const Pipe = symbol('Pipe', '|');
export const Bang = symbol('Bang', '!', Prefix);
const Hash = symbol('Hash', '#', Interaction);
export const LeftParenthesis = symbol('LeftParenthesis', '(');
export const RightParenthesis = symbol('RightParenthesis', ')');
export const Comma = symbol('Comma', ',');
export const Colon = symbol('Colon', ':');
export const Semicolon = symbol('Semicolon', ';');
export const Dot = symbol('Dot', '.');
/** `${…}`, which other languages have. */
export const BracedBinding = createToken({ name: 'BracedBinding', pattern: /\$\{[^}]*\}?/, start_chars_hint: ['$'] });
/** `~`, `~=`: not and unequal of another language. */
export const Tilde = createToken({ name: 'Tilde', pattern: /~=?/ });
/** One character that means nothing here, or a subscript in brackets. */
export const Illegal = custom('Illegal', 'character', sticky('\\[[^\\]\\n]{0,40}\\]|.'), anyStart);

const shared: TokenType[] = [
  ...[BindingToken, StringToken, UnterminatedString, Ellipsis],
  ...[PlusPlus, Arrow, EqualEqual, NotEqual, LessEqual, GreaterEqual, HashHash, StarStar, AmpersandPair, PipePair],
  ...[Plus, Minus, Star, Slash, Caret, Less, Greater, Equal, Ampersand, Pipe, Bang, Hash],
  ...[LeftParenthesis, RightParenthesis, Comma, Colon, Semicolon, Dot, BracedBinding, Tilde, Illegal],
];

/** Which words the lexer looks for: those of an ordinary statement, of `require`, or of a support command. */
export type LexerMode = 'statement' | 'require' | 'words';

/** The patterns of each mode, in the order in which they are tried. */
export const lexerModes: Readonly<Record<LexerMode, TokenType[]>> = {
  statement: [Blank, DateToken, NumberToken, MalformedNumber, FactorPrefix, Identifier, ...shared],
  require: [Blank, DatastoreToken, NumberToken, MalformedNumber, ...shared],
  words: [Blank, NumberToken, MalformedNumber, HyphenWord, ...shared],
};

/** Every token kind that the parser may meet. */
export const vocabulary: TokenType[] = [
  ...new Set([...lexerModes.statement, DatastoreToken, HyphenWord, ProcedureName]),
  ...[Comparison, Additive, Multiplicative, Prefix, Sign, Interaction],
  ...[If, As, To, Into, On, By, In, Minimum, Maximum, Missing, Nonmissing],
];

/** Where a token stands in the document. */
export function tokenSpan(token: IToken): Span {
  return span(token.startOffset, tokenEnd(token));
}

/** Offset just past a token. */
export function tokenEnd(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** An identifier's text in Unicode NFC, without the `$` of a binding. */
export function identifierText(token: IToken): string {
  const image = token.payload === 'braced' ? token.image.replace(/[{}]/gu, '') : token.image;
  return (image.startsWith('$') ? image.slice(1) : image).normalize('NFC');
}

/** What a string literal holds, in Unicode NFC. */
export function stringText(token: IToken): string {
  const end = token.payload === 'unterminated' ? token.image.length : -1;
  return token.image.slice(1, end).normalize('NFC');
}
