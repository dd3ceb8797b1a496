import type { IToken } from 'chevrotain';
import type { Span } from '../../base/span.ts';
import {
  Additive,
  Ampersand,
  Arrow,
  Bang,
  Colon,
  Comma,
  Comparison,
  Equal,
  FactorPrefix,
  If,
  Interaction,
  LeftParenthesis,
  Multiplicative,
  Pipe,
  PlusPlus,
  RightParenthesis,
  Semicolon,
  Slash,
} from '../syntax/tokens.ts';
import type { TokenRoles } from './roles.ts';

/** A token of a statement, or a command word, which may hold hyphens. */
export interface Piece {
  readonly at: Span;
  /** Absent for a command word. */
  readonly token: IToken | undefined;
}

/**
 * What stands before a piece.
 *
 * `joined` pieces stay on the line of what is before them; before a piece with no `blank` a line may break only where its
 * author broke it. Of the places with a blank, those of the lowest rank break first when a line is too long.
 */
export interface Joint {
  readonly kind: 'joined' | 'none' | 'blank';
  readonly rank: number;
  /** Whether this begins an entry of a table: if one of them gets a line of its own, all do. */
  readonly isEntry: boolean;
  /** Parentheses that are open before the piece. */
  readonly depth: number;
}

/** Ranks outside parentheses; each open parenthesis adds `rankPerDepth`. Unlisted places come last of all. */
const ranks = {
  clause: 0,
  entry: 1,
  item: 2,
  alternative: 3,
  conjunction: 4,
  comparison: 5,
  chain: 6,
  sum: 7,
  product: 8,
};
const rankPerDepth = 10;
const lastRank = 1e6;

/** What stands before each piece of a statement; the first joint is of no use. */
export function jointsOf(pieces: readonly Piece[], roles: TokenRoles): readonly Joint[] {
  let depth = 0;
  return pieces.map((piece, i) => {
    const before = pieces[i - 1];
    if (is(piece, RightParenthesis)) depth = Math.max(0, depth - 1);
    const kind = before === undefined ? 'none' : kindOf(before, piece, roles);
    const rank = before === undefined ? lastRank : rankOf(before, piece, roles);
    const isEntry = rank === ranks.entry;
    const joint = { kind, rank: rank === lastRank ? lastRank + depth : rank + depth * rankPerDepth, isEntry, depth };
    if (is(piece, LeftParenthesis)) depth++;
    return joint;
  });
}

function is({ token }: Piece, ...types: readonly IToken['tokenType'][]): boolean {
  if (token === undefined) return false;
  const { tokenType } = token;
  return types.some((type) => tokenType === type || tokenType.CATEGORIES?.includes(type) === true);
}

function kindOf(before: Piece, piece: Piece, roles: TokenRoles): Joint['kind'] {
  if (is(before, FactorPrefix, Interaction) || is(piece, Interaction)) return 'joined';
  if (isTouching(before, roles, Slash) || isTouching(piece, roles, Slash)) return 'joined';
  // Two plus signs in a row would be read as `++`.
  if (isTouching(before, roles, Additive, Bang)) return isPlus(before) && isPlus(piece) ? 'blank' : 'joined';
  if (is(piece, LeftParenthesis) && roles.callers.has(before.at.start)) return 'joined';
  if (is(before, LeftParenthesis) || is(piece, RightParenthesis, Comma, Semicolon)) return 'none';
  return 'blank';
}

function isPlus({ token }: Piece): boolean {
  return token?.image === '+';
}

/** A sign that is no operator between two operands: it belongs to what it touches. */
function isTouching(piece: Piece, roles: TokenRoles, ...types: readonly IToken['tokenType'][]): boolean {
  return is(piece, ...types) && !roles.operators.has(piece.at.start);
}

function rankOf(before: Piece, piece: Piece, roles: TokenRoles): number {
  const { start } = piece.at;
  if (before.token === undefined || roles.bound.has(start)) return lastRank;
  if (roles.clauses.has(start) || is(before, Semicolon)) return ranks.clause;
  if (roles.entries.has(start)) return ranks.entry;
  if (is(piece, Equal, Arrow, Colon) || is(before, Equal, Arrow, Colon, If)) return lastRank;
  if (roles.operators.has(start)) return operatorRank(piece);
  if (roles.operators.has(before.at.start)) return lastRank;
  return ranks.item;
}

function operatorRank(piece: Piece): number {
  if (is(piece, Pipe)) return ranks.alternative;
  if (is(piece, Ampersand)) return ranks.conjunction;
  if (is(piece, Comparison)) return ranks.comparison;
  if (is(piece, PlusPlus)) return ranks.chain;
  if (is(piece, Additive)) return ranks.sum;
  return is(piece, Multiplicative) ? ranks.product : lastRank;
}
