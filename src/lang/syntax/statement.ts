import type { IToken } from 'chevrotain';
import type { Report } from '../../base/diagnostic.ts';
import { joinSpans, type Span, span } from '../../base/span.ts';
import type { CommandForms, CommandSpec } from '../command-spec.ts';
import type { CommandBody, CommandStatement, IfClause, LetStatement, Option, Statement } from './ast.ts';
import { type Clauses, exceedsLimits, joinDecimalCommas, splitClauses } from './clauses.ts';
import { reportUnknownCommand } from './command-word.ts';
import { judgeExpression, mendOperators } from './conditions.ts';
import type { ErrorContext } from './explain.ts';
import { parseBody, parseLetBody } from './forms.ts';
import { readTokens, retype } from './lexer.ts';
import type { LogicalLine } from './lines.ts';
import { readsWhole, runRule } from './run-rule.ts';
import {
  Comma,
  HyphenWord,
  Identifier,
  If,
  LeftParenthesis,
  type LexerMode,
  Pipe,
  RightParenthesis,
  tokenEnd,
  tokenSpan,
} from './tokens.ts';

/** A logical line that is a statement. */
export type StatementLine = Extract<LogicalLine, { type: 'statement' }>;

/** A command word at the head of a line. */
export interface CommandWord {
  readonly text: string;
  readonly at: Span;
}

const commandPattern = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*(?:-[\p{L}\p{Nd}]+)*/u;

/** The word that a line starts with, if it is one. */
export function commandWordOf(line: StatementLine): CommandWord | undefined {
  const found = commandPattern.exec(line.text)?.[0];
  return found === undefined ? undefined : { text: found, at: span(line.start, line.start + found.length) };
}

/** Where a line stands, from its first to its last character. */
export function lineSpan(line: StatementLine): Span {
  return span(line.start, line.start + line.text.trimEnd().length);
}

/** Reads one logical line that is not part of a block's frame. */
export function parseStatement(line: StatementLine, forms: CommandForms, report: Report): Statement {
  const word = commandWordOf(line);
  if (word === undefined) {
    const found = /^\S+/u.exec(line.text)?.[0] ?? line.text;
    report('missing-command', span(line.start, line.start + found.length), { found });
    return { type: 'invalid-statement', command: undefined, span: lineSpan(line) };
  }
  if (word.text === 'let') return parseLet(line, word, report);
  const spec = forms.get(word.text);
  if (spec === undefined) {
    reportUnknownCommand(word, forms, report);
    return { type: 'invalid-statement', command: word.text, span: lineSpan(line) };
  }
  return parseCommand(line, word, spec, forms, report);
}

function parseLet(line: StatementLine, word: CommandWord, report: Report): LetStatement | Statement {
  const tokens = joinDecimalCommas(restTokens(line, word, 'statement', report), report);
  const invalid: Statement = { type: 'invalid-statement', command: word.text, span: lineSpan(line) };
  if (exceedsLimits(tokens, report)) return invalid;
  const body = parseLetBody(tokens, word.at, report);
  if (body === undefined) return invalid;
  const value = judgeExpression(body.value, 'binding', report);
  return { type: 'let', name: body.target, value, span: lineSpan(line) };
}

function restTokens(line: StatementLine, word: CommandWord, mode: LexerMode, report: Report) {
  return readTokens(line.text.slice(word.text.length), word.at.end, mode, report);
}

/** Forms that begin with a name: an `if` there is meant as one. */
const namingForms: ReadonlySet<CommandSpec['form']> = new Set([
  'assignment',
  'dataset',
  'pair',
  'define-labels',
  'assign-labels',
]);

