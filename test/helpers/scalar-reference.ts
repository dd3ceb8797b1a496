import { civilDate, epochDay, isoDate } from '../../src/base/epoch-day.ts';
import type { ExpressionIr } from '../../src/lang/ir/expression.ts';

/** The values of one row by variable. An open stop is `Infinity`. */
export type Row = Readonly<Record<string, number | string | null>>;

/** Quantile groups of a whole column, by the definition of pandas' qcut. */
export function quantileGroups(values: readonly (number | null)[], groups: number): (number | null)[] {
  const sorted = values.filter((x) => x !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return values.map(() => null);
  const edges: number[] = [];
  for (let k = 0; k <= groups; k++) {
    const h = ((sorted.length - 1) * k) / groups;
    const low = sorted[Math.floor(h)]!;
    const high = sorted[Math.min(Math.floor(h) + 1, sorted.length - 1)]!;
    edges.push(low + (h - Math.floor(h)) * (high - low));
  }
  const distinct = edges.filter((edge, i) => i === 0 || edge !== edges[i - 1]);
  return values.map((x) => (x === null ? null : Math.max(0, distinct.filter((edge) => edge < x).length - 1)));
}

/** Evaluates a numeric expression for one row, the obvious way. */
export function numberOf(node: ExpressionIr, row: Row, later = false): number | null {
  const value = evaluate(node, row);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'number') return null;
  if (value === Number.POSITIVE_INFINITY && node.type === 'variable') return later ? value : null;
  return Number.isFinite(value) ? value : null;
}

/** Evaluates a condition for one row. */
export function truthOf(node: ExpressionIr, row: Row): boolean {
  const value = evaluate(node, row);
  if (typeof value === 'boolean') return value;
  const number = numberOf(node, row);
  return number !== null && number !== 0;
}

/** Evaluates an expression for one row. */
export function evaluate(node: ExpressionIr, row: Row): number | string | boolean | null {
  switch (node.type) {
    case 'number':
    case 'text':
    case 'boolean':
      return node.value;
    case 'missing':
      return null;
    case 'variable':
      return row[node.name] ?? null;
    case 'arithmetic':
      return arithmetic(node.operator, numberOf(node.left, row), numberOf(node.right, row));
    case 'negate': {
      const x = numberOf(node.operand, row);
      return x === null ? null : -x;
    }
    case 'to-number':
      return truthOf(node.operand, row) ? 1 : 0;
    case 'to-boolean':
      return truthOf(node.operand, row);
    case 'not':
      return !truthOf(node.operand, row);
    case 'and':
      return truthOf(node.left, row) && truthOf(node.right, row);
    case 'or':
      return truthOf(node.left, row) || truthOf(node.right, row);
    case 'compare':
      return compare(node, row);
    case 'code-in': {
      const value = evaluate(node.variable, row);
      return value !== null && typeof value !== 'boolean' && node.codes.includes(value);
    }
    case 'call':
      return call(node.function, node.arguments, row);
  }
}

function arithmetic(operator: string, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  const x = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '^': b === 2 ? a * a : a ** b }[operator];
  return x !== undefined && Number.isFinite(x) ? x : null;
}

function side(node: ExpressionIr, row: Row, isText: boolean): number | string | null {
  if (!isText) return numberOf(node, row, true);
  const value = evaluate(node, row);
  return typeof value === 'string' ? value : null;
}

