import type { Span } from '../../base/span.ts';
import { computed } from '../expand/evaluate.ts';
import type { ExpressionIr } from '../ir/expression.ts';
import type { Binary, Expression, NameReference, Unary } from '../syntax/ast.ts';
import { analyseCall } from './calls.ts';
import { type AnalysisContext, written } from './context.ts';
import { destringFirst } from './fixes.ts';
import { noteCodes } from './noted-codes.ts';
import { type ExpressionScope, numberConstant, type Typed, toNumber, unknownExpression } from './typed.ts';
import { checkNotKey, findColumn } from './variables.ts';

/** Types a data expression and makes conversions explicit. Every mistake in it is reported. */
export function analyseExpression(expression: Expression, scope: ExpressionScope): Typed {
  switch (expression.type) {
    case 'number':
      return numberConstant(expression.value, expression.isInteger);
    case 'string':
      return { type: 'text', ir: { type: 'text', value: expression.value }, isInteger: false };
    case 'name':
      return analyseVariable(expression, scope);
    case 'group':
      return analyseExpression(expression.inner, scope);
    case 'call':
      return analyseCall(expression, scope, analyseExpression);
    case 'unary':
      return analyseUnary(expression, scope);
    case 'binary':
      return analyseBinary(expression, scope);
    // The parser or expansion has reported these.
    case 'date':
    case 'missing':
    case 'binding':
    case 'invalid':
      return unknownExpression;
  }
}

/** A condition: a logical value; reports text. */
export function analyseCondition(expression: Expression, scope: ExpressionScope): ExpressionIr | undefined {
  return toBoolean(analyseExpression(expression, scope), expression.span, scope.context);
}

function analyseVariable(reference: NameReference, { context, dataset }: ExpressionScope): Typed {
  const variable = findColumn(context, dataset, { type: 'plain-name', name: reference.name, span: reference.span });
  if (variable === undefined || variable.type.type === 'unknown') return unknownExpression;
  if (!checkNotKey(context, dataset, variable, reference.span)) return unknownExpression;
  const { name, type } = variable;
  if (type.type === 'alphanumeric') {
    return { type: 'text', ir: { type: 'variable', name, valueType: 'text', isInteger: false }, isInteger: false };
  }
  const isInteger = type.type === 'numeric' && (type.subtype === 'integer' || type.subtype === 'date');
  const open = variable.openStop ? ({ openStop: true } as const) : {};
  return { type: 'number', ir: { type: 'variable', name, valueType: 'number', isInteger, ...open }, isInteger };
}

/** A value as a condition; reports text. */
function toBoolean(value: Typed, at: Span, context: AnalysisContext): ExpressionIr | undefined {
  if (value.type === 'boolean') return value.ir;
  if (value.type === 'number') return { type: 'to-boolean', operand: value.ir };
  if (value.type === 'text') context.report('text-as-condition', at, {});
  return undefined;
}

function analyseUnary(expression: Unary, scope: ExpressionScope): Typed {
  const operand = analyseExpression(expression.operand, scope);
  if (expression.operator === '!') {
    const condition = toBoolean(operand, expression.operand.span, scope.context);
    return condition === undefined ? unknownExpression : logical({ type: 'not', operand: condition });
  }
  if (operand.type === 'text') {
    const { operator, operand: inner } = expression;
    const fixes = inner.type === 'name' ? destringFirst(scope.context, inner.name) : [];
    scope.context.report('text-arithmetic', inner.span, { operator, corrected: undefined }, fixes);
  }
  const number = toNumber(operand);
  if (number === undefined) return unknownExpression;
  const isInteger = operand.isInteger || operand.type === 'boolean';
  if (expression.operator === '+') return { type: 'number', ir: withoutOpenEnds(number), isInteger };
  if (number.type === 'number') return numberConstant(0 - number.value, number.isInteger);
  return { type: 'number', ir: { type: 'negate', operand: number }, isInteger };
}

/** A number as expressions see it: only the bare name of a stop hands its open ends on. */
function withoutOpenEnds(number: ExpressionIr): ExpressionIr {
  if (number.type !== 'variable' || !number.openStop) return number;
  return { type: 'arithmetic', operator: '+', left: number, right: { type: 'number', value: 0, isInteger: true } };
}

