import type { IToken } from 'chevrotain';
import { assertNever } from '../../base/assert-never.ts';
import type { Report } from '../../base/diagnostic.ts';
import type { Expression } from './ast.ts';
import { retype } from './lexer.ts';
import { printExpression } from './print-expression.ts';
import {
  Ampersand,
  Bang,
  BindingToken,
  Equal,
  EqualEqual,
  Identifier,
  LeftParenthesis,
  NumberToken,
  Pipe,
  RightParenthesis,
  StringToken,
  tokenSpan,
} from './tokens.ts';

/**
 * Mends operators of other languages in a data expression: `=` for `==`, and the words `and`, `or`, `not`.
 *
 * Each is reported; what is handed on can be read, so that one slip costs one message.
 */
export function mendOperators(tokens: readonly IToken[], report: Report): readonly IToken[] {
  return tokens.map((token, index) => {
    const at = tokenSpan(token);
    if (token.tokenType === Equal) {
      report('assignment-in-condition', at, {}, [{ at, newText: '==' }]);
      return retype(token, EqualEqual);
    }
    const ours = foreignWord(token, tokens[index - 1], tokens[index + 1]);
    if (ours === undefined) return token;
    report('foreign-operator', at, { written: token.image, ours: ours.LABEL ?? '' }, [
      { at, newText: ours.LABEL ?? '' },
    ]);
    return retype(token, ours);
  });
}

function foreignWord(token: IToken, before: IToken | undefined, after: IToken | undefined) {
  if (token.tokenType !== Identifier || after === undefined) return undefined;
  const word = token.image.toLowerCase();
  if (word === 'not' && startsOperand(after)) return Bang;
  if (before === undefined || !endsOperand(before) || !(startsOperand(after) || after.tokenType === Bang))
    return undefined;
  return word === 'and' ? Ampersand : word === 'or' ? Pipe : undefined;
}

function endsOperand(token: IToken): boolean {
  return [Identifier, NumberToken, StringToken, BindingToken, RightParenthesis].includes(token.tokenType);
}

function startsOperand(token: IToken): boolean {
  return [Identifier, NumberToken, StringToken, BindingToken, LeftParenthesis].includes(token.tokenType);
}

/** What an expression is for: data (variables, comparisons) or a binding (constants, symbols, dates). */
export type ExpressionContext = 'data' | 'binding';

/**
 * Reports what the grammar of expressions can read but the place does not allow, and puts `invalid` in its stead:
 * a lone `.`, a date in a data expression, a comparison or logical operator in a binding.
 */
export function judgeExpression(expression: Expression, context: ExpressionContext, report: Report): Expression {
  switch (expression.type) {
    case 'number':
    case 'string':
    case 'name':
    case 'binding':
    case 'invalid':
      return expression;
    case 'missing':
      report('missing-in-expression', expression.span, { corrected: undefined });
      return { type: 'invalid', span: expression.span };
    case 'date':
      return context === 'binding' ? expression : dateInExpression(expression, report);
    case 'group':
      return { ...expression, inner: judgeExpression(expression.inner, context, report) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map((value) => judgeExpression(value, context, report)) };
    case 'unary':
      if (context === 'binding' && expression.operator === '!') {
        report('not-in-binding', expression.span, { operator: '!' });
        return { type: 'invalid', span: expression.span };
      }
      return { ...expression, operand: judgeExpression(expression.operand, context, report) };
    case 'binary':
      return judgeBinary(expression, context, report);
    default:
      return assertNever(expression);
  }
}

function dateInExpression(expression: Expression & { readonly type: 'date' }, report: Report): Expression {
  const [year, month, day] = expression.text.split('-').map(Number);
  const corrected = `date(${year ?? 0}, ${month ?? 0}, ${day ?? 0})`;
  report('date-in-expression', expression.span, { date: expression.text, corrected }, [
    { at: expression.span, newText: corrected },
  ]);
  return { type: 'invalid', span: expression.span };
}

const onlyInData: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&', '|']);

function judgeBinary(
  expression: Expression & { readonly type: 'binary' },
  context: ExpressionContext,
  report: Report,
): Expression {
  const { left, right, operator } = expression;
  if (context === 'binding' && onlyInData.has(operator)) {
    report('not-in-binding', expression.operatorSpan, { operator });
    return { type: 'invalid', span: expression.span };
  }
  const hasDot = left.type === 'missing' || right.type === 'missing';
  if (hasDot && (operator === '==' || operator === '!=')) {
    const other = left.type === 'missing' ? right : left;
    const corrected = `${operator === '!=' ? '!' : ''}sysmiss(${printExpression(other)})`;
    const dot = left.type === 'missing' ? left : right;
    const isMendable = other.type !== 'missing';
    report('missing-in-expression', dot.span, { corrected: isMendable ? corrected : undefined }, [
      ...(isMendable ? [{ at: expression.span, newText: corrected }] : []),
    ]);
    return { type: 'invalid', span: expression.span };
  }
  const judgedLeft = judgeExpression(left, context, report);
  return { ...expression, left: judgedLeft, right: judgeExpression(right, context, report) };
}
