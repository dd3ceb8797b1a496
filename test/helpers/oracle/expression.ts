import { callFunction } from './functions.ts';

/** A value in a cell; `null` is missing, infinite the end of a spell that has not ended. */
export type Cell = number | string | null;

/** One row: its cells by name. */
export type Row = Readonly<Record<string, Cell>>;

/** A data expression of the oracle. `t` is the type: a number, a text or a truth value. */
export type Expr =
  | { readonly k: 'number'; readonly t: 'number'; readonly value: number }
  | { readonly k: 'text'; readonly t: 'text'; readonly value: string }
  | { readonly k: 'variable'; readonly t: 'number' | 'text'; readonly name: string }
  | { readonly k: 'binary'; readonly t: 'number' | 'truth'; readonly op: Operator; readonly a: Expr; readonly b: Expr }
  | { readonly k: 'minus'; readonly t: 'number'; readonly a: Expr }
  | { readonly k: 'not'; readonly t: 'truth'; readonly a: Expr }
  | { readonly k: 'call'; readonly t: 'number' | 'text' | 'truth'; readonly f: string; readonly args: readonly Expr[] };

/** The binary operators. */
export type Operator = '^' | '*' | '/' | '+' | '-' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&' | '|';

const levels: Readonly<Record<Operator, number>> = {
  '|': 1,
  '&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '^': 8,
};
const unaryLevel = 7;
const atomLevel = 9;

/** How tight the two sides of an operator must bind to stand without parentheses. */
function sidesOf(op: Operator): readonly [number, number] {
  const level = levels[op];
  if (op === '^') return [atomLevel, unaryLevel];
  return level === 3 ? [5, 5] : [level, level + 1];
}

function levelOf(expr: Expr): number {
  if (expr.k === 'binary') return levels[expr.op];
  return expr.k === 'minus' || expr.k === 'not' ? unaryLevel : atomLevel;
}

/** An expression as script text, with parentheses only where the precedence needs them. */
export function writeExpr(expr: Expr): string {
  const at = (inner: Expr, level: number): string =>
    levelOf(inner) >= level ? writeExpr(inner) : `(${writeExpr(inner)})`;
  switch (expr.k) {
    case 'number':
      return String(expr.value);
    case 'text':
      return `'${expr.value}'`;
    case 'variable':
      return expr.name;
    case 'minus':
      return `-${at(expr.a, 8)}`;
    case 'not':
      return `!${at(expr.a, 8)}`;
    case 'call':
      return `${expr.f}(${expr.args.map(writeExpr).join(', ')})`;
    case 'binary': {
      const [left, right] = sidesOf(expr.op);
      return `${at(expr.a, left)} ${expr.op} ${at(expr.b, right)}`;
    }
  }
}

/** The value of an expression in a row; truth values come as 1 and 0. `population` is what `quantile` ranks. */
export function evaluateExpr(expr: Expr, row: Row, population: readonly Row[]): Cell {
  const of = (inner: Expr): Cell => evaluateExpr(inner, row, population);
  switch (expr.k) {
    case 'number':
    case 'text':
      return expr.value;
    case 'variable':
      return row[expr.name] ?? null;
    case 'minus': {
      const a = closed(of(expr.a));
      return typeof a === 'number' ? -a : null;
    }
    case 'not':
      return isTrue(of(expr.a)) ? 0 : 1;
    case 'call':
      if (expr.f === 'quantile') return quantile(expr.args, row, population);
      return closed(callFunction(expr.f, expr.args.map(argumentOf(expr.f, of)), expr.args.map(isConstant)));
    case 'binary':
      return binary(expr.op, of(expr.a), of(expr.b));
  }
}

/** A cell as everything but comparisons and copies sees it: an open end is missing. */
export function closed(cell: Cell): Cell {
  return cell === Number.POSITIVE_INFINITY ? null : cell;
}

/** Functions that compare their arguments. */
const comparing: readonly string[] = ['rowmax', 'rowmin', 'inlist', 'inrange'];

function argumentOf(name: string, of: (inner: Expr) => Cell): (inner: Expr) => Cell {
  return comparing.includes(name) ? of : (inner) => closed(of(inner));
}

function isConstant(expr: Expr): boolean {
  if (expr.k === 'variable') return false;
  if (expr.k === 'binary') return isConstant(expr.a) && isConstant(expr.b);
  if (expr.k === 'minus' || expr.k === 'not') return isConstant(expr.a);
  return expr.k !== 'call' || expr.args.every(isConstant);
}

/** Whether a value satisfies a condition: not missing, and not 0. */
export function isTrue(value: Cell): boolean {
  return closed(value) !== null && value !== 0;
}

function binary(op: Operator, a: Cell, b: Cell): Cell {
  if (op === '&') return isTrue(a) && isTrue(b) ? 1 : 0;
  if (op === '|') return isTrue(a) || isTrue(b) ? 1 : 0;
  if (op === '!=') return a === null || b === null || a !== b ? 1 : 0;
  if (levels[op] === 3) {
    if (a === null || b === null) return 0;
    const holds = { '==': a === b, '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[op as '=='];
    return holds ? 1 : 0;
  }
  if (typeof a !== 'number' || typeof b !== 'number' || closed(a) === null || closed(b) === null) return null;
  const x = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '^': a ** b }[op as '+'];
  return Number.isFinite(x) ? x : null;
}

/** The group of a row among rows of a population: edges by interpolation, equal edges merged. */
function quantile(args: readonly Expr[], row: Row, population: readonly Row[]): Cell {
  const [of, count] = args;
  if (of === undefined || count?.k !== 'number') throw new Error('quantile takes an expression and a number');
  const x = closed(evaluateExpr(of, row, population));
  const sorted = population
    .map((other) => closed(evaluateExpr(of, other, population)))
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b);
  if (typeof x !== 'number' || sorted.length === 0) return null;
  const edges: number[] = [];
  for (let k = 0; k <= count.value; k++) {
    const h = ((sorted.length - 1) * k) / count.value;
    const low = sorted[Math.floor(h)] ?? 0;
    const high = sorted[Math.floor(h) + 1] ?? low;
    const edge = low + (h - Math.floor(h)) * (high - low);
    if (edge !== edges.at(-1)) edges.push(edge);
  }
  for (let group = 1; group < edges.length; group++) {
    if (x <= (edges[group] ?? 0)) return group - 1;
  }
  return Math.max(0, edges.length - 2);
}
