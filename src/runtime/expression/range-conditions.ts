import type { ExpressionIr } from '../../lang/ir/expression.ts';
import { missingInt32 } from '../../metadata/stored-column.ts';
import type { Column } from '../column.ts';
import type { RangeTest } from '../folds/range-tests.ts';
import { codeOfText } from './dictionary.ts';

/*
 * Most conditions compare variables with numbers or texts of the script. What is stored of an integer variable, or the code of a
 * text, then lies in a range: no code has to be generated for such a test, nor compiled while it runs.
 */

type Comparison = Extract<ExpressionIr, { type: 'compare' }>;

const largest = 2 ** 31 - 1;
/** No value is in it. */
const nothing = { low: 1, high: 0 };

/** The operators with their sides exchanged. */
const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** The tests that a condition is made of, all of which a row has to pass; `undefined` where it is made of anything else. */
export function rangeTestsOf(
  node: ExpressionIr,
  columns: ReadonlyMap<string, Column>,
): readonly RangeTest[] | undefined {
  switch (node.type) {
    case 'and': {
      const [left, right] = [rangeTestsOf(node.left, columns), rangeTestsOf(node.right, columns)];
      return left === undefined || right === undefined ? undefined : [...left, ...right];
    }
    case 'compare': {
      const test = testOf(node, columns);
      return test === undefined ? undefined : [test];
    }
    default:
      return undefined;
  }
}

function testOf(
  { left, operator, right, operands }: Comparison,
  columns: ReadonlyMap<string, Column>,
): RangeTest | undefined {
  const isMirrored = left.type !== 'variable';
  const [variable, constant] = isMirrored ? [right, left] : [left, right];
  if (variable.type !== 'variable') return undefined;
  const own = isMirrored ? mirrored[operator] : operator;
  const column = columns.get(variable.name);
  if (operands === 'text') return column?.kind === 'dictionary' ? codeTest(column, own, constant) : undefined;
  if (column?.kind !== 'int32' || variable.openStop === true || constant.type !== 'number') return undefined;
  if (!(constant.value > missingInt32)) return undefined;
  return { values: column.values, ...rangeOf(own, constant.value), isBeyond: own === '!=' };
}

/** The integers that compare so with a number; a missing one does with no operator but `!=`. */
function rangeOf(operator: Comparison['operator'], value: number): { readonly low: number; readonly high: number } {
  switch (operator) {
    case '==':
    case '!=':
      return Number.isInteger(value) && value <= largest ? { low: value, high: value } : nothing;
    case '<':
      return { low: missingInt32 + 1, high: Math.min(largest, Math.ceil(value) - 1) };
    case '<=':
      return { low: missingInt32 + 1, high: Math.min(largest, Math.floor(value)) };
    case '>':
      return value >= largest ? nothing : { low: Math.floor(value) + 1, high: largest };
    case '>=':
      return value > largest ? nothing : { low: Math.ceil(value), high: largest };
  }
}

/** Texts are equal or not; a text that no row has is equal to none, and so is a missing one. */
function codeTest(
  { codes, dictionary }: Extract<Column, { kind: 'dictionary' }>,
  operator: Comparison['operator'],
  constant: ExpressionIr,
): RangeTest | undefined {
  if (constant.type !== 'text' || codes instanceof Uint32Array) return undefined;
  const code = codeOfText(dictionary, constant.value);
  if (code === 0) return undefined;
  return { values: codes, low: code, high: code, isBeyond: operator === '!=' };
}
