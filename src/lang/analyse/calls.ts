import type { Fix } from '../../base/diagnostic.ts';
import { threshold } from '../../base/messages/message.ts';
import { span } from '../../base/span.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import { numberText } from '../expand/binding-text.ts';
import type { FunctionDefinition, ParameterSpec, ValueType } from '../function-spec.ts';
import type { ExpressionIr } from '../ir/expression.ts';
import { acceptsCount, signatureOf } from '../signature.ts';
import type { Call, Expression } from '../syntax/ast.ts';
import { constantOf } from './constants.ts';
import { written } from './context.ts';
import { destringFirst, exchanged } from './fixes.ts';
import { analyseLabelFunction } from './label-functions.ts';
import { noteCodes } from './noted-codes.ts';
import { type AnalyseExpression, type ExpressionScope, type Typed, toNumber, unknownExpression } from './typed.ts';

/** Types a function call; every mistake in it and in its arguments is reported. */
export function analyseCall(call: Call, scope: ExpressionScope, analyse: AnalyseExpression): Typed {
  const definition = definitionFor(call, scope);
  if (definition === undefined) {
    for (const argument of call.arguments) analyse(argument, scope);
    return unknownExpression;
  }
  if (definition.kind === 'labels') return analyseLabelFunction(definition, call, scope, analyse);
  // Expansion has replaced these by their values.
  if (definition.kind === 'binding') return unknownExpression;
  const values = call.arguments.map((argument) => analyse(argument, scope));
  const irs = convertArguments(definition, call, values, scope);
  if (irs === undefined) return unknownExpression;
  adviseOn(definition, call, irs, values[0]?.isInteger === true, scope);
  const valueType: ValueType = definition.returns === 'argument' ? 'number' : definition.returns;
  const isInteger = definition.integer === true && valueType === 'number';
  const ir: ExpressionIr = { type: 'call', function: definition.name, arguments: irs, valueType, isInteger };
  return { type: valueType, ir, isInteger };
}

function definitionFor(call: Call, { context }: ExpressionScope): FunctionDefinition | undefined {
  const { functions, foreignFunctions } = context.vocabulary;
  const found = functions.get(call.function);
  if (found === undefined) {
    const foreign = foreignFunctions.get(call.function);
    const suggestions = foreign === undefined ? suggestionsFor(call.function, functions.keys()) : [foreign];
    const fixes = suggestions.map((newText) => ({ at: call.functionSpan, newText }));
    context.report('unknown-function', call.functionSpan, { name: call.function, suggestions }, fixes);
    return undefined;
  }
  if (!acceptsCount(found, call.arguments.length)) {
    const given = threshold(call.arguments.length);
    context.report('wrong-argument-count', call.span, { name: found.name, given, signature: signatureOf(found) });
    return undefined;
  }
  context.trace?.callsFunction(found.name, call.functionSpan);
  return found.synonym?.arguments === call.arguments.length ? functions.get(found.synonym.function) : found;
}

/** The parameter that takes the argument at a position; the last one takes all that follow when it is repeated. */
function parameterAt(definition: FunctionDefinition, position: number): ParameterSpec | undefined {
  return definition.parameters[Math.min(position, definition.parameters.length - 1)];
}

function convertArguments(
  definition: FunctionDefinition,
  call: Call,
  values: readonly Typed[],
  scope: ExpressionScope,
): readonly ExpressionIr[] | undefined {
  // Functions whose values must agree with their first argument: `inlist(x, value, …)`.
  if (definition.group === 'logic' && definition.parameters.length === 2)
    return sameTypes(definition, call, values, scope);
  const irs = values.map((value, position) => {
    const parameter = parameterAt(definition, position);
    const argument = call.arguments[position];
    return parameter && argument ? convert(definition, parameter, argument, value, scope) : undefined;
  });
  return irs.every((ir) => ir !== undefined) ? irs : undefined;
}

function convert(
  definition: FunctionDefinition,
  parameter: ParameterSpec,
  argument: Expression,
  value: Typed,
  { context }: ExpressionScope,
): ExpressionIr | undefined {
  if (value.type === 'unknown') return undefined;
  const isText = value.type === 'text';
  if (parameter.type === 'any') return isText ? value.ir : toNumber(value);
  if (parameter.type === 'numeric' && isText) {
    const corrected = argument.type === 'name' ? `destring ${argument.name}` : undefined;
    const fixes = argument.type === 'name' ? destringFirst(context, argument.name) : [];
    const parameters = { function: definition.name, argument: parameter.name, expected: 'number', corrected } as const;
    context.report('argument-type', argument.span, parameters, fixes);
    return undefined;
  }
  if (parameter.type === 'text' && !isText) {
    const corrected = `string(${written(context, argument.span)})`;
    const parameters = { function: definition.name, argument: parameter.name, expected: 'text', corrected } as const;
    context.report('argument-type', argument.span, parameters, [{ at: argument.span, newText: corrected }]);
    return undefined;
  }
  const ir = isText ? value.ir : toNumber(value);
  if (parameter.constant && ir?.type !== 'number' && ir?.type !== 'text') {
    context.report('argument-not-constant', argument.span, { function: definition.name, argument: parameter.name });
    return undefined;
  }
  return ir;
}

