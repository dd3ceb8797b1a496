import { computed } from '../expand/evaluate.ts';
import type { BindingValue, FunctionDefinition } from '../function-spec.ts';
import type { ExpressionIr } from '../ir/expression.ts';

/**
 * The value of an expression that is the same for every row and can be computed now; `undefined` when it depends on data, is
 * missing, or uses a function that is computed on data only.
 */
export function constantOf(
  ir: ExpressionIr,
  functions: ReadonlyMap<string, FunctionDefinition>,
): BindingValue | undefined {
  switch (ir.type) {
    case 'number':
      return { type: 'number', value: ir.value };
    case 'text':
      return { type: 'string', value: ir.value };
    case 'negate': {
      const operand = constantOf(ir.operand, functions);
      return operand?.type === 'number' ? { type: 'number', value: 0 - operand.value } : undefined;
    }
    case 'arithmetic': {
      const left = constantOf(ir.left, functions);
      const right = left?.type === 'number' ? constantOf(ir.right, functions) : undefined;
      if (left?.type !== 'number' || right?.type !== 'number') return undefined;
      const value = computed(ir.operator, left.value, right.value);
      return Number.isFinite(value) ? { type: 'number', value } : undefined;
    }
    case 'call': {
      const evaluate = functions.get(ir.function)?.evaluate;
      const values = evaluate === undefined ? [] : ir.arguments.map((argument) => constantOf(argument, functions));
      if (evaluate === undefined || !values.every((value) => value !== undefined)) return undefined;
      const result = evaluate(values);
      return result.type === 'value' ? result.value : undefined;
    }
    case 'boolean':
    case 'missing':
    case 'variable':
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'to-number':
    case 'to-boolean':
    case 'code-in':
      return undefined;
  }
}
