import { assertNever } from '../../base/assert-never.ts';
import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import { missingInt32 } from '../../metadata/stored-column.ts';
import { sharedFloat64, sharedUint8 } from '../column.ts';
import { codeOfText, translation } from './dictionary.ts';
import type { Emitter } from './emitter.ts';
import { emitMissing } from './missing.ts';
import { emitTextTest } from './texts.ts';

type Call = Extract<ExpressionIr, { type: 'call' }>;

/** Code of a condition: a JavaScript boolean, never missing. A number counts as true unless it is missing or 0. */
export function emitBoolean(emitter: Emitter, node: ExpressionIr): string {
  const known = emitter.known.get(node);
  if (known !== undefined || valueTypeOf(node) === 'number') {
    const value = emitter.temporary(emitter.number(node).code);
    return emitter.temporary(`(${value} === ${value} && ${value} !== 0)`);
  }
  switch (node.type) {
    case 'boolean':
      return node.value ? 'true' : 'false';
    case 'compare':
      return node.operands === 'text' ? emitTextComparison(emitter, node) : emitComparison(emitter, node);
    case 'and':
      // Both sides are there already: bits need no branch, which the processor would have to guess row by row.
      return emitter.temporary(`((${emitter.condition(node.left)} & ${emitter.condition(node.right)}) === 1)`);
    case 'or':
      return emitter.temporary(`((${emitter.condition(node.left)} | ${emitter.condition(node.right)}) === 1)`);
    case 'not':
      return emitter.temporary(`!${emitter.condition(node.operand)}`);
    case 'to-boolean':
      return emitter.condition(node.operand);
    case 'code-in':
      return emitCodeIn(emitter, node.variable, node.codes);
    case 'call':
      return emitBooleanCall(emitter, node);
    case 'number':
    case 'text':
    case 'missing':
    case 'variable':
    case 'arithmetic':
    case 'negate':
    case 'to-number':
      throw new TypeError(`a condition was expected, not ${node.type}`);
    default:
      return assertNever(node);
  }
}

