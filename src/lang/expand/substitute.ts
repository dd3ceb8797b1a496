import { isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import type { Span } from '../../base/span.ts';
import type { BindingValue } from '../function-spec.ts';
import { isIdentifier } from '../identifiers.ts';
import type { Binary, Expression, Name, PlainName, RegisterReference } from '../syntax/ast.ts';
import { bindingText, numberText } from './binding-text.ts';
import type { Environment } from './environment.ts';
import { evaluate, lookUp, valueAsWritten } from './evaluate.ts';

/** A data expression with bindings, procedures and `++` computed; what cannot be computed becomes `invalid`, already reported. */
export function substitute(expression: Expression, environment: Environment): Expression {
  switch (expression.type) {
    case 'binding':
      return literal(lookUp(expression, environment), expression.span, environment);
    case 'unary':
      return { ...expression, operand: substitute(expression.operand, environment) };
    case 'group':
      return { ...expression, inner: substitute(expression.inner, environment) };
    case 'binary':
      if (expression.operator === '++') return substituteChain(expression, environment);
      return {
        ...expression,
        left: substitute(expression.left, environment),
        right: substitute(expression.right, environment),
      };
    case 'call': {
      if (environment.functions.get(expression.function)?.kind === 'binding') {
        return literal(evaluate(expression, environment), expression.span, environment);
      }
      return { ...expression, arguments: expression.arguments.map((a) => substitute(a, environment)) };
    }
    case 'number':
    case 'string':
    case 'date':
    case 'missing':
    case 'name':
      return expression;
    case 'invalid':
      environment.demand.isUncertain = true;
      return expression;
  }
}

/** A `++` chain in a data expression: it joins constants to a name or a text; functions of data have no place in it. */
function substituteChain(chain: Binary, environment: Environment): Expression {
  const operands: Expression[] = [];
  let rest: Expression = chain;
  while (rest.type === 'binary' && rest.operator === '++') {
    operands.unshift(rest.right);
    rest = rest.left;
  }
  operands.unshift(rest);
  if (operands.some((operand) => readsData(operand, environment))) {
    const parts = operands.map((e) => environment.text.slice(e.span.start, e.span.end));
    const corrected = `rowconcat(${parts.join(', ')})`;
    environment.report('concatenation-of-data', chain.span, { corrected }, [{ at: chain.span, newText: corrected }]);
    return { type: 'invalid', span: chain.span };
  }
  return literal(evaluate(chain, environment), chain.span, environment);
}

/** Whether an operand calls a function that is not one of bindings. A bare name cannot tell: it may be part of a name. */
function readsData(expression: Expression, environment: Environment): boolean {
  switch (expression.type) {
    case 'call': {
      const definition = environment.functions.get(expression.function);
      if (definition !== undefined && definition.inBindings !== true) return true;
      return expression.arguments.some((a) => readsData(a, environment));
    }
    case 'unary':
      return readsData(expression.operand, environment);
    case 'group':
      return readsData(expression.inner, environment);
    case 'binary':
      return readsData(expression.left, environment) || readsData(expression.right, environment);
    case 'number':
    case 'string':
    case 'date':
    case 'missing':
    case 'name':
    case 'binding':
    case 'invalid':
      return false;
  }
}

/** A binding value in a data expression: a date becomes its text, a symbol the variable of that name. */
function literal(value: BindingValue | undefined, span: Span, environment: Environment): Expression {
  if (value === undefined) return { type: 'invalid', span };
  switch (value.type) {
    case 'number': {
      const text = numberText(value.value);
      environment.replacements.push({ at: span, text });
      return { type: 'number', value: value.value, text, isInteger: Number.isInteger(value.value), span };
    }
    case 'string':
      environment.replacements.push({ at: span, text: valueAsWritten(value) });
      return { type: 'string', value: value.value, span };
    case 'date':
      environment.replacements.push({ at: span, text: `'${isoDate(value.value)}'` });
      return { type: 'string', value: isoDate(value.value), span };
    case 'symbol':
      environment.replacements.push({ at: span, text: value.value, name: value });
      return { type: 'name', name: value.value, span };
  }
}

/** A name with its bindings computed. It stays composed after a mistake, which has been reported. */
export function substituteName(name: Name, environment: Environment): Name {
  if (name.type === 'plain-name') return name;
  const value = evaluate(name.expression, environment);
  if (value === undefined) return name;
  if (value.type === 'symbol') {
    environment.replacements.push({ at: name.span, text: value.value, name: value });
    return plain(value.value, name.span);
  }
  const isText = value.type === 'string' && isIdentifier(value.value);
  const written = environment.text.slice(name.span.start, name.span.end);
  const fixes = isText ? [{ at: name.span, newText: `to_symbol(${written})` }] : [];
  environment.report('binding-not-a-name', name.span, { value: valueAsWritten(value) }, fixes);
  return name;
}

function plain(name: string, span: Span): PlainName {
  return { type: 'plain-name', name, span };
}

/** A date position: a date literal, or `invalid` after a mistake. */
export function substituteTime(expression: Expression, environment: Environment): Expression {
  const value = evaluate(expression, environment);
  if (value === undefined) return { type: 'invalid', span: expression.span };
  const day = value.type === 'date' ? value.value : value.type === 'string' ? parseIsoDate(value.value) : undefined;
  if (day === undefined) {
    environment.report('no-such-date', expression.span, { date: bindingText(value) });
    return { type: 'invalid', span: expression.span };
  }
  const text = isoDate(day);
  if (expression.type !== 'date') environment.replacements.push({ at: expression.span, text });
  return { type: 'date', text, span: expression.span };
}

/** `alias/NAME` with its bindings computed. */
export function substituteRegister(reference: RegisterReference, environment: Environment): RegisterReference {
  return {
    ...reference,
    alias: reference.alias === undefined ? undefined : substituteName(reference.alias, environment),
    variable: substituteName(reference.variable, environment),
  };
}
