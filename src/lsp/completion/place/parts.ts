import type { IToken } from 'chevrotain';
import { ProcedureName } from '../../../lang/syntax/tokens.ts';
import { constants, expressionPlace } from './expressions.ts';
import type { Bindings } from './names.ts';
import type { Position, Wanted } from './wanted.ts';

/** Words that only the grammar knows, at the place where it knows them. */
export function keyword(...words: readonly string[]): Wanted {
  return { what: 'word', words, kind: 'keyword' };
}

/** Bindings that stand for names. */
export const symbols: Wanted = { what: 'binding', types: ['symbol'] };

/** Inside a name that `++` or a procedure makes only constants can stand. */
export function insideName(tokens: readonly IToken[], bindings: Bindings): Position {
  const { wanted, call } = expressionPlace(tokens, 'constant', bindings);
  return { wanted: call === undefined ? constants('any') : wanted, ...(call === undefined ? {} : { call }) };
}

/** Whether the parenthesis at an index belongs to a call of a procedure. */
export function isCallAt(tokens: readonly IToken[], index: number): boolean {
  return tokens[index - 1]?.tokenType === ProcedureName;
}