function sameTypes(
  definition: FunctionDefinition,
  call: Call,
  values: readonly Typed[],
  scope: ExpressionScope,
): readonly ExpressionIr[] | undefined {
  const { context } = scope;
  const known = values.filter((value) => value.type !== 'unknown');
  const text = known[0]?.type === 'text';
  const odd = values.findIndex((value) => value.type !== 'unknown' && (value.type === 'text') !== text);
  if (odd !== -1) {
    const at = (call.arguments[odd] ?? call).span;
    context.report('mixed-list-types', at, { name: definition.name }, quotedFrom(odd, call, values, text, context));
    return undefined;
  }
  const [compared, ...listed] = values;
  if (compared !== undefined) {
    const places = listed.map((value, i) => ({ value, at: (call.arguments[i + 1] ?? call).span }));
    noteCodes(compared, places, scope);
  }
  const irs = values.map((value) => (value.type === 'text' ? value.ir : toNumber(value)));
  return irs.every((ir) => ir !== undefined) ? irs : undefined;
}

/** The literals of a list from the first odd one on, written as literals of the type of its first argument. */
function quotedFrom(
  odd: number,
  call: Call,
  values: readonly Typed[],
  isText: boolean,
  context: ExpressionScope['context'],
): readonly Fix[] {
  const rest = call.arguments.slice(odd);
  const [first] = rest;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return [];
  const pieces = rest.map((argument, i) => {
    const isOdd = (values[odd + i]?.type === 'text') !== isText;
    const text = isOdd ? otherLiteral(argument, context) : written(context, argument.span);
    const end = rest[i + 1]?.span.start ?? argument.span.end;
    return text === undefined ? undefined : text + context.text.slice(argument.span.end, end);
  });
  if (!pieces.every((piece) => piece !== undefined)) return [];
  return [{ at: span(first.span.start, last.span.end), newText: pieces.join('') }];
}

/** A number in quotes, or a text of digits without them; nothing for what is no literal of its own. */
function otherLiteral(argument: Expression, context: ExpressionScope['context']): string | undefined {
  const text = written(context, argument.span);
  if (argument.type === 'number') return /^\d/u.test(text) ? `'${text}'` : undefined;
  return argument.type === 'string' && /^\d+(?:\.\d+)?$/u.test(argument.value) ? argument.value : undefined;
}

/** What a call says about its constants: a slip that gives no error but no sensible result either. `isInteger` tells of the first argument. */
function adviseOn(
  definition: FunctionDefinition,
  call: Call,
  irs: readonly ExpressionIr[],
  isInteger: boolean,
  { context }: ExpressionScope,
): void {
  const [, second, third] = irs;
  if (definition.kind === 'rows' && second?.type === 'number') {
    const { value } = second;
    if (!Number.isInteger(value) || value < 2 || value > 100) {
      context.report('quantile-groups', (call.arguments[1] ?? call).span, {});
    }
  }
  if (definition.advice === 'rounding-unit' && second?.type === 'number' && second.value === 0) {
    context.report('constant-is-missing', call.span, { written: written(context, call.span) });
  }
  if (definition.advice === 'rounding-unit' && second?.type === 'number' && !isInteger) {
    const { value } = second;
    if (second.isInteger && value >= 2 && value <= 9) {
      context.report('round-unit', (call.arguments[1] ?? call).span, { unit: numberText(value) });
    }
  }
  if (
    definition.advice === 'ordered-bounds' &&
    second?.type === 'number' &&
    third?.type === 'number' &&
    second.value > third.value
  ) {
    const [, low, high] = call.arguments;
    const fixes = low === undefined || high === undefined ? [] : [exchanged(context, low.span, high.span)];
    const parameters = { low: numberText(second.value), high: numberText(third.value) };
    context.report('range-never-true', call.span, parameters, fixes);
  }
  const { functions } = context.vocabulary;
  const constants = definition.evaluate === undefined ? [] : irs.map((ir) => constantOf(ir, functions));
  if (definition.evaluate === undefined || !constants.every((value) => value !== undefined)) return;
  if (definition.evaluate(constants).type === 'missing') {
    context.report('constant-is-missing', call.span, { written: written(context, call.span) });
  }
}
