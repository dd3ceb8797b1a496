import { isoDate, parseIsoDate } from '../../base/epoch-day.ts';
import { pow } from '../../base/math/pow.ts';
import { threshold } from '../../base/messages/message.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import type { BindingValue, ConstantResult } from '../function-spec.ts';
import { isIdentifier } from '../identifiers.ts';
import { acceptsCount, signatureOf } from '../signature.ts';
import type { Binary, BindingReference, Call, Expression, Unary } from '../syntax/ast.ts';
import { bindingText } from './binding-text.ts';
import { bindingNames, type Environment, findBinding } from './environment.ts';

/** The longest text that `++` makes, in UTF-16 units. A `let` that doubles its own text would soon fill the machine. */
const longestText = 10_000;

/**
 * The value of a binding expression, or `undefined` after a mistake that has been reported.
 * A bare identifier is a symbol, whatever else has that name.
 */
export function evaluate(expression: Expression, environment: Environment): BindingValue | undefined {
  switch (expression.type) {
    case 'number':
      return { type: 'number', value: expression.value };
    case 'string':
      return { type: 'string', value: expression.value };
    case 'date': {
      const day = parseIsoDate(expression.text);
      return day === undefined ? undefined : { type: 'date', value: day };
    }
    case 'name': {
      const symbol: BindingValue = { type: 'symbol', value: expression.name };
      environment.tracer?.readsSymbol(symbol, expression.span);
      return symbol;
    }
    case 'binding':
      return lookUp(expression, environment);
    case 'group':
      return evaluate(expression.inner, environment);
    case 'call':
      return evaluateCall(expression, environment);
    case 'unary':
      return evaluateUnary(expression, environment);
    case 'binary':
      return expression.operator === '++' ? concatenate(expression, environment) : compute(expression, environment);
    case 'missing':
      environment.report('missing-in-expression', expression.span, { corrected: undefined });
      return undefined;
    // The parser has reported it where it stands.
    case 'invalid':
      environment.demand.isUncertain = true;
      return undefined;
  }
}

/**
 * The value of `$x`.
 *
 * @param nameValue  the value that the name is, where it was computed
 */
export function lookUp(
  reference: BindingReference,
  environment: Environment,
  nameValue?: BindingValue,
): BindingValue | undefined {
  const { name, span: at } = reference;
  const { iteration, tracer } = environment;
  const { among, value } = findBinding(environment.scope, name);
  environment.demand.names.add(name);
  if (among !== undefined) {
    const computed = nameValue === undefined ? {} : { nameValue };
    tracer?.readsBinding({ bindings: among, name, value, at, iteration, ...computed });
  } else if (!environment.silenced.has(name)) {
    const suggestions = suggestionsFor(name, bindingNames(environment.scope));
    const isWritten = environment.text.slice(at.start, at.end) === `$${name}`;
    const fixes = isWritten ? suggestions.map((other) => ({ at, newText: `$${other}` })) : [];
    environment.report('unknown-binding', at, { name, suggestions }, fixes);
  }
  return value;
}

function evaluateUnary(expression: Unary, environment: Environment): BindingValue | undefined {
  const operand = evaluate(expression.operand, environment);
  if (expression.operator === '!') {
    environment.report('not-in-binding', expression.span, { operator: '!' });
    return undefined;
  }
  if (operand === undefined) return undefined;
  const number = numberOperand(operand, expression.operator, expression, environment);
  if (number === undefined) return undefined;
  return { type: 'number', value: expression.operator === '-' ? 0 - number : number };
}

function compute(expression: Binary, environment: Environment): BindingValue | undefined {
  const left = evaluate(expression.left, environment);
  const right = evaluate(expression.right, environment);
  if (left === undefined || right === undefined) return undefined;
  const { operator } = expression;
  if (!isArithmetic(operator)) {
    environment.report('not-in-binding', expression.operatorSpan, { operator });
    return undefined;
  }
  const a = numberOperand(left, operator, expression.left, environment);
  if (a === undefined) return undefined;
  const b = numberOperand(right, operator, expression.right, environment);
  if (b === undefined) return undefined;
  const value = computed(operator, a, b);
  if (Number.isFinite(value)) return { type: 'number', value };
  environment.report('binding-has-no-value', expression.span, {});
  return undefined;
}

function isArithmetic(operator: Binary['operator']): operator is '+' | '-' | '*' | '/' | '^' {
  return ['+', '-', '*', '/', '^'].includes(operator);
}

/** What arithmetic gives for two numbers; not finite where it has no value. */
export function computed(operator: '+' | '-' | '*' | '/' | '^', a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '^':
      return pow(a, b);
  }
}