function parseCommand(
  line: StatementLine,
  word: CommandWord,
  spec: CommandSpec,
  forms: CommandForms,
  report: Report,
): Statement {
  if (spec.form === 'nested') return parseNested(line, word, forms, report);
  const mode = lexerModeOf(spec.form);
  const tokens = restTokens(line, word, mode, report);
  const invalid: Statement = { type: 'invalid-statement', command: word.text, span: lineSpan(line) };
  if (exceedsLimits(tokens, report)) return invalid;
  const [first] = tokens;
  if (first?.tokenType === If && namingForms.has(spec.form)) {
    report('if-is-reserved', tokenSpan(first), {});
    return invalid;
  }
  const takesOptions = spec.form !== 'words' || Object.keys(spec.options).length > 0;
  const clauses = splitClauses(takesOptions ? joinDecimalCommas(tokens, report) : tokens, takesOptions);
  const body = parseBody(clauses.main, word, spec, report);
  const condition = parseCondition(clauses, line, word, spec, report);
  const options = parseOptions(mode === 'words' ? withOptionNames(clauses) : clauses, report);
  if (body === undefined) return invalid;
  checkSelection(body, condition, clauses.main.length === 0, word, report);
  const statement: CommandStatement = {
    type: 'command',
    command: word.text,
    commandSpan: word.at,
    body,
    condition,
    options,
    span: lineSpan(line),
  };
  return statement;
}

/** Which words the lexer looks for behind a command word. */
export function lexerModeOf(form: CommandSpec['form']): LexerMode {
  return form === 'require' || form === 'words' ? form : 'statement';
}

/** In a support command words are read with their hyphens; after the comma they are option names. */
function withOptionNames(clauses: Clauses): Clauses {
  const options = clauses.options;
  if (options === undefined) return clauses;
  const tokens = options.tokens.map((token) => (token.tokenType === HyphenWord ? retype(token, Identifier) : token));
  return { ...clauses, options: { ...options, tokens } };
}

function parseNested(line: StatementLine, word: CommandWord, forms: CommandForms, report: Report): Statement {
  const rest = line.text.slice(word.text.length);
  const indent = /^\s*/u.exec(rest)?.[0].length ?? 0;
  const inner: StatementLine = { type: 'statement', start: word.at.end + indent, text: rest.slice(indent) };
  const innerWord = commandWordOf(inner);
  const isModel = innerWord !== undefined && forms.get(innerWord.text)?.form === 'model';
  let body: CommandBody = { form: 'nested', inner: undefined };
  if (innerWord === undefined) report('nested-command-missing', word.at, { command: word.text });
  else if (forms.get(innerWord.text) === undefined) reportUnknownCommand(innerWord, forms, report);
  else if (!isModel) report('nested-command-missing', innerWord.at, { command: word.text });
  else {
    const statement = parseStatement(inner, forms, report);
    if (statement.type === 'command') body = { form: 'nested', inner: statement };
  }
  if (body.inner === undefined) return { type: 'invalid-statement', command: word.text, span: lineSpan(line) };
  return {
    type: 'command',
    command: word.text,
    commandSpan: word.at,
    body,
    condition: undefined,
    options: [],
    span: lineSpan(line),
  };
}

function parseCondition(
  clauses: Clauses,
  line: StatementLine,
  word: CommandWord,
  spec: CommandSpec,
  report: Report,
): IfClause | undefined {
  if (clauses.lateCondition !== undefined && spec.condition !== 'no') reportLateCondition(clauses, line, report);
  const clause = clauses.condition ?? clauses.lateCondition;
  if (clause === undefined) return undefined;
  const keywordSpan = tokenSpan(clause.keyword);
  if (spec.condition === 'no') {
    report('condition-not-allowed', keywordSpan, { command: word.text });
    return undefined;
  }
  const second = clause.tokens.findIndex((token) => token.tokenType === If);
  const secondToken = clause.tokens[second];
  if (secondToken !== undefined) {
    const at = tokenSpan(secondToken);
    // With `|` in one of them, joining would change what belongs together.
    const isPlain = !clause.tokens.some((token) => token.tokenType === Pipe);
    report('second-condition', at, {}, isPlain ? [{ at, newText: '&' }] : []);
  }
  const own = second === -1 ? clause.tokens : clause.tokens.slice(0, second);
  const tokens = mendOperators(own, report);
  const place = span(keywordSpan.end, keywordSpan.end);
  const where: ErrorContext = { place, expected: ['expression'], context: 'expression' };
  const read = runRule(tokens, (parser) => parser.expression(), where, report);
  const end = tokens.at(-1);
  const condition =
    read === undefined
      ? ({ type: 'invalid', span: end === undefined ? place : span(place.start, tokenEnd(end)) } as const)
      : judgeExpression(read, 'data', report);
  return { keywordSpan, condition, span: joinSpans(keywordSpan, condition.span) };
}

