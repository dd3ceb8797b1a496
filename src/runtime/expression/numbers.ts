import { assertNever } from '../../base/assert-never.ts';
import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import type { Column } from '../column.ts';
import { emitNumberCall } from './calls.ts';
import type { Emitter, NumberCode, OpenStop } from './emitter.ts';
import { finite } from './finite.ts';

/** Code of a numeric expression; NaN is missing. A condition counts as 0 or 1. */
export function emitNumber(emitter: Emitter, node: ExpressionIr, open: OpenStop): NumberCode {
  const known = emitter.known.get(node);
  if (known !== undefined) return load(emitter, known, false, open);
  if (valueTypeOf(node) === 'boolean') return { code: `(${emitter.condition(node)} ? 1 : 0)`, bound: 1 };
  switch (node.type) {
    case 'number':
      return { code: emitter.constant(node.value), bound: Math.abs(node.value) };
    case 'missing':
      return { code: 'NaN', bound: 0 };
    case 'variable':
      return load(emitter, emitter.column(node.name), node.openStop === true, open);
    case 'arithmetic':
      return emitArithmetic(emitter, node);
    case 'negate': {
      const operand = emitter.number(node.operand);
      return { code: emitter.temporary(`-${operand.code}`), bound: operand.bound };
    }
    case 'to-number':
      return { code: emitter.temporary(`(${emitter.condition(node.operand)} ? 1 : 0)`), bound: 1 };
    case 'call':
      return emitNumberCall(emitter, node);
    case 'text':
    case 'boolean':
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'to-boolean':
    case 'code-in':
      throw new TypeError(`a number was expected, not ${node.type}`);
    default:
      return assertNever(node);
  }
}

function load(emitter: Emitter, column: Column, isOpenStop: boolean, open: OpenStop): NumberCode {
  switch (column.kind) {
    case 'float64':
      return { code: emitter.temporary(`${emitter.array(column.values)}[i]`), bound: Number.POSITIVE_INFINITY };
    case 'int32': {
      const raw = emitter.temporary(`${emitter.array(column.values)}[i]`);
      const otherwise = isOpenStop
        ? `(${raw} === ${openStopDay} ? ${open === 'later' ? 'Infinity' : 'NaN'} : ${raw})`
        : raw;
      return { code: emitter.temporary(`(${raw} === ${missingInt32} ? NaN : ${otherwise})`), bound: 2 ** 31 };
    }
    case 'dictionary':
    case 'unit':
      throw new TypeError(`a number was expected, not a ${column.kind} column`);
  }
}

function emitArithmetic(emitter: Emitter, node: Extract<ExpressionIr, { type: 'arithmetic' }>): NumberCode {
  const left = emitter.number(node.left);
  const right = emitter.number(node.right);
  switch (node.operator) {
    case '+':
    case '-':
      return finite(emitter, `${left.code} ${node.operator} ${right.code}`, left.bound + right.bound);
    case '*':
      return finite(emitter, `${left.code} * ${right.code}`, left.bound * right.bound);
    case '/':
      return finite(emitter, `${left.code} / ${right.code}`, Number.POSITIVE_INFINITY);
    case '^':
      return {
        code: emitter.temporary(`${emitter.function('power')}(${left.code}, ${right.code})`),
        bound: Number.POSITIVE_INFINITY,
      };
  }
}
