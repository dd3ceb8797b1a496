import { assertNever } from '../../base/assert-never.ts';
import { pow } from '../../base/math/pow.ts';
import type { BindingValue, FunctionDefinition } from '../function-spec.ts';
import { type ExpressionIr, valueTypeOf } from '../ir/expression.ts';
import type { PanelTime } from '../types/schema.ts';

/** A value that analysis knows: `null` is missing, `undefined` depends on data (or on a function that is computed from data only). */
type Known = number | string | boolean | null | undefined;

/** What conditions on the times of a panel are computed with. */
interface Situation {
  readonly time: number | string;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
}

/**
 * The times that rows can have after `keep` (or `drop`) with a condition: those at which it is certainly false (certainly true)
 * for every row are gone. What depends on data leaves a time, even if no row of it should be left: the variables of a dataset
 * must not depend on data.
 */
export function timesLeft(
  times: readonly PanelTime[],
  condition: ExpressionIr,
  keeps: boolean,
  functions: ReadonlyMap<string, FunctionDefinition>,
): readonly PanelTime[] {
  return times.filter(({ value }) => valueOf(condition, { time: value, functions }) !== !keeps);
}

/** The value of an expression at one time. Logic is that of rows: two-valued, where a missing side makes `!=` true and all others false. */
function valueOf(ir: ExpressionIr, situation: Situation): Known {
  switch (ir.type) {
    case 'number':
    case 'text':
    case 'boolean':
      return ir.value;
    case 'missing':
      return null;
    case 'variable':
      return ir.name === 'date@panel' ? situation.time : undefined;
    case 'arithmetic':
      return arithmetic(ir.operator, valueOf(ir.left, situation), valueOf(ir.right, situation));
    case 'negate': {
      const operand = valueOf(ir.operand, situation);
      return typeof operand === 'number' ? 0 - operand : operand;
    }
    case 'compare':
      return comparison(ir.operator, valueOf(ir.left, situation), valueOf(ir.right, situation));
    case 'and':
      return decided(valueOf(ir.left, situation), valueOf(ir.right, situation), false);
    case 'or':
      return decided(valueOf(ir.left, situation), valueOf(ir.right, situation), true);
    case 'not': {
      const operand = valueOf(ir.operand, situation);
      return operand === undefined ? undefined : operand !== true;
    }
    case 'to-number': {
      const operand = valueOf(ir.operand, situation);
      return operand === undefined ? undefined : Number(operand === true);
    }
    case 'to-boolean': {
      const operand = valueOf(ir.operand, situation);
      return operand === undefined ? undefined : operand !== null && operand !== 0;
    }
    case 'call':
      return call(ir, situation);
    case 'code-in': {
      const value = valueOf(ir.variable, situation);
      if (value === undefined || value === null) return value === undefined ? undefined : false;
      return typeof value !== 'boolean' && ir.codes.includes(value);
    }
    default:
      return assertNever(ir);
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '^', left: Known, right: Known): Known {
  if (left === null || right === null) return null;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const result = operations[operator](left, right);
  return Number.isFinite(result) ? result : null;
}

const operations = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '^': pow,
} as const;

function comparison(operator: '==' | '!=' | '<' | '<=' | '>' | '>=', left: Known, right: Known): Known {
  if (left === null || right === null) return operator === '!=';
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** `and` and `or`: one side that decides is enough. */
function decided(left: Known, right: Known, deciding: boolean): Known {
  if (left === deciding || right === deciding) return deciding;
  return left === undefined || right === undefined ? undefined : !deciding;
}

function call(ir: Extract<ExpressionIr, { type: 'call' }>, situation: Situation): Known {
  const definition = situation.functions.get(ir.function);
  if (definition?.evaluate === undefined) return undefined;
  const isLogical = valueTypeOf(ir) === 'boolean';
  const given = ir.arguments.map((argument) => valueOf(argument, situation));
  // A missing item of a list matches nothing; any other missing argument makes the call missing, or false.
  const listFrom = isLogical ? definition.parameters.findIndex(({ repeated }) => repeated === true) : -1;
  const values = given.filter((value, i) => listFrom === -1 || i < listFrom || value !== null);
  if (definition.missing === 'propagates' && values.includes(null)) return isLogical ? false : null;
  const constants = values.flatMap((value) => bindingValue(value) ?? []);
  if (constants.length < values.length) return undefined;
  const result = definition.evaluate(constants);
  if (result.type === 'missing') return isLogical ? false : null;
  if (result.type !== 'value') return undefined;
  return isLogical ? result.value.value !== 0 : result.value.value;
}

function bindingValue(value: Known): BindingValue | undefined {
  switch (typeof value) {
    case 'number':
      return { type: 'number', value };
    case 'boolean':
      return { type: 'number', value: Number(value) };
    case 'string':
      return { type: 'string', value };
    default:
      return undefined;
  }
}