/** `…, rowpct if a == 1` becomes `… if a == 1, rowpct`: one exchange of both parts. */
function reportLateCondition(clauses: Clauses, line: StatementLine, report: Report): void {
  const late = clauses.lateCondition;
  const options = clauses.options;
  if (late === undefined || options === undefined) return;
  const end = tokenEnd(late.tokens.at(-1) ?? late.keyword);
  const at = span(options.comma.startOffset, end);
  const written = line.text.slice(at.start - line.start, at.end - line.start);
  const cut = late.keyword.startOffset - at.start;
  const newText = ` ${written.slice(cut)}, ${written.slice(1, cut).trim()}`;
  report('condition-after-options', tokenSpan(late.keyword), {}, written.includes('\n') ? [] : [{ at, newText }]);
}

function parseOptions(clauses: Clauses, report: Report): readonly Option[] {
  const clause = clauses.options;
  if (clause === undefined) return [];
  if (readsWhole(clause.tokens, (parser) => parser.options())) {
    reportCommas(clause.tokens, report);
    const where: ErrorContext = { place: tokenSpan(clause.comma), expected: [], context: 'option' };
    return runRule(clause.tokens, (parser) => parser.options(), where, report) ?? [];
  }
  return optionPieces(clause.tokens).flatMap((piece) => {
    const first = piece[0];
    if (first === undefined) return [];
    if (first.tokenType === Comma && piece.length === 1) {
      report('option-comma', tokenSpan(first), {}, [{ at: tokenSpan(first), newText: '' }]);
      return [];
    }
    const where: ErrorContext = { place: tokenSpan(first), expected: [], context: 'option' };
    const option = runRule(piece, (parser) => parser.singleOption(), where, report);
    return option === undefined ? [] : [option];
  });
}

function reportCommas(tokens: readonly IToken[], report: Report): void {
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth--;
    else if (token.tokenType === Comma && depth === 0) {
      report('option-comma', tokenSpan(token), {}, [{ at: tokenSpan(token), newText: '' }]);
    }
  }
}

/** Cuts options apart where a word or comma stands outside parentheses, so that each can be read on its own. */
function optionPieces(tokens: readonly IToken[]): IToken[][] {
  const pieces: IToken[][] = [];
  let depth = 0;
  for (const token of tokens) {
    const starts = depth === 0 && (token.tokenType === Identifier || token.tokenType === Comma);
    const current = pieces.at(-1);
    if (starts || current === undefined) pieces.push([token]);
    else current.push(token);
    if (token.tokenType === LeftParenthesis) depth++;
    else if (token.tokenType === RightParenthesis) depth = Math.max(0, depth - 1);
  }
  return pieces;
}

function checkSelection(
  body: CommandBody,
  condition: IfClause | undefined,
  isEmpty: boolean,
  word: CommandWord,
  report: Report,
): void {
  if (body.form !== 'selection') return;
  if (body.variables.length > 0 && condition !== undefined) {
    report('variables-or-condition', condition.keywordSpan, { command: word.text });
  } else if (isEmpty && condition === undefined) {
    report('selection-empty', word.at, { command: word.text });
  }
}
