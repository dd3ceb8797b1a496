import type { IToken } from 'chevrotain';
import { assertNever } from '../../base/assert-never.ts';
import type { Report } from '../../base/diagnostic.ts';
import { type Span, span } from '../../base/span.ts';
import type { CommandSpec } from '../command-spec.ts';
import type { BodyOf, CommandBody, Expression, LoopLevel, ModelTerm, Name } from './ast.ts';
import { markKeyword } from './clauses.ts';
import { judgeExpression, mendOperators } from './conditions.ts';
import type { ErrorContext } from './explain.ts';
import { retype } from './lexer.ts';
import type { MicrodataParser } from './parser.ts';
import { printName, printTerm } from './print-expression.ts';
import { runRule } from './run-rule.ts';
import type { CommandWord } from './statement.ts';
import type { Assignment, ModelParts } from './statement-grammar.ts';
import {
  As,
  By,
  DatastoreToken,
  Equal,
  Identifier,
  In,
  Into,
  LeftParenthesis,
  Maximum,
  Minimum,
  Missing,
  Nonmissing,
  On,
  RightParenthesis,
  Semicolon,
  To,
  tokenEnd,
} from './tokens.ts';

/** Gives the words that the form of a statement gives a meaning to that meaning, in its main part. */
export function markWords(tokens: readonly IToken[], spec: CommandSpec): readonly IToken[] {
  switch (spec.form) {
    case 'import':
      return markImportWords(tokens);
    case 'require':
      return markRequireWords(tokens);
    case 'merge':
      return markMergeWords(tokens);
    case 'recode':
      return markRuleWords(tokens);
    case 'model':
      return spec.byVariables === undefined ? tokens : markKeyword(tokens, 'by', By);
    default:
      return tokens;
  }
}

/** Reads the main part of a statement by its form. */
export function parseBody(
  written: readonly IToken[],
  word: CommandWord,
  spec: CommandSpec,
  report: Report,
): CommandBody | undefined {
  const tokens = markWords(written, spec);
  const options = new Set(Object.keys(spec.options));
  const where: ErrorContext = { place: span(word.at.end, word.at.end), expected: [], context: spec.form, options };
  switch (spec.form) {
    case 'variables':
      return runRule(tokens, (parser) => parser.variables(), where, report);
    case 'selection':
      return runRule(tokens, (parser) => parser.selection(), where, report);
    case 'assignment':
      return parseAssignment(tokens, where, report);
    case 'import':
      return runRule(tokens, (parser) => parser.import(), where, report);
    case 'require':
      return runRule(tokens, (parser) => parser.require(), where, report);
    case 'dataset':
      return runRule(tokens, (parser) => parser.dataset(), where, report);
    case 'pair':
      return runRule(tokens, (parser) => parser.pair(), where, report);
    case 'clone':
      return runRule(tokens, (parser) => parser.clone(), where, report);
    case 'aggregation':
      return runRule(tokens, (parser) => parser.aggregation(), where, report);
    case 'merge':
      return runRule(tokens, (parser) => parser.merge(), where, report);
    case 'recode':
      return runRule(tokens, (parser) => parser.recode(), where, report);
    case 'define-labels':
      return runRule(tokens, (parser) => parser.defineLabels(), where, report);
    case 'assign-labels':
      return runRule(tokens, (parser) => parser.assignLabels(), where, report);
    case 'list-labels':
      return runRule(tokens, (parser) => parser.listLabels(), where, report);
    case 'sample':
      return runRule(tokens, (parser) => parser.sample(), where, report);
    case 'model':
      return parseModel(tokens, spec, where, report);
    case 'statistic-chart':
      return runRule(tokens, (parser) => parser.statisticChart(), where, report);
    case 'register-list':
      return runRule(tokens, (parser) => parser.registerList(), where, report);
    case 'words':
      return runRule(tokens, (parser) => parser.words(), where, report);
    case 'nested':
      return { form: 'nested', inner: undefined };
    default:
      return assertNever(spec.form);
  }
}

function markImportWords(tokens: readonly IToken[]): readonly IToken[] {
  return markKeyword(markKeyword(tokens, 'to', To), 'as', As);
}

function markMergeWords(tokens: readonly IToken[]): readonly IToken[] {
  const marked = markKeyword(tokens, 'into', Into);
  const into = marked.findIndex((token) => token.tokenType === Into);
  if (into === -1) return marked;
  return [...marked.slice(0, into + 1), ...markKeyword(marked.slice(into + 1), 'on', On)];
}

/** After the databank, plain words are names again. */
function markRequireWords(tokens: readonly IToken[]): readonly IToken[] {
  const words = tokens.map((token, index) => {
    const isPlain = token.tokenType === DatastoreToken && index > 0 && !/[.:]/u.test(token.image);
    return isPlain ? retype(token, Identifier) : token;
  });
  return markKeyword(words, 'as', As);
}

const ruleWords: ReadonlyMap<string, IToken['tokenType']> = new Map([
  ['min', Minimum],
  ['max', Maximum],
  ['missing', Missing],
  ['nonmissing', Nonmissing],
]);

