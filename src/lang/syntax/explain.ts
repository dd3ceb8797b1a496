import type { IRecognitionException, IToken } from 'chevrotain';
import type { Fix, Report } from '../../base/diagnostic.ts';
import { joinSpans, type Span, span } from '../../base/span.ts';
import { newNameLike } from '../identifiers.ts';
import type { StatementForm } from './ast.ts';
import { isDecimalComma } from './clauses.ts';
import { expectedWords } from './expectations.ts';
import {
  Additive,
  BindingToken,
  Colon,
  Comma,
  Comparison,
  DateToken,
  Dot,
  Ellipsis,
  Equal,
  FactorPrefix,
  Identifier,
  If,
  LeftParenthesis,
  Minus,
  NumberToken,
  Semicolon,
  Slash,
  Star,
  tokenEnd,
  tokenSpan,
} from './tokens.ts';

/** Where a piece of text was read, for a message about it. */
export interface ErrorContext {
  /** Where to point when the piece is empty. */
  readonly place: Span;
  /** What the piece is, when the parser cannot tell what it wanted. */
  readonly expected: readonly string[];
  readonly context: StatementForm | 'expression' | 'option' | 'let' | 'for';
  /** The command's option names, to notice a forgotten comma. */
  readonly options?: ReadonlySet<string>;
}

/** A place in a piece where reading stopped. */
interface Stop {
  readonly tokens: readonly IToken[];
  /** Index of the token that could not be read; the number of tokens when the text ended too soon. */
  readonly index: number;
  readonly token: IToken | undefined;
  readonly previous: IToken | undefined;
  readonly expected: readonly string[];
  readonly where: ErrorContext;
}

/** An explanation reports and returns true when the stop is its business. */
type Explanation = (stop: Stop, report: Report) => boolean;

/**
 * Reports the first error of a piece of text, in the words of the most specific explanation there is.
 *
 * Later errors of the same piece are consequences of the first, so they are not shown.
 */
export function reportSyntaxError(
  errors: readonly IRecognitionException[],
  tokens: readonly IToken[],
  where: ErrorContext,
  report: Report,
): void {
  const error = errors[0];
  if (error === undefined) return;
  const atEnd = error.token.image === '';
  const index = atEnd ? tokens.length : tokens.findIndex((token) => token.startOffset === error.token.startOffset);
  const words = expectedWords(error.message);
  const stop: Stop = {
    tokens,
    index,
    token: tokens[index],
    previous: tokens[index - 1],
    expected: words.length === 0 ? [] : summarised(words),
    where,
  };
  if (alreadyReported(stop)) return;
  if (explanations.some((explain) => explain(stop, report))) return;
  reportGenerally(stop, report);
}

/** A malformed number or an illegal character has had its own message. */
function alreadyReported(stop: Stop): boolean {
  return stop.token?.payload === 'reported' || stop.previous?.payload === 'reported';
}

/** Expectations that amount to "an expression" are said so. */
function summarised(words: readonly string[]): readonly string[] {
  const isExpression = words.includes('name') && words.includes('number') && words.includes('(');
  return isExpression ? ['expression'] : [...new Set(words)].slice(0, 5);
}

function reportGenerally(stop: Stop, report: Report): void {
  const { token, previous, where } = stop;
  if (token === undefined) {
    const place = previous === undefined ? where.place : span(tokenEnd(previous), tokenEnd(previous));
    const expected = where.expected.length > 0 && stop.tokens.length === 0 ? where.expected : stop.expected;
    const closes = stop.expected.includes(')') && stop.tokens.length > 0;
    const fixes = closes ? [{ at: span(place.end, place.end), newText: ')' }] : [];
    report('unexpected-end', place, { expected: expected.length > 0 ? expected : ['name'] }, fixes);
    return;
  }
  report('unexpected-text', tokenSpan(token), { found: token.image, expected: stop.expected });
}