function compare(node: Extract<ExpressionIr, { type: 'compare' }>, row: Row): boolean {
  const a = side(node.left, row, node.operands === 'text');
  const b = side(node.right, row, node.operands === 'text');
  if (a === null || b === null) return node.operator === '!=';
  switch (node.operator) {
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

function isMissing(node: ExpressionIr, row: Row): boolean {
  const value = evaluate(node, row);
  if (typeof value === 'boolean') return false;
  return typeof value === 'string' ? false : numberOf(node, row) === null;
}

function call(name: string, nodes: readonly ExpressionIr[], row: Row): number | string | boolean | null {
  const numbers = (later = false): (number | null)[] => nodes.map((node) => numberOf(node, row, later));
  const valid = numbers().filter((x) => x !== null);
  const total = valid.reduce((sum, x) => sum + x, 0);
  switch (name) {
    case 'sysmiss':
      return isMissing(nodes[0]!, row);
    case 'rowmissing':
      return nodes.filter((node) => isMissing(node, row)).length;
    case 'rowvalid':
      return nodes.filter((node) => !isMissing(node, row)).length;
    case 'inrange': {
      const [x, low, high] = numbers(true);
      return x !== null && low !== null && high !== null && x! >= low! && x! <= high!;
    }
    case 'inlist': {
      const isText = typeof evaluate(nodes[0]!, row) === 'string';
      const [x, ...list] = nodes.map((node) => side(node, row, isText));
      return x !== null && list.includes(x!);
    }
    case 'rowmax':
    case 'rowmin': {
      const list = numbers(true).filter((x) => x !== null);
      const best = name === 'rowmax' ? Math.max(...list) : Math.min(...list);
      return list.length > 0 && Number.isFinite(best) ? best : null;
    }
    case 'rowtotal':
      return Number.isFinite(total) ? total : null;
    case 'rowmean':
      return valid.length > 0 && Number.isFinite(total) ? total / valid.length : null;
    case 'rowmedian': {
      const sorted = valid.sort((a, b) => a - b);
      const n = sorted.length;
      if (n === 0) return null;
      const middle = n % 2 === 1 ? sorted[(n - 1) / 2]! : (sorted[n / 2 - 1]! + sorted[n / 2]!) / 2;
      return Number.isFinite(middle) ? middle : null;
    }
    case 'rowconcat':
      return rowconcat(nodes, row);
    default:
      return nodes.some((node) => isMissing(node, row)) ? missingResult(name) : plainCall(name, nodes, row);
  }
}

function missingResult(name: string): false | null {
  return name === 'startswith' || name === 'endswith' ? false : null;
}

function rowconcat(nodes: readonly ExpressionIr[], row: Row): string | null {
  const values = nodes.map((node) => evaluate(node, row));
  const varying = nodes.flatMap((node, i) => (hasVariable(node) ? [values[i]] : []));
  if (varying.length > 0 && varying.every((value) => value === null)) return null;
  return values.map((value) => value ?? '').join('');
}

function hasVariable(node: ExpressionIr): boolean {
  return JSON.stringify(node).includes('"type":"variable"');
}

function plainCall(name: string, nodes: readonly ExpressionIr[], row: Row): number | string | boolean | null {
  const texts = nodes.map((node) => evaluate(node, row));
  const [x = 0, y = 0, z = 0] = nodes.map((node) => numberOf(node, row) ?? 0);
  const s = String(texts[0]);
  switch (name) {
    case 'abs':
      return Math.abs(x);
    case 'floor':
      return Math.floor(x);
    case 'ceil':
      return Math.ceil(x);
    case 'int':
      return x < 0 ? Math.ceil(x) : Math.floor(x);
    case 'sqrt':
      return x >= 0 ? Math.sqrt(x) : null;
    case 'length':
      return Array.from(s).length;
    case 'upper':
      return s.replace(/[a-z]/gu, (c) => c.toUpperCase());
    case 'trim':
      return s.replace(/^[ \t\u00a0\r\n]+|[ \t\u00a0\r\n]+$/gu, '');
    case 'startswith':
      return s.startsWith(String(texts[1]));
    case 'string':
      return typeof texts[0] === 'string'
        ? s
        : typeof texts[0] === 'boolean'
          ? String(Number(texts[0]))
          : String(x + 0);
    case 'substr':
      return substr(s, Math.trunc(y), Math.trunc(z));
    case 'year':
      return inCalendar(x) ? civilDate(Math.floor(x)).year : null;
    case 'isoformatdate':
      return inCalendar(x) ? isoDate(Math.floor(x)) : null;
    case 'date':
      return epochDay(Math.trunc(x), Math.trunc(y), Math.trunc(z)) ?? null;
    default:
      throw new Error(`the reference does not know ${name}`);
  }
}

function inCalendar(day: number): boolean {
  return Math.floor(day) >= -719162 && Math.floor(day) <= 2932896;
}

function substr(s: string, position: number, length: number): string {
  const points = Array.from(s);
  let out = '';
  for (let k = 0; k < length && k < points.length; k++) {
    const index = (position > 0 ? position - 1 : points.length + position) + k;
    if (position !== 0 && Math.abs(position) <= points.length && index < points.length) out += points[index]!;
  }
  return out;
}
