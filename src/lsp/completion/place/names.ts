import type { IToken } from 'chevrotain';
import { bindingText } from '../../../lang/expand/binding-text.ts';
import type { BindingValue } from '../../../lang/function-spec.ts';
import {
  Arrow,
  BindingToken,
  Comparison,
  DateToken,
  FactorPrefix,
  Identifier,
  identifierText,
  LeftParenthesis,
  NumberToken,
  PlusPlus,
  ProcedureName,
  RightParenthesis,
  StringToken,
  stringText,
} from '../../../lang/syntax/tokens.ts';

/** What bindings stand for where the cursor is. */
export type Bindings = ReadonlyMap<string, BindingValue | undefined>;

/** Tokens that stand side by side in a list, cut into its items. */
export interface Items {
  /** Complete items, and last the one that is being written if `isOpen`. */
  readonly items: readonly (readonly IToken[])[];
  /** Whether the last item wants more: an operator stands at its end, or a parenthesis is open. */
  readonly isOpen: boolean;
}

const operands = new Set([Identifier, ProcedureName, BindingToken, NumberToken, StringToken, DateToken]);

/** Whether a token can be the whole of an operand or its end. */
export function endsOperand(token: IToken | undefined): boolean {
  return token !== undefined && (token.tokenType === RightParenthesis || operands.has(token.tokenType));
}

/** Whether an operand begins with the token. */
export function startsOperand(token: IToken): boolean {
  return operands.has(token.tokenType) || token.tokenType === FactorPrefix;
}

/** Cuts a list where two operands stand side by side; a parenthesis directly after a name of a procedure belongs to it. */
export function itemsOf(tokens: readonly IToken[]): Items {
  const items: IToken[][] = [];
  let depth = 0;
  let previous: IToken | undefined;
  for (const token of tokens) {
    const isCall = token.tokenType === LeftParenthesis && previous?.tokenType === ProcedureName;
    const starts = startsOperand(token) || (token.tokenType === LeftParenthesis && !isCall);
    const isNew = depth === 0 && (previous === undefined || (endsOperand(previous) && starts && !isCall));
    const current = items.at(-1);
    if (isNew || current === undefined) items.push([token]);
    else current.push(token);
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth = Math.max(0, depth - 1);
    previous = token;
  }
  return { items, isOpen: depth > 0 || (previous !== undefined && !endsOperand(previous)) };
}

/** The name that tokens make, joined by `++` where that is needed; `undefined` when it is no name or not known. */
export function nameOf(tokens: readonly IToken[], bindings: Bindings): string | undefined {
  let name = '';
  for (const [index, token] of tokens.entries()) {
    if (index % 2 === 1) {
      if (token.tokenType !== PlusPlus) return undefined;
      continue;
    }
    const part = partOfName(token, bindings);
    if (part === undefined) return undefined;
    name += part;
  }
  return tokens.length % 2 === 1 ? name : undefined;
}

function partOfName(token: IToken, bindings: Bindings): string | undefined {
  switch (token.tokenType) {
    case Identifier:
      return identifierText(token);
    case StringToken:
      return stringText(token);
    case NumberToken:
      return token.image;
    case BindingToken: {
      const value = bindings.get(identifierText(token));
      return value === undefined ? undefined : bindingText(value);
    }
    default:
      return undefined;
  }
}

/** The names of a list's items, as far as they are known; of `a -> b` the first. */
export function namesOf(items: readonly (readonly IToken[])[], bindings: Bindings): readonly string[] {
  return items.flatMap((item) => {
    const arrow = item.findIndex((token) => token.tokenType === Arrow);
    return nameOf(arrow === -1 ? item : item.slice(0, arrow), bindings) ?? [];
  });
}

/** Whether a token compares. */
export function isComparison(token: IToken): boolean {
  return token.tokenType.CATEGORIES?.includes(Comparison) === true;
}