const chainedComparison: Explanation = ({ token, tokens, index }, report) => {
  if (token === undefined || token.tokenType.CATEGORIES?.includes(Comparison) !== true) return false;
  const earlier = tokens
    .slice(0, index)
    .findLastIndex((candidate) => candidate.tokenType.CATEGORIES?.includes(Comparison));
  if (earlier === -1) return false;
  const fix = rangeFix(tokens, earlier, index);
  report('chained-comparison', tokenSpan(token), { corrected: fix?.newText }, fix === undefined ? [] : [fix]);
  return true;
};

/** `18 <= age <= 66` with single words or numbers becomes `inrange(age, 18, 66)`. */
function rangeFix(tokens: readonly IToken[], first: number, second: number): Fix | undefined {
  const [low, middle, high] = [tokens[first - 1], tokens[first + 1], tokens[second + 1]];
  const isShort = second === first + 2 && low !== undefined && middle !== undefined && high !== undefined;
  if (!isShort || tokens[first]?.image !== '<=' || tokens[second]?.image !== '<=') return undefined;
  const simple = [low, middle, high].every((token) =>
    [Identifier, NumberToken, BindingToken].includes(token.tokenType),
  );
  const isWhole = simple && !continuesOperand(tokens[first - 2]) && !continuesOperand(tokens[second + 2]);
  if (!isWhole) return undefined;
  const newText = `inrange(${middle.image}, ${low.image}, ${high.image})`;
  return { at: span(low.startOffset, tokenEnd(high)), newText };
}

/** Whether arithmetic joins the neighbour to what stands beside it, so that the operand is larger than one word. */
function continuesOperand(token: IToken | undefined): boolean {
  if (token === undefined) return false;
  const categories = token.tokenType.CATEGORIES ?? [];
  return categories.includes(Additive) || ['*', '/', '^', '++', '('].includes(token.image);
}

const decimalComma: Explanation = ({ token, previous, tokens, index }, report) => {
  const fraction = tokens[index + 1];
  if (token?.tokenType !== Comma || previous === undefined || fraction === undefined) return false;
  if (!isDecimalComma(previous, token, fraction)) return false;
  const at = joinSpans(tokenSpan(previous), tokenSpan(fraction));
  const corrected = `${previous.image}.${fraction.image}`;
  report('decimal-comma', at, { written: `${previous.image},${fraction.image}`, corrected }, [
    { at, newText: corrected },
  ]);
  return true;
};

const listForms: ReadonlySet<string> = new Set([
  ...['variables', 'selection', 'aggregation', 'clone', 'merge', 'recode', 'statistic-chart', 'model', 'option'],
]);

const wildcard: Explanation = ({ token, previous, tokens, index, where }, report) => {
  if (token === undefined || previous?.tokenType !== Identifier || !listForms.has(where.context)) return false;
  if (token.tokenType !== Star && token.tokenType !== Minus) return false;
  const next = tokens[index + 1];
  const reaches = next !== undefined && token.tokenType === Minus && next.tokenType === Identifier;
  const at = joinSpans(tokenSpan(previous), tokenSpan(reaches ? next : token));
  const written = reaches ? `${previous.image}-${next.image}` : `${previous.image}${token.image}`;
  report('write-out-variables', at, { written });
  return true;
};

const mergeForm: Explanation = ({ token, tokens, index, where, previous }, report) => {
  if (where.context !== 'merge') return false;
  const keyed = tokens.findIndex((candidate) => candidate.tokenType.name === 'On');
  if (token !== undefined && keyed !== -1 && index > keyed + 1) {
    report('one-key-only', tokenSpan(token), { found: token.image });
    return true;
  }
  const foreign = tokens.find((candidate) => candidate.image === 'from' || candidate.image === 'using');
  if (foreign !== undefined) {
    report('merge-form', tokenSpan(foreign), {});
    return true;
  }
  const at = token === undefined ? (previous === undefined ? where.place : tokenSpan(previous)) : tokenSpan(token);
  report('merge-form', at, {});
  return true;
};

