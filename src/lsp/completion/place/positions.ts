import type { IToken } from 'chevrotain';
import { commandForms, constructSpecs } from '../../../commands/vocabulary.ts';
import type { CommandSpec } from '../../../lang/command-spec.ts';
import { splitClauses } from '../../../lang/syntax/clauses.ts';
import { markLoopWords, markWords } from '../../../lang/syntax/forms.ts';
import { readTokens } from '../../../lang/syntax/lexer.ts';
import { commandWordOf } from '../../../lang/syntax/statement.ts';
import { Comma, Equal, In, type LexerMode, Semicolon } from '../../../lang/syntax/tokens.ts';
import type { StatementCursor } from './cursor.ts';
import { expressionPlace } from './expressions.ts';
import { mainPosition } from './main-part.ts';
import { type Bindings, endsOperand, itemsOf, namesOf } from './names.ts';
import { optionPosition } from './options.ts';
import type { Position, Wanted } from './wanted.ts';

const nothing: Position = { wanted: [] };
const ignore = (): void => undefined;

/** What may be put in where the cursor stands in a statement. Nothing is asked of the statement but its tokens. */
export function positionIn(cursor: StatementCursor, bindings: Bindings): Position {
  if (cursor.word.kind === 'head') return { wanted: [{ what: 'command' }] };
  const { before, start, after } = cursor;
  const prefix = factorPrefix.exec(before)?.[0];
  if (prefix === undefined) return positionAfter(before, start, after, bindings);
  // Without its name a prefix is none yet: the term is looked for that begins there, and what is no term is not offered.
  const position = positionAfter(before.slice(0, -prefix.length), start, after, bindings);
  const wanted = position.wanted.filter((each) => each.what === 'variable' && each.accepts === 'terms');
  return { ...position, wanted: wanted.map((each) => prefixed(each, prefix)) };
}

/** `i.` or `c.` that belongs to the word behind it. */
const factorPrefix = /(?<![\p{L}\p{M}\p{Nd}_@.])[ic]\.$/u;

/** With its prefix a variable may be in several terms. */
function prefixed(wanted: Wanted, prefix: string): Wanted {
  if (wanted.what !== 'variable') return wanted;
  return { what: 'variable', accepts: prefix === 'c.' ? 'numeric' : wanted.accepts };
}

function positionAfter(before: string, start: number, after: string, bindings: Bindings): Position {
  const word = commandWordOf({ type: 'statement', start, text: before });
  if (word === undefined) return nothing;
  const rest = before.slice(word.text.length);
  const construct = constructSpecs.find(({ name }) => name === word.text)?.name;
  if (construct !== undefined) {
    const tokens = readTokens(rest, word.at.end, 'statement', ignore);
    const found =
      construct === 'let' ? letPosition(tokens, bindings) : construct === 'for' ? loopPosition(tokens) : nothing;
    return { ...found, construct };
  }
  const spec = commandForms.get(word.text);
  if (spec === undefined) return nothing;
  if (spec.form === 'nested') return { spec, ...nestedPosition(rest, word.at.end, after, bindings) };
  const mode: LexerMode = spec.form === 'require' ? 'require' : spec.form === 'words' ? 'words' : 'statement';
  const tokens = readTokens(rest, word.at.end, mode, ignore);
  return { ...commandPosition(tokens, after, spec, bindings), spec };
}

function commandPosition(tokens: readonly IToken[], after: string, spec: CommandSpec, bindings: Bindings): Position {
  const takesOptions = Object.keys(spec.options).length > 0;
  const clauses = splitClauses(tokens, spec.form !== 'words' || takesOptions);
  const condition = clauses.lateCondition ?? clauses.condition;
  if (clauses.options !== undefined && clauses.lateCondition === undefined) {
    if (!takesOptions) return nothing;
    const variables = namesOf(itemsOf(clauses.main).items, bindings);
    const following = readTokens(after, 0, 'statement', ignore);
    return optionPosition(spec, { before: clauses.options.tokens, after: following, variables }, bindings);
  }
  if (condition !== undefined) {
    if (spec.condition === 'no') return nothing;
    const { wanted, call } = expressionPlace(condition.tokens, 'data', bindings);
    return { wanted, part: 'condition', ...(call === undefined ? {} : { call }) };
  }
  return mainPosition(markWords(clauses.main, spec), spec, bindings);
}

/** The statement of another command after a command that makes something of it. */
function nestedPosition(rest: string, start: number, after: string, bindings: Bindings): Position {
  const blanks = /^\s*/u.exec(rest)?.[0].length ?? 0;
  const inner = rest.slice(blanks);
  if (inner === '') return { wanted: [{ what: 'command', only: 'model' }], part: 'model-command' };
  return positionAfter(inner, start + blanks, after, bindings);
}

function letPosition(tokens: readonly IToken[], bindings: Bindings): Position {
  const equal = tokens.findIndex((token) => token.tokenType === Equal);
  if (equal === -1) return { wanted: [], part: 'name' };
  const { wanted, call } = expressionPlace(tokens.slice(equal + 1), 'constant', bindings);
  return { wanted, part: 'expression', ...(call === undefined ? {} : { call }) };
}

/** The header of a loop: names, `in`, and values, which often are names of variables. */
function loopPosition(all: readonly IToken[]): Position {
  const marked = markLoopWords(all);
  const level = marked.slice(marked.findLastIndex((token) => token.tokenType === Semicolon) + 1);
  const keyword = level.findIndex((token) => token.tokenType === In);
  if (keyword === -1) {
    const isNamed = level.length > 0 && level.at(-1)?.tokenType !== Comma;
    return { wanted: isNamed ? [{ what: 'word', words: ['in'], kind: 'keyword' }] : [], part: 'name' };
  }
  const list = level.slice(
    Math.max(
      keyword,
      level.findLastIndex((token) => token.tokenType === Comma),
    ) + 1,
  );
  const values: readonly Wanted[] = [
    { what: 'binding', types: undefined },
    { what: 'variable', accepts: 'key-or-any' },
    { what: 'function', place: 'name', type: 'any' },
  ];
  const { wanted, expects, isNested, call } = expressionPlace(list, 'constant', new Map());
  const isNext = expects === 'operator' && !isNested && endsOperand(list.at(-1));
  return {
    wanted: list.length === 0 || isNext ? values : wanted,
    part: 'value',
    ...(call === undefined ? {} : { call }),
  };
}
