import type { SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver';
import { positionAt } from '../base/source-text.ts';
import { type Span, span } from '../base/span.ts';
import type { Occurrence, OccurrenceKind } from '../lang/analyse/trace.ts';
import type { Snapshot } from './snapshot.ts';

/** What tokens are called in the protocol, and their place in the legend. */
const tokenTypes = {
  command: 0,
  function: 1,
  option: 2,
  variable: 3,
  'register-variable': 4,
  dataset: 5,
  alias: 6,
  binding: 7,
  'code-list': 8,
  code: 9,
  comment: 10,
} as const satisfies Readonly<Record<OccurrenceKind | 'comment', number>>;

/** Bits of what is said of a token besides. */
const modifiers = { declaration: 1, modification: 2 } as const;

/** The names of token types and modifiers, in the order of their numbers: those of the protocol, so that every editor has colours. */
export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [
    'keyword',
    'function',
    'parameter',
    'variable',
    'property',
    'struct',
    'namespace',
    'macro',
    'enum',
    'enumMember',
    'comment',
  ],
  tokenModifiers: ['declaration', 'modification'],
};

interface Token {
  readonly at: Span;
  readonly type: number;
  readonly modifiers: number;
}

/**
 * What every name in the text is, as analysis has found, in the protocol's five numbers a token. What could not be understood has
 * no token: there an editor's own colours stay. With a range, only what touches it.
 */
export function semanticTokens(snapshot: Snapshot, range?: Span): number[] {
  const { source } = snapshot;
  const data: number[] = [];
  let [line, column] = [1, 1];
  for (const token of tokensOf(snapshot)) {
    const { at } = token;
    if (range !== undefined && (at.end <= range.start || at.start >= range.end)) continue;
    const place = positionAt(source, at.start);
    const down = place.line - line;
    data.push(
      down,
      down === 0 ? place.column - column : place.column - 1,
      at.end - at.start,
      token.type,
      token.modifiers,
    );
    ({ line, column } = place);
  }
  return data;
}

/** All tokens in order, none overlapping: of what is written at one place, the whole rather than a part. */
function tokensOf({ trace, document, source }: Snapshot): readonly Token[] {
  const names = trace.occurrences.flatMap((occurrence): readonly Token[] =>
    occurrence.writing.type === 'literal' ? [tokenOf(occurrence, source.text)] : [],
  );
  const comments = document.script.comments.map(({ span: at }) => ({ at, type: tokenTypes.comment, modifiers: 0 }));
  const byPlace = [...names, ...comments].sort(
    (a, b) => a.at.start - b.at.start || b.at.end - a.at.end || b.modifiers - a.modifiers,
  );
  const tokens: Token[] = [];
  for (const token of byPlace) if (token.at.start >= (tokens.at(-1)?.at.end ?? 0)) tokens.push(token);
  return tokens;
}

function tokenOf({ at, kind, role }: Occurrence, text: string): Token {
  const isMarked = kind === 'binding' && text[at.start - 1] === '$';
  return {
    at: isMarked ? span(at.start - 1, at.end) : at,
    type: tokenTypes[kind],
    modifiers: role === 'definition' ? modifiers.declaration : role === 'write' ? modifiers.modification : 0,
  };
}

/** What makes the later tokens of the earlier ones: one piece that is exchanged, or nothing. */
export function semanticTokensEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - start && before.at(-1 - sameAtEnd) === after.at(-1 - sameAtEnd)) sameAtEnd++;
  const deleteCount = before.length - start - sameAtEnd;
  const data = after.slice(start, after.length - sameAtEnd);
  if (deleteCount === 0 && data.length === 0) return [];
  return [{ start, deleteCount, data }];
}
