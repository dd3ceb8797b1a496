import type { IToken } from 'chevrotain';
import type { Report } from '../../base/diagnostic.ts';
import { threshold } from '../../base/messages/message.ts';
import { joinSpans } from '../../base/span.ts';
import { retype } from './lexer.ts';
import {
  Ampersand,
  BindingToken,
  Caret,
  Comma,
  Comparison,
  DateToken,
  Identifier,
  If,
  LeftParenthesis,
  NumberToken,
  Pipe,
  RightParenthesis,
  Star,
  StringToken,
  tokenEnd,
  tokenSpan,
} from './tokens.ts';

/** A statement's tokens, cut at the marks that no form can contain: the first `if` and the first comma outside parentheses. */
export interface Clauses {
  readonly main: readonly IToken[];
  /** The `if` with what it governs. */
  readonly condition: { readonly keyword: IToken; readonly tokens: readonly IToken[] } | undefined;
  readonly options: { readonly comma: IToken; readonly tokens: readonly IToken[] } | undefined;
  /** An `if` found after the options, where it may not stand. */
  readonly lateCondition: { readonly keyword: IToken; readonly tokens: readonly IToken[] } | undefined;
}

/** Parentheses deeper than this are refused, so that no part of the program can run out of stack. */
export const deepestNesting = 100;
/** Chains of operators longer than this are refused for the same reason: each adds a level to the tree. */
export const longestChain = 1000;

/** Cuts a statement into its clauses; each is read on its own, so a slip in one does not hide a slip in another. */
export function splitClauses(tokens: readonly IToken[], takesOptions: boolean): Clauses {
  let depth = 0;
  let comma = -1;
  let condition = -1;
  let late = -1;
  for (const [index, token] of tokens.entries()) {
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth = Math.max(0, depth - 1);
    else if (token.tokenType === If && depth === 0 && comma !== -1 && late === -1) late = index;
    else if (token.tokenType === If && depth === 0 && comma === -1 && condition === -1) condition = index;
    else if (token.tokenType === Comma && depth === 0 && comma === -1 && takesOptions) comma = index;
  }
  const beforeOptions = comma === -1 ? tokens.length : comma;
  return {
    main: tokens.slice(0, condition === -1 ? beforeOptions : condition),
    condition: fromKeyword(tokens, condition, beforeOptions),
    options: comma === -1 ? undefined : optionsFrom(tokens, comma, late === -1 ? tokens.length : late),
    lateCondition: fromKeyword(tokens, late, tokens.length),
  };
}

function fromKeyword(tokens: readonly IToken[], index: number, end: number): Clauses['condition'] {
  const keyword = tokens[index];
  return keyword === undefined ? undefined : { keyword, tokens: tokens.slice(index + 1, end) };
}

function optionsFrom(tokens: readonly IToken[], index: number, end: number): Clauses['options'] {
  const comma = tokens[index];
  return comma === undefined ? undefined : { comma, tokens: tokens.slice(index + 1, end) };
}

/** Joins `12,5` outside parentheses into one number, and says how it is written. */
export function joinDecimalCommas(tokens: readonly IToken[], report: Report): readonly IToken[] {
  if (!tokens.some((token) => token.tokenType === Comma)) return tokens;
  const result: IToken[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth--;
    const comma = tokens[i + 1];
    const fraction = tokens[i + 2];
    if (depth === 0 && isDecimalComma(token, comma, fraction) && fraction !== undefined) {
      const at = joinSpans(tokenSpan(token), tokenSpan(fraction));
      const corrected = `${token.image}.${fraction.image}`;
      report('decimal-comma', at, { written: `${token.image},${fraction.image}`, corrected }, [
        { at, newText: corrected },
      ]);
      result.push({ ...token, image: corrected });
      i += 2;
    } else {
      result.push(token);
    }
  }
  return result;
}

/** Whether three tokens are `12,5` without blanks. */
export function isDecimalComma(whole: IToken, comma: IToken | undefined, fraction: IToken | undefined): boolean {
  return (
    whole.tokenType === NumberToken &&
    comma?.tokenType === Comma &&
    fraction?.tokenType === NumberToken &&
    /^\d+$/u.test(whole.image) &&
    /^\d+$/u.test(fraction.image) &&
    comma.startOffset === tokenEnd(whole) &&
    fraction.startOffset === tokenEnd(comma)
  );
}

/** Reports what would nest or chain beyond the limits; then the statement is not read at all. */
export function exceedsLimits(tokens: readonly IToken[], report: Report): boolean {
  const outer: Chain[] = [];
  let chain = newChain();
  let outside = 0;
  let previous: IToken | undefined;
  for (const token of tokens) {
    if (token.tokenType === LeftParenthesis) {
      outer.push(chain);
      outside += chainLength(chain);
      chain = newChain();
      if (outer.length > deepestNesting) {
        report('nesting-too-deep', tokenSpan(token), { limit: threshold(deepestNesting) });
        return true;
      }
    } else if (token.tokenType === RightParenthesis) {
      chain = outer.pop() ?? newChain();
      outside = Math.max(0, outside - chainLength(chain));
    } else {
      // Two operands side by side are items of a list: the chain is over.
      if (previous !== undefined && isOperand(token) && isOperand(previous)) chain = newChain();
      countOperator(chain, token);
      if (outside + chainLength(chain) > longestChain) {
        report('expression-too-long', tokenSpan(token), { limit: threshold(longestChain) });
        return true;
      }
    }
    previous = token;
  }
  return false;
}

function isOperand(token: IToken): boolean {
  return [Identifier, NumberToken, StringToken, BindingToken, DateToken].includes(token.tokenType);
}

/** Operators met so far in one parenthesis, by how tightly they bind: each looser one starts the tighter counts anew. */
interface Chain {
  alternatives: number;
  conjunctions: number;
  arithmetic: number;
}

const newChain = (): Chain => ({ alternatives: 0, conjunctions: 0, arithmetic: 0 });
const chainLength = (chain: Chain): number => chain.alternatives + chain.conjunctions + chain.arithmetic;

function countOperator(chain: Chain, token: IToken): void {
  const type = token.tokenType;
  if (type === Pipe) {
    chain.alternatives++;
    chain.conjunctions = 0;
    chain.arithmetic = 0;
  } else if (type === Ampersand) {
    chain.conjunctions++;
    chain.arithmetic = 0;
  } else if (type.CATEGORIES?.includes(Comparison) === true) {
    chain.arithmetic = 0;
  } else if (type === Caret || type === Star || (type.CATEGORIES?.length ?? 0) > 0 || token.image === '++') {
    chain.arithmetic++;
  } else if (type === Comma) {
    Object.assign(chain, newChain());
  }
}

/** Gives the first word of this text, not at the head, its grammatical meaning. */
export function markKeyword(tokens: readonly IToken[], word: string, type: IToken['tokenType']): readonly IToken[] {
  const index = tokens.findIndex((token, i) => i > 0 && token.image === word);
  return index === -1 ? tokens : tokens.with(index, retype(tokens[index] as IToken, type));
}