/** Inside the parentheses of a rule four words have a meaning; before them they are names. */
function markRuleWords(tokens: readonly IToken[]): readonly IToken[] {
  let depth = 0;
  return tokens.map((token) => {
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth--;
    const type = depth > 0 && token.tokenType === Identifier ? ruleWords.get(token.image) : undefined;
    return type === undefined ? token : retype(token, type);
  });
}

/** The name and value of an assignment, cut at `=` so that the name survives a slip in the value. */
function splitAssignment(
  tokens: readonly IToken[],
  where: ErrorContext,
  value: (tokens: readonly IToken[], at: Span) => Expression,
  report: Report,
): Assignment | undefined {
  const equal = tokens.findIndex((token) => token.tokenType === Equal);
  const sign = tokens[equal];
  if (sign === undefined) {
    runRule(tokens, (parser) => parser.assignment(), where, report);
    return undefined;
  }
  const target = runRule(tokens.slice(0, equal), (parser) => parser.name(), { ...where, expected: ['name'] }, report);
  const read = value(tokens.slice(equal + 1), span(tokenEnd(sign), tokenEnd(sign)));
  return target === undefined ? undefined : { target, value: read };
}

function parseValue(
  tokens: readonly IToken[],
  place: Span,
  rule: (parser: MicrodataParser) => Expression,
  report: Report,
): Expression {
  const where: ErrorContext = { place, expected: ['expression'], context: 'expression' };
  const last = tokens.at(-1);
  return (
    runRule(tokens, rule, where, report) ?? {
      type: 'invalid',
      span: last === undefined ? place : span(place.start, tokenEnd(last)),
    }
  );
}

function parseAssignment(
  tokens: readonly IToken[],
  where: ErrorContext,
  report: Report,
): BodyOf<'assignment'> | undefined {
  const read = splitAssignment(
    tokens,
    where,
    (value, place) => {
      const mended = mendOperators(value, report);
      const expression = parseValue(mended, place, (parser) => parser.expression(), report);
      return expression.type === 'missing' ? expression : judgeExpression(expression, 'data', report);
    },
    report,
  );
  return read === undefined ? undefined : { form: 'assignment', ...read };
}

/** Reads `name = value` after `let`. */
export function parseLetBody(tokens: readonly IToken[], word: Span, report: Report): Assignment | undefined {
  const where: ErrorContext = { place: span(word.end, word.end), expected: [], context: 'let' };
  return splitAssignment(
    tokens,
    where,
    (value, place) => parseValue(value, place, (parser) => parser.expression(), report),
    report,
  );
}

/** Tells the leading variables from the terms. */
function parseModel(
  tokens: readonly IToken[],
  spec: CommandSpec,
  where: ErrorContext,
  report: Report,
): BodyOf<'model'> | undefined {
  const parts = runRule<ModelParts>(tokens, (parser) => parser.model(), where, report);
  if (parts === undefined) return undefined;
  const count = spec.leadingVariables ?? 0;
  const variables: Name[] = [];
  for (const term of parts.terms.slice(0, count)) {
    const name = plainOperand(term);
    if (name === undefined) {
      const [first] = term.operands;
      const plain = term.operands.length === 1 && first?.variable.type === 'plain-name' ? first.variable : undefined;
      const fixes = plain === undefined ? [] : [{ at: term.span, newText: plain.name }];
      report('plain-variable-expected', term.span, { found: printTerm(term) }, fixes);
    } else variables.push(name);
  }
  if (parts.terms.length < count) {
    const last = tokens.at(-1);
    const place = last === undefined ? where.place : span(tokenEnd(last), tokenEnd(last));
    report('unexpected-end', place, { expected: ['name'] });
  }
  const { instruments, by } = parts;
  return { form: 'model', variables, terms: parts.terms.slice(count), instruments, by };
}

function plainOperand(term: ModelTerm): Name | undefined {
  const only = term.operands[0];
  return term.operator === undefined && only?.prefix === undefined ? only?.variable : undefined;
}

/** Reads what follows `for`. */
export function parseLoopHeader(tokens: readonly IToken[], word: Span, report: Report): LoopLevel[] | undefined {
  const where: ErrorContext = { place: span(word.end, word.end), expected: ['name'], context: 'for' };
  return runRule(markLoopWords(tokens), (parser) => parser.loopHeader(), where, report);
}

/** In each level the first `in` that is not its first word is the keyword. */
export function markLoopWords(tokens: readonly IToken[]): readonly IToken[] {
  let isFirst = true;
  let isMarked = false;
  return tokens.map((token) => {
    const marks = !isFirst && !isMarked && token.image === 'in';
    isFirst = token.tokenType === Semicolon;
    isMarked = token.tokenType === Semicolon ? false : isMarked || marks;
    return marks ? retype(token, In) : token;
  });
}

/** Names of all loop iterators, for the check that they differ. */
export function iteratorNames(levels: readonly LoopLevel[]): readonly { readonly name: string; readonly at: Span }[] {
  return levels.flatMap((level) =>
    level.iterators.map((iterator) => ({ name: printName(iterator), at: iterator.span })),
  );
}