const operators = { '==': '===', '!=': '!==', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** The operators with their sides exchanged. */
const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/**
 * An integer variable beside a number of the script, as the integers that they are: whether a value is missing is nothing that a
 * processor could guess. The missing one is the least of all; it differs from the number, and lies below it.
 */
function emitIntegerTest(
  emitter: Emitter,
  left: ExpressionIr,
  operator: keyof typeof operators,
  right: ExpressionIr,
): string | undefined {
  if (right.type !== 'number' || !(right.value > missingInt32)) return undefined;
  const raw = integerOf(emitter, left);
  if (raw === undefined) return undefined;
  const test = `${raw} ${operators[operator]} ${emitter.constant(right.value)}`;
  const isBelow = operator === '<' || operator === '<=';
  return emitter.temporary(isBelow ? `(((${raw} !== ${missingInt32}) & (${test})) === 1)` : `(${test})`);
}

/** The stored integer of a variable, without regard to missing values; `undefined` where it is none, or can be an open end. */
function integerOf(emitter: Emitter, node: ExpressionIr): string | undefined {
  if (node.type !== 'variable' || node.openStop === true || emitter.known.has(node)) return undefined;
  const column = emitter.column(node.name);
  return column.kind === 'int32' ? emitter.temporary(`${emitter.array(column.values)}[i]`) : undefined;
}

/** With a missing side `!==` is true and all others are false, as IEEE comparisons with NaN have it. */
function emitComparison(emitter: Emitter, node: Extract<ExpressionIr, { type: 'compare' }>): string {
  const direct =
    emitIntegerTest(emitter, node.left, node.operator, node.right) ??
    emitIntegerTest(emitter, node.right, mirrored[node.operator], node.left);
  if (direct !== undefined) return direct;
  const left = emitter.number(node.left, 'later');
  const right = emitter.number(node.right, 'later');
  return emitter.temporary(`(${left.code} ${operators[node.operator]} ${right.code})`);
}

function emitTextComparison(emitter: Emitter, node: Extract<ExpressionIr, { type: 'compare' }>): string {
  const equal = emitTextEquality(emitter, node.left, node.right);
  return node.operator === '!=' ? emitter.temporary(`!${equal}`) : equal;
}

/** Whether two texts are equal and neither is missing. */
function emitTextEquality(emitter: Emitter, left: ExpressionIr, right: ExpressionIr): string {
  const a = emitter.text(left);
  const b = emitter.text(right);
  if (a.constant !== undefined && b.constant !== undefined) {
    return a.constant !== null && a.constant === b.constant ? 'true' : 'false';
  }
  if (b.constant !== undefined) return emitTextIs(emitter, a.code, a.dictionary, b.constant);
  if (a.constant !== undefined) return emitTextIs(emitter, b.code, b.dictionary, a.constant);
  if (a.dictionary === b.dictionary) return emitter.temporary(`(${a.code} === ${b.code} && ${a.code} !== 0)`);
  const table = emitter.array(translation(b.dictionary, a.dictionary));
  return emitter.temporary(`(${a.code} !== 0 && ${a.code} === ${table}[${b.code}])`);
}

function emitTextIs(emitter: Emitter, code: string, dictionary: readonly string[], text: string | null): string {
  const wanted = text === null ? 0 : codeOfText(dictionary, text);
  return wanted === 0 ? 'false' : emitter.temporary(`(${code} === ${emitter.constant(wanted)})`);
}

function emitBooleanCall(emitter: Emitter, node: Call): string {
  switch (node.function) {
    case 'sysmiss':
      return emitMissing(emitter, node.arguments[0]!);
    case 'inrange': {
      const [x, low, high] = node.arguments.map((argument) => emitter.number(argument, 'later').code);
      return emitter.temporary(`(((${x} >= ${low}) & (${x} <= ${high})) === 1)`);
    }
    case 'inlist': {
      const [value, ...list] = node.arguments;
      const isText = list.some((item) => valueTypeOf(item) === 'text') || valueTypeOf(value!) === 'text';
      return isText ? emitTextInList(emitter, value!, list) : emitNumberInList(emitter, value!, list);
    }
    case 'startswith':
    case 'endswith':
      return emitTextTest(emitter, node);
    default:
      throw new RangeError(`no condition is called ${node.function}`);
  }
}

/** Up to this many numbers are compared one by one; more are looked up in a set. */
const fewNumbers = 8;

function emitNumberInList(emitter: Emitter, node: ExpressionIr, list: readonly ExpressionIr[]): string {
  const value = emitter.temporary(emitter.number(node, 'later').code);
  const constants = list.filter((item) => item.type === 'number').map((item) => item.value);
  const others = list.filter((item) => item.type !== 'number');
  const tests = others.map((item) => `${value} === ${emitter.number(item, 'later').code}`);
  tests.push(...emitMembership(emitter, value, constants));
  return tests.length === 0 ? 'false' : emitter.temporary(`(${tests.join(' || ')})`);
}

function emitMembership(emitter: Emitter, value: string, numbers: readonly number[]): readonly string[] {
  if (numbers.length <= fewNumbers) return numbers.map((number) => `${value} === ${emitter.constant(number)}`);
  const members = sharedFloat64(numbers.length);
  members.set(numbers);
  return [`${emitter.set(members)}.has(${value})`];
}

function emitTextInList(emitter: Emitter, node: ExpressionIr, list: readonly ExpressionIr[]): string {
  const constants = list.filter((item) => item.type === 'text').map((item) => item.value);
  const others = list.filter((item) => item.type !== 'text');
  const tests = others.map((item) => emitTextEquality(emitter, node, item));
  if (constants.length > 0) tests.push(emitTextMembership(emitter, node, constants));
  return tests.length === 0 ? 'false' : emitter.temporary(`(${tests.join(' || ')})`);
}

function emitTextMembership(emitter: Emitter, node: ExpressionIr, texts: readonly string[]): string {
  const value = emitter.text(node);
  if (value.constant !== undefined) return value.constant !== null && texts.includes(value.constant) ? 'true' : 'false';
  const members = new Set(texts);
  const table = sharedUint8(value.dictionary.length);
  value.dictionary.forEach((text, code) => (table[code] = code > 0 && members.has(text) ? 1 : 0));
  return emitter.temporary(`(${emitter.array(table)}[${value.code}] === 1)`);
}

function emitCodeIn(emitter: Emitter, variable: ExpressionIr, codes: readonly (number | string)[]): string {
  if (valueTypeOf(variable) === 'text') {
    return emitTextMembership(emitter, variable, codes.map(String));
  }
  const value = emitter.temporary(emitter.number(variable).code);
  const tests = emitMembership(emitter, value, codes.map(Number));
  return tests.length === 0 ? 'false' : emitter.temporary(`(${tests.join(' || ')})`);
}