const loopHeader: Explanation = ({ token, tokens, index, where }, report) => {
  if (where.context !== 'for' || token === undefined) return false;
  const isEllipsis = tokens.some((candidate) => candidate.tokenType === Ellipsis);
  const keyword = tokens.findIndex((candidate) => candidate.tokenType.name === 'In');
  if (!isEllipsis && (token.tokenType !== LeftParenthesis || keyword === -1 || index <= keyword)) return false;
  const iterator = tokens[keyword - 1];
  const numbers = tokens.slice(keyword + 1).filter((candidate) => candidate.tokenType === NumberToken);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const isSimple = keyword === 1 && iterator !== undefined && first !== undefined && last !== undefined;
  const values = isEllipsis ? `${first?.image ?? ''} : ${last?.image ?? ''}` : plainValues(tokens.slice(keyword + 1));
  const corrected = isSimple ? `for ${iterator.image} in ${values}` : undefined;
  const at = span(tokens[0]?.startOffset ?? token.startOffset, tokenEnd(tokens.at(-1) ?? token));
  const newText = corrected?.slice('for '.length);
  report('loop-parentheses', tokenSpan(token), { corrected }, newText === undefined ? [] : [{ at, newText }]);
  return true;
};

/** `for y in 2001:2003 2010`: blanks separate values, but not a range from what follows it. */
const rangeWithoutComma: Explanation = ({ token, previous, tokens, index, where }, report) => {
  if (where.context !== 'for' || token === undefined || previous === undefined || token.tokenType === Colon)
    return false;
  const before = tokens.slice(0, index);
  const list = before.slice(
    before.findLastIndex(({ tokenType }) => tokenType === Comma || tokenType === Semicolon) + 1,
  );
  if (!list.some(({ tokenType }) => tokenType === Colon)) return false;
  const at = span(tokenEnd(previous), tokenEnd(previous));
  report('loop-range-comma', tokenSpan(token), { found: token.image }, [{ at, newText: ',' }]);
  return true;
};

/** The values of a list without the parentheses around it. */
function plainValues(tokens: readonly IToken[]): string {
  const values = tokens.filter((token) => !['(', ')', ','].includes(token.image));
  return values.map((token) => token.image).join(' ');
}

/** `tabulate x summarize(w)`: an option of the command with its parentheses, and no comma before it. */
const missingComma: Explanation = ({ tokens, index, where }, report) => {
  const { options } = where;
  if (options === undefined) return false;
  const place = tokens.findIndex(
    (candidate, i) =>
      i > 0 && i <= index && options.has(candidate.image) && tokens[i + 1]?.tokenType === LeftParenthesis,
  );
  const option = tokens[place];
  const before = tokens[place - 1];
  if (option === undefined || before === undefined) return false;
  const gap = span(tokenEnd(before), option.startOffset);
  report('comma-before-options', tokenSpan(option), { option: option.image }, [{ at: gap, newText: ', ' }]);
  return true;
};

const registerAfterTime: Explanation = ({ token, tokens, index, where }, report) => {
  if (where.context !== 'import' || token === undefined || tokens[index + 1]?.tokenType !== Slash) return false;
  const end = tokens[index + 2] ?? token;
  const found = `${token.image}/${end === token ? '' : end.image}`;
  const firstTime = tokens.findIndex(({ tokenType }) => tokenType === DateToken);
  const time = firstTime === -1 || firstTime >= index ? undefined : tokens[firstTime];
  const times = tokens.slice(firstTime, index).map(({ image }) => image);
  const fixes =
    time === undefined ? [] : [{ at: span(time.startOffset, tokenEnd(end)), newText: [found, ...times].join(' ') }];
  report('register-after-time', span(token.startOffset, tokenEnd(end)), { found }, fixes);
  return true;
};