function analyseBinary(expression: Binary, scope: ExpressionScope): Typed {
  const left = analyseExpression(expression.left, scope);
  const right = analyseExpression(expression.right, scope);
  switch (expression.operator) {
    case '&':
    case '|': {
      const a = toBoolean(left, expression.left.span, scope.context);
      const b = toBoolean(right, expression.right.span, scope.context);
      if (a === undefined || b === undefined) return unknownExpression;
      return logical({ type: expression.operator === '&' ? 'and' : 'or', left: a, right: b });
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '^':
      return arithmetic(expression, expression.operator, left, right, scope.context);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(expression, expression.operator, left, right, scope);
    case '++':
      return unknownExpression;
  }
}

function arithmetic(
  expression: Binary,
  operator: '+' | '-' | '*' | '/' | '^',
  left: Typed,
  right: Typed,
  context: AnalysisContext,
): Typed {
  if (left.type === 'text' || right.type === 'text') {
    const joined = `rowconcat(${written(context, expression.left.span)}, ${written(context, expression.right.span)})`;
    const corrected = operator === '+' && left.type === 'text' && right.type === 'text' ? joined : undefined;
    const sides = [
      { side: expression.left, value: left },
      { side: expression.right, value: right },
    ];
    // Both would have to be numbers; one line makes numbers of one.
    const texts = sides.flatMap(({ side, value }) =>
      value.type === 'text' && side.type === 'name' ? [side.name] : [],
    );
    const fixes =
      corrected === undefined
        ? [...new Set(texts)].slice(0, 1).flatMap((name) => destringFirst(context, name))
        : [{ at: expression.span, newText: corrected }];
    context.report('text-arithmetic', expression.operatorSpan, { operator, corrected }, fixes);
    return unknownExpression;
  }
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a === undefined || b === undefined) return unknownExpression;
  const isConstant = a.type === 'number' && b.type === 'number';
  if (isConstant && !Number.isFinite(computed(operator, a.value, b.value))) {
    context.report('constant-is-missing', expression.span, { written: written(context, expression.span) });
  }
  const whole = (value: Typed): boolean => value.isInteger || value.type === 'boolean';
  const isInteger = operator !== '/' && operator !== '^' && whole(left) && whole(right);
  return { type: 'number', ir: { type: 'arithmetic', operator, left: a, right: b }, isInteger };
}

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

function comparison(
  expression: Binary,
  operator: Comparison,
  left: Typed,
  right: Typed,
  scope: ExpressionScope,
): Typed {
  const { context } = scope;
  const ordering = operator !== '==' && operator !== '!=';
  const textSide = left.type === 'text' ? expression.left : right.type === 'text' ? expression.right : undefined;
  if (ordering && textSide !== undefined && (textSide.type === 'name' || left.type === right.type)) {
    const variable = [expression.left, expression.right].find((side) => side.type === 'name');
    const fixes = variable === undefined ? [] : destringFirst(context, variable.name);
    context.report('text-has-no-order', expression.operatorSpan, { operator, name: variable?.name }, fixes);
    return unknownExpression;
  }
  if (left.type === 'unknown' || right.type === 'unknown') return unknownExpression;
  noteCodes(left, [{ value: right, at: expression.right.span }], scope);
  noteCodes(right, [{ value: left, at: expression.left.span }], scope);
  if (left.type === 'text' && right.type === 'text') {
    return logical({ type: 'compare', operator, operands: 'text', left: left.ir, right: right.ir });
  }
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a !== undefined && b !== undefined) {
    return logical({ type: 'compare', operator, operands: 'number', left: a, right: b });
  }
  reportMixed(expression, operator, left, right, context);
  return unknownExpression;
}

/** Text against a number; with a variable on one side and a literal on the other, the literal is the mistake. */
function reportMixed(expression: Binary, operator: string, left: Typed, right: Typed, context: AnalysisContext): void {
  const leftIsVariable = expression.left.type === 'name';
  const [variable, other] = leftIsVariable ? [expression.left, expression.right] : [expression.right, expression.left];
  if (variable.type !== 'name') {
    context.report('text-compared-with-number', expression.span, {
      name: undefined,
      type: 'text',
      corrected: undefined,
    });
    return;
  }
  const type = (leftIsVariable ? left : right).type === 'text' ? 'text' : 'number';
  const newText = literalOfType(other, type);
  const corrected =
    newText === undefined
      ? undefined
      : leftIsVariable
        ? `${variable.name} ${operator} ${newText}`
        : `${newText} ${operator} ${variable.name}`;
  context.report('text-compared-with-number', expression.span, { name: variable.name, type, corrected }, [
    ...(newText === undefined || (type === 'text' && !isNumeral(context, other)) ? [] : [{ at: other.span, newText }]),
    ...(type === 'text' && other.type !== 'string' ? destringFirst(context, variable.name) : []),
  ]);
}

/** Whether a number stands in the text, and not a binding that stands for one. */
function isNumeral(context: AnalysisContext, { span }: Expression): boolean {
  return /^\d/u.test(written(context, span));
}

/** A literal written as one of the other type; `undefined` when it is no literal or cannot be. */
function literalOfType(expression: Expression, type: 'number' | 'text'): string | undefined {
  if (expression.type === 'number' && type === 'text') return `'${expression.text}'`;
  if (expression.type === 'string' && type === 'number' && /^[+-]?\d+(\.\d+)?$/u.test(expression.value)) {
    return expression.value;
  }
  return undefined;
}

function logical(ir: ExpressionIr): Typed {
  return { type: 'boolean', ir, isInteger: false };
}
