import type { IToken } from 'chevrotain';
import { diagnosticCollector } from '../../base/diagnostic.ts';
import { span } from '../../base/span.ts';
import type { CommandForms } from '../command-spec.ts';
import type { CommandStatement, Statement } from '../syntax/ast.ts';
import { parseLoopHeader } from '../syntax/forms.ts';
import { readTokens } from '../syntax/lexer.ts';
import { commandWordOf, lexerModeOf, lineSpan, parseStatement, type StatementLine } from '../syntax/statement.ts';
import { type LexerMode, tokenSpan } from '../syntax/tokens.ts';
import type { Piece } from './joints.ts';

/** A logical line that could be read, with everything in it that is not blank. */
export interface ReadLine {
  readonly statement: Statement;
  readonly pieces: readonly Piece[];
}

/** Reads one logical line; `undefined` when it has an error, and with it no layout that is known to be right. */
export function readLine(line: StatementLine, forms: CommandForms): ReadLine | undefined {
  const word = commandWordOf(line);
  if (word === undefined) return undefined;
  const { report, diagnostics } = diagnosticCollector();
  const wordPiece: Piece = { at: word.at, token: undefined };
  const rest = (start: number, mode: LexerMode): readonly IToken[] =>
    readTokens(line.text.slice(start - line.start), start, mode, report);
  if (word.text === 'end') {
    const isAlone = lineSpan(line).end === word.at.end;
    const statement: Statement = { type: 'invalid-statement', command: 'end', span: word.at };
    return isAlone ? { statement, pieces: [wordPiece] } : undefined;
  }
  if (word.text === 'for') {
    const tokens = rest(word.at.end, 'statement');
    const levels = parseLoopHeader(tokens, word.at, report);
    if (levels === undefined || diagnostics.some(({ severity }) => severity === 'error')) return undefined;
    const at = lineSpan(line);
    const statement: Statement = { type: 'for', levels, headerSpan: at, body: [], span: at };
    return { statement, pieces: [wordPiece, ...tokens.map(pieceOf)] };
  }
  const statement = parseStatement(line, forms, report);
  if (diagnostics.some(({ severity }) => severity === 'error')) return undefined;
  if (statement.type === 'let')
    return { statement, pieces: [wordPiece, ...rest(word.at.end, 'statement').map(pieceOf)] };
  if (statement.type !== 'command') return undefined;
  const words = commandWords(statement);
  const last = words.at(-1) ?? statement;
  const mode = lexerModeOf(last.body.form);
  return {
    statement,
    pieces: [
      ...words.map(({ commandSpan }) => ({ at: commandSpan, token: undefined })),
      ...rest(last.commandSpan.end, mode).map(pieceOf),
    ],
  };
}

/** A command and those nested in it, outermost first. */
function commandWords(statement: CommandStatement): readonly CommandStatement[] {
  const { body } = statement;
  return body.form === 'nested' && body.inner !== undefined ? [statement, ...commandWords(body.inner)] : [statement];
}

function pieceOf(token: IToken): Piece {
  const { start, end } = tokenSpan(token);
  return { at: span(start, end), token };
}
