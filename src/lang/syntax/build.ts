import type { IToken } from 'chevrotain';
import { joinSpans, span } from '../../base/span.ts';
import type {
  BinaryOperator,
  BindingReference,
  Call,
  Expression,
  Name,
  NameReference,
  NumberLiteral,
  NumberLiteralSigned,
  PlainName,
  StringLiteral,
  UnaryOperator,
  Word,
} from './ast.ts';
import { identifierText, stringText, tokenSpan } from './tokens.ts';

/** A binary expression over both operands. */
export function binary(operator: IToken, left: Expression, right: Expression): Expression {
  return {
    type: 'binary',
    operator: operator.tokenType.LABEL as BinaryOperator,
    operatorSpan: tokenSpan(operator),
    left,
    right,
    span: joinSpans(left.span, right.span),
  };
}

/** An operand with its prefix operators, innermost last: `-!a` is minus of (not a). */
export function prefixed(operators: readonly IToken[], operand: Expression): Expression {
  return operators.reduceRight<Expression>(
    (inner, token) => ({
      type: 'unary',
      operator: token.tokenType.LABEL as UnaryOperator,
      operand: inner,
      span: span(token.startOffset, inner.span.end),
    }),
    operand,
  );
}

/** One `^` with what follows it. */
export interface PowerStep {
  readonly caret: IToken;
  readonly prefixes: readonly IToken[];
  readonly operand: Expression;
}

/** `a ^ b ^ c`, right-associative; a sign before an exponent covers the rest of the chain. */
export function power(base: Expression, steps: readonly PowerStep[]): Expression {
  let right: Expression | undefined;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step === undefined) continue;
    const next = steps[i + 1];
    const chain = right === undefined || next === undefined ? step.operand : binary(next.caret, step.operand, right);
    right = prefixed(step.prefixes, chain);
  }
  const first = steps[0];
  return right === undefined || first === undefined ? base : binary(first.caret, base, right);
}

/** A number without a sign. */
export function numberLiteral(token: IToken): NumberLiteral {
  const written = token.payload === 'reported' ? (/^[\d.]*\d/u.exec(token.image)?.[0] ?? '0') : token.image;
  const text = Number.isFinite(Number(written)) ? written : '0';
  return { type: 'number', value: Number(text), text, isInteger: /^\d+$/u.test(text), span: tokenSpan(token) };
}

/** A number with its sign folded in; `-0` is 0. */
export function signedNumber(sign: IToken | undefined, token: IToken): NumberLiteralSigned {
  const literal = numberLiteral(token);
  const value = sign?.image === '-' ? 0 - literal.value : literal.value;
  const start = sign?.startOffset ?? token.startOffset;
  return { type: 'signed-number', value, isInteger: literal.isInteger, span: span(start, literal.span.end) };
}

/** A quoted text. */
export function stringLiteral(token: IToken): StringLiteral {
  return { type: 'string', value: stringText(token), span: tokenSpan(token) };
}

/** `$x`. */
export function bindingReference(token: IToken): BindingReference {
  return { type: 'binding', name: identifierText(token), span: tokenSpan(token) };
}

/** A bare identifier in an expression. */
export function nameReference(token: IToken): NameReference {
  return { type: 'name', name: identifierText(token), span: tokenSpan(token) };
}

/** A bare identifier where a name is expected. */
export function plainName(token: IToken): PlainName {
  return { type: 'plain-name', name: identifierText(token), span: tokenSpan(token) };
}

/** A call; `end` is the offset just past its closing parenthesis. */
export function call(name: IToken, values: readonly Expression[], end: number): Call {
  return {
    type: 'call',
    function: identifierText(name),
    functionSpan: tokenSpan(name),
    arguments: values,
    span: span(name.startOffset, end),
  };
}

/** The name that an expression of the name grammar stands for. */
export function nameOf(expression: Expression): Name {
  return expression.type === 'name'
    ? { type: 'plain-name', name: expression.name, span: expression.span }
    : { type: 'composed-name', expression, span: expression.span };
}

/** The expression that a name stands for, where either may be meant. */
export function expressionOf(name: Name): Expression {
  return name.type === 'plain-name' ? { type: 'name', name: name.name, span: name.span } : name.expression;
}

/** A word, or a quoted text taken as one. */
export function wordOf(token: IToken): Word {
  const first = token.image.charAt(0);
  const text = /["'‘’“”]/u.test(first) ? stringText(token) : token.image.normalize('NFC');
  return { text, span: tokenSpan(token) };
}
