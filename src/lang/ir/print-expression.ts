import { numberText } from '../expand/binding-text.ts';
import type { ExpressionIr } from './expression.ts';

/** A typed expression as text: every operation in parentheses, conversions and types spelled out. */
export function printExpression(expression: ExpressionIr): string {
  switch (expression.type) {
    case 'number':
      return numberText(expression.value);
    case 'text':
      return `'${expression.value}'`;
    case 'boolean':
      return String(expression.value);
    case 'missing':
      return '.';
    case 'variable':
      return expression.openStop ? `${expression.name}:open` : expression.name;
    case 'arithmetic':
      return `(${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)})`;
    case 'negate':
      return `(- ${printExpression(expression.operand)})`;
    case 'compare': {
      const operator = expression.operands === 'text' ? `${expression.operator}text` : expression.operator;
      return `(${printExpression(expression.left)} ${operator} ${printExpression(expression.right)})`;
    }
    case 'and':
    case 'or':
      return `(${printExpression(expression.left)} ${expression.type} ${printExpression(expression.right)})`;
    case 'not':
      return `(not ${printExpression(expression.operand)})`;
    case 'to-number':
      return `number(${printExpression(expression.operand)})`;
    case 'to-boolean':
      return `true(${printExpression(expression.operand)})`;
    case 'call':
      return `${expression.function}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'code-in': {
      const codes = expression.codes.map((code) => (typeof code === 'number' ? numberText(code) : `'${code}'`));
      return `(${printExpression(expression.variable)} in {${codes.join(', ')}})`;
    }
  }
}
