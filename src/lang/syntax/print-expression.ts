import { assertNever } from '../../base/assert-never.ts';
import type { Expression, ModelTerm, Name, NumberLiteralSigned, RegisterReference } from './ast.ts';

/** A text in quotes: double ones when it holds a single quote. A text cannot hold both. */
export function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

/** An expression in canonical form: one blank around binary operators, none inside parentheses. */
export function printExpression(expression: Expression): string {
  switch (expression.type) {
    case 'number':
    case 'date':
      return expression.text;
    case 'string':
      return quoted(expression.value);
    case 'missing':
      return '.';
    case 'name':
      return expression.name;
    case 'binding':
      return `$${expression.name}`;
    case 'call':
      return `${expression.function}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'unary':
      return printUnary(expression.operator, printExpression(expression.operand));
    case 'binary':
      return `${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)}`;
    case 'group':
      return `(${printExpression(expression.inner)})`;
    case 'invalid':
      return '';
    default:
      return assertNever(expression);
  }
}

/** Two plus signs in a row would be read as `++`, so a blank keeps them apart. */
function printUnary(operator: string, operand: string): string {
  return operator === '+' && operand.startsWith('+') ? `+ ${operand}` : `${operator}${operand}`;
}

/** A name, plain or computed. */
export function printName(name: Name): string {
  return name.type === 'plain-name' ? name.name : printExpression(name.expression);
}

/** `alias/NAME`. */
export function printRegisterReference(reference: RegisterReference): string {
  const variable = printName(reference.variable);
  return reference.alias === undefined ? variable : `${printName(reference.alias)}/${variable}`;
}

/** `i.a#c.b`. */
export function printTerm(term: ModelTerm): string {
  const operands = term.operands.map((operand) => {
    const prefix = operand.prefix === undefined ? '' : `${operand.prefix}.`;
    return `${prefix}${printName(operand.variable)}`;
  });
  return operands.join(term.operator ?? '');
}

/** A number with its sign, written so that it is read back as the same value and kind. */
export function printSigned(number: NumberLiteralSigned): string {
  const { value, isInteger } = number;
  if (!Number.isFinite(value)) return value < 0 ? '-1e999' : '1e999';
  if (isInteger) return BigInt(value).toString();
  const text = String(value);
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text;
}