/** `x in (1, 2)`, and `x += 1`, of other languages. */
const foreignConstruct: Explanation = ({ token, previous, tokens, index, where }, report) => {
  if (token?.image === 'in' && where.context === 'expression' && previous !== undefined) {
    const isSimple = tokens[index + 1]?.tokenType === LeftParenthesis && previous.tokenType === Identifier;
    const ours = isSimple ? `inlist(${previous.image}, …)` : 'inlist(x, …)';
    report('foreign-operator', tokenSpan(token), { written: 'in', ours });
    return true;
  }
  if (where.context !== 'assignment' || token === undefined || previous === undefined) return false;
  if (index !== tokens.length - 1 || !['+', '-', '*', '/'].includes(token.image)) return false;
  const ours = `${previous.image} = ${previous.image} ${token.image} …`;
  report('foreign-operator', tokenSpan(token), { written: `${token.image}=`, ours });
  return true;
};

const factorSpacing: Explanation = ({ token, previous, tokens, index }, report) => {
  if (token?.tokenType !== Dot || (previous?.image !== 'i' && previous?.image !== 'c')) return false;
  const name = tokens[index + 1];
  const isNamed = name?.tokenType === Identifier || name?.tokenType === BindingToken;
  const at = span(previous.startOffset, isNamed ? tokenEnd(name) : tokenEnd(token));
  const corrected = `${previous.image}.${isNamed ? name.image : 'x'}`;
  report('factor-spacing', at, { corrected }, isNamed ? [{ at, newText: corrected }] : []);
  return true;
};

const factorOutside: Explanation = ({ token }, report) => {
  if (token?.tokenType !== FactorPrefix) return false;
  const at = tokenSpan(token);
  report('factor-outside-model', at, { found: token.image }, [{ at, newText: '' }]);
  return true;
};

const reservedIf: Explanation = ({ token }, report) => {
  if (token?.tokenType !== If) return false;
  report('if-is-reserved', tokenSpan(token), {});
  return true;
};

const equalsAsComparison: Explanation = ({ token, where }, report) => {
  if (token?.tokenType !== Equal || where.context !== 'expression') return false;
  report('assignment-in-condition', tokenSpan(token), {}, [{ at: tokenSpan(token), newText: '==' }]);
  return true;
};

/** `net-wage = …`, `a.b = …`: what is written where a new name is introduced is not one. */
const illegalNewName: Explanation = ({ token, previous, tokens, index, where }, report) => {
  if (where.expected[0] !== 'name' || token === undefined || previous === undefined) return false;
  if (token.tokenType !== Minus && token.tokenType !== Dot && token.tokenType !== NumberToken) return false;
  if (token.startOffset !== tokenEnd(previous)) return false;
  let last = token;
  for (const next of tokens.slice(index + 1)) {
    if (next.startOffset !== tokenEnd(last)) break;
    last = next;
  }
  const name = [...tokens.slice(index - 1, tokens.indexOf(last) + 1)].map((part) => part.image).join('');
  const at = span(previous.startOffset, tokenEnd(last));
  const newText = newNameLike(name);
  report('illegal-name', at, { name }, newText === undefined ? [] : [{ at, newText }]);
  return true;
};

/** `define-labels` with an odd number of items, most often because a label of several words is not quoted. */
const missingLabel: Explanation = ({ token, previous, tokens, where }, report) => {
  if (where.context !== 'define-labels' || token !== undefined || previous === undefined) return false;
  // The first item is the list's name; a lone `++` or `$x` there is no code.
  if (tokens.length < 2 || previous.tokenType.CATEGORIES?.includes(Additive) === true) return false;
  report('label-missing', tokenSpan(previous), { code: previous.image });
  return true;
};

const explanations: readonly Explanation[] = [
  ...[missingComma, registerAfterTime, foreignConstruct],
  ...[factorSpacing, decimalComma, chainedComparison, equalsAsComparison, reservedIf, loopHeader, illegalNewName],
  ...[rangeWithoutComma],
  ...[mergeForm, wildcard, factorOutside, missingLabel],
];
