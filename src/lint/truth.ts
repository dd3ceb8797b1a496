import { constantOf } from '../lang/analyse/constants.ts';
import type { BindingValue, FunctionDefinition } from '../lang/function-spec.ts';
import type { ExpressionIr } from '../lang/ir/expression.ts';

type Functions = ReadonlyMap<string, FunctionDefinition>;
type Comparison = Extract<ExpressionIr, { type: 'compare' }>;
type Operator = Comparison['operator'];

/** A comparison of a variable with a constant, the variable first. */
interface Fact {
  readonly variable: string;
  readonly isInteger: boolean;
  readonly operator: Operator;
  readonly value: number | string;
}

/**
 * What a condition is for every row, whatever the data, if that follows from it alone; `undefined` otherwise. A comparison with
 * a missing value is false, `!=` is true, and negation is plain: conditions have two values.
 */
export function truthOf(condition: ExpressionIr, functions: Functions): boolean | undefined {
  switch (condition.type) {
    case 'boolean':
      return condition.value;
    case 'to-boolean': {
      const value = constantOf(condition.operand, functions);
      if (value !== undefined) return value.type === 'number' ? value.value !== 0 : undefined;
      return condition.operand.type === 'to-number' ? truthOf(condition.operand.operand, functions) : undefined;
    }
    case 'not': {
      const truth = truthOf(condition.operand, functions);
      return truth === undefined ? undefined : !truth;
    }
    case 'and':
      return truthOfAll(flattened(condition, 'and'), functions);
    case 'or':
      return truthOfAny(flattened(condition, 'or'), functions);
    case 'compare':
      return truthOfComparison(condition, functions);
    default:
      return undefined;
  }
}

function flattened(condition: ExpressionIr, type: 'and' | 'or'): readonly ExpressionIr[] {
  return condition.type === type
    ? [...flattened(condition.left, type), ...flattened(condition.right, type)]
    : [condition];
}

function truthOfAll(parts: readonly ExpressionIr[], functions: Functions): boolean | undefined {
  const truths = parts.map((part) => truthOf(part, functions));
  if (truths.includes(false)) return false;
  if (truths.every((truth) => truth === true)) return true;
  const facts = Map.groupBy(
    parts.flatMap((part) => factOf(part, functions)),
    ({ variable }) => variable,
  );
  return [...facts.values()].some(contradict) ? false : undefined;
}

function truthOfAny(parts: readonly ExpressionIr[], functions: Functions): boolean | undefined {
  const truths = parts.map((part) => truthOf(part, functions));
  if (truths.includes(true)) return true;
  if (truths.every((truth) => truth === false)) return false;
  const unequal = Map.groupBy(
    parts.flatMap((part) => factOf(part, functions)).filter(({ operator }) => operator === '!='),
    ({ variable }) => variable,
  );
  // What is one of them is not the other one.
  return [...unequal.values()].some((facts) => new Set(facts.map(({ value }) => value)).size > 1) ? true : undefined;
}

function truthOfComparison({ operator, left, right }: Comparison, functions: Functions): boolean | undefined {
  const a = constantOf(left, functions);
  const b = constantOf(right, functions);
  if (a === undefined || b === undefined) return undefined;
  return typeof a.value === typeof b.value ? holds(operator, a.value, b.value) : undefined;
}

function holds(operator: Operator, a: BindingValue['value'], b: BindingValue['value']): boolean {
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

const turned: Readonly<Record<Operator, Operator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function factOf(part: ExpressionIr, functions: Functions): readonly Fact[] {
  if (part.type !== 'compare') return [];
  const isTurned = part.left.type !== 'variable';
  const [variable, other] = isTurned ? [part.right, part.left] : [part.left, part.right];
  const constant = constantOf(other, functions);
  if (variable.type !== 'variable' || constant === undefined) return [];
  const { value } = constant;
  const operator = isTurned ? turned[part.operator] : part.operator;
  return [{ variable: variable.name, isInteger: variable.isInteger, operator, value }];
}

/** Whether no value fits all of some facts about one variable, each of which is false for a missing one. */
function contradict(facts: readonly Fact[]): boolean {
  const equal = facts.filter(({ operator }) => operator === '==');
  const [one] = equal;
  if (one !== undefined) return facts.some(({ operator, value }) => !holds(operator, one.value, value));
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const { operator, value, isInteger } of facts) {
    if (typeof value !== 'number' || operator === '!=' || operator === '==') continue;
    const isStrict = operator === '<' || operator === '>';
    // Between whole numbers a strict bound is that of the next one.
    const step = isInteger && isStrict && Number.isInteger(value) ? 1 : 0;
    const bound = operator === '<' || operator === '<=' ? value - step : value + step;
    if (operator === '<' || operator === '<=') {
      if (bound < high) high = bound;
    } else if (bound > low) low = bound;
  }
  return low > high || (low === high && facts.some((fact) => excludes(fact, low)));
}

function excludes({ operator, value }: Fact, bound: number): boolean {
  return value === bound && (operator === '<' || operator === '>');
}
