import { type IToken, Lexer, type TokenType } from 'chevrotain';
import type { Fix, Report } from '../../base/diagnostic.ts';
import { daysInMonth, epochDay, isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import { type Span, span } from '../../base/span.ts';
import {
  Ampersand,
  AmpersandPair,
  Bang,
  BindingToken,
  BracedBinding,
  Caret,
  DateToken,
  Identifier,
  If,
  Illegal,
  LeftParenthesis,
  type LexerMode,
  lexerModes,
  MalformedNumber,
  NotEqual,
  NumberToken,
  Pipe,
  PipePair,
  PlusPlus,
  ProcedureName,
  StarStar,
  StringToken,
  Tilde,
  tokenSpan,
  UnterminatedString,
} from './tokens.ts';

let lexer: Lexer | undefined;

/** Made on first use: a process that parses nothing pays nothing. */
function sharedLexer(): Lexer {
  lexer ??= new Lexer(
    { modes: { ...lexerModes }, defaultMode: 'statement' },
    { positionTracking: 'onlyOffset', skipValidations: true, ensureOptimizations: false },
  );
  return lexer;
}

/** The procedures whose call may stand where a name is expected; any other word before `(` is a name of its own. */
const nameProcedures: ReadonlySet<string> = new Set(['bind', 'to_symbol', 'to_str', 'to_int', 'date_fmt']);

/**
 * Reads the tokens of a piece of a logical line.
 *
 * Reports lexical errors and operators of other languages, and hands on what was probably meant, so that one slip costs
 * one message. Offsets of the tokens are those of the document.
 *
 * @param start  offset of the piece in the document
 */
export function readTokens(text: string, start: number, mode: LexerMode, report: Report): IToken[] {
  const result: IToken[] = [];
  for (const token of sharedLexer().tokenize(text, mode).tokens) {
    token.startOffset += start;
    const settled = settle(token, text, start, report);
    if (isGlued(settled, result.at(-1))) result.push(joint(settled, result.at(-1), report));
    result.push(settled);
  }
  markProcedures(result);
  return result;
}

/** Gives a token another kind. */
export function retype(token: IToken, type: TokenType): IToken {
  const index = type.tokenTypeIdx;
  return index === undefined ? token : { ...token, tokenType: type, tokenTypeIdx: index };
}

/** Whether a binding stands directly behind a name, as in `wage$year`. */
function isGlued(token: IToken, before: IToken | undefined): boolean {
  if (token.tokenType !== BindingToken || before === undefined) return false;
  const isName = before.tokenType === Identifier || before.tokenType === BindingToken;
  return isName && tokenSpan(before).end === token.startOffset;
}

/** The `++` that was meant between them; it takes no room in the text. */
function joint(token: IToken, before: IToken | undefined, report: Report): IToken {
  const { startOffset } = token;
  const corrected = `${before?.image ?? ''}++${token.image}`;
  if (token.payload !== 'braced') {
    const at = { start: startOffset, end: startOffset };
    report('name-parts-unjoined', tokenSpan(token), { corrected }, [{ at, newText: '++' }]);
  }
  return { ...retype(token, PlusPlus), image: '++', startOffset, endOffset: startOffset - 1 };
}

/** Marks that begin a text elsewhere, with those that end it. */
const foreignQuotes: ReadonlyMap<string, string> = new Map([
  ['«', '»'],
  ['»', '«'],
  ['„', '“”"'],
  ['‚', "‘’'"],
  ['`', "`´'"],
  ['´', "´`'"],
]);

/** The text in foreign quotation marks, in ours. */
function quoted(mark: string, at: Span, line: string): readonly Fix[] {
  const ends = foreignQuotes.get(mark);
  const length = ends === undefined ? -1 : line.split('').findIndex((unit, i) => i > 0 && ends.includes(unit));
  if (length === -1) return [];
  const inside = line.slice(1, length);
  const newText = inside.includes("'") ? `"${inside}"` : `'${inside}'`;
  return [{ at: span(at.start, at.start + length + 1), newText }];
}

/**
 * Reports what is wrong with a token by itself.
 *
 * @param text   the piece that is read
 * @param start  its offset in the document
 */
function settle(token: IToken, text: string, start: number, report: Report): IToken {
  const at = tokenSpan(token);
  switch (token.tokenType) {
    case Identifier:
      return token.image === 'if' ? retype(token, If) : token;
    case DateToken:
      if (parseIsoDate(token.image) === undefined) {
        report('invalid-date', at, { date: token.image }, lastDayOfMonth(token.image, at));
      }
      return token;
    case StringToken:
      if (/[‘’“”]/u.test(token.image.charAt(0) + token.image.slice(-1))) {
        report('typographic-quote', at, { text: token.image }, [{ at, newText: straightened(token.image) }]);
      }
      return token;
    case UnterminatedString:
      report('unterminated-string', at, { text: token.image }, [closingQuote(token)]);
      return retype({ ...token, payload: 'unterminated' }, StringToken);
    case NumberToken:
      if (Number.isFinite(Number(token.image))) return token;
      report('number-too-large', at, { written: token.image });
      return { ...token, payload: 'reported' };
    case MalformedNumber:
      report('malformed-number', at, { text: token.image });
      return retype({ ...token, payload: 'reported' }, NumberToken);
    case StarStar:
      report('double-star-power', at, {}, [{ at, newText: '^' }]);
      return retype(token, Caret);
    case AmpersandPair:
      report('foreign-operator', at, { written: '&&', ours: '&' }, [{ at, newText: '&' }]);
      return retype(token, Ampersand);
    case PipePair:
      report('foreign-operator', at, { written: '||', ours: '|' }, [{ at, newText: '|' }]);
      return retype(token, Pipe);
    case Tilde:
      return settleTilde(token, text.slice(0, at.start - start).trimEnd(), report);
    case BracedBinding:
      reportBraced(token, text.charAt(at.start - start - 1), text.charAt(at.end - start), report);
      return retype({ ...token, payload: 'braced' }, BindingToken);
    case Illegal:
      report(
        'illegal-character',
        at,
        { character: token.image },
        quoted(token.image, at, text.slice(at.start - start)),
      );
      return { ...token, payload: 'reported' };
    default:
      return token;
  }
}

/** A day that is not in the calendar becomes the last one of its month, if there is such a month. */
function lastDayOfMonth(date: string, at: Span): readonly Fix[] {
  const [year = 0, month = 0] = date.split('-').map(Number);
  const last = epochDay(year, month, month < 1 || month > 12 ? 0 : daysInMonth(year, month));
  return last === undefined ? [] : [{ at, newText: isoDate(last) }];
}

/** The quotation mark at the end of the line, before parentheses that the text was probably not meant to hold. */
function closingQuote(token: IToken): Fix {
  const written = token.image.replace(/[\s)]+$/u, '');
  const end = tokenSpan(token).start + Math.max(1, written.length);
  return { at: { start: end, end }, newText: /["“”]/u.test(token.image.charAt(0)) ? '"' : "'" };
}

/** `wage_${y}` is written `wage_++$y`. */
function reportBraced(token: IToken, before: string, after: string, report: Report): void {
  const name = token.image.replace(/[${}]/gu, '');
  const joins = /[\p{L}\p{M}\p{Nd}_@$}]/u;
  const newText = `${joins.test(before) ? '++' : ''}$${name}${joins.test(after) ? '++' : ''}`;
  const at = tokenSpan(token);
  report('braced-binding', at, { written: token.image, name }, [{ at, newText }]);
}

/** `~` is "not" in other languages, but between variables the sign of a formula, which the parser has something to say of. */
function settleTilde(token: IToken, before: string, report: Report): IToken {
  const isUnequal = token.image === '~=';
  // The end only, however long the line: there may be as many signs as characters.
  const isBehindName = /[\p{L}\p{Nd}_](?<!(?<![\p{L}\p{Nd}_])if)$/u.test(before.slice(-4));
  if (!isUnequal && isBehindName) return retype(token, Bang);
  const ours = isUnequal ? '!=' : '!';
  const at = tokenSpan(token);
  report('foreign-operator', at, { written: token.image, ours }, [{ at, newText: ours }]);
  return retype(token, isUnequal ? NotEqual : Bang);
}

function straightened(literal: string): string {
  const quote = /[“”"]/u.test(literal.charAt(0)) ? '"' : "'";
  return `${quote}${literal.slice(1, -1)}${quote}`;
}

function markProcedures(tokens: IToken[]): void {
  for (let i = 0; i + 1 < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.tokenType !== Identifier || tokens[i + 1]?.tokenType !== LeftParenthesis) continue;
    if (nameProcedures.has(token.image)) tokens[i] = retype(token, ProcedureName);
  }
}