function numberOperand(
  value: BindingValue,
  operator: string,
  at: Expression,
  environment: Environment,
): number | undefined {
  if (value.type === 'number') return value.value;
  environment.report('binding-arithmetic', at.span, { operator, value: bindingText(value), corrected: undefined });
  return undefined;
}

function concatenate(expression: Binary, environment: Environment): BindingValue | undefined {
  if (reportLooseSum(expression, environment)) return undefined;
  const left = evaluate(expression.left, environment);
  const right = evaluate(expression.right, environment);
  if (left === undefined || right === undefined) return undefined;
  const [before, after] = [bindingText(left), bindingText(right)];
  if (before.length + after.length > longestText) {
    environment.report('binding-too-long', expression.span, { limit: threshold(longestText) });
    return undefined;
  }
  const joined = before + after;
  if (left.type !== 'symbol') return { type: 'string', value: joined };
  if (isIdentifier(joined)) {
    const symbol: BindingValue = { type: 'symbol', value: joined };
    environment.tracer?.joins(symbol, left, right);
    return symbol;
  }
  environment.report('illegal-name', expression.span, { name: joined });
  return undefined;
}

/** `w++$y + w++$z` means `w ++ ($y + w) ++ $z`, which nobody wants: says so, with the two parts in parentheses. */
function reportLooseSum(chain: Binary, environment: Environment): boolean {
  const operands: Expression[] = [];
  let rest: Expression = chain;
  while (rest.type === 'binary' && rest.operator === '++') {
    operands.push(rest.right);
    rest = rest.left;
  }
  operands.push(rest);
  const sum = operands.find(
    (e): e is Binary => e.type === 'binary' && (e.left.type === 'name' || e.right.type === 'name'),
  );
  if (sum === undefined) return false;
  const before = environment.text.slice(chain.span.start, sum.left.span.end);
  const after = environment.text.slice(sum.right.span.start, chain.span.end);
  const name = sum.left.type === 'name' ? sum.left : sum.right;
  const value = environment.text.slice(name.span.start, name.span.end);
  const corrected = `(${before}) ${sum.operator} (${after})`;
  environment.report('binding-arithmetic', sum.span, { operator: sum.operator, value, corrected }, [
    { at: chain.span, newText: corrected },
  ]);
  return true;
}

function evaluateCall(expression: Call, environment: Environment): BindingValue | undefined {
  const definition = environment.functions.get(expression.function);
  if (definition === undefined) {
    const foreign = environment.foreignFunctions.get(expression.function);
    const { function: name, functionSpan: at } = expression;
    const suggestions = foreign === undefined ? suggestionsFor(name, environment.functions.keys()) : [foreign];
    const fixes = suggestions.map((newText) => ({ at, newText }));
    environment.report('unknown-function', at, { name, suggestions }, fixes);
    return undefined;
  }
  if (definition.inBindings !== true || definition.evaluate === undefined) {
    environment.report('function-not-in-binding', expression.functionSpan, { name: definition.name });
    return undefined;
  }
  if (!acceptsCount(definition, expression.arguments.length)) {
    environment.report('wrong-argument-count', expression.span, {
      name: definition.name,
      given: threshold(expression.arguments.length),
      signature: signatureOf(definition),
    });
    return undefined;
  }
  environment.tracer?.callsFunction(definition.name, expression.functionSpan, environment.iteration);
  const values: BindingValue[] = [];
  for (const argument of expression.arguments) {
    const value = evaluate(argument, environment);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return settle(definition.evaluate(values), expression, values[0], environment);
}

function settle(
  result: ConstantResult,
  call: Call,
  first: BindingValue | undefined,
  environment: Environment,
): BindingValue | undefined {
  switch (result.type) {
    case 'value':
      if (result.value.type !== 'symbol' || isIdentifier(result.value.value)) return result.value;
      environment.report('illegal-name', call.span, { name: result.value.value });
      return undefined;
    case 'missing':
      environment.report('binding-has-no-value', call.span, {});
      return undefined;
    case 'wrong-argument':
      environment.report('binding-argument-type', (call.arguments[result.argument] ?? call).span, {
        function: call.function,
        expected: result.expected,
      });
      return undefined;
    case 'no-such-date':
      environment.report('no-such-date', call.span, { date: result.text });
      return undefined;
    case 'binding':
      return lookUp({ type: 'binding', name: result.name, span: call.span }, environment, first);
  }
}

/** A value as messages and the echo quote it. */
export function valueAsWritten(value: BindingValue): string {
  if (value.type === 'string') return value.value.includes("'") ? `"${value.value}"` : `'${value.value}'`;
  return value.type === 'date' ? isoDate(value.value) : bindingText(value);
}
