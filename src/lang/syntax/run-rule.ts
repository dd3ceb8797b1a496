import type { IToken } from 'chevrotain';
import type { Report } from '../../base/diagnostic.ts';
import { type ErrorContext, reportSyntaxError } from './explain.ts';
import { type MicrodataParser, sharedParser } from './parser.ts';

/**
 * Runs one rule over tokens of its own and explains what went wrong.
 *
 * @returns what could be read; `undefined` when reading broke off inside the rule
 */
export function runRule<T>(
  tokens: readonly IToken[],
  rule: (parser: MicrodataParser) => T,
  where: ErrorContext,
  report: Report,
): T | undefined {
  const parser = sharedParser();
  parser.start(tokens);
  const result: T | undefined = rule(parser);
  for (const { code, at, corrected } of parser.remarks) {
    if (code === 'mixed-interaction') report(code, at, {});
    else report(code, at, { corrected }, [{ at, newText: corrected }]);
  }
  reportSyntaxError(parser.errors, tokens, where, report);
  return result;
}

/** Whether a rule reads all the tokens without a complaint. */
export function readsWhole(tokens: readonly IToken[], rule: (parser: MicrodataParser) => unknown): boolean {
  const parser = sharedParser();
  parser.start(tokens);
  rule(parser);
  return parser.errors.length === 0;
}
